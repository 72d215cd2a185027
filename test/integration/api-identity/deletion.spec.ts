import { aCustomer, aName, anAddress, aProvider, joined, password, tokenOf } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('deleting an organization', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const registry = () => api.database.registry.client;
  const nameOf = async (id: string) => (await registry().organization.findUniqueOrThrow({ where: { id } })).name;
  const remove = async (token: string, id: string, confirm?: string) =>
    api.ask(
      'DELETE',
      `/organizations/${id}?confirm=${encodeURIComponent(confirm ?? (await nameOf(id)))}`,
      undefined,
      token,
    );
  const inside = async (token: string, parentId: string) =>
    (await api.post('/organizations', { kind: 'customer', name: aName('Inner'), parentId }, token)).body.id as string;

  let counter = 0;
  /** A device with its equipment, place and contract, registered for a customer. */
  async function aDeviceOf(token: string, organizationId: string, address?: string) {
    counter += 1;
    const form = {
      organization: { id: organizationId },
      person: { firstName: 'Ida', lastName: 'Berg', email: anAddress('ida'), phone: '+47 555 01 23' },
      device: {
        type: 'Sensor',
        serialNumber: `DEL-${counter}`,
        macAddress: `00-C0-B7-00-01-${counter.toString(16).padStart(2, '0')}`,
      },
      startDate: '2026-11-21',
      equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: `1603${counter}` },
      ...(address !== undefined && { site: { address } }),
    };
    const { status, body } = await api.post('/registrations', form, token);
    expect(status).toBe(201);
    return body.device.id as string;
  }
  const deviceRow = (id: string) =>
    registry().device.findUniqueOrThrow({ where: { id }, include: { installations: true, contracts: true } });

  it('R2-14, R2-17: returns the devices of the whole subtree to the provider’s stock and never deletes them', async () => {
    const provider = await aProvider(api);
    const mill = await aCustomer(api, provider.token);
    const hall = await inside(mill.token, mill.id);
    const devices = [await aDeviceOf(provider.token, mill.id, '1 Grid Street'), await aDeviceOf(provider.token, hall)];
    const suspended = devices[1] as string;
    await registry().device.update({ where: { id: suspended }, data: { lifecycle: 'suspended' } });
    const bystander = await aCustomer(api, provider.token);
    const foreign = await aDeviceOf(provider.token, bystander.id);

    const answer = await remove(provider.token, mill.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ organizations: 2, people: 3, invitations: 0, devices: 2 });
    for (const id of devices) {
      expect(await deviceRow(id)).toMatchObject({
        organizationId: provider.id,
        siteId: null,
        lifecycle: id === suspended ? 'suspended' : 'registered',
        installations: [],
        contracts: [],
      });
      expect((await api.get(`/devices/${id}`, provider.token)).status).toBe(200);
    }
    expect(await deviceRow(foreign)).toMatchObject({ organizationId: bystander.id, contracts: [{}] });
    expect(await registry().organization.count({ where: { id: { in: [mill.id, hall] } } })).toBe(0);
    expect((await api.get(`/organizations/${mill.id}`, provider.token)).status).toBe(404);
  });

  it('R2-17: ends the sessions of its people at once, and keeps who also belongs elsewhere', async () => {
    const provider = await aProvider(api);
    const mill = await aCustomer(api, provider.token);
    const port = await aCustomer(api, provider.token);
    const both = await joined(api, mill.token, mill.id);
    const offer = await api.post(`/organizations/${port.id}/invitations`, { email: both.email }, port.token);
    await api.post(`/invitations/${offer.body.token}/acceptance`, { firstName: 'A', lastName: 'B', password });
    expect((await remove(provider.token, mill.id)).body).toMatchObject({ people: 1 });
    expect((await api.get('/me', mill.token)).status).toBe(401);
    expect(await registry().session.count({ where: { person: { email: mill.email } } })).toBe(0);
    const seen = await api.get('/organizations', await api.signIn(both.email, password));
    expect(seen.body.items.map(({ id }: { id: string }) => id)).toEqual([port.id]);
  });

  it('R2-17: leaves no invitation or activation link that opens anything', async () => {
    const provider = await aProvider(api);
    const mill = await aCustomer(api, provider.token);
    const invited = await api.post(`/organizations/${mill.id}/invitations`, { email: anAddress() }, mill.token);
    await aDeviceOf(provider.token, mill.id);
    const { body } = await api.get(`/organizations/${mill.id}/members`, provider.token);
    const [link] = body.items.flatMap((row: { activationLink?: string }) => row.activationLink ?? []);
    expect((await remove(provider.token, mill.id)).body).toMatchObject({ invitations: 1, people: 2 });
    expect((await api.get(`/invitations/${invited.body.token}`)).status).toBe(404);
    expect((await api.post(`/activations/${tokenOf(link)}`, { password })).status).toBe(404);
    expect(await registry().outboxMail.count({ where: { organizationId: mill.id, sentAt: null } })).toBe(0);
  });

  it('R2-16: takes the exact name, and says which is expected', async () => {
    const provider = await aProvider(api);
    const mill = await inside(provider.token, provider.id);
    const name = await nameOf(mill);
    for (const confirm of [name.toUpperCase(), `${name}s`, 'yes']) {
      const answer = await remove(provider.token, mill, confirm);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'identity.confirmation-wrong', detail: expect.stringContaining(name) });
    }
    expect((await api.ask('DELETE', `/organizations/${mill}`, undefined, provider.token)).status).toBe(400);
    expect((await api.get(`/organizations/${mill}`, provider.token)).status).toBe(200);
  });

  it('stays in the audit trail of who stands above', async () => {
    const provider = await aProvider(api);
    const mill = await inside(provider.token, provider.id);
    const name = await nameOf(mill);
    await remove(provider.token, mill);
    const { body } = await api.get(`/audit-events?organizationId=${provider.id}`, provider.token);
    expect(body.items[0]).toMatchObject({ action: 'organization.deleted', subject: { id: mill } });
    const [kept] = await registry().auditEvent.findMany({ where: { subjectId: mill, action: 'organization.deleted' } });
    expect(kept).toMatchObject({ before: { name, kind: 'customer' }, details: { organizations: 1, devices: 0 } });
    expect(await registry().auditEvent.count({ where: { organizationId: mill } })).toBeGreaterThan(0);
  });

  it('is for administrators above, never for the own organization, and hides what is not seen', async () => {
    const operator = await api.signIn();
    const provider = await aProvider(api);
    const stranger = await aProvider(api);
    const mill = await aCustomer(api, provider.token);
    const hall = await inside(mill.token, mill.id);
    const member = await joined(api, provider.token, provider.id, 'member');
    const { id: top } = await registry().organization.findFirstOrThrow({ where: { kind: 'operator' } });
    for (const [token, id, status] of [
      [stranger.token, mill.id, 404],
      [member.token, mill.id, 403],
      [mill.token, mill.id, 403],
      [mill.token, provider.id, 404],
      [provider.token, provider.id, 403],
      [operator, top, 403],
      [mill.token, hall, 200],
      [operator, mill.id, 200],
    ] as const) {
      expect((await remove(token, id)).status).toBe(status);
    }
  });

  it('of a provider waits until it has no customers; its stock goes to the operator', async () => {
    const operator = await api.signIn();
    const provider = await aProvider(api);
    const mill = await aCustomer(api, provider.token);
    const device = await aDeviceOf(provider.token, mill.id);
    const refused = await remove(operator, provider.id);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'identity.provider-has-customers' });
    await remove(provider.token, mill.id);
    expect((await remove(operator, provider.id)).body).toMatchObject({ organizations: 1, people: 1, devices: 1 });
    const { id: top } = await registry().organization.findFirstOrThrow({ where: { kind: 'operator' } });
    expect(await deviceRow(device)).toMatchObject({ organizationId: top });
  });

  it('of a provider is refused while customers who moved away have contracts with it', async () => {
    const operator = await api.signIn();
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const mill = await aCustomer(api, north.token);
    await aDeviceOf(north.token, mill.id);
    await api.post(`/organizations/${mill.id}/move`, { parentId: south.id }, operator);
    const answer = await remove(operator, north.id);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'fleet.provider-has-contracts' });
    expect((await api.get('/me', north.token)).status).toBe(200);
  });
});
