import { newUuid, systemClock } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { deviceBatchWorkerOver } from '../../../apps/worker/src/device-batches.js';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { anotherOrganization, aSharedSite, emailOf, type SharedSite } from './shared-site.js';

jest.setTimeout(60_000);

const unheard = { announce: () => undefined };

let api: FleetApi;
let provider: { id: string; token: string };
let customer: Awaited<ReturnType<FleetApi['aDevice']>>;
let shared: SharedSite;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  customer = await api.aDevice(provider);
  shared = await aSharedSite(api);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const inboxOf = async (token: string, query = '') => (await api.get(`/notifications${query}`, token)).body;
const newestOf = async (token: string) => (await inboxOf(token, '?limit=1')).items[0];
const read = (token: string, body: unknown) => api.ask('PUT', '/notifications/read', token, body);
const choose = (token: string, items: unknown) => api.ask('PUT', '/me/notification-preferences', token, { items });
/** Offers the customer to look after an asset of theirs. */
async function aProposal() {
  const { client } = api.database.registry;
  const model = await client.equipmentModel.findFirstOrThrow();
  const createdAt = new Date();
  const { id } = await client.asset.create({
    data: {
      id: newUuid(createdAt),
      organizationId: customer.organization.id,
      providerId: provider.id,
      equipmentModelId: model.id,
      modelNumber: '1600XP',
      serialNumber: newUuid(createdAt),
      createdAt,
    },
  });
  return (await api.post(`/assets/${id}/proposals`, provider.token, {})).body.id as string;
}
const mailsTo = async (token: string) =>
  api.database.registry.client.outboxMail.count({ where: { recipient: await emailOf(api, token) } });

