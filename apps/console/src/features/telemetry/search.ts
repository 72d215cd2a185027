import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** Spans of the chart by their names in the address, milliseconds. */
export const spans = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
  '1y': 365 * 24 * HOUR_MS,
  '5y': 5 * 365 * 24 * HOUR_MS,
} as const;

export type Span = keyof typeof spans;
export const spanNames = Object.keys(spans) as readonly Span[];

/** What the chart shows unless the address says otherwise. */
export const USUAL_SPAN: Span = '24h';

/** What the address of a device's page says of its chart. What is wrong in it is left out. */
export const chartSearch = z.object({
  quantity: z.coerce.string().min(1).max(128).optional().catch(undefined),
  span: z.enum(spanNames).optional().catch(undefined),
});
export type ChartSearch = z.output<typeof chartSearch>;
