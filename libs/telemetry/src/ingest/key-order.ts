/** Bits of a column that one pass sorts by: the counts of its values stay in the processor's nearest cache. */
const BITS = 11;
const DIGITS = 2 ** BITS;
/** Up to so many rows insertion is quicker than a sort by comparison. */
const INSERTED = 32;

/** The columns of the primary key. */
interface KeyColumns {
  readonly length: number;
  readonly deviceKeys: Int32Array;
  readonly quantityIds: Int32Array;
  /** Microseconds since 1970 UTC. */
  readonly observedUs: Float64Array;
}

/**
 * In which order the rows have the order of the primary key (device, quantity, time); rows of one key as they came.
 *
 * A radix sort, least significant column first: one or two passes a column, where a sort by comparison, some twelve times as
 * many steps, took a twelfth of all the broker does for a message.
 *
 * @returns row numbers, or undefined if the rows are in order
 */
export function orderByKey({ length, deviceKeys, quantityIds, observedUs }: KeyColumns): Uint32Array | undefined {
  const byTime = (one: number, other: number) => (observedUs[one] as number) - (observedUs[other] as number);
  const isSameKey = (one: number, other: number) =>
    deviceKeys[one] === deviceKeys[other] && quantityIds[one] === quantityIds[other];
  const byKey = (one: number, other: number) =>
    (deviceKeys[one] as number) - (deviceKeys[other] as number) ||
    (quantityIds[one] as number) - (quantityIds[other] as number) ||
    byTime(one, other);
  if (isInOrder(length, byKey)) return undefined;

  let order: Uint32Array = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  order = sortByColumn(sortByColumn(order, quantityIds), deviceKeys);
  for (let from = 0, to = 1; from < length; from = to++) {
    while (to < length && isSameKey(order[from] as number, order[to] as number)) to++;
    if (to - from <= INSERTED) insertInOrder(order, from, to, byTime);
    else order.subarray(from, to).sort(byTime); // stable (ECMA-262 §23.2.3.29)
  }
  return order;
}

function isInOrder(length: number, compare: (one: number, other: number) => number): boolean {
  for (let row = 1; row < length; row++) if (compare(row - 1, row) > 0) return false;
  return true;
}

/** @returns the row numbers by the column's value, those of one value as they stood */
function sortByColumn(rows: Uint32Array, column: Int32Array): Uint32Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at++) {
    const value = column[rows[at] as number] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  let sorted = rows;
  for (let shift = 0; shift < 32 && (most - least) >>> shift > 0; shift += BITS) {
    sorted = sortByDigit(sorted, column, least, shift);
  }
  return sorted;
}

/** @param least of the column's values, so that a digit is never of a number below zero */
function sortByDigit(rows: Uint32Array, column: Int32Array, least: number, shift: number): Uint32Array {
  const digitOf = (row: number) => (((column[row] as number) - least) >>> shift) % DIGITS;
  const places = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < rows.length; at++) {
    const next = digitOf(rows[at] as number) + 1;
    places[next] = (places[next] as number) + 1;
  }
  for (let digit = 1; digit < DIGITS; digit++)
    places[digit] = (places[digit] as number) + (places[digit - 1] as number);
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const digit = digitOf(row);
    const place = places[digit] as number;
    sorted[place] = row;
    places[digit] = place + 1;
  }
  return sorted;
}

function insertInOrder(
  rows: Uint32Array,
  from: number,
  to: number,
  compare: (one: number, other: number) => number,
): void {
  for (let next = from + 1; next < to; next++) {
    const row = rows[next] as number;
    let place = next;
    for (; place > from && compare(rows[place - 1] as number, row) > 0; place--)
      rows[place] = rows[place - 1] as number;
    rows[place] = row;
  }
}
