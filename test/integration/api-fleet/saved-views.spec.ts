import { SAVED_VIEWS, savedView, savedViewPage } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let customer: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  const made = await api.aDevice(provider);
  customer = { id: made.organization.id, token: made.token };
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const aView = (differences: Record<string, unknown> = {}) => ({
  name: 'Silent gateways',
  search: { freshness: ['stale', 'silent'], model: ['Gateway'], sort: 'lastSeenAt' },
  columns: ['serialNumber', 'connectivity.lastSeenAt'],
  ...differences,
});
const save = (token: string, view: unknown, table = 'devices') => api.post(`/me/views/${table}`, token, view);
const viewsOf = async (token: string, table = 'devices') =>
  savedViewPage.parse((await api.get(`/me/views/${table}?limit=200`, token)).body).items;
const namesOf = async (token: string) => (await viewsOf(token)).map(({ name }) => name);
const somebody = (role = 'member') => api.join(customer.id, role, customer.token);

describe('the views of a list that a person saves', () => {
  it('gap 25: are kept with filters, sort and columns under their names, in the order of these, for that list and person', async () => {
    const token = await somebody();
    const made = await save(token, aView());
    expect(made.status).toBe(201);
    expect(savedView.parse(made.body)).toMatchObject({ ...aView(), shared: null, mine: true, removable: true });
    await save(token, aView({ name: 'ärger', search: {} }));
    await save(token, aView({ name: 'Zebra', search: { q: 'x' } }));
    expect(await namesOf(token)).toEqual(['ärger', 'Silent gateways', 'Zebra']);
    expect(await viewsOf(token, 'sites')).toEqual([]);
    expect(await namesOf(await somebody())).toEqual([]);
    const pages = [await api.get('/me/views/devices?limit=2', token)];
    pages.push(await api.get(`/me/views/devices?limit=2&cursor=${pages[0]?.body.nextCursor}`, token));
    const names = pages.flatMap(({ body }) => savedViewPage.parse(body).items.map(({ name }) => name));
    expect(names).toEqual(['ärger', 'Silent gateways', 'Zebra']);
  });

  it('are replaced and deleted by their owner, and each change is in the audit trail', async () => {
    const token = await somebody('admin');
    const { id } = (await save(token, aView())).body;
    const path = `/me/views/devices/${id}`;
    const changed = aView({ name: 'Gateways', search: { model: 'Gateway' }, columns: ['name'] });
    expect((await api.ask('PUT', path, token, changed)).body).toMatchObject(changed);
    expect(await namesOf(token)).toEqual(['Gateways']);
    expect((await api.ask('DELETE', path, token)).status).toBe(204);
    expect(await namesOf(token)).toEqual([]);
    expect((await api.ask('DELETE', path, token)).body.code).toBe('fleet.view-unknown');
    const { items } = (await api.get('/audit-events?action=view.', token)).body;
    expect(items.slice(0, 3).map(({ action }: { action: string }) => action)).toEqual([
      'view.deleted',
      'view.replaced',
      'view.saved',
    ]);
    expect(items[1]).toMatchObject({ before: { name: 'Silent gateways' }, after: { name: 'Gateways' } });
  });

  it('sent again with its key is saved once; by another name for each', async () => {
    const token = await somebody();
    const key = { 'idempotency-key': 'view-1' };
    const one = await api.post('/me/views/devices', token, aView(), key);
    const again = await api.post('/me/views/devices', token, aView(), key);
    expect(again.body).toEqual(one.body);
    const other = await save(token, aView());
    expect([other.status, other.body.code, other.body.errors[0].path]).toEqual([409, 'fleet.view-name-taken', 'name']);
  });

  it('are so many and no more, also by several at once', async () => {
    const token = await somebody();
    for (let n = 1; n < SAVED_VIEWS.own; n++)
      expect((await save(token, aView({ name: `View ${n}` }))).status).toBe(201);
    const answers = await Promise.all([1, 2, 3].map((n) => save(token, aView({ name: `Last ${n}` }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('fleet.too-many-views');
    expect(await viewsOf(token)).toHaveLength(SAVED_VIEWS.own);
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name of 101 letters', { name: 'x'.repeat(101) }, 'name'],
    ['a place in a list', { search: { cursor: 'x' } }, 'search'],
    ['what is no parameter', { search: { 'a.b': 'x' } }, 'search'],
    ['more than an address holds', { search: { q: Array.from({ length: 20 }, () => 'x'.repeat(500)) } }, 'search'],
    ['what is no text', { search: { q: 7 } }, 'search'],
    ['no column', { columns: [] }, 'columns'],
    ['an unknown column', { columns: ['color'] }, 'columns'],
  ])('are refused with %s', async (_what, wrong, path) => {
    const answer = await save(customer.token, aView(wrong));
    expect([answer.status, answer.body.errors[0].path.split('.')[0]]).toEqual([400, path]);
  });
});

describe('a view that is shared', () => {
  it('is seen by the people of that organization, and by nobody else', async () => {
    const [token, colleague] = [await somebody(), await somebody('viewer')];
    const made = await save(token, aView({ name: 'For all of us', shared: customer.id }));
    expect(made.body).toMatchObject({ shared: { organizationId: customer.id }, mine: true });
    const seen = (await viewsOf(colleague)).find(({ name }) => name === 'For all of us');
    expect(seen).toMatchObject({ search: aView().search, mine: false, removable: false });
    expect(await namesOf(provider.token)).not.toContain('For all of us');
    const path = `/me/views/devices/${made.body.id}`;
    expect((await api.ask('PUT', path, colleague, aView())).body.code).toBe('fleet.view-unknown');
    expect((await api.ask('DELETE', path, colleague)).body.code).toBe('identity.not-allowed');
    expect((await api.ask('DELETE', path, provider.token)).body.code).toBe('fleet.view-unknown');
    await api.ask('PUT', path, token, aView({ name: 'Mine again' }));
    expect(await namesOf(colleague)).not.toContain('Mine again');
  });

  it('is shared by administrators and members with their own organization alone; viewers keep theirs to themselves', async () => {
    const viewer = await somebody('viewer');
    expect((await save(viewer, aView({ shared: customer.id }))).body.code).toBe('identity.not-allowed');
    expect((await save(viewer, aView())).status).toBe(201);
    // The provider administers the customer, and is none of its people.
    const above = await save(provider.token, aView({ shared: customer.id }));
    expect([above.status, above.body.code]).toEqual([404, 'identity.organization-unknown']);
    const foreign = await save(customer.token, aView({ shared: provider.id }));
    expect([foreign.status, foreign.body.code]).toEqual([404, 'identity.organization-unknown']);
  });

  it('is deleted by an administrator of that organization when its owner is gone', async () => {
    const token = await somebody();
    const { id } = (await save(token, aView({ name: 'Left behind', shared: customer.id }))).body;
    const seen = (await viewsOf(customer.token)).find((view) => view.id === id);
    expect(seen).toMatchObject({ mine: false, removable: true });
    expect((await api.ask('DELETE', `/me/views/devices/${id}`, customer.token)).status).toBe(204);
    expect(await namesOf(token)).not.toContain('Left behind');
  });

  it('is not for programs, and not for whoever is not signed in', async () => {
    expect((await api.get('/me/views/devices')).status).toBe(401);
    const made = await api.post(`/organizations/${customer.id}/api-keys`, customer.token, {
      name: 'Reports',
      actions: ['fleet.read', 'table.arrange', 'view.share'],
    });
    expect((await api.get('/me/views/devices', made.body.key)).status).toBe(403);
  });
});
