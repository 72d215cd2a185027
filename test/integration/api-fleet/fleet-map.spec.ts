import { fleetForecast, fleetSummary, locations, track } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, type SharedSite } from './shared-site.js';

let api: FleetApi;
let site: SharedSite;
beforeAll(async () => {
  api = await startFleetApi();
  site = await aSharedSite(api);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const query = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);

describe('GET /locations with filters', () => {
  it('shows the devices that meet them all, with what is known of each', async () => {
    const whole = await api.get('/locations', site.token);
    const [device] = locations.parse(whole.body).features;
    expect(device?.properties).toMatchObject({
      deviceId: site.deviceId,
      organizationId: site.organizationId,
      siteId: site.siteId,
      model: 'Sensor',
      connectivity: 'never',
      freshness: 'silent',
    });
    expect(whole.body.truncated).toBe(false);
    const found = async (filter: string) => (await api.get(`/locations?${filter}`, site.token)).body.features.length;
    expect(await found(`siteId=${site.siteId}&model=Sensor&connectivity=never&freshness=silent`)).toBe(1);
    expect(await found(`organizationId=${site.organizationId}&lifecycle=registered&certificate=none`)).toBe(1);
    expect(await found('connectivity=connected')).toBe(0);
    expect(await found('model=RemotEye%204')).toBe(0);
    expect(await found('q=zzz')).toBe(0);
  });

  it('remembers each filter’s tag by itself', async () => {
    const { headers } = await api.get('/locations?connectivity=never', site.token);
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await api.get('/locations?connectivity=never', site.token, known)).status).toBe(304);
    expect((await api.get('/locations?connectivity=connected', site.token, known)).status).toBe(200);
    expect(headers.get('vary')).toMatch(/authorization, cookie/);
  });

  it.each(['connectivity=sideways', 'siteId=7', 'organizationId=x', 'model=', 'lifecycle=born', 'other=1'])(
    'refuses %s',
    async (filter) => {
      expect(await api.get(`/locations?${filter}`, site.token)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      });
    },
  );
});

describe('GET /devices/{id}/positions', () => {
  const start = new Date('2026-11-20T10:00:00Z');
  beforeAll(async () => {
    await query(
      `INSERT INTO telemetry.position (observed_at, received_at, latitude, longitude, accuracy_meters, device_key, time_origin)
       SELECT $2::timestamptz + n * INTERVAL '10 seconds', $2::timestamptz, CASE WHEN n = 7 THEN 0 ELSE 52 END,
         CASE WHEN n = 7 THEN 0 ELSE 21 + n / 1000.0 END, 8, $1, 0
       FROM generate_series(0, 359) n`,
      [site.deviceKey, start],
    );
  });
  const hour = 'from=2026-11-20T10:00:00Z&to=2026-11-20T11:00:00Z';

  it('tells where it was, oldest first, without the place of a receiver that has no satellites', async () => {
    const { status, body } = await api.get(`/devices/${site.deviceId}/positions?${hour}`, site.token);
    expect(status).toBe(200);
    const { items, positions } = track.parse(body);
    expect([positions, items.length]).toEqual([359, 359]);
    expect(items[0]).toEqual({ observedAt: '2026-11-20T10:00:00.000Z', lat: 52, lon: 21, accuracy: 8 });
    expect(items.map(({ observedAt }) => observedAt)).toEqual(items.map(({ observedAt }) => observedAt).toSorted());
  });

  it('is thinned to the points asked for, and ends with the newest', async () => {
    for (const points of [2, 10, 100]) {
      const { body } = await api.get(`/devices/${site.deviceId}/positions?${hour}&points=${points}`, site.token);
      const { items, positions } = track.parse(body);
      expect(positions).toBe(359);
      expect(items.length).toBeLessThanOrEqual(points);
      expect(items.at(-1)?.lon).toBe(21.359);
    }
  });

  it('refuses a span of more than 31 days, one that ends before it begins, and points beyond what is drawn', async () => {
    const path = `/devices/${site.deviceId}/positions`;
    for (const span of [
      'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:01Z',
      'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
      `${hour}&points=1`,
      `${hour}&points=2001`,
    ])
      expect(await api.get(`${path}?${span}`, site.token)).toMatchObject({ status: 400 });
    const { body } = await api.get(`${path}?from=2026-01-01T00:00:00Z`, site.token);
    expect(body).toMatchObject({ to: '2026-02-01T00:00:00.000Z', positions: 0 });
  });

  it('is nobody else’s to see', async () => {
    const { token } = await api.aDevice(await api.aProvider());
    expect(await api.get(`/devices/${site.deviceId}/positions`, token)).toMatchObject({ status: 404 });
  });
});