describe('what people are told', () => {
  it('is in the inbox of everybody whom it concerns, by kind and what its words need, and nobody else’s', async () => {
    const member = await api.join(customer.organization.id, 'member', customer.token);
    const id = await aProposal();
    expect(await newestOf(customer.token)).toMatchObject({
      kind: 'service-proposed',
      params: { proposalId: id, providerName: 'North Power' },
      readAt: null,
    });
    expect((await inboxOf(member)).items).toEqual([]);
    await api.post(`/proposals/${id}/acceptance`, customer.token, {});
    expect(await newestOf(provider.token)).toMatchObject({
      kind: 'proposal-answered',
      params: { proposalId: id, answer: 'accepted', customerName: customer.organization.name },
    });
  });

  it('comes a page at a time, newest first, and is counted while unread', async () => {
    const ids = [await aProposal(), await aProposal(), await aProposal()];
    const first = await inboxOf(customer.token, '?limit=2');
    const second = await inboxOf(customer.token, `?limit=2&cursor=${first.nextCursor}`);
    const told = [...first.items, ...second.items].map(({ params }: { params: { proposalId?: string } }) => params);
    expect(told.slice(0, 3).map(({ proposalId }) => proposalId)).toEqual([...ids].reverse());
    const before = first.unread.value;
    expect((await read(customer.token, { ids: [first.items[0].id] })).status).toBe(204);
    expect((await inboxOf(customer.token)).unread).toEqual({ value: before - 1, exact: true });
    expect((await inboxOf(customer.token, '?unread=true&limit=1')).items[0].id).toBe(first.items[1].id);
    await read(customer.token, { upTo: first.items[1].id });
    expect((await inboxOf(customer.token)).unread.value).toBe(0);
  });

  it('is not sent again while nothing changed (304)', async () => {
    const { headers } = await api.get('/notifications?limit=20', customer.token);
    const etag = headers.get('etag') ?? '';
    const again = await api.get('/notifications?limit=20', customer.token, { 'if-none-match': etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    await aProposal();
    const changed = await api.get('/notifications?limit=20', customer.token, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
  });

  it('is marked as read by its own reader alone', async () => {
    await aProposal();
    const { id } = await newestOf(customer.token);
    expect((await read(provider.token, { ids: [id] })).status).toBe(204);
    expect((await newestOf(customer.token)).readAt).toBeNull();
  });

  it('is nothing of whom has the right no longer: a former administrator reads no name of it', async () => {
    const second = await api.join(customer.organization.id, 'admin', customer.token);
    await aProposal();
    expect((await newestOf(second)).kind).toBe('service-proposed');
    const { body: me } = await api.get('/me', second);
    const path = `/organizations/${customer.organization.id}/members/${me.id}`;
    await api.ask('PATCH', path, customer.token, { role: 'viewer' });
    expect(await inboxOf(second)).toMatchObject({ items: [], unread: { value: 0 } });
  });

  it('is nothing of a customer that a provider looks after no longer', async () => {
    const id = await aProposal();
    await api.post(`/proposals/${id}/decline`, customer.token, {});
    const told = (await inboxOf(provider.token)).items.length;
    expect(told).toBeGreaterThan(0);
    const elsewhere = await api.aProvider('South Power');
    expect((await moveTo(elsewhere.id)).status).toBeLessThan(300);
    expect((await inboxOf(provider.token)).items).toEqual([]);
    expect((await moveTo(provider.id)).status).toBeLessThan(300);
  });
});

const moveTo = (parentId: string) =>
  api.post(`/organizations/${customer.organization.id}/move`, api.operatorToken, { parentId });

describe('a shared site', () => {
  const share = async (email: string) =>
    (await api.post(`/sites/${shared.siteId}/grants`, shared.token, { way: 'email', email, access: 'read' })).body.id;

  it('R4-18: is told with its name as long as the offer or the access is good, and without one afterwards', async () => {
    const { admin } = await anotherOrganization(api);
    const grantId = await share(await emailOf(api, admin));
    expect(await newestOf(admin)).toMatchObject({ kind: 'site-shared', params: { siteName: shared.siteName } });
    await api.post(`/share-codes/${api.identity.links.shareLinkTo(grantId).token}/acceptance`, admin, {});
    await api.ask('DELETE', `/sites/${shared.siteId}/grants/${grantId}`, shared.token);
    const inbox = await inboxOf(admin);
    expect(inbox.items[0]).toMatchObject({ kind: 'site-withdrawn', params: { organizationName: null } });
    expect(JSON.stringify(inbox)).not.toContain(shared.siteName);
    expect(JSON.stringify(inbox)).not.toContain(shared.organizationName);
  });

  it('says nothing of an offer that is taken back before it was accepted', async () => {
    const { admin } = await anotherOrganization(api);
    const before = (await inboxOf(admin)).items.length;
    const grantId = await share(await emailOf(api, admin));
    await api.ask('DELETE', `/sites/${shared.siteId}/grants/${grantId}`, shared.token);
    expect((await inboxOf(admin)).items).toHaveLength(before);
  });
});

describe('devices that are given to a customer', () => {
  async function aCustomerAndStock(mark: number) {
    const { body: made } = await api.post('/organizations', provider.token, { kind: 'customer', name: 'Gets Some' });
    const owner = await api.join(made.id, 'admin', provider.token);
    const devices = [1, 2].map((n) => ({
      type: 'Sensor',
      serialNumber: `TOLD-${mark}-${n}`,
      macAddress: `00:C0:B7:23:0${mark}:0${n}`,
    }));
    const { body } = await api.post('/devices/dispatches', api.operatorToken, { organizationId: provider.id, devices });
    const ids: string[] = body.items.map(({ id }: { id: string }) => id);
    const assign = { ids, action: { kind: 'assign', organizationId: made.id } };
    return {
      organizationId: made.id,
      owner,
      ids,
      startBatch: () => api.post('/device-batches', provider.token, assign),
    };
  }
  const worker = () => deviceBatchWorkerOver({ database: api.database, clock: systemClock, announcements: unheard });
  const both = { kind: 'devices-received', params: { devices: 2, deviceId: null, organizationName: 'Gets Some' } };

  it('R0-21: are told its administrators, all at once', async () => {
    const { owner, ids: deviceIds, organizationId } = await aCustomerAndStock(1);
    await api.post('/devices/assignments', provider.token, { deviceIds, organizationId });
    expect((await inboxOf(owner)).items).toMatchObject([both]);
  });

  it('are told at once by a batch, too, at its end', async () => {
    const { owner, startBatch } = await aCustomerAndStock(2);
    await startBatch();
    await worker().run(() => false);
    expect((await inboxOf(owner)).items).toMatchObject([both]);
  });

  it('are told by a batch that is canceled, as far as it came', async () => {
    const { owner, ids, startBatch } = await aCustomerAndStock(3);
    const { body: batch } = await startBatch();
    let devices = 0;
    await worker().run(() => devices++ > 0);
    await api.ask('DELETE', `/device-batches/${batch.id}`, provider.token);
    expect((await inboxOf(owner)).items).toMatchObject([
      { kind: 'devices-received', params: { devices: 1, deviceId: ids[0], deviceSerialNumber: 'TOLD-3-1' } },
    ]);
  });
});

describe('what somebody chose to be told', () => {
  it('decides whether a mail goes out, and whether it stands in the inbox', async () => {
    const [mails, told] = [await mailsTo(customer.token), (await inboxOf(customer.token)).items.length];
    await choose(customer.token, [{ kind: 'service-proposed', page: true, mail: false }]);
    await aProposal();
    expect([await mailsTo(customer.token), (await inboxOf(customer.token)).items.length]).toEqual([mails, told + 1]);
    await choose(customer.token, [{ kind: 'service-proposed', page: false, mail: true }]);
    await aProposal();
    expect([await mailsTo(customer.token), (await inboxOf(customer.token)).items.length]).toEqual([
      mails + 1,
      told + 1,
    ]);
    const { body } = await choose(customer.token, []);
    const { page, mail } = body.items.find(({ kind }: { kind: string }) => kind === 'service-proposed');
    expect([page, mail]).toEqual([
      { on: true, fixed: false },
      { on: true, fixed: false },
    ]);
  });

  it('leaves on what is about the safety of an account, and says so at the field', async () => {
    const { status, body } = await choose(customer.token, [
      { kind: 'contract-ending', page: true, mail: false },
      { kind: 'second-factor-reset', page: true, mail: false },
    ]);
    expect([status, body.code, body.errors]).toEqual([
      400,
      'notifications.fixed',
      [expect.objectContaining({ path: 'items.1.mail' })],
    ]);
    const { items } = (await api.get('/me/notification-preferences', customer.token)).body;
    expect(items.find(({ kind }: { kind: string }) => kind === 'contract-ending').mail.on).toBe(true);
  });

  it('is no program’s business', async () => {
    const { body: key } = await api.post(`/organizations/${provider.id}/api-keys`, provider.token, {
      name: 'Program',
      actions: ['fleet.read'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect((await api.get('/notifications', key.key)).body.code).toBe('identity.people-only');
  });
});
