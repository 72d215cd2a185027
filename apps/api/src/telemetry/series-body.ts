import type { SeriesBody } from '#libs/contracts/http';
import { describedQuantity, type Series } from '#libs/telemetry';

/** A series as the API shows it. @param origin what its offsets count from */
export function seriesBody({ quantity, unit, isNumeric, buckets, gaps }: Series, origin: Date): SeriesBody {
  return {
    quantity,
    unit: unit ?? null,
    described: describedQuantity(quantity) ?? null,
    numeric: isNumeric,
    offsets: buckets.map(({ from }) => Math.round((from.getTime() - origin.getTime()) / 1_000)),
    min: buckets.map(({ min }) => min),
    avg: buckets.map(({ avg }) => avg),
    max: buckets.map(({ max }) => max),
    gaps: gaps.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
  };
}
