import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let customer: Awaited<ReturnType<FleetApi['aDevice']>>;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  customer = await api.aDevice(provider);
  const { pool } = api.database;
  // One reading in the time of grace, 35 days before today, and one after it, 5 days before today.
  await pool.query(
    `WITH quantity AS (INSERT INTO telemetry.quantity (name, unit) VALUES ('load', '%') ON CONFLICT (name, unit) DO UPDATE SET unit = excluded.unit RETURNING id)
     INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
     SELECT at, at, value, $1, quantity.id, 0 FROM quantity, (VALUES ($2::timestamptz, 1), ($3::timestamptz, 2)) v (at, value)`,
    [customer.key, daysAgo(35), daysAgo(5)],
  );
  await pool.query(
    `INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
     SELECT $1, id, $2, $2, 2, NULL, 0 FROM telemetry.quantity WHERE name = 'load'`,
    [customer.key, daysAgo(5)],
  );
  await pool.query('UPDATE installation SET installed_at = $2 WHERE asset_id = $1', [customer.asset.id, daysAgo(70)]);
  // It ended 50 days ago, so that its time of grace ended 20 days ago.
  await pool.query('UPDATE service_contract SET start_date = $2, end_date = $3 WHERE id = $1', [
    customer.contract.id,
    daysAgo(400).toISOString().slice(0, 10),
    daysAgo(50).toISOString().slice(0, 10),
  ]);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

async function seenBy(token: string) {
  return {
    onDevice: await seenAt(`/devices/${customer.device.id}`, token),
    onAsset: await seenAt(`/assets/${customer.asset.id}`, token),
  };
}

async function seenAt(path: string, token: string) {
  const from = daysAgo(60).toISOString();
  const readings = await api.get(`${path}/readings?quantity=load&from=${from}`, token);
  const latest = await api.get(`${path}/latest`, token);
  const values = (body: { items: { value: number }[] }) => body.items.map(({ value }) => value);
  return { readings: values(readings.body), latest: values(latest.body) };
}

it('after a lapse the customer sees nothing newer than the time of grace, the provider all, and a renewal releases it', async () => {
  const everything = { readings: [1, 2], latest: [2] };
  const all = { onDevice: everything, onAsset: everything };
  const viewer = await api.join(customer.organization.id, 'viewer', customer.token);
  for (const token of [customer.token, viewer]) {
    const { onDevice, onAsset } = await seenBy(token);
    for (const { readings, latest } of [onDevice, onAsset]) {
      expect(readings).toEqual([1]);
      expect(latest).not.toContain(2);
    }
  }
  expect(await seenBy(provider.token)).toEqual(all);
  expect(await seenBy(api.operatorToken)).toEqual(all);
  const renewed = await api.post(`/contracts/${customer.contract.id}/renewal`, provider.token, {});
  expect(renewed.status).toBe(201);
  expect(await seenBy(customer.token)).toEqual(all);
});

it('a customer that deletes the machine does not get rid of the lapse: the contract is the device’s', async () => {
  const { contract, device, asset, token } = await api.aDevice(provider);
  await api.database.pool.query('UPDATE service_contract SET start_date = $2, end_date = $3 WHERE id = $1', [
    contract.id,
    daysAgo(400).toISOString().slice(0, 10),
    daysAgo(50).toISOString().slice(0, 10),
  ]);
  expect((await api.ask('DELETE', `/assets/${asset.id}?confirm=${asset.serialNumber}`, token)).status).toBe(204);
  const refused = await api.post(`/devices/${device.id}/certificates`, token, {});
  expect(refused.body.code).toBe('fleet.contract-lapsed');
  const listed = await api.get('/contracts?state=lapsed', token);
  expect(listed.body.items).toMatchObject([{ id: contract.id, asset: null, state: 'lapsed' }]);
  expect((await api.post(`/contracts/${contract.id}/renewal`, provider.token, {})).status).toBe(201);
  expect((await api.post(`/devices/${device.id}/certificates`, token, {})).status).toBe(201);
});
