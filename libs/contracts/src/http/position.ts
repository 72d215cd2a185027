import { z } from 'zod';
import { queryInstant } from './query-instant.js';
import { timestamp } from './text.js';

/** The longest span of one track, milliseconds: 31 days. */
export const LONGEST_TRACK_MS = 31 * 24 * 60 * 60 * 1000;
/** Points of one track, at most. */
const POINTS = 2_000;
const pointsMessage = `must be a whole number, 2 to ${POINTS}`;

/** `GET /devices/{id}/positions`; from is inclusive, to is exclusive. */
export const trackQuery = z
  .strictObject({
    from: queryInstant.optional().describe('Inclusive. Default: 24 hours before `to`.'),
    to: queryInstant
      .optional()
      .describe('Exclusive, 31 days after `from` at most. Default: now, or 31 days after `from` if that is earlier.'),
    points: z
      .string()
      .regex(/^\d{1,4}$/, pointsMessage)
      .transform(Number)
      .refine((points) => points >= 2 && points <= POINTS, pointsMessage)
      .default(500)
      .meta({ type: 'integer', minimum: 2, maximum: POINTS, pattern: undefined })
      .describe(
        `At most, 2 to ${POINTS}; 500 when absent. Where there are more positions, the last of each part of the span is given.`,
      ),
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined || to === undefined) return;
    const problem = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
    if (from >= to) problem(`must be after from (${from.toISOString()}), but is ${to.toISOString()}`);
    else if (to.getTime() - from.getTime() > LONGEST_TRACK_MS)
      problem(`must be 31 days after from (${from.toISOString()}) at most, but is ${to.toISOString()}`);
  });
export type TrackQuery = z.output<typeof trackQuery>;

/** Answer of `GET /devices/{id}/positions`. */
export const track = z
  .object({
    from: timestamp,
    to: timestamp,
    positions: z.int().describe('How many the device reported in the span.'),
    items: z
      .array(
        z.object({
          observedAt: timestamp,
          lat: z.number(),
          lon: z.number(),
          accuracy: z.number().nullable().describe('Radius in meters; null if the device said none.'),
        }),
      )
      .describe('Where it was, oldest first; the newest of the span is among them.'),
  })
  .meta({ id: 'Track' });
export type TrackBody = z.infer<typeof track>;
