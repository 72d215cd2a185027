import { v7 } from 'uuid';

/** Of the id made last: its millisecond, and its place among the ids of that millisecond. */
let last = { ms: Number.NaN, place: 0 };
/** A place to begin at: in the lower half of its 32 bits, so that a millisecond has room for more ids than it can see made. */
function firstPlace(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random >>> 1;
}

/**
 * Makes a UUID version 7: 48 bits of Unix time in milliseconds, 32 bits of a counter, then 42 random bits (RFC 9562 §5.7,
 * §6.2 method 1).
 *
 * Ids made later sort later, so rows are appended to their index and a page can be cut by id; within one millisecond this
 * holds for the ids of one process. The counter is kept here, since `v7` counts only by the clock of the machine, and the
 * instant is the caller's.
 *
 * @returns lower case with hyphens
 */
export function newUuid(at: Date): string {
  const ms = at.getTime();
  const place = ms === last.ms ? last.place + 1 : firstPlace();
  last = { ms, place };
  return v7({ msecs: ms, seq: place });
}
