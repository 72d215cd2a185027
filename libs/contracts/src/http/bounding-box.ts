import { z } from 'zod';

/** A box of WGS 84 degrees; `west` greater than `east` crosses the antimeridian (RFC 7946 §5.2). */
export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const coordinate = /^-?\d{1,3}(?:\.\d{1,15})?$/;
const within = (value: number, bound: number) => value >= -bound && value <= bound;

/** Why four texts are no box, or `undefined` if they are one. */
function problemOf(texts: readonly string[]): string | undefined {
  if (texts.length !== 4) return `must be four numbers w,s,e,n but has ${texts.length}`;
  const wrong = texts.find((text) => !coordinate.test(text));
  if (wrong !== undefined) return 'must be four decimal numbers w,s,e,n such as -10.5,35,30,60';
  const [west = 0, south = 0, east = 0, north = 0] = texts.map(Number);
  if (!within(west, 180) || !within(east, 180)) return 'must have w and e from -180 to 180 degrees';
  if (!within(south, 90) || !within(north, 90)) return 'must have s and n from -90 to 90 degrees';
  if (south > north) return `must go from south to north, but s is ${south} and n is ${north}`;
  return undefined;
}

/** `bbox` of a query, `w,s,e,n` in degrees, edges included; in the order of RFC 7946 §5. */
export const boundingBox = z
  .string()
  .max(100, 'must be four numbers w,s,e,n')
  .transform((typed, context): BoundingBox => {
    const texts = typed.split(',').map((text) => text.trim());
    const problem = problemOf(texts);
    if (problem === undefined) {
      const [west = 0, south = 0, east = 0, north = 0] = texts.map(Number);
      return { west, south, east, north };
    }
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
