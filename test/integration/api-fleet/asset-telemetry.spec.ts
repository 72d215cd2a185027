import { bucketPage, latestReadings, readingPage } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

const noon = '2026-11-20T12:00:00Z';
const replacedAt = '2026-11-20T13:00:00Z';
const from = '2026-11-20T00:00:00Z';

let api: FleetApi;
let provider: { id: string; token: string };
let made: Awaited<ReturnType<FleetApi['aDevice']>>;
let assetId: string;
/** The first device measured 0…119 from noon on, and was replaced after an hour by one that measured 1000…1119. */
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  made = await api.aDevice(provider);
  assetId = made.asset.id;
  const organization = { id: made.organization.id };
  const { body } = await api.post('/registrations', provider.token, aForm({ organization }));
  const { client } = api.database.registry;
  const second = await client.device.findUniqueOrThrow({ where: { id: body.device.id } });
  await client.installation.updateMany({
    where: { deviceId: made.device.id },
    data: { installedAt: new Date(noon), removedAt: new Date(replacedAt) },
  });
  const spans = { deviceId: second.id, assetId, installedAt: new Date(replacedAt) };
  await client.installation.create({ data: { id: newUuid(new Date()), ...spans } });
  const { pool } = api.database;
  const { rows } = await pool.query(
    `INSERT INTO telemetry.quantity (name, unit) VALUES ('load', '%') ON CONFLICT (name, unit) DO UPDATE SET unit = excluded.unit RETURNING id`,
  );
  for (const [key, start] of [
    [made.key, 0],
    [second.key, 1000],
  ]) {
    await pool.query(
      `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
       SELECT $4::timestamptz + n * INTERVAL '1 minute', $4::timestamptz + n * INTERVAL '1 minute', $3::int + n, $1, $2, 0
       FROM generate_series(0, 119) n`,
      [key, rows[0].id, start, noon],
    );
    await pool.query(
      `INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
       VALUES ($1, $2, $4::timestamptz + INTERVAL '119 minutes', $4::timestamptz + INTERVAL '119 minutes', $3::int + 119, NULL, 0)`,
      [key, rows[0].id, start, noon],
    );
  }
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const get = async (path: string, token = made.token) => {
  const answer = await api.get(`/assets/${assetId}${path}`, token);
  expect({ path, status: answer.status, code: answer.body.code }).toEqual({ path, status: 200, code: undefined });
  return answer.body;
};

describe('what was measured on an asset', () => {
  const values = [...Array.from({ length: 60 }, (_, n) => n), ...Array.from({ length: 60 }, (_, n) => 1060 + n)];

  it('R1-06, R3-44: goes on when its device is replaced; what a device measured elsewhere is not in it', async () => {
    const { items, nextCursor } = readingPage.parse(await get(`/readings?quantity=load&from=${from}`));
    expect(items.map(({ value }) => value)).toEqual(values);
    expect(nextCursor).toBeNull();
  });

  it.each([7, 60, 61])('has no gaps and no repetitions in pages of %i', async (limit) => {
    const all: unknown[] = [];
    for (let cursor = ''; ; ) {
      const page = readingPage.parse(await get(`/readings?quantity=load&from=${from}&limit=${limit}${cursor}`));
      all.push(...page.items.map(({ value }) => value));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(all).toEqual(values);
  });

  it('is summed up for each device', async () => {
    const { items } = bucketPage.parse(await get(`/readings?quantity=load&from=${from}&bucket=1d`));
    expect(items).toMatchObject([
      { count: 60, min: 0, max: 59 },
      { count: 60, min: 1060, max: 1119 },
    ]);
  });

  it('has the newest value of the device that is on it, and not what the former one measured since', async () => {
    const { items } = latestReadings.parse(await get('/latest'));
    expect(items).toMatchObject([{ quantity: 'load', unit: '%', value: 1119 }]);
  });

  it('does not exist for others, and refuses a cursor of another list', async () => {
    const other = await api.aProvider('South Power');
    for (const path of ['/latest', '/readings?quantity=load']) {
      const answer = await api.get(`/assets/${assetId}${path}`, other.token);
      expect([answer.status, answer.body.code]).toEqual([404, 'fleet.asset-unknown']);
    }
    const bad = await api.get(`/assets/${assetId}/readings?quantity=load&cursor=abc`, made.token);
    expect([bad.status, bad.body.code]).toEqual([400, 'telemetry.bad-cursor']);
  });
});
