import { useQuery } from '@tanstack/react-query';
import {
  chartEveryMs,
  GLANCE_MS,
  glanceQuery,
  LATEST_MS,
  latestQuery,
  telemetryKeys,
} from '../../features/telemetry/requests';
import { type ChartSearch, USUAL_SPAN } from '../../features/telemetry/search';
import { quantitiesOf } from '../../features/telemetry/values-table';
import type { Watched } from '../stream';

/**
 * What changes by itself where the values of a device and their chart are shown.
 *
 * @param deviceId undefined: they are not shown
 */
export function useWatchedValues(
  deviceId: string | undefined,
  { quantity, span = USUAL_SPAN }: ChartSearch,
): readonly Watched[] {
  const { data } = useQuery({ ...latestQuery(deviceId ?? ''), enabled: deviceId !== undefined });
  if (deviceId === undefined) return [];
  const watched: Watched[] = [
    { queryKey: telemetryKeys.latest(deviceId), everyMs: LATEST_MS },
    { queryKey: glanceQuery(deviceId, quantitiesOf(data)).queryKey, everyMs: GLANCE_MS },
  ];
  if (quantity !== undefined)
    watched.push({ queryKey: telemetryKeys.chart(deviceId, quantity, span), everyMs: chartEveryMs(span) });
  return watched;
}
