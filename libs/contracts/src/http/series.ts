import { z } from 'zod';
import { quantityDescription } from './quantity.js';
import { queryInstant } from './query-instant.js';
import { timestamp } from './text.js';

/** Quantities in one answer, at most. */
export const SERIES_QUANTITIES = 16;
/** Points of one series, at most: as many as a wide screen has columns. */
export const SERIES_POINTS = 1_500;

const quantityName = z.string().min(1, 'must not be empty').max(128, 'must have at most 128 characters');
const pointsMessage = `must be a whole number, 10 to ${SERIES_POINTS}`;

/** `GET /devices/{id}/series`; from is inclusive, to is exclusive. */
export const seriesQuery = z
  .strictObject({
    quantity: z
      .preprocess(
        (given) => (typeof given === 'string' ? [given] : given),
        z
          .array(quantityName)
          .min(1)
          .max(SERIES_QUANTITIES, `must be given at most ${SERIES_QUANTITIES} times`)
          .refine((names) => new Set(names).size === names.length, 'must not name one quantity twice'),
      )
      .describe(`Given once for each quantity, at most ${SERIES_QUANTITIES} times.`),
    from: queryInstant.optional().describe('Inclusive. Default: 24 hours before `to`.'),
    to: queryInstant.optional().describe('Exclusive. Default: now.'),
    points: z
      .string()
      .regex(/^\d{2,4}$/, pointsMessage)
      .transform(Number)
      .refine((points) => points >= 10 && points <= SERIES_POINTS, pointsMessage)
      .default(1_200)
      .meta({ type: 'integer', minimum: 10, maximum: SERIES_POINTS, pattern: undefined })
      .describe(`Of each series at most, 10 to ${SERIES_POINTS}; 1200 when absent.`),
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined || to === undefined || from < to) return;
    const message = `must be after from (${from.toISOString()}), but is ${to.toISOString()}`;
    context.addIssue({ code: 'custom', path: ['to'], message });
  });
export type SeriesQuery = z.output<typeof seriesQuery>;

const span = z.object({ from: timestamp, to: timestamp });

/** Numbers of one quantity over a span, as a chart draws them: columns of one length. */
const series = z.object({
  quantity: z.string(),
  unit: z.string().nullable().describe('As the device said it last; null if it said none.'),
  described: quantityDescription.nullable(),
  numeric: z.boolean().describe('False: in this span it holds texts, true or false, and no number.'),
  offsets: z.array(z.int()).describe('Where each bucket begins, seconds after `origin`; ascending.'),
  min: z.array(z.number()),
  avg: z.array(z.number()),
  max: z.array(z.number()),
  gaps: z.array(span).describe('Where nothing came for more than three times as long as usual.'),
});
export type SeriesBody = z.infer<typeof series>;

/** What happened to the device, to be marked in a chart. */
const chartEvent = z.object({
  at: timestamp,
  kind: z.enum(['connected', 'disconnected', 'transferred']),
  cause: z.string().nullable().describe('Permanent code, as in the lists of connectivity and of transfers.'),
  detail: z.string().nullable().describe('The cause in words; of a transfer to whom, where you see them.'),
});
export type ChartEventBody = z.infer<typeof chartEvent>;

/** Answer of `GET /devices/{id}/series`. */
export const seriesList = z
  .object({
    from: timestamp,
    to: timestamp,
    origin: timestamp.describe('What offsets count from: where the bucket of `from` begins.'),
    bucketSeconds: z
      .int()
      .describe('Chosen so that there are no more points than asked for; days begin at midnight UTC.'),
    series: z.array(series).describe('In the order asked for.'),
    events: z.array(chartEvent).describe('Of the span, oldest first; the newest 500.'),
    eventsLeftOff: z.boolean().describe('Whether there were more.'),
  })
  .meta({ id: 'SeriesList' });
export type SeriesListBody = z.infer<typeof seriesList>;
