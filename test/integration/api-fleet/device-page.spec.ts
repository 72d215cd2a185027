import {
  deviceAttributes,
  deviceDetails,
  deviceInstallationPage,
  devicePage,
  latestReadings,
  quantityList,
  seriesList,
} from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let made: Awaited<ReturnType<FleetApi['aDevice']>>;
const session = '0199f0c4-77b0-7abc-8def-001122334455';
const noon = Date.UTC(2026, 10, 20, 12);
const minute = (number: number) => new Date(noon + number * 60_000).toISOString();

beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  made = await api.aDevice(provider, { site: { name: 'Hall 1' } });
  const { pool } = api.database;
  const { rows } = await pool.query(
    `INSERT INTO telemetry.quantity (name, unit) VALUES ('voltage', NULL), ('brine', 'g/l'), ('mode', NULL) ON CONFLICT (name, unit) DO UPDATE SET unit = excluded.unit RETURNING id`,
  );
  const [voltage, brine, mode] = rows.map(({ id }) => id);
  // A number a minute for an hour, but for the quarter from minute 20 on.
  await pool.query(
    `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
     SELECT $3::timestamptz + n * INTERVAL '1 minute', now(), n, $1, quantity, 0
     FROM generate_series(0, 59) n, unnest($2::int4[]) quantity
     WHERE n NOT BETWEEN 20 AND 34`,
    [made.key, [voltage, brine], minute(0)],
  );
  await pool.query(
    `INSERT INTO telemetry.text_reading (observed_at, received_at, device_key, quantity_id, time_origin, value)
     VALUES ($3, now(), $1, $2, 0, '"eco"')`,
    [made.key, mode, minute(1)],
  );
  await pool.query(
    `INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
     VALUES ($1, $2, $4, $4, 59, NULL, 0), ($1, $3, $4, $4, 59, NULL, 0)`,
    [made.key, voltage, brine, minute(59)],
  );
  await pool.query(
    `INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
     VALUES ($3, $1, 'disconnected', 'keep-alive', $2, $2, NULL), ($4, $1, 'connected', NULL, $2, $2, NULL),
            ($5, $1, 'disconnected', 'keep-alive', $2, $2, NULL)`,
    [made.key, session, minute(20), minute(35), minute(61)],
  );
  await pool.query(
    `INSERT INTO telemetry.attribute (device_key, name, value, received_at)
     VALUES ($1, 'firmware', '"2.1.0"', now()), ($1, 'gone', NULL, now())`,
    [made.key],
  );
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const get = (path: string, token = made.token, headers?: Record<string, string>) =>
  api.get(`/devices/${made.device.id}${path}`, token, headers);

describe('what a chart is drawn from', () => {
  const asked = `/series?quantity=brine&quantity=voltage&quantity=mode&from=${minute(0)}&to=${minute(60)}&points=61`;

  it('is several quantities over one span in the order asked for, each with its unit, its band and its gaps', async () => {
    const { body } = await get(asked);
    seriesList.strict().parse(body);
    const [brine, voltage, mode] = body.series;
    expect(body).toMatchObject({ origin: minute(0), bucketSeconds: 60, eventsLeftOff: false });
    expect(brine).toMatchObject({ quantity: 'brine', unit: 'g/l', described: null, numeric: true });
    expect(voltage).toMatchObject({ unit: null, described: { unit: 'V', decimals: 1, low: 207, high: 253 } });
    expect(voltage.offsets.slice(0, 3)).toEqual([0, 60, 120]);
    expect([voltage.offsets.length, voltage.min.length, voltage.avg.length, voltage.max.length]).toEqual([
      45, 45, 45, 45,
    ]);
    expect(voltage.gaps).toEqual([{ from: minute(20), to: minute(35) }]);
    expect(mode).toMatchObject({ quantity: 'mode', numeric: false, offsets: [], gaps: [] });
  });

  it('has what happened to the device within the span, with its cause', async () => {
    const { body } = await get(asked);
    expect(body.events).toEqual([
      { at: minute(20), kind: 'disconnected', cause: 'keep-alive', detail: expect.any(String) },
      { at: minute(35), kind: 'connected', cause: null, detail: null },
    ]);
    const whole = await get(`/series?quantity=brine&from=${minute(0)}`);
    expect(whole.body.events.map(({ kind }: { kind: string }) => kind)).toEqual([
      'disconnected',
      'connected',
      'disconnected',
      'transferred',
    ]);
  });

  it('has no more points than asked for, over five years as over an hour', async () => {
    const { body } = await get(`/series?quantity=voltage&from=2021-11-21T00:00:00Z&to=${minute(60)}&points=1200`);
    expect(body.bucketSeconds).toBe(172_800);
    expect(body.series[0].offsets).toHaveLength(1);
    expect(body.series[0]).toMatchObject({ min: [0], max: [59] });
  });

  it('refuses too many quantities, one twice, and points beyond the limit, each by its name', async () => {
    const many = Array.from({ length: 17 }, (_, index) => `quantity=q${index}`).join('&');
    for (const [query, field] of [
      [many, 'quantity'],
      ['quantity=a&quantity=a', 'quantity'],
      ['', 'quantity'],
      ['quantity=a&points=1501', 'points'],
      ['quantity=a&from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z', 'to'],
    ]) {
      const { status, body } = await get(`/series?${query}`);
      expect([query, status, body.errors?.[0]?.path.split('.')[0]]).toEqual([query, 400, field]);
    }
  });

  it('is described by name for all quantities that are known', async () => {
    const { body } = await api.get('/quantities', made.token);
    quantityList.strict().parse(body);
    expect(body.items).toContainEqual({
      name: 'voltage',
      unit: 'V',
      decimals: 1,
      kind: 'measurement',
      low: 207,
      high: 253,
    });
    const latest = await get('/latest');
    latestReadings.strict().parse(latest.body);
    expect(latest.body.items).toMatchObject([
      { quantity: 'brine', unit: 'g/l', described: null },
      { quantity: 'voltage', unit: null, described: { unit: 'V' } },
    ]);
  });
});

