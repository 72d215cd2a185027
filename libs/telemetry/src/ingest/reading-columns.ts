import { orderByKey } from './key-order.js';

/** Rows there is room for at least; more is made when needed. */
const FEWEST_ROWS = 64;

/**
 * Number readings of a batch, one typed array a column.
 *
 * Tens of thousands of messages a second make hundreds of thousands of readings: as objects they would cost more than
 * all the rest of the way to the database.
 */
export class ReadingColumns {
  length = 0;
  deviceKeys: Int32Array;
  /** Id of the quantity, or, below zero, `-1 - index` among the batch's quantities without an id. */
  quantityIds: Int32Array;
  values: Float64Array;
  /** Microseconds since 1970 UTC, exact in a double until the year 2255. */
  observedUs: Float64Array;
  receivedUs: Float64Array;
  /** Codes of `TimeOrigin`. */
  timeOrigins: Uint8Array;

  /** @param expectedRows there is room for at once */
  constructor(expectedRows = 0) {
    const rows = Math.max(expectedRows, FEWEST_ROWS);
    this.deviceKeys = new Int32Array(rows);
    this.quantityIds = new Int32Array(rows);
    this.values = new Float64Array(rows);
    this.observedUs = new Float64Array(rows);
    this.receivedUs = new Float64Array(rows);
    this.timeOrigins = new Uint8Array(rows);
  }

  add(
    deviceKey: number,
    quantityId: number,
    value: number,
    observedUs: number,
    receivedUs: number,
    timeOrigin: number,
  ): void {
    if (this.length === this.deviceKeys.length) this.grow();
    const row = this.length++;
    this.deviceKeys[row] = deviceKey;
    this.quantityIds[row] = quantityId;
    this.values[row] = value;
    this.observedUs[row] = observedUs;
    this.receivedUs[row] = receivedUs;
    this.timeOrigins[row] = timeOrigin;
  }

  /**
   * Puts the rows in the order of the primary key: the database then writes each page of its index once. Rows of one key stay
   * in the order they came in, since the first of them counts.
   */
  sortByKey(): void {
    const { length, deviceKeys, quantityIds, values, observedUs, receivedUs, timeOrigins } = this;
    const order = orderByKey(this);
    if (!order) return;
    for (const column of [deviceKeys, quantityIds, values, observedUs, receivedUs, timeOrigins]) {
      const before = column.slice(0, length);
      for (let row = 0; row < length; row++) column[row] = before[order[row] as number] as number;
    }
  }

  private grow(): void {
    const rows = this.deviceKeys.length * 2;
    this.deviceKeys = enlarged(this.deviceKeys, new Int32Array(rows));
    this.quantityIds = enlarged(this.quantityIds, new Int32Array(rows));
    this.values = enlarged(this.values, new Float64Array(rows));
    this.observedUs = enlarged(this.observedUs, new Float64Array(rows));
    this.receivedUs = enlarged(this.receivedUs, new Float64Array(rows));
    this.timeOrigins = enlarged(this.timeOrigins, new Uint8Array(rows));
  }
}

function enlarged<Column extends Int32Array | Float64Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
