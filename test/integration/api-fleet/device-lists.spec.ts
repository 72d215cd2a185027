import { parse } from 'csv-parse/sync';
import { deviceModelPage, devicePage } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApiAlone } from './running-fleet.js';

/** Rule 1. */
const ROWS_AT_MOST = 200;
const ANSWER_BYTES_AT_MOST = 300_000;
/** More than anybody counts. */
const MANY = 10_050;

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApiAlone();
  provider = await api.aProvider();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const run = (text: string, values: unknown[] = []) => api.database.registry.client.$executeRawUnsafe(text, ...values);

/** Devices in the provider's stock, as production would send them. */
const stock = (organizationId: string, count: number, name = "'Unit ' || n") =>
  run(
    `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, lifecycle, created_at, updated_at)
     SELECT gen_random_uuid(), right($1, 12) || '-' || lpad(n::text, 6, '0'),
       upper(regexp_replace(left(md5($1 || n), 12), '(..)(?!$)', '\\1:', 'g')),
       (SELECT id FROM device_model WHERE name = CASE WHEN n % 4 = 0 THEN 'RemotEye 4' ELSE 'Sensor' END), $1::uuid,
       ${name}, 'registered', now() - n * interval '1 minute', now()
     FROM generate_series(1, ${count}) AS n`,
    [organizationId],
  );
const serialsOf = (body: { items: { serialNumber: string }[] }) => body.items.map(({ serialNumber }) => serialNumber);

describe('the list of devices', () => {
  it('rule 1: the fullest page, of 200 rows with names of 200 letters that take two bytes each, is no more than 300 kB', async () => {
    const wordy = await api.aProvider('Ż'.repeat(200));
    await stock(wordy.id, ROWS_AT_MOST + 1, `repeat('Ł', 197) || lpad(n::text, 3, '0')`);
    const answer = await fetch(`${api.address}/devices?limit=200&count=true`, {
      headers: { authorization: `Bearer ${wordy.token}`, 'accept-encoding': 'identity' },
    });
    const bytes = await answer.arrayBuffer();
    expect(bytes.byteLength).toBeLessThanOrEqual(ANSWER_BYTES_AT_MOST);
    const { items, nextCursor, count } = devicePage.parse(JSON.parse(Buffer.from(bytes).toString()));
    expect(items).toHaveLength(ROWS_AT_MOST);
    expect(items[0]?.name).toHaveLength(200);
    expect([nextCursor === null, count]).toEqual([false, { value: ROWS_AT_MOST + 1, exact: true }]);
    expect((await api.get('/devices?limit=201', wordy.token)).status).toBe(400);
  });

  it('gap 8: counts what was found on all pages up to 10 000, and says where there are more', async () => {
    const large = await api.aProvider('Large');
    await stock(large.id, MANY);
    const countOf = async (query: string) =>
      (await api.get(`/devices?limit=1&count=true${query}`, large.token)).body.count;
    expect(await countOf('')).toEqual({ value: 10_000, exact: false });
    expect(await countOf('&model=RemotEye+4')).toEqual({ value: Math.floor(MANY / 4), exact: true });
    expect(await countOf('&model=RemotEye+4&model=Sensor')).toEqual({ value: 10_000, exact: false });
    expect(await countOf('&model=RemotEye+4&connectivity=connected&connectivity=disconnected')).toEqual({
      value: 0,
      exact: true,
    });
    expect((await api.get('/devices?limit=1', large.token)).body).not.toHaveProperty('count');
    const { body } = await api.get('/devices?limit=1&count=true&sort=-createdAt', large.token);
    const second = await api.get(`/devices?limit=1&count=true&sort=-createdAt&cursor=${body.nextCursor}`, large.token);
    expect(second.body.count).toEqual({ value: 10_000, exact: false });
  });

  it('gap 8, R3-08: by last sign of life, end of the certificate and organization, page by page, those without at the end', async () => {
    const { id, token } = await api.aProvider('Sorted');
    const first = await api.aDevice({ token }, { organization: { name: 'Ängelholm Works' } });
    const second = await api.aDevice({ token }, { organization: { name: 'Bytom Works' } });
    await stock(id, 3);
    for (const [{ key }, minutes] of [
      [first, 3],
      [second, 90],
    ] as const) {
      const at = new Date(Date.now() - minutes * 60_000);
      await run(
        `INSERT INTO telemetry.presence (device_key, state, since, session_id, session_started_at, broker_id, last_seen_at)
         VALUES ($1::int, 'connected', $2::timestamptz, gen_random_uuid(), $2::timestamptz, gen_random_uuid(), $2::timestamptz)`,
        [key, at.toISOString()],
      );
    }
    await api.post(`/devices/${second.device.id}/certificates`, second.token, {});
    const stocked = serialsOf((await api.get(`/devices?assignment=unassigned`, token)).body);
    const [one, other] = [first.form.device.serialNumber, second.form.device.serialNumber];
    const allBy = async (sort: string) => {
      const found: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await api.get(`/devices?sort=${sort}&limit=1${cursor}`, token);
        found.push(...serialsOf(body));
        if (body.nextCursor === null) return found;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    for (const [sort, begins] of [
      ['lastSeenAt', [other, one]],
      ['-lastSeenAt', [one, other]],
      ['certificateNotAfter', [other]],
      ['-certificateNotAfter', [other]],
    ] as const) {
      const found = await allBy(sort);
      expect([sort, found.slice(0, begins.length)]).toEqual([sort, begins]);
      expect(found.toSorted()).toEqual([...stocked, one, other].toSorted());
    }
    expect(await allBy('organizationName')).toEqual([one, other, ...stocked]);
    expect(await allBy('-organizationName')).toEqual([...stocked.toReversed(), other, one]);
    const file = await api.get(`/exports/devices?columns=serialNumber&sort=-organizationName&model=Sensor`, token);
    const [, ...rows] = parse(file.body) as string[][];
    expect(rows.flat()).toEqual([...stocked.toReversed(), other, one]);
  });

  it('says what models there are, to whom a list may be filtered by them', async () => {
    const { body } = await api.get('/device-models?limit=1', provider.token);
    const rest = await api.get(`/device-models?cursor=${body.nextCursor}`, provider.token);
    const names = [body, rest.body].flatMap((page) => deviceModelPage.parse(page).items).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['RemotEye 4', 'Sensor']));
    expect(new Set(names).size).toBe(names.length);
    expect((await api.get('/device-models')).status).toBe(401);
  });

  it.each([
    ['an unknown value among several', '/devices?freshness=fresh&freshness=rotten', 'freshness'],
    ['an unknown sort', '/devices?sort=lastSeen', 'sort'],
    ['a count that is neither yes nor no', '/devices?count=many', 'count'],
    ['a count of a file, which has all rows', '/exports/devices?count=true', 'count'],
    ['more models than anybody compares', `/devices?${Array(21).fill('model=Sensor').join('&')}`, 'model'],
  ])('refuses %s, and says which parameter it is', async (_what, path, parameter) => {
    const answer = await api.get(path, provider.token);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path.split('.')[0]).toBe(parameter);
  });

  it('takes a cursor for the sort it belongs to alone', async () => {
    await stock(provider.id, 3);
    const { body } = await api.get('/devices?limit=1&sort=lastSeenAt', provider.token);
    const answer = await api.get(`/devices?limit=1&sort=organizationName&cursor=${body.nextCursor}`, provider.token);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'cursor']);
  });
});
