import type { DecodedReading } from '#libs/contracts/payload';

/**
 * Where a time of observation comes from: the device said it, the device said none and the reception counts, or the
 * device said an impossible one and the reception counts instead.
 */
export type TimeOrigin = DecodedReading['timeOrigin'];

/** As it is stored; permanent. */
const codes = Object.freeze({ device: 0, received: 1, replaced: 2 } satisfies Record<TimeOrigin, number>);
const origins = Object.keys(codes) as TimeOrigin[];

/** The stored code of an origin. */
export const timeOriginCode = (origin: TimeOrigin): number => codes[origin];

/** The origin of a stored code. */
export function timeOriginOf(code: number): TimeOrigin {
  const origin = origins[code];
  if (origin === undefined) throw new RangeError(`A time origin is stored as 0 to 2, not ${code}.`);
  return origin;
}
