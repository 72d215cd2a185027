import { type ConnectionAttempt, ConnectionAttemptStore } from '#libs/certificates';
import { unidentifiedAttemptPage } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, emailOf } from './shared-site.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let device: Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  device = await api.aDevice(provider);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

let addresses = 0;
/** Records a refusal as the broker does, from an address of its own unless one is given. */
async function refused(names: readonly string[] | null, changes: Partial<ConnectionAttempt> = {}): Promise<string> {
  addresses += 1;
  const remoteAddress = `203.0.113.${addresses}`;
  const attempt: ConnectionAttempt = {
    at: new Date(),
    remoteAddress,
    cause: names ? 'connection.certificate-foreign' : 'connection.not-tls',
    detail: 'Refused.',
    deviceId: null,
    presented: names && {
      fingerprintSha256: addresses.toString(16).padStart(64, '0'),
      subject: 'CN=x',
      issuer: 'CN=y',
      serialNumber: '01',
      names,
    },
    ...changes,
  };
  await new ConnectionAttemptStore(api.database.pool).append([attempt]);
  return attempt.remoteAddress;
}

/** What somebody reads of an address. */
async function readOf(address: string, token: string, query = '') {
  const { status, body } = await api.get(`/connection-attempts?limit=200${query}`, token);
  expect({ status, code: body.code }).toEqual({ status: 200, code: undefined });
  const { items } = unidentifiedAttemptPage.parse(body);
  return items.filter(({ remoteAddress }) => remoteAddress === address).map(({ namedDevice }) => namedDevice);
}

/** The last session of the device came from there. */
const seenFrom = (key: number, address: string) =>
  api.database.pool.query(
    `INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, remote_address, last_seen_at)
     VALUES ($1, 'disconnected', now(), 'keep-alive', gen_random_uuid(), now(), gen_random_uuid(), $2, now())
     ON CONFLICT (device_key) DO UPDATE SET remote_address = excluded.remote_address`,
    // As sessions keep it: with the port, an IPv6 address in brackets.
    [key, `${address.includes(':') ? `[${address}]` : address}:51034`],
  );

describe('a refused client that proved to be no device', () => {
  it('is read by the operator, whatever it names', async () => {
    expect(await readOf(await refused(null), api.operatorToken)).toEqual([null]);
    expect(await readOf(await refused(['nobody']), api.operatorToken)).toEqual([null]);
    expect(await readOf(await refused(null), provider.token)).toEqual([]);
  });

  it.each<[string, () => string]>([
    ['device-id', () => device.device.id],
    ['serial-number', () => device.form.device.serialNumber.toLowerCase()],
    ['mac-address', () => device.form.device.macAddress.toLowerCase()],
  ])('that names a device by its %s is read by its owner and the provider above, and by no other', async (by, name) => {
    const address = await refused(['gateway', name()]);
    const named = [{ id: device.device.id, serialNumber: device.form.device.serialNumber, by }];
    for (const token of [device.token, provider.token, api.operatorToken])
      expect(await readOf(address, token)).toEqual(named);
    expect(await readOf(address, other.token)).toEqual([]);
  });

  it('is named by a certificate of the ledger, known by fingerprint or by serial number', async () => {
    const issued = await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
    const { serialNumber } = issued.body.certificate;
    const presented = { fingerprintSha256: 'ab'.repeat(32), subject: '', issuer: '', serialNumber, names: [] };
    expect(await readOf(await refused([], { presented }), provider.token)).toMatchObject([{ by: 'certificate' }]);
  });

  it('without a certificate is named by the address where only devices of one organization were seen', async () => {
    await seenFrom(device.key, '198.51.100.7');
    const address = await refused(null, { remoteAddress: '198.51.100.7' });
    expect(await readOf(address, provider.token)).toMatchObject([{ id: device.device.id, by: 'remote-address' }]);
    const neighbor = await api.aDevice(other);
    await seenFrom(neighbor.key, '198.51.100.7');
    await refused(null, { remoteAddress: '198.51.100.7' });
    expect(await readOf(address, provider.token)).toHaveLength(1);
    expect(await readOf(address, other.token)).toEqual([]);
  });

  it('is not read by a guest of the site where the device stands', async () => {
    const site = await aSharedSite(api);
    const guest = await api.aDevice(other);
    const email = await emailOf(api, guest.token);
    const grant = await api.post(`/sites/${site.siteId}/grants`, site.token, { way: 'email', email, access: 'read' });
    expect(grant.status).toBe(201);
    const address = await refused([site.deviceId]);
    expect(await readOf(address, site.token)).toHaveLength(1);
    expect(await readOf(address, guest.token)).toEqual([]);
  });

  it('is not read by a later owner of the device, and by the one above both it still is', async () => {
    const first = await api.aDevice(provider);
    const address = await refused([first.device.id]);
    const { body: second } = await api.post('/organizations', provider.token, { kind: 'customer', name: 'Second' });
    const token = await api.join(second.id, 'admin', provider.token);
    const assigned = await api.post(`/devices/${first.device.id}/assignment`, provider.token, {
      organizationId: second.id,
    });
    expect(assigned.status).toBe(201);
    expect(await readOf(address, token)).toEqual([]);
    expect(await readOf(address, first.token)).toEqual([]);
    expect(await readOf(address, provider.token)).toHaveLength(1);
  });

  it('is found by cause, time and device, page by page', async () => {
    const at = new Date('2026-11-01T12:00:00Z');
    const address = await refused([device.device.id], { at });
    const found = (query: string) => readOf(address, provider.token, query);
    expect(await found('&from=2026-11-01T12:00:00Z&to=2026-11-01T12:00:01Z')).toHaveLength(1);
    expect(await found('&to=2026-11-01T12:00:00Z')).toEqual([]);
    expect(await found('&cause=connection.certificate-foreign')).toHaveLength(1);
    expect(await found('&cause=connection.not-tls')).toEqual([]);
    expect(await found(`&deviceId=${device.device.id}`)).toHaveLength(1);
    expect(await found('&deviceId=01900000-0000-7000-8000-00000000ffff')).toEqual([]);
    const first = await api.get('/connection-attempts?limit=1', provider.token);
    const next = await api.get(`/connection-attempts?limit=1&cursor=${first.body.nextCursor}`, provider.token);
    expect(BigInt(next.body.items[0].id)).toBeLessThan(BigInt(first.body.items[0].id));
    expect((await api.get('/connection-attempts?cause=none', provider.token)).status).toBe(400);
  });
});