describe('the page of a device', () => {
  it('shows what the device says about itself, but for what it took back', async () => {
    const { body } = await get('/attributes');
    deviceAttributes.strict().parse(body);
    expect(body.items).toEqual([{ name: 'firmware', value: '2.1.0', receivedAt: expect.any(String) }]);
  });

  it('says how fresh the device is by the platform’s clock, in the list and on its page', async () => {
    const seen = async (ago: number) => {
      await api.database.pool.query(
        `INSERT INTO telemetry.presence (device_key, state, since, session_started_at, session_id, broker_id, last_seen_at)
         VALUES ($1, 'connected', now(), now(), $2, $2, $3)
         ON CONFLICT (device_key) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
        [made.key, session, new Date(Date.now() - ago)],
      );
      const page = await api.get('/devices', made.token);
      devicePage.strict().parse(page.body);
      const { body } = await get('');
      deviceDetails.strict().parse(body);
      return [page.body.items[0].freshness, body.freshness];
    };
    expect((await api.get('/devices', made.token)).body.items[0].freshness).toBe('silent');
    expect(await seen(1_000)).toEqual(['fresh', 'fresh']);
    expect(await seen(DAY_MS)).toEqual(['stale', 'stale']);
  });

  it('says what whoever asks may do with it, which is what is refused to others', async () => {
    const viewer = await api.join(made.organization.id, 'viewer', made.token);
    const may = async (token: string) => (await get('', token)).body.may;
    expect(await may(made.token)).toEqual([
      'device.edit',
      'certificate.generate',
      'certificate.revoke',
      'asset.install',
    ]);
    expect(await may(provider.token)).toEqual([
      'device.edit',
      'device.assign',
      'device.replace',
      'device.suspend',
      'device.retire',
      'certificate.revoke',
      'asset.install',
    ]);
    expect(await may(viewer)).toEqual([]);
    const refused = await api.post(`/devices/${made.device.id}/suspension`, made.token, { reason: 'x' });
    expect(refused.status).toBe(403);
  });

  it('tells who has it already that nothing changed', async () => {
    const first = await get('/latest');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const second = await get('/latest', made.token, { 'if-none-match': tag });
    expect([second.status, second.body.length, second.headers.get('etag')]).toEqual([304, 0, tag]);
    const others = await get('/latest', made.token, { 'if-none-match': '"other"' });
    expect(others.status).toBe(200);
  });

  it('shows what it was installed on, newest first, and to a new owner none of the former one’s assets', async () => {
    await api.ask('DELETE', `/devices/${made.device.id}/installation`, made.token);
    const { body } = await get('/installations');
    deviceInstallationPage.strict().parse(body);
    expect(body.items).toMatchObject([{ asset: { id: made.asset.id }, removedAt: expect.any(String) }]);
    const other = await api.aDevice(provider);
    const moved = await api.post(`/devices/${made.device.id}/assignment`, provider.token, {
      organizationId: other.organization.id,
    });
    expect(moved.status).toBe(201);
    expect((await get('/installations', other.token)).body.items).toEqual([]);
    expect((await get('/installations', provider.token)).body.items).toHaveLength(1);
    expect((await get('/attributes', other.token)).body.items).toEqual([]);
    expect((await get('/attributes', provider.token)).body.items).toHaveLength(1);
  });
});