describe('the fleet in numbers', () => {
  it('is narrowed to an organization, a site, a model, as long as each list is', async () => {
    const { organization, token } = await api.aDevice(await api.aProvider(), { site: { lat: 1, lon: 1 } });
    const provider = await api.aProvider();
    await api.aDevice(provider);
    await api.aDevice(provider);
    const total = async (filter: string, who: string) =>
      fleetSummary.parse((await api.get(`/fleet/summary${filter}`, who)).body);
    expect((await total('', provider.token)).total).toBe(2);
    expect(await total('?model=Sensor', provider.token)).toMatchObject({
      total: 2,
      connectivity: { connected: 0, disconnected: 0, never: 2 },
      lifecycle: { registered: 2 },
      certificate: { none: 2 },
      freshness: { silent: 2 },
    });
    expect((await total('?model=RemotEye%204', provider.token)).total).toBe(0);
    expect((await total(`?organizationId=${organization.id}`, token)).total).toBe(1);
    expect((await total(`?organizationId=${organization.id}`, provider.token)).total).toBe(0);
    expect((await total(`?siteId=${site.siteId}&model=Sensor`, site.token)).total).toBe(1);
    expect((await total(`?siteId=${site.siteId}`, token)).total).toBe(0);
  });

  it('tells what ends in which month: certificates, contracts that nothing renews, warranties', async () => {
    const provider = await api.aProvider();
    const { device, asset, organization, token } = await api.aDevice(provider, { leaseMonths: 3 });
    const forecast = async (of: string, rest = '') =>
      fleetForecast.parse((await api.get(`/fleet/forecast?of=${of}${rest}`, token)).body);
    const contracts = await forecast('contracts');
    expect(contracts.months).toHaveLength(12);
    expect(contracts.months.reduce((sum, { count }) => sum + count, 0) + contracts.later).toBe(1);
    await api.post(`/devices/${device.id}/certificates`, token, {});
    const certificates = await forecast('certificates', '&months=36');
    const last = certificates.months.at(-1)?.to;
    expect(certificates.months.reduce((sum, { count }) => sum + count, 0) + certificates.later).toBe(1);
    const next = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 15))
      .toISOString()
      .slice(0, 10);
    await query('UPDATE asset SET warranty_begin = $2, warranty_end = $2::date + 1 WHERE id = $1', [asset.id, next]);
    expect((await forecast('warranties', `&organizationId=${organization.id}`)).months[1]?.count).toBe(1);
    expect((await forecast('warranties', `&organizationId=${site.organizationId}`)).months[1]?.count).toBe(0);
    // Rule 7: each number is as many rows of the list that it opens.
    const listed = async (list: string, asked: Record<string, string> | [string, string][]) =>
      (await api.get(`/${list}?${new URLSearchParams(asked)}`, token)).body.items.length;
    for (const { from, to, count } of contracts.months)
      expect(await listed('contracts', { endsFrom: from, endsBefore: to, renewed: 'false' })).toBe(count);
    const valid: [string, string][] = [
      ['certificate', 'valid'],
      ['certificate', 'expiring'],
      ['lifecycle', 'active'],
    ];
    for (const { from, to, count } of certificates.months)
      expect(await listed('devices', [...valid, ['certificateEndsFrom', from], ['certificateEndsBefore', to]])).toBe(
        count,
      );
    expect(await listed('devices', [...valid, ['certificateEndsFrom', last ?? '']])).toBe(certificates.later);
    const { months: ofWarranties, later } = await forecast('warranties');
    for (const { from, to, count } of ofWarranties)
      expect(await listed('assets', { warrantyFrom: from, warrantyBefore: to })).toBe(count);
    expect(await listed('assets', { warrantyFrom: ofWarranties.at(-1)?.to ?? '' })).toBe(later);
    expect(await listed('contracts', { renewed: 'true' })).toBe(0);
    expect(await api.get('/fleet/forecast', token)).toMatchObject({ status: 400 });
    expect(await api.get('/fleet/forecast?of=leases', token)).toMatchObject({ status: 400 });
  });
});
