import { z } from 'zod';

/** A box of WGS 84 degrees; `west` greater than `east` crosses the antimeridian (RFC 7946 §5.2). */
export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A decimal number as JavaScript and most others write it, exponents included; `+` in an address arrives as a space. */
const coordinate = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][ +-]?\d{1,3})?$/;
/** Four numbers have fewer; 64-bit numbers are written with 24 at most. */
const LONGEST = 200;
const FULL_CIRCLE = 360;

/** Why four texts are no box, or `undefined` if they are one. */
function problemOf(texts: readonly string[], numbers: readonly number[]): string | undefined {
  if (texts.length !== 4) return `must be four numbers w,s,e,n but has ${texts.length}`;
  if (!texts.every((text) => coordinate.test(text)) || !numbers.every(Number.isFinite))
    return 'must be four decimal numbers w,s,e,n such as -10.5,35,30,60';
  const [, south = 0, , north = 0] = numbers;
  if (Math.abs(south) > 90 || Math.abs(north) > 90) return 'must have s and n from -90 to 90 degrees';
  if (south > north) return `must go from south to north, but s is ${south} and n is ${north}`;
  return undefined;
}

/** A longitude as -180 to 180: web maps that were dragged around the world count on. */
function folded(longitude: number): number {
  if (Math.abs(longitude) <= 180) return longitude;
  const turned = longitude % FULL_CIRCLE; // exact, of whatever size
  return Math.abs(turned) <= 180 ? turned : turned - Math.sign(turned) * FULL_CIRCLE;
}

/** The longitudes between two that may lie beyond ±180; a full circle or more is the whole world. */
function longitudes(west: number, east: number): Pick<BoundingBox, 'west' | 'east'> {
  return east - west >= FULL_CIRCLE ? { west: -180, east: 180 } : { west: folded(west), east: folded(east) };
}

/**
 * `bbox` of a query, `w,s,e,n` in degrees, edges included; in the order of RFC 7946 §5.
 *
 * Any finite numbers as JavaScript writes them. Longitudes beyond ±180 are folded onto the world; latitudes stay within
 * ±90.
 */
export const boundingBox = z
  .string()
  .max(LONGEST, 'must be four numbers w,s,e,n')
  .transform((typed, context): BoundingBox => {
    const texts = typed.split(',').map((text) => text.trim());
    const numbers = texts.map((text) => Number(text.replace(' ', '+')));
    const problem = problemOf(texts, numbers);
    if (problem === undefined) {
      const [west = 0, south = 0, east = 0, north = 0] = numbers;
      return { ...longitudes(west, east), south, north };
    }
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
