import { table, tableNames } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const arrange = (name: string, token: string, columns: unknown) =>
  api.ask('PUT', `/me/tables/${name}`, token, { columns });
const visibleOf = (body: { columns: { key: string; visible: boolean }[] }) =>
  body.columns.filter(({ visible }) => visible).map(({ key }) => key);
const eventsOf = async (token: string, action: string) =>
  (await api.get(`/audit-events?action=${action}`, token)).body.items;

describe('the tables of a person', () => {
  it.each(tableNames)('%s: all columns are told, with what a console draws them from', async (name) => {
    const answer = await api.get(`/me/tables/${name}`, provider.token);
    expect(answer.status).toBe(200);
    const told = table.parse(answer.body);
    expect([told.table, told.isArranged]).toEqual([name, false]);
    expect(told.columns.every(({ visible, visibleByDefault }) => visible === visibleByDefault)).toBe(true);
    expect(visibleOf(told).length).toBeGreaterThan(3);
  });

  it('R3-19, R3-20: shows the columns that were ticked, in their order, the others hidden after them', async () => {
    const token = await api.join(provider.id, 'member', provider.token);
    const chosen = ['createdAt', 'serialNumber', 'connectivity.state'];
    const answer = await arrange('devices', token, chosen);
    expect([answer.status, answer.body.isArranged, visibleOf(answer.body)]).toEqual([200, true, chosen]);
    expect(answer.body.columns.slice(0, 3).map(({ key }: { key: string }) => key)).toEqual(chosen);
    expect((await api.get('/me/tables/devices', token)).body).toEqual(answer.body);
  });

  it('R3-21: the choice is the person’s own, in every session, and of this table alone', async () => {
    const [one, two] = [
      await api.join(provider.id, 'member', provider.token),
      await api.join(provider.id, 'member', provider.token),
    ];
    const factory = (await api.get('/me/tables/devices', two)).body;
    await arrange('devices', one, ['name']);
    expect((await api.get('/me/tables/devices', two)).body).toEqual(factory);
    expect((await api.get('/me/tables/members', one)).body.isArranged).toBe(false);
    const { email } = (await api.get('/me', one)).body;
    const { body: again } = await api.post('/sessions', undefined, { email, password: 'correct horse battery' });
    expect(visibleOf((await api.get('/me/tables/devices', again.token)).body)).toEqual(['name']);
  });

  it('R3-22: goes back to the factory setting, also when it never left it', async () => {
    const token = await api.join(provider.id, 'viewer', provider.token);
    const factory = (await api.get('/me/tables/organizations', token)).body;
    await arrange('organizations', token, ['id', 'name']);
    const reset = await api.ask('DELETE', '/me/tables/organizations', token);
    expect([reset.status, reset.body]).toEqual([200, factory]);
    expect((await api.ask('DELETE', '/me/tables/organizations', token)).body).toEqual(factory);
    expect((await api.get('/me/tables/organizations', token)).body).toEqual(factory);
  });

  it('R0-07: labels come in the language of the person', async () => {
    const token = await api.join(provider.id, 'member', provider.token);
    const label = async () => (await api.get('/me/tables/devices', token)).body.columns[0].label;
    expect(await label()).toBe('Serial number');
    await api.ask('PATCH', '/me', token, { language: 'pl' });
    expect(await label()).toBe('Numer seryjny');
  });

  it('each change is in the audit trail with what was and what is; one that changes nothing is not', async () => {
    const token = await api.join(provider.id, 'admin', provider.token);
    const { id } = (await api.get('/me', token)).body;
    await arrange('members', token, ['role', 'status']);
    await arrange('members', token, ['role', 'status']);
    await api.ask('DELETE', '/me/tables/members', token);
    await api.ask('DELETE', '/me/tables/members', token);
    const events = (await eventsOf(token, 'table.')).filter(({ actorId }: { actorId: string }) => actorId === id);
    expect(events.map(({ action }: { action: string }) => action)).toEqual(['table.reset', 'table.arranged']);
    expect(events[1].after).toEqual({ columns: ['role', 'status'] });
    expect(events[0]).toMatchObject({
      subject: { kind: 'table', id: 'members' },
      before: events[1].after,
      after: events[1].before,
      organizationId: provider.id,
    });
  });
});

describe('what is refused', () => {
  it('an unknown column, with the names of those there are', async () => {
    const answer = await arrange('devices', provider.token, ['name', 'color', 'certificate']);
    expect([answer.status, answer.body.code]).toEqual([400, 'fleet.column-unknown']);
    expect(answer.body.errors[0].path).toBe('columns');
    expect(answer.body.detail).toContain('"color", "certificate"');
    expect(answer.body.detail).toContain('"certificate.state"');
    expect((await api.get('/me/tables/devices', provider.token)).body.isArranged).toBe(false);
  });

  it.each([
    ['no column at all', []],
    ['a column twice', ['name', 'name']],
    ['a column that is none', [7]],
    ['more columns than any table has', Array.from({ length: 101 }, (_, n) => `c${n}`)],
    ['columns that are no list', 'name'],
    ['nothing', undefined],
  ])('%s', async (_what, columns) => {
    const answer = await arrange('devices', provider.token, columns);
    expect([answer.status, answer.body.errors[0].path.split('.')[0]]).toEqual([400, 'columns']);
  });

  it.each(['GET', 'DELETE'])('%s of a table there is not', async (method) => {
    const answer = await api.ask(method, '/me/tables/passwords', provider.token);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'table']);
  });

  it('who is not signed in, and programs, which have no tables', async () => {
    expect((await api.get('/me/tables/devices')).status).toBe(401);
    const made = await api.post(`/organizations/${provider.id}/api-keys`, provider.token, {
      name: 'Reports',
      actions: ['fleet.read', 'table.arrange'],
    });
    for (const method of ['GET', 'DELETE'])
      expect((await api.ask(method, '/me/tables/devices', made.body.key)).status).toBe(403);
  });

  it('somebody whose own role does not hold it', async () => {
    const { id } = provider;
    const role = await api.post(`/organizations/${id}/roles`, provider.token, { name: 'Eye', actions: ['fleet.read'] });
    const email = 'eye@people.example';
    const invited = await api.post(`/organizations/${id}/invitations`, provider.token, {
      email,
      customRoleId: role.body.id,
    });
    const person = { firstName: 'E', lastName: 'Y', password: 'correct horse battery' };
    const { token } = (await api.post(`/invitations/${invited.body.token}/acceptance`, undefined, person)).body;
    expect((await arrange('devices', token, ['name'])).status).toBe(403);
    expect((await api.get('/me/tables/devices', token)).status).toBe(200);
  });
});
