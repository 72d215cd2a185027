import { queryOptions } from '@tanstack/react-query';
import { deviceAttributes, latestReadings, SERIES_QUANTITIES, seriesList } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { type Span, spans } from './search';

/** Points of a chart: as many as a wide screen has columns for it. */
const POINTS = 1_200;
/** What the lines beside the values show: six hours, a point each five minutes. */
const GLANCE = { spanMs: 6 * 3_600_000, points: 73 };
/** How old newest values may get while somebody looks, milliseconds. */
export const LATEST_MS = 5_000;
/** The same of the lines beside them. */
export const GLANCE_MS = 60_000;
/** The same of a chart: a column of it is as long as this part of its span, but no chart is asked for more often than 10 s. */
export const chartEveryMs = (span: Span) => Math.max(10_000, spans[span] / POINTS);

export const telemetryKeys = {
  latest: (deviceId: string) => ['device', deviceId, 'latest'] as const,
  attributes: (deviceId: string) => ['device', deviceId, 'attributes'] as const,
  glance: (deviceId: string, quantities: readonly string[]) => ['device', deviceId, 'glance', quantities] as const,
  chart: (deviceId: string, quantity: string, span: Span) => ['device', deviceId, 'chart', quantity, span] as const,
};

/** The newest value of each quantity. */
export const latestQuery = (deviceId: string) =>
  queryOptions({
    queryKey: telemetryKeys.latest(deviceId),
    queryFn: ({ signal }) =>
      ask({ path: `/devices/${deviceId}/latest`, answer: latestReadings, signal, isTagged: true }),
    // Loop and table show it both, and it is asked for once.
    staleTime: LATEST_MS,
  });

/** The newest value of each quantity that was measured on an asset, whichever device was on it. */
export const assetLatestQuery = (assetId: string) =>
  queryOptions({
    queryKey: ['asset', assetId, 'latest'],
    queryFn: ({ signal }) => ask({ path: `/assets/${assetId}/latest`, answer: latestReadings, signal }),
    staleTime: LATEST_MS,
  });

/** The last hours of each quantity, for the lines beside the values: one request for all of them. */
export const glanceQuery = (deviceId: string, quantities: readonly string[]) => {
  const asked = quantities.slice(0, SERIES_QUANTITIES);
  return queryOptions({
    queryKey: telemetryKeys.glance(deviceId, asked),
    queryFn: ({ signal }) => seriesFor(deviceId, asked, GLANCE.spanMs, GLANCE.points, signal),
    enabled: asked.length > 0,
    staleTime: GLANCE_MS,
  });
};

/** One quantity over a span up to now. */
export const chartQuery = (deviceId: string, quantity: string, span: Span) =>
  queryOptions({
    queryKey: telemetryKeys.chart(deviceId, quantity, span),
    queryFn: ({ signal }) => seriesFor(deviceId, [quantity], spans[span], POINTS, signal),
    staleTime: chartEveryMs(span),
  });

/** What the device says about itself. */
export const attributesQuery = (deviceId: string) =>
  queryOptions({
    queryKey: telemetryKeys.attributes(deviceId),
    queryFn: ({ signal }) => ask({ path: `/devices/${deviceId}/attributes`, answer: deviceAttributes, signal }),
  });

function seriesFor(deviceId: string, quantity: readonly string[], spanMs: number, points: number, signal: AbortSignal) {
  const query = { quantity, from: new Date(Date.now() - spanMs).toISOString(), points };
  return ask({ path: `/devices/${deviceId}/series`, query, answer: seriesList, signal });
}
