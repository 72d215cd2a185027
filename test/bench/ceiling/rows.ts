/** The rows of the ceiling: the same the load generator's messages become, encoded before the clock starts. */

/** Object ids of types (pg_type.dat). */
const types = { int2: 21, int4: 23, float8: 701, timestamptz: 1184 } as const;
/** Microseconds between 1970-01-01 and 2000-01-01 UTC, where PostgreSQL's timestamps begin. */
const POSTGRES_EPOCH_US = 946_684_800_000_000n;
const QUANTITIES = 6;
/** Bytes of a row in COPY's binary format: field count, then length and value of each of the six. */
const COPY_ROW_BYTES = 2 + 3 * (4 + 8) + 2 * (4 + 4) + (4 + 2);

/** One batch: `messages` messages of six readings each, of `devices` devices in turn. */
export interface BatchShape {
  readonly devices: number;
  readonly messages: number;
  /** First device key; nothing of another batch may collide. */
  readonly firstDevice: number;
  readonly atMs: number;
}

interface Row {
  readonly observedUs: bigint;
  readonly value: number;
  readonly device: number;
  readonly quantity: number;
}

/** In the order of the primary key, which the database takes best: device, quantity, time. */
function* rowsOf({ devices, messages, firstDevice, atMs }: BatchShape): Generator<Row> {
  for (let device = 0; device < devices; device += 1)
    for (let quantity = 1; quantity <= QUANTITIES; quantity += 1)
      for (let message = device; message < messages; message += devices)
        yield {
          observedUs: BigInt(atMs + Math.floor(message / devices)) * 1000n - POSTGRES_EPOCH_US,
          value: quantity + message / 1000,
          device: firstDevice + device,
          quantity,
        };
}

/** The body of COPY … (FORMAT binary): observed_at, received_at, value, device_key, quantity_id, time_origin. */
export function copyBody(shape: BatchShape): Buffer {
  const body = Buffer.alloc(19 + shape.messages * QUANTITIES * COPY_ROW_BYTES + 2);
  let at = body.write('PGCOPY\n\xff\r\n\0', 0, 'latin1') + 8;
  const field = (bytes: number) => {
    at = body.writeInt32BE(bytes, at);
  };
  for (const { observedUs, value, device, quantity } of rowsOf(shape)) {
    at = body.writeInt16BE(6, at);
    field(8);
    at = body.writeBigInt64BE(observedUs, at);
    field(8);
    at = body.writeBigInt64BE(observedUs, at);
    field(8);
    at = body.writeDoubleBE(value, at);
    field(4);
    at = body.writeInt32BE(device, at);
    field(4);
    at = body.writeInt32BE(quantity, at);
    field(2);
    at = body.writeInt16BE(0, at);
  }
  body.writeInt16BE(-1, at);
  return body;
}

/** The same as one array a column, in PostgreSQL's binary format, for `unnest`. */
export function columnArrays(shape: BatchShape): readonly Buffer[] {
  const rows = [...rowsOf(shape)];
  const array = (type: keyof typeof types, bytes: number, put: (into: Buffer, at: number, row: Row) => void) => {
    const encoded = Buffer.alloc(20 + rows.length * (4 + bytes));
    encoded.writeInt32BE(1, 0);
    encoded.writeInt32BE(types[type], 8);
    encoded.writeInt32BE(rows.length, 12);
    encoded.writeInt32BE(1, 16);
    for (const [index, row] of rows.entries()) {
      const at = 20 + index * (4 + bytes);
      encoded.writeInt32BE(bytes, at);
      put(encoded, at + 4, row);
    }
    return encoded;
  };
  return [
    array('timestamptz', 8, (into, at, row) => into.writeBigInt64BE(row.observedUs, at)),
    array('timestamptz', 8, (into, at, row) => into.writeBigInt64BE(row.observedUs, at)),
    array('float8', 8, (into, at, row) => into.writeDoubleBE(row.value, at)),
    array('int4', 4, (into, at, row) => into.writeInt32BE(row.device, at)),
    array('int4', 4, (into, at, row) => into.writeInt32BE(row.quantity, at)),
    array('int2', 2, (into, at) => into.writeInt16BE(0, at)),
  ];
}
