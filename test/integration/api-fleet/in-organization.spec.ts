import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let north: { id: string; token: string };
let south: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  north = await api.aProvider('North Power');
  south = await api.aProvider('South Power');
  await api.post('/registrations', north.token, aForm());
  await api.post('/registrations', south.token, aForm());
  // Whoever administers the north joins the south, too.
  const { body: me } = await api.get('/me', north.token);
  const invited = await api.post(`/organizations/${south.id}/invitations`, south.token, {
    email: me.email,
    role: 'viewer',
  });
  const accepted = await api.post(`/invitations/${invited.body.token}/acceptance`, undefined, {
    firstName: 'A',
    lastName: 'B',
    password: 'correct horse battery',
  });
  expect(accepted.status).toBe(201);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const ask = (path: string) => api.get(path, north.token);
const organizationsOf = async (query: string) =>
  (await ask(`/devices${query}`)).body.items.map(
    ({ organizationName }: { organizationName: string }) => organizationName,
  );

describe('looking in one of several organizations, by `in`', () => {
  it('answers a list as a member of that one alone would have it', async () => {
    const all: string[] = await organizationsOf('');
    expect(all).toHaveLength(2);
    const [inNorth, inSouth] = [await organizationsOf(`?in=${north.id}`), await organizationsOf(`?in=${south.id}`)];
    expect([...inNorth, ...inSouth].sort()).toEqual([...all].sort());
    expect([inNorth.length, inSouth.length]).toEqual([1, 1]);
  });

  it('rule 7: counts what the list shows, and exports it', async () => {
    for (const place of [north, south]) {
      expect((await ask(`/fleet/summary?in=${place.id}`)).body.total).toBe(1);
      expect((await ask(`/organizations?kind=customer&in=${place.id}`)).body.items).toHaveLength(1);
      const file = (await ask(`/exports/devices?columns=serialNumber&in=${place.id}`)).body.toString();
      expect(file.trim().split(/\r\n/)).toHaveLength(2);
    }
  });

  it('begins a batch for what the list finds there, and for nothing else', async () => {
    const start = (query: string) =>
      api.post(`/device-batches${query}`, north.token, { filter: {}, action: { kind: 'tag', tags: ['Hall 7'] } });
    const listed = async (place: { id: string }) =>
      (await ask(`/devices?in=${place.id}`)).body.items.map(({ id }: { id: string }) => id);
    const { status, body } = await start(`?in=${north.id}`);
    expect([status, body.total]).toEqual([202, 1]);
    const rows = (await ask(`/device-batches/${body.id}/rows`)).body.items;
    expect(rows.map(({ deviceId }: { deviceId: string }) => deviceId)).toEqual(await listed(north));
    expect((await start('')).body.total).toBe(2);
    // A viewer there, whatever they are elsewhere.
    expect((await start(`?in=${south.id}`)).body.code).toBe('identity.not-allowed');
    const inSouth = await ask(`/device-batches?in=${south.id}`);
    expect([(await ask(`/device-batches?in=${north.id}`)).body.items.length, inSouth.body.items]).toEqual([2, []]);
  });

  it('lets do no more than the role there does', async () => {
    expect((await ask(`/audit-events?in=${north.id}`)).status).toBe(200);
    expect((await ask(`/audit-events?in=${south.id}`)).status).toBe(403);
  });

  it('refuses what one does not belong to, and what is no organization, by the name of the field', async () => {
    const customer = (await ask(`/organizations?kind=customer&in=${north.id}`)).body.items[0].id;
    for (const asked of [customer, '01900000-0000-7000-8000-000000000001', 'north']) {
      const { status, body } = await ask(`/devices?in=${asked}`);
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'request.invalid', 'in']);
    }
  });
});
