import { finished } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { HOUR_MS } from '#libs/kernel';
import { type BatchShape, columnArrays, copyBody } from './rows.js';

/** What the database takes when nothing else runs. */
export interface Ceiling {
  readonly how: string;
  readonly readingsPerSecond: number;
}

export interface CeilingOrder {
  readonly embedded: boolean;
  readonly seconds: number;
  /** Devices the rows of a batch are of, as many as will publish: sorted rows of few devices are taken faster. */
  readonly devices: number;
}

const COLUMNS = '(observed_at, received_at, value, device_key, quantity_id, time_origin)';
const COPY = `COPY telemetry.reading ${COLUMNS} FROM STDIN (FORMAT binary)`;
const INSERT = `
  INSERT INTO telemetry.reading ${COLUMNS}
  SELECT * FROM unnest($1::timestamptz[], $2::timestamptz[], $3::float8[], $4::int4[], $5::int4[], $6::int2[])`;

/** Messages of a batch: ten thousand readings or so, where both ways have reached their best. */
const MESSAGES = 1_700;
const READINGS = MESSAGES * 6;
/** Device keys of the ceiling's rows; those of registered devices begin at 1. */
const FIRST_DEVICE = 1_000_000;

/**
 * Writes batches into `telemetry.reading` for some seconds and empties it afterwards.
 *
 * On a server two connections COPY, each batch a transaction; on the embedded database one inserts by `unnest`.
 */
export async function measureCeiling(
  databaseUrl: string,
  { embedded, seconds, devices }: CeilingOrder,
): Promise<Ceiling> {
  const connections = embedded ? 1 : 2;
  const clients = await Promise.all(Array.from({ length: connections }, () => connected(databaseUrl)));
  try {
    const batches = embedded ? 120 : 450;
    const written = await Promise.all(
      clients.map((client, index) =>
        writeFor(client, embedded, seconds, shapes(index, devices, Math.ceil(batches / connections))),
      ),
    );
    const rate = written.reduce((sum, { readings, seconds: took }) => sum + readings / took, 0);
    await clients[0]?.query('TRUNCATE telemetry.reading');
    const how = embedded
      ? 'one bare connection of INSERT, rows sorted by the primary key,'
      : 'two bare connections of COPY, rows sorted by the primary key,';
    return { how, readingsPerSecond: rate };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connected(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

const shapes = (connection: number, devices: number, count: number): BatchShape[] =>
  Array.from({ length: count }, (_, n) => ({
    devices,
    messages: MESSAGES,
    firstDevice: FIRST_DEVICE + connection * 10_000,
    atMs: Date.now() - HOUR_MS + n * Math.ceil(MESSAGES / devices),
  }));

async function writeFor(client: Client, embedded: boolean, seconds: number, batches: readonly BatchShape[]) {
  const bodies = embedded ? batches.map(columnArrays) : batches.map(copyBody);
  const from = performance.now();
  let readings = 0;
  for (const body of bodies) {
    if (performance.now() - from > seconds * 1000) break;
    if (Buffer.isBuffer(body)) await copy(client, body);
    else await client.query({ name: 'ceiling', text: INSERT, values: [...body] });
    readings += READINGS;
  }
  return { readings, seconds: (performance.now() - from) / 1000 };
}

async function copy(client: Client, body: Buffer): Promise<void> {
  const stream = client.query(copyFrom(COPY));
  stream.end(body);
  await finished(stream);
}
