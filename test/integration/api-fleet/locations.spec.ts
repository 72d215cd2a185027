import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, type SharedSite } from './shared-site.js';

let api: FleetApi;
let site: SharedSite;
let guest: { readonly token: string; readonly grantId: string };
beforeAll(async () => {
  api = await startFleetApi();
  site = await aSharedSite(api);
  const { organization, token } = await api.aDevice(await api.aProvider());
  const { body } = await api.post(`/sites/${site.siteId}/share-codes`, site.token, { access: 'read' });
  const { status } = await api.post(`/share-codes/${body.code}/acceptance`, token, { organizationId: organization.id });
  expect(status).toBe(201);
  const grant = await api.database.registry.client.siteGrant.findFirstOrThrow({ where: { siteId: site.siteId } });
  guest = { token, grantId: grant.id };
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const query = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);
const report = (key: number, lat: number, at: string) =>
  query(
    `INSERT INTO telemetry.latest_position (observed_at, received_at, latitude, longitude, device_key, time_origin)
     VALUES ($3, $3, $2, 21, $1, 0)
     ON CONFLICT (device_key) DO UPDATE SET latitude = excluded.latitude, observed_at = excluded.observed_at`,
    [key, lat, at],
  );
const presence = (state: string) =>
  query(
    `INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     VALUES ($1, $2, now(), CASE WHEN $2 = 'disconnected' THEN 'keep-alive' END, gen_random_uuid(), now(), gen_random_uuid(), now())
     ON CONFLICT (device_key) DO UPDATE SET state = excluded.state, cause = excluded.cause`,
    [site.deviceKey, state],
  );
const setDevice = (data: object) => api.database.registry.client.device.update({ where: { id: site.deviceId }, data });

/** Asks for the map as who has it already. */
async function poll(token: string) {
  const { headers, body } = await api.get('/locations', token);
  const etag = headers.get('etag') ?? '';
  return {
    body,
    again: () => api.get('/locations', token, { 'if-none-match': etag }),
  };
}

describe('a map somebody has already', () => {
  it('is not sent again while nothing changes', async () => {
    const { again } = await poll(site.token);
    expect(await again()).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(await again()).toMatchObject({ status: 304 });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a first position', () => report(site.deviceKey, 53, '2026-11-20T10:00:00Z')],
    ['another position', () => report(site.deviceKey, 53.5, '2026-11-20T10:01:00Z')],
    ['the same position a minute later', () => report(site.deviceKey, 53.5, '2026-11-20T10:02:00Z')],
    ['a first connect', () => presence('connected')],
    ['a disconnect', () => presence('disconnected')],
    ['another name', () => setDevice({ name: 'Right pump' })],
    ['an owner who does not see where it was before', () => setDevice({ ownedSince: new Date('2026-11-21') })],
    ['a retirement', () => setDevice({ lifecycle: 'retired' })],
    ['its end', () => setDevice({ lifecycle: 'active' })],
    ['a site that was moved', () => query('UPDATE site SET lat = 1 WHERE id = $1', [site.siteId])],
  ])('is sent again to its owner and to a guest of the site after %s', async (_what, change) => {
    const polls = [await poll(site.token), await poll(guest.token)];
    await change();
    for (const { again, body } of polls) {
      const answer = await again();
      expect(answer.status).toBe(200);
      expect(answer.body).not.toEqual(body);
    }
  });

  it('is sent again to a guest when the grant ends, and when it is withdrawn', async () => {
    const { again } = await poll(guest.token);
    const grant = (data: object) =>
      api.database.registry.client.siteGrant.update({ where: { id: guest.grantId }, data });
    await grant({ endsAt: new Date(Date.now() - 1) });
    expect(await again()).toMatchObject({ status: 200, body: { features: [] } });
    await grant({ endsAt: null });
    expect((await again()).status).toBe(304);
    await grant({ withdrawnAt: new Date() });
    expect(await again()).toMatchObject({ status: 200, body: { features: [] } });
    await grant({ withdrawnAt: null });
  });

  it('has the same tag for all who see the same, and tells nobody what others have', async () => {
    const { organization, token } = await api.aDevice(await api.aProvider());
    expect(organization.id).not.toBe(site.organizationId);
    const stranger = await poll(token);
    await report(site.deviceKey, 10, '2026-11-22T10:00:00Z');
    expect((await stranger.again()).status).toBe(304);
    const tags = await Promise.all([api.get('/locations', site.token), api.get('/locations', guest.token)]);
    expect(tags[0]?.headers.get('etag')).toBe(tags[1]?.headers.get('etag'));
  });

  it('is sent again to who moves with a device, and to who is left', async () => {
    const [owner, visitor] = [await poll(site.token), await poll(guest.token)];
    await setDevice({ siteId: null });
    expect(await owner.again()).toMatchObject({ status: 200, body: { features: [{ properties: { siteId: null } }] } });
    expect(await visitor.again()).toMatchObject({ status: 200, body: { features: [] } });
    const { organization, token } = await api.aDevice(await api.aProvider());
    const other = await poll(token);
    await setDevice({ organizationId: organization.id });
    expect(await owner.again()).toMatchObject({ status: 200, body: { features: [] } });
    expect(await other.again()).toMatchObject({ status: 200, body: { features: [{ id: site.deviceId }] } });
  });
});

describe('a map on its way', () => {
  const raw = async (coding: string, token: string) => {
    const { request } = await import('node:http');
    return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': coding };
      request(`${api.address}/locations`, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
  };

  it('is compressed as the client asks, and its tag is weak then', async () => {
    const provider = await api.aProvider();
    for (let n = 0; n < 6; n += 1) await api.aDevice(provider, { site: { lat: n, lon: 20 } });
    const plain = await raw('identity', provider.token);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.headers).toMatchObject({ vary: expect.stringContaining('accept-encoding') });
    for (const [coding, inflate] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const { headers, body } = await raw(coding, provider.token);
      expect(headers).toMatchObject({ 'content-encoding': coding, etag: `W/${String(plain.headers.etag)}` });
      expect(inflate(body)).toEqual(plain.body);
      expect(body.length).toBeLessThan(plain.body.length / 2);
    }
    const answer = await api.get('/locations', provider.token, { 'if-none-match': `W/${String(plain.headers.etag)}` });
    expect(answer).toMatchObject({ status: 304 });
    expect(answer.headers.get('etag')).toBe(`W/${String(plain.headers.etag)}`);
  });
});
