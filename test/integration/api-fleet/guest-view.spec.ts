import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, type SharedSite } from './shared-site.js';

jest.setTimeout(60_000);

const ADDRESS = '203.0.113.77';

let api: FleetApi;
let site: SharedSite;
let provider: string;
const guests = { read: '', manage: '' };

beforeAll(async () => {
  api = await startFleetApi();
  site = await aSharedSite(api);
  provider = (await api.aProvider()).token;
  expect((await api.post(`/devices/${site.deviceId}/certificates`, site.token, {})).status).toBe(201);
  const note = { thresholds: [{ quantity: 'load', high: 90 }], contactNote: 'Call Ida, +47 555 01 23' };
  expect((await api.ask('PUT', `/assets/${site.assetId}/configuration`, site.token, note)).status).toBe(200);
  await api.database.registry.client.connectionAttempt.create({
    data: {
      at: new Date(),
      remoteAddress: ADDRESS,
      cause: 'connection.certificate-revoked',
      detail: 'Revoked.',
      deviceId: site.deviceId,
    },
  });
  await api.database.pool.query(
    `INSERT INTO telemetry.connectivity (occurred_at, device_key, event, session_id, broker_id, remote_address)
     VALUES (now(), $1, 'connected', gen_random_uuid(), gen_random_uuid(), $2)`,
    [site.deviceKey, ADDRESS],
  );
  for (const access of ['read', 'manage'] as const) {
    const { organization, token } = await api.aDevice(await api.aProvider());
    const { body } = await api.post(`/sites/${site.siteId}/share-codes`, site.token, { access });
    const accepted = await api.post(`/share-codes/${body.code}/acceptance`, token, { organizationId: organization.id });
    expect(accepted.status).toBe(201);
    guests[access] = token;
  }
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

describe.each(['read', 'manage'] as const)('a guest of a site who may %s', (access) => {
  const see = (path: string) => api.get(path, guests[access]);

  it.each([
    ['refused connections', () => `/devices/${site.deviceId}/connection-attempts`],
    ['rejected messages', () => `/devices/${site.deviceId}/rejected-messages`],
    ['certificates', () => `/devices/${site.deviceId}/certificates`],
    ['transfers', () => `/devices/${site.deviceId}/transfers`],
    ['first connection', () => `/devices/${site.deviceId}/first-connection`],
  ])('is not shown the %s of a device', async (_what, path) => {
    expect(await see(path())).toMatchObject({ status: 403, body: { code: 'fleet.owners-only' } });
    expect((await api.get(path(), site.token)).status).toBe(200);
  });

  it('sees when a device was connected, and not from where', async () => {
    const path = `/devices/${site.deviceId}/connectivity`;
    expect((await see(path)).body.items).toMatchObject([{ event: 'connected', remoteAddress: null }]);
    expect((await api.get(path, site.token)).body.items).toMatchObject([{ remoteAddress: ADDRESS }]);
  });

  it.each([
    ['device', () => `/devices/${site.deviceId}`],
    ['asset', () => `/assets/${site.assetId}`],
  ])('is shown a %s without its contract', async (_what, path) => {
    expect(await see(path())).toMatchObject({ status: 200, body: { contract: null } });
    expect((await api.get(path(), site.token)).body.contract).toMatchObject({ leaseMonths: expect.any(Number) });
  });

  it('sees at what values somebody is told, and not whom', async () => {
    const path = `/assets/${site.assetId}/configuration`;
    expect((await see(path)).body).toMatchObject({ thresholds: [{ quantity: 'load', high: 90 }], contactNote: null });
    expect((await api.get(path, site.token)).body.contactNote).toContain('Ida');
  });

  it('finds no contract, proposal, audit event or person of the owner', async () => {
    for (const path of ['/contracts', '/proposals', `/assets/${site.assetId}/proposals`, '/audit-events']) {
      expect(JSON.stringify((await see(path)).body)).not.toContain(site.organizationId);
    }
    expect((await see(`/organizations/${site.organizationId}/members`)).status).toBe(404);
  });

  it('finds the network address nowhere, in no export either', async () => {
    const exports = [
      `/exports/devices?format=csv`,
      `/exports/connectivity?deviceId=${site.deviceId}&format=csv`,
      `/exports/transfers?deviceId=${site.deviceId}&format=csv`,
    ];
    for (const path of [`/devices/${site.deviceId}`, `/devices/${site.deviceId}/latest`, '/locations', ...exports]) {
      expect(JSON.stringify((await see(path)).body)).not.toContain(ADDRESS);
    }
  });
});

describe('what a guest changes', () => {
  it('answers without the contract, too', async () => {
    const device = await api.ask('PATCH', `/devices/${site.deviceId}`, guests.manage, { name: 'Left pump' });
    expect(device).toMatchObject({ status: 200, body: { name: 'Left pump', contract: null } });
    const asset = await api.ask('PATCH', `/assets/${site.assetId}`, guests.manage, { name: 'Pump' });
    expect(asset).toMatchObject({ status: 200, body: { contract: null } });
  });

  it('is nobody’s who stands beside', async () => {
    expect((await api.get(`/devices/${site.deviceId}/connection-attempts`, provider)).status).toBe(404);
  });
});
