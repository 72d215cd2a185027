import { ConnectionAttemptStore } from '#libs/certificates';
import { firstConnection } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
type Device = Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** A device with a certificate, at a site with a position unless said otherwise. */
async function aCertifiedDevice(site: object = { name: 'Hall', lat: 52.2, lon: 21 }): Promise<Device> {
  const device = await api.aDevice(provider, { site });
  await certify(device);
  return device;
}
async function certify(device: Device) {
  const { status } = await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
  expect(status).toBe(201);
}
async function read({ device, token }: Device, query = '') {
  const { status, body } = await api.get(`/devices/${device.id}/first-connection${query}`, token);
  expect({ status, code: body.code }).toEqual({ status: 200, code: undefined });
  return firstConnection.parse(body);
}
/** One letter a step: waiting, done, failed. */
const states = async (device: Device, query = '') =>
  (await read(device, query)).steps.map(({ state }) => state.charAt(0)).join('');

async function connects({ key }: Device) {
  await api.database.pool.query(
    `WITH session AS (
       INSERT INTO telemetry.presence
         (device_key, state, since, cause, session_id, session_started_at, broker_id, remote_address, last_seen_at)
       VALUES ($1, 'connected', clock_timestamp(), NULL, gen_random_uuid(), clock_timestamp(), gen_random_uuid(), NULL, now())
       RETURNING *)
     INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
     SELECT since, device_key, 'connected', NULL, session_id, broker_id, NULL FROM session`,
    [key],
  );
}
/** Stores a value that was observed then, as the first of a quantity. */
async function measures({ key }: Device, observedAt = new Date()) {
  await api.database.pool.query(
    `WITH quantity AS (INSERT INTO telemetry.quantity (name, unit) VALUES ('load ' || $1::int, '%') RETURNING id),
     reading AS (
       INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
       SELECT $2, clock_timestamp(), 1, $1::int, id, 0 FROM quantity)
     INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
     SELECT $1::int, id, $2, clock_timestamp(), 1, NULL, 0 FROM quantity`,
    [key, observedAt],
  );
}
/** Records a refusal as the broker does. */
const refused = (changes: object = {}) =>
  new ConnectionAttemptStore(api.database.pool).append([
    {
      at: new Date(),
      remoteAddress: '203.0.113.9',
      cause: 'connection.no-certificate',
      detail: 'No certificate.',
      deviceId: null,
      presented: null,
      ...changes,
    },
  ]);
const foreign = (names: readonly string[]) => ({
  cause: 'connection.certificate-foreign',
  presented: { fingerprintSha256: 'cd'.repeat(32), subject: 'CN=x', issuer: 'CN=y', serialNumber: '01', names },
});

describe('the first connection of a device', () => {
  it('waits for a certificate, then for the device, and goes step by step to the map', async () => {
    const device = await api.aDevice(provider, { site: { name: 'Hall', lat: 52.2, lon: 21 } });
    expect(await read(device)).toMatchObject({ since: null, connectedBefore: null });
    expect(await states(device)).toBe('wwwwwww');
    await certify(device);
    expect(await states(device)).toBe('dwwwwww');
    await connects(device);
    expect(await states(device)).toBe('dddddwd');
    await measures(device);
    expect(await states(device)).toBe('ddddddd');
    const { since, steps } = await read(device);
    const times = steps.map(({ at }) => at ?? '');
    expect(times[0]).toBe(since);
    expect([...times.slice(0, 6)].sort()).toEqual(times.slice(0, 6));
  });

  it('counts a value of a device whose clock is years behind', async () => {
    const device = await aCertifiedDevice();
    await connects(device);
    await measures(device, new Date('2001-01-01T00:00:00Z'));
    expect(await states(device)).toBe('ddddddd');
  });

  it('tells why the device was refused, and also a client that names it without proof', async () => {
    const device = await aCertifiedDevice();
    await refused(foreign([device.form.device.serialNumber]));
    expect(await states(device)).toBe('dddfwww');
    await refused({ cause: 'connection.protocol-version', deviceId: device.device.id });
    const { steps } = await read(device);
    expect(steps[4]).toMatchObject({ state: 'failed', cause: 'connection.protocol-version', isAssumed: false });
    await certify(device);
    expect(await states(device)).toBe('dwwwwww');
  });

  it('tells of a client without a certificate from one’s own address when asked, and not from another', async () => {
    const device = await aCertifiedDevice();
    await refused({ remoteAddress: '203.0.113.10' });
    expect(await states(device, '?fromHere=true')).toBe('dwwwwww');
    await refused({ remoteAddress: '127.0.0.1' });
    expect(await states(device)).toBe('dwwwwww');
    const { steps } = await read(device, '?fromHere=true');
    expect(steps[3]).toMatchObject({ state: 'failed', cause: 'connection.no-certificate', isAssumed: true });
    await refused({ remoteAddress: '127.0.0.1', ...foreign(['somebody else']) });
    expect((await read(device, '?fromHere=true')).steps[3]?.cause).toBe('connection.no-certificate');
  });

  it('says that a device is connected with an earlier certificate, and waits for the new one', async () => {
    const device = await aCertifiedDevice();
    await connects(device);
    await certify(device);
    const { connectedBefore, steps } = await read(device);
    expect(connectedBefore).not.toBeNull();
    expect(steps[1]?.state).toBe('waiting');
  });

  it('says when neither the device nor its site has a place', async () => {
    const device = await aCertifiedDevice({ name: 'Somewhere' });
    await connects(device);
    await measures(device);
    expect((await read(device)).steps[6]).toMatchObject({ state: 'failed', cause: 'map.no-place' });
  });
});
