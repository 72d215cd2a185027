import { aCustomer, aName, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('custom roles', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const rolesOf = (id: string) => `/organizations/${id}/roles`;
  const make = (token: string, id: string, actions: string[], name = aName('Role')) =>
    api.post(rolesOf(id), { name, actions }, token);
  /** Somebody of an organization who holds a role of it. */
  async function holder(token: string, id: string, roleId: string) {
    const person = await joined(api, token, id, 'viewer');
    await api.database.registry.client.membership.update({
      where: { organizationId_personId: { organizationId: id, personId: person.personId } },
      data: { customRoleId: roleId },
    });
    return person;
  }

  it('allow what is in them, as far as an administrator reaches, and nothing else', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const role = await make(provider.token, provider.id, ['organization.edit']);
    expect(role.status).toBe(201);
    const person = await holder(provider.token, provider.id, role.body.id);
    const rename = (id: string) => api.patch(`/organizations/${id}`, { name: aName('Renamed') }, person.token);
    expect((await rename(provider.id)).status).toBe(200);
    expect((await rename(customer.id)).status).toBe(200);
    expect((await api.post('/organizations', { kind: 'customer', name: 'Mill' }, person.token)).status).toBe(403);
    expect((await api.get('/audit-events', person.token)).status).toBe(403);
  });

  it('are what the profile says one may do, in place of the role they are held with', async () => {
    const provider = await aProvider(api);
    const role = await make(provider.token, provider.id, ['organization.edit']);
    const person = await holder(provider.token, provider.id, role.body.id);
    const { body: me } = await api.get('/me', person.token);
    expect(me.memberships).toMatchObject([{ role: 'viewer', actions: { 'organization.edit': 'tree' } }]);
    expect(Object.keys(me.memberships[0].actions)).toEqual(['organization.edit']);
  });

  it('count from the next request on when they change', async () => {
    const provider = await aProvider(api);
    const { body: role } = await make(provider.token, provider.id, []);
    const person = await holder(provider.token, provider.id, role.id);
    const create = async () =>
      (await api.post('/organizations', { kind: 'customer', name: 'Mill' }, person.token)).status;
    expect(await create()).toBe(403);
    const change = { actions: ['organization.create'] };
    expect((await api.patch(`${rolesOf(provider.id)}/${role.id}`, change, provider.token)).body).toMatchObject(change);
    expect(await create()).toBe(201);
    const [kept] = await api.database.registry.client.auditEvent.findMany({
      where: { subjectId: role.id, action: 'role.changed' },
    });
    expect(kept).toMatchObject({ before: { actions: [] }, after: change });
  });

  it.each([
    { kind: 'provider', action: 'asset.configure', because: 'R0-26: a provider’s administrator may not configure' },
    { kind: 'customer', action: 'registration.create', because: 'a customer’s administrator registers nobody' },
    { kind: 'provider', action: 'role.administer', because: 'who had it could widen it' },
    { kind: 'provider', action: 'everything', because: 'it is no action' },
  ])('of a $kind cannot hold $action: $because', async ({ kind, action }) => {
    const provider = await aProvider(api);
    const place = kind === 'provider' ? provider : await aCustomer(api, provider.token);
    const answer = await make(place.token, place.id, ['fleet.read', action]);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'identity.custom-role-action', errors: [{ path: 'actions' }] });
  });

  it('have names of their own in their organization, which others may use, too', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const first = await make(north.token, north.id, [], 'Fitter');
    const second = await make(north.token, north.id, [], 'Clerk');
    const again = await make(north.token, north.id, [], 'Fitter');
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'identity.custom-role-name-taken', errors: [{ path: 'name' }] });
    const rename = (id: string) => api.patch(`${rolesOf(north.id)}/${id}`, { name: 'Fitter' }, north.token);
    expect((await rename(second.body.id)).status).toBe(409);
    expect((await rename(first.body.id)).status).toBe(200);
    expect((await make(south.token, south.id, [], 'Fitter')).status).toBe(201);
  });

  it('are deleted once nobody holds them, and the refusal says how many do', async () => {
    const provider = await aProvider(api);
    const { body: role } = await make(provider.token, provider.id, ['organization.edit']);
    const path = `${rolesOf(provider.id)}/${role.id}`;
    await holder(provider.token, provider.id, role.id);
    const refused = await api.ask('DELETE', path, undefined, provider.token);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'identity.custom-role-held',
      detail: expect.stringContaining('1 members hold it'),
    });
    await api.database.registry.client.membership.updateMany({
      where: { customRoleId: role.id },
      data: { customRoleId: null },
    });
    expect((await api.ask('DELETE', path, undefined, provider.token)).status).toBe(204);
    expect((await api.ask('DELETE', path, undefined, provider.token)).status).toBe(404);
  });

  it('come in pages by name, for the organization’s people, and exist for nobody else', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    for (const name of ['b', 'c', 'a']) await make(north.token, north.id, [], name);
    const viewer = await joined(api, north.token, north.id, 'viewer');
    const first = await api.get(`${rolesOf(north.id)}?limit=2`, viewer.token);
    const second = await api.get(`${rolesOf(north.id)}?limit=2&cursor=${first.body.nextCursor}`, viewer.token);
    const names = [...first.body.items, ...second.body.items].map(({ name }: { name: string }) => name);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(second.body.nextCursor).toBeNull();
    expect((await make(viewer.token, north.id, [])).status).toBe(403);
    const stolen = `${rolesOf(south.id)}/${first.body.items[0].id}`;
    expect((await api.get(rolesOf(north.id), south.token)).status).toBe(404);
    expect((await api.patch(stolen, { name: 'mine' }, south.token)).status).toBe(404);
    expect((await api.ask('DELETE', stolen, undefined, south.token)).status).toBe(404);
  });
});
