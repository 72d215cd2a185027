/**
 * PostgreSQL's binary formats of the few types a batch is made of: rows for COPY … (FORMAT binary) and arrays for unnest
 * (PostgreSQL documentation, "COPY", Binary Format; array_send and friends in the server's sources). Left out: nulls in
 * arrays, more than one dimension, and every type no batch needs.
 */
import type { ReadingColumns } from '../ingest/reading-columns.js';

/** Object ids of types (pg_type.dat), part of PostgreSQL's stable interface. */
const INT2 = 21;
const INT4 = 23;
const TEXT = 25;
const BYTEA = 17;
const INT8 = 20;
const FLOAT8 = 701;
const TIMESTAMPTZ = 1184;

/** Microseconds between 1970-01-01 and 2000-01-01 UTC, where PostgreSQL's timestamps begin. */
const POSTGRES_EPOCH_US = 946_684_800_000_000;
const TWO_TO_32 = 4_294_967_296;

/** Signature, flags and extension length before the first row. */
const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Count of fields, then each with its length: 2 timestamptz, float8, 2 int4, int2. */
const COPY_ROW_BYTES = 2 + 3 * (4 + 8) + 2 * (4 + 4) + (4 + 2);
const COPY_FIELDS = 6;

/**
 * The whole body of `COPY reading (observed_at, received_at, value, device_key, quantity_id, time_origin) FROM STDIN
 * (FORMAT binary)`.
 */
export function copyOfReadings(readings: ReadingColumns): Buffer {
  const { length, deviceKeys, quantityIds, values, observedUs, receivedUs, timeOrigins } = readings;
  const body = Buffer.allocUnsafe(COPY_HEADER.length + length * COPY_ROW_BYTES + 2);
  COPY_HEADER.copy(body);
  const view = viewOf(body);
  let at = COPY_HEADER.length;
  for (let row = 0; row < length; row++, at += COPY_ROW_BYTES) {
    view.setInt16(at, COPY_FIELDS);
    view.setInt32(at + 2, 8);
    setTimestamp(view, at + 6, observedUs[row] as number);
    view.setInt32(at + 14, 8);
    setTimestamp(view, at + 18, receivedUs[row] as number);
    view.setInt32(at + 26, 8);
    view.setFloat64(at + 30, values[row] as number);
    view.setInt32(at + 38, 4);
    view.setInt32(at + 42, deviceKeys[row] as number);
    view.setInt32(at + 46, 4);
    view.setInt32(at + 50, quantityIds[row] as number);
    view.setInt32(at + 54, 2);
    view.setInt16(at + 58, timeOrigins[row] as number);
  }
  view.setInt16(at, -1);
  return body;
}

/** `int4[]` */
export const int4Array = (values: Numbers) =>
  fixedArray(INT4, 4, values, (view, at, value) => view.setInt32(at, value));
/** `int2[]` */
export const int2Array = (values: Numbers) =>
  fixedArray(INT2, 2, values, (view, at, value) => view.setInt16(at, value));
/** `float8[]` */
export const float8Array = (values: Numbers) =>
  fixedArray(FLOAT8, 8, values, (view, at, value) => view.setFloat64(at, value));
/** `int8[]` */
export const int8Array = (values: ArrayLike<bigint>) =>
  fixedArray(INT8, 8, values, (view, at, value) => view.setBigInt64(at, value));
/** `timestamptz[]` @param values microseconds since 1970 UTC, whole */
export const timestamptzArray = (values: Numbers) => fixedArray(TIMESTAMPTZ, 8, values, setTimestamp);
/** `text[]` @param values without U+0000 */
export const textArray = (values: readonly string[]) =>
  bytesArray(
    TEXT,
    values.map((value) => Buffer.from(value, 'utf8')),
  );
/** `bytea[]` */
export const byteaArray = (values: readonly Uint8Array[]) => bytesArray(BYTEA, values);

type Numbers = ArrayLike<number>;

const ARRAY_HEADER_BYTES = 20;

function fixedArray<Value>(
  type: number,
  width: number,
  values: ArrayLike<Value>,
  set: (view: DataView, at: number, value: Value) => void,
): Buffer {
  const array = Buffer.allocUnsafe(ARRAY_HEADER_BYTES + values.length * (4 + width));
  const view = viewOf(array);
  setHeader(view, type, values.length);
  for (let index = 0, at = ARRAY_HEADER_BYTES; index < values.length; index++, at += 4 + width) {
    view.setInt32(at, width);
    set(view, at + 4, values[index] as Value);
  }
  return array;
}

function bytesArray(type: number, values: readonly Uint8Array[]): Buffer {
  const length = values.reduce((sum, value) => sum + 4 + value.length, ARRAY_HEADER_BYTES);
  const array = Buffer.allocUnsafe(length);
  const view = viewOf(array);
  setHeader(view, type, values.length);
  let at = ARRAY_HEADER_BYTES;
  for (const value of values) {
    view.setInt32(at, value.length);
    array.set(value, at + 4);
    at += 4 + value.length;
  }
  return array;
}

function setHeader(view: DataView, type: number, length: number): void {
  view.setInt32(0, 1); // dimensions
  view.setInt32(4, 0); // no nulls
  view.setInt32(8, type);
  view.setInt32(12, length);
  view.setInt32(16, 1); // lower bound
}

function setTimestamp(view: DataView, at: number, us: number): void {
  const sinceEpoch = us - POSTGRES_EPOCH_US;
  const high = Math.floor(sinceEpoch / TWO_TO_32);
  view.setInt32(at, high);
  view.setUint32(at + 4, sinceEpoch - high * TWO_TO_32);
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
