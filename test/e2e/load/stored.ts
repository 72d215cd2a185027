import { Client } from 'pg';
import { type Habit, QUANTITY } from './habit.js';

/** What is stored of one numbered message; devices of which only the count can be told have all under number 0. */
export interface StoredMessage {
  readonly times: number;
  /** When it was received, by the oldest row; milliseconds since 1970 UTC. */
  readonly receivedAt: number;
}

const READINGS = (number: string, table: string) => `
  SELECT ${number} AS number, count(*)::int AS times, min(row.received_at) AS received_at
  FROM telemetry.${table} AS row
  JOIN telemetry.quantity ON quantity.id = row.quantity_id
  JOIN device ON device.key = row.device_key
  WHERE quantity.name = '${QUANTITY}'
  AND device.id = $1
  GROUP BY 1`;

const STATEMENTS: Readonly<Record<Habit['kept'], string>> = {
  reading: READINGS('row.value::int', 'reading'),
  text: READINGS(`(row.value #>> '{}')::int`, 'text_reading'),
  'count-only': READINGS('0', 'reading'),
  position: `
  SELECT round(row.latitude * 10000)::int AS number, count(*)::int AS times, min(row.received_at) AS received_at
  FROM telemetry.position AS row
  JOIN device ON device.key = row.device_key
  WHERE device.id = $1
  GROUP BY 1`,
};

/** Looks into the database itself, past all of our code. */
export class Stored {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Stored> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new Stored(client);
  }

  /** By number. */
  async messagesOf(deviceId: string, kept: Habit['kept']): Promise<ReadonlyMap<number, StoredMessage>> {
    const { rows } = await this.client.query<{ number: number; times: number; received_at: Date }>(STATEMENTS[kept], [
      deviceId,
    ]);
    return new Map(
      rows.map(({ number, times, received_at }) => [number, { times, receivedAt: received_at.getTime() }]),
    );
  }

  /** Messages of all devices that were acknowledged as rejected; here there must be none. */
  async rejected(): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM telemetry.rejected_message',
    );
    return rows[0]?.count ?? 0;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
