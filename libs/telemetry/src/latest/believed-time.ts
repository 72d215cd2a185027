import { timeOriginCode } from '../ingest/time-origin.js';

/** The times of a row that may be a newest one, microseconds since 1970 UTC. */
interface Times {
  readonly observedUs: number;
  readonly receivedUs: number;
  /** Code of a `TimeOrigin`. */
  readonly timeOrigin: number;
}

/** Times of reception that stand for one another: the microseconds only tell messages apart. */
const MILLISECOND_US = 1_000;

/** Whether a device says that it observed what it had not sent yet: its clock is ahead. */
function isAhead({ observedUs, receivedUs }: Times): boolean {
  return observedUs >= receivedUs + MILLISECOND_US;
}

/**
 * Whether a row is the newer one. None counts as observed after its reception: otherwise a device whose clock was a day ahead
 * would stand still for a day once the clock is right. Of two that came together the device's own order counts.
 */
export function isNewer(one: Times, other: Times): boolean {
  const oneUs = isAhead(one) ? one.receivedUs : one.observedUs;
  const otherUs = isAhead(other) ? other.receivedUs : other.observedUs;
  return oneUs === otherUs ? one.observedUs > other.observedUs : oneUs > otherUs;
}

/** The row as it is written among the newest ones, its time that of the reception if it is ahead. */
export function believed<Row extends Times>(row: Row): Row {
  return isAhead(row) ? { ...row, observedUs: row.receivedUs, timeOrigin: timeOriginCode('replaced') } : row;
}
