import type { ClusterFeatureBody, DeviceFeatureBody, LocationsBody } from '#libs/contracts/http';
import { type Box, isInside } from './view';

/** What needs attention, worst first. */
export const worsts = ['disconnected', 'stale', 'never', 'connected'] as const;
export type Worst = (typeof worsts)[number];

/** A device on the map. */
export interface DeviceMark extends Omit<DeviceFeatureBody['properties'], 'deviceId'> {
  readonly kind: 'device';
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly worst: Worst;
}

/** Devices too close to be told apart, by the server's grid or because they stand at the same place. */
export interface ClusterMark
  extends Pick<ClusterFeatureBody['properties'], 'count' | 'connected' | 'disconnected' | 'stale'> {
  readonly kind: 'cluster';
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly worst: Worst;
  readonly box: Box;
}

export type Mark = DeviceMark | ClusterMark;

/** Every feature of an answer as it is drawn and listed. */
export const marksOf = ({ features }: LocationsBody): readonly Mark[] => features.map(markOf);

function markOf(feature: LocationsBody['features'][number]): Mark {
  const [lon, lat] = feature.geometry.coordinates;
  if ('cluster' in feature.properties) {
    const { bbox: box, cluster: _cluster, ...counts } = feature.properties;
    return { kind: 'cluster', id: `${lon},${lat}`, lon, lat, box, ...counts };
  }
  const { deviceId: id, ...device } = feature.properties;
  return { kind: 'device', id, lon, lat, worst: worstOf(device), ...device };
}

function worstOf({ connectivity, freshness }: Pick<DeviceMark, 'connectivity' | 'freshness'>): Worst {
  if (connectivity !== 'connected') return connectivity;
  return freshness === 'stale' ? 'stale' : 'connected';
}

/** As much of a mark as decides its place in the list. */
const rankOf = ({ worst }: Mark) => worsts.indexOf(worst);
const nameOf = (mark: Mark) => (mark.kind === 'device' ? mark.name : '');

/** What lies in the box, worst first; of what is as bad, clusters by their number, then devices by name. */
export function listed(marks: readonly Mark[], box: Box): readonly Mark[] {
  return marks
    .filter(({ lon, lat }) => isInside(box, lon, lat))
    .toSorted(
      (one, other) =>
        rankOf(one) - rankOf(other) || countOf(other) - countOf(one) || nameOf(one).localeCompare(nameOf(other)),
    );
}

export const countOf = (mark: Mark): number => (mark.kind === 'cluster' ? mark.count : 1);

/** How many devices marks stand for, and how many of them are how. */
export function totalOf(marks: readonly Mark[]) {
  const total = { devices: 0, connected: 0, disconnected: 0, never: 0, stale: 0 };
  for (const mark of marks) {
    const { connected, disconnected, stale } =
      mark.kind === 'cluster'
        ? mark
        : {
            connected: mark.connectivity === 'connected' ? 1 : 0,
            disconnected: mark.connectivity === 'disconnected' ? 1 : 0,
            stale: mark.freshness === 'stale' ? 1 : 0,
          };
    const count = countOf(mark);
    total.devices += count;
    total.connected += connected;
    total.disconnected += disconnected;
    total.stale += stale;
    total.never += count - connected - disconnected;
  }
  return total;
}

/** What is drawn: devices that stand at one place are one mark there, for one on the other could not be pressed. */
export function drawnMarks(marks: readonly Mark[]): readonly Mark[] {
  const places = new Map<string, Mark[]>();
  for (const mark of marks) {
    const place = `${mark.lon.toFixed(5)},${mark.lat.toFixed(5)}`;
    places.set(place, [...(places.get(place) ?? []), mark]);
  }
  return [...places].map(([place, [first, ...others]]) =>
    first === undefined || others.length === 0 ? (first as Mark) : gathered(place, [first, ...others]),
  );
}

function gathered(place: string, marks: readonly [Mark, ...Mark[]]): ClusterMark {
  const { devices: count, connected, disconnected, stale } = totalOf(marks);
  const { lon, lat } = marks[0];
  const worst = worsts.find((each) => marks.some((mark) => mark.worst === each)) ?? 'connected';
  return {
    kind: 'cluster',
    id: place,
    lon,
    lat,
    count,
    connected,
    disconnected,
    stale,
    worst,
    box: [lon, lat, lon, lat],
  };
}
