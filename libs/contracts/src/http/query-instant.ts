import { z } from 'zod';

const instantExample = '2026-11-21T12:00:00Z';
/** Instants a query may name; the database holds none outside. */
const earliest = new Date('1970-01-01T00:00:00Z');
const latest = new Date('2200-01-01T00:00:00Z');

/** An instant in a query: RFC 3339 with Z or an offset; what is finer than a millisecond is cut off. */
export const queryInstant = z.iso
  .datetime({
    offset: true,
    error: `must be a time of RFC 3339 such as ${instantExample}; write + as %2B in an address`,
    abort: true,
  })
  .transform((text) => new Date(text))
  .refine((instant) => instant >= earliest && instant < latest, 'must be in the years 1970 to 2199');
