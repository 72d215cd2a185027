import {
  bucketPage,
  connectionAttemptPage,
  connectivityPage,
  latestReadings,
  readingPage,
  rejectedMessagePage,
} from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let device: Awaited<ReturnType<FleetApi['aDevice']>>;
const session = '0199f0c4-77b0-7abc-8def-001122334455';
beforeAll(async () => {
  api = await startFleetApi();
  device = await api.aDevice(await api.aProvider());
  const { pool } = api.database;
  const { rows } = await pool.query(
    `INSERT INTO telemetry.quantity (name, unit) VALUES ('load', '%'), ('state', NULL) ON CONFLICT (name, unit) DO UPDATE SET unit = excluded.unit RETURNING id`,
  );
  const [load, state] = rows.map(({ id }) => id);
  // A reading a minute, from 10:00 on: 0, 1, … 119.
  await pool.query(
    `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
     SELECT '2026-11-20T10:00:00Z'::timestamptz + n * INTERVAL '1 minute',
            '2026-11-20T10:00:01Z'::timestamptz + n * INTERVAL '1 minute', n, $1, $2, 0
     FROM generate_series(0, 119) n`,
    [device.key, load],
  );
  await pool.query(
    `INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
     VALUES ($1, $2, '2026-11-20T11:59:00Z', '2026-11-20T11:59:01Z', 119, NULL, 0),
            ($1, $3, '2026-11-20T11:58:00Z', '2026-11-20T11:58:01Z', NULL, '"on battery"', 1)`,
    [device.key, load, state],
  );
  await pool.query(
    `INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
     VALUES ('2026-11-20T10:00:00Z', $1, 'connected', NULL, $2, $2, '192.0.2.7:51034'),
            ('2026-11-20T12:00:00Z', $1, 'disconnected', 'keep-alive', $2, $2, '192.0.2.7:51034')`,
    [device.key, session],
  );
  await pool.query(
    `INSERT INTO telemetry.rejected_message
       (received_at, device_key, payload_digest, topic, code, reasons, reason_count, payload, payload_bytes)
     VALUES (now(), $1, 1, 'devices/me/telemetry', 'payload.not-json', $2, 1, $3, 5),
            (now() - INTERVAL '1 minute', $1, 2, 'devices/me/telemetry', 'payload.not-utf8', $2, 1, $4, 3)`,
    [
      device.key,
      JSON.stringify([{ code: 'payload.not-json', reason: 'It is no JSON.' }]),
      Buffer.from('{"a":'),
      Buffer.from([0xff, 0xfe, 0x00]),
    ],
  );
  await api.database.registry.client.connectionAttempt.create({
    data: {
      at: new Date(),
      remoteAddress: '192.0.2.7',
      cause: 'connection.certificate-revoked',
      detail: 'The certificate was revoked.',
      deviceId: device.device.id,
      serialNumber: '4fa0',
    },
  });
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const get = async (path: string) => {
  const answer = await api.get(`/devices/${device.device.id}${path}`, device.token);
  expect({ path, status: answer.status, code: answer.body.code }).toEqual({ path, status: 200, code: undefined });
  return answer.body;
};

describe('what a device measured', () => {
  it('is shown newest first a quantity, numbers and texts alike', async () => {
    const body = await get('/latest');
    latestReadings.strict().parse(body);
    expect(body.items).toEqual([
      {
        quantity: 'load',
        value: 119,
        unit: '%',
        described: { unit: '%', decimals: 1, kind: 'measurement', low: null, high: 100 },
        observedAt: '2026-11-20T11:59:00.000Z',
        receivedAt: '2026-11-20T11:59:01.000Z',
        timeOrigin: 'device',
      },
      expect.objectContaining({ quantity: 'state', value: 'on battery', unit: null, timeOrigin: 'received' }),
    ]);
  });

  it('is paged over a span whose end is exclusive', async () => {
    const span = '/readings?quantity=load&from=2026-11-20T10:10:00Z&to=2026-11-20T10:15:00Z';
    const first = await get(`${span}&limit=3`);
    readingPage.strict().parse(first);
    expect(first.items.map(({ value }: { value: number }) => value)).toEqual([10, 11, 12]);
    const rest = await get(`${span}&limit=3&cursor=${first.nextCursor}`);
    expect(rest.items.map(({ value }: { value: number }) => value)).toEqual([13, 14]);
    expect(rest.nextCursor).toBeNull();
  });

  it('is summed up in buckets', async () => {
    const body = await get('/readings?quantity=load&from=2026-11-20T10:00:00Z&to=2026-11-20T12:00:00Z&bucket=1h');
    bucketPage.strict().parse(body);
    expect(body).toEqual({
      items: [
        { from: '2026-11-20T10:00:00.000Z', count: 60, min: 0, avg: 29.5, max: 59, last: 59 },
        { from: '2026-11-20T11:00:00.000Z', count: 60, min: 60, avg: 89.5, max: 119, last: 119 },
      ],
      nextCursor: null,
    });
  });

  it('is empty for a quantity it never told, and for the last day if it was silent', async () => {
    expect(await get('/readings?quantity=hydrogen&from=2026-11-20T00:00:00Z')).toEqual({ items: [], nextCursor: null });
    expect((await get('/readings?quantity=load&to=2026-11-01T00:00:00Z')).items).toEqual([]);
  });
});

describe('what happened to a device', () => {
  it('shows connects and disconnects with the cause in words', async () => {
    const body = await get('/connectivity');
    connectivityPage.strict().parse(body);
    expect(body.items).toMatchObject([
      { event: 'disconnected', cause: 'keep-alive', detail: expect.stringContaining('keep-alive time') },
      { event: 'connected', cause: null, detail: null, remoteAddress: '192.0.2.7:51034' },
    ]);
    const first = await get('/connectivity?limit=1');
    expect((await get(`/connectivity?limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([
      { event: 'connected' },
    ]);
  });

  it('shows rejected messages with their reason, and bytes that are no text as base64', async () => {
    const body = await get('/rejected-messages');
    rejectedMessagePage.strict().parse(body);
    expect(body.items).toMatchObject([
      {
        code: 'payload.not-json',
        reasons: [{ reason: 'It is no JSON.' }],
        payload: { encoding: 'utf-8', content: '{"a":', bytes: 5 },
      },
      { payload: { encoding: 'base64', content: '//4A', bytes: 3 } },
    ]);
  });

  it('shows refused connections with cause and certificate', async () => {
    const body = await get('/connection-attempts');
    connectionAttemptPage.strict().parse(body);
    expect(body.items).toMatchObject([
      {
        cause: 'connection.certificate-revoked',
        detail: 'The certificate was revoked.',
        presented: { serialNumber: '4fa0', fingerprintSha256: null },
      },
    ]);
  });
});
