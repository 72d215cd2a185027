import { adviceFor, isBelievedOver } from './claimed-time.js';
import { payloadLimits } from './limits.js';
import { claimedTime, type ObservationTime, receptionTime } from './observation-time.js';
import { jsonFromPayload } from './payload-format.js';
import { RefusalCollector, type Refusals, shown } from './rejection.js';

/** Where a device was at one instant, decoded and checked. */
export interface DecodedPosition extends ObservationTime {
  /** Degrees north, WGS 84, -90 to 90. */
  readonly latitude: number;
  /** Degrees east, WGS 84, -180 to 180. */
  readonly longitude: number;
  /** Radius in meters, 0 or more, within which the device says it is. */
  readonly accuracyMeters: number | undefined;
}

/** What one location message holds. */
export interface DecodedLocation extends Refusals {
  /** In the order of the message; 0 to 4096; no two of one instant. */
  readonly positions: readonly DecodedPosition[];
}

/**
 * Decodes and checks the payload of `devices/me/location`: `{"lat":52.2,"lon":21.0,"accuracy":8,"ts":…}`, or an array
 * of such objects, at most 4096.
 *
 * `lat` and `lon` are WGS 84 degrees, and 0, 0 is no position but what receivers report without a fix; `accuracy` (meters) and `ts` (milliseconds since 1970 UTC) may be absent or
 * `null`; other members are passed over, since receivers like to send more than one can use. What is good is kept even
 * when its neighbors are refused. It never throws, whatever the bytes.
 *
 * @param receivedAtMs when the message arrived, whole milliseconds since 1970 UTC
 */
export function decodeLocation(payload: Uint8Array, receivedAtMs: number): DecodedLocation {
  const json = jsonFromPayload(payload);
  if (json.refusal !== undefined) return { positions: [], rejected: [json.refusal], rejectedCount: 1 };
  const collector = new PositionCollector(receivedAtMs);
  const { value } = json;
  if (!Array.isArray(value)) {
    collector.add(value, undefined);
  } else if (value.length > payloadLimits.readingsPerMessage) {
    const most = payloadLimits.readingsPerMessage;
    const reason = `The array has ${value.length} elements; at most ${most} are taken. Send several messages.`;
    collector.reject('payload.too-many', undefined, reason);
  } else {
    value.forEach((element, index) => {
      collector.add(element, index);
    });
  }
  return collector.decoded();
}

class PositionCollector extends RefusalCollector {
  private readonly positions = new Map<
    number,
    { readonly position: DecodedPosition; readonly index: number | undefined }
  >();

  constructor(private readonly receivedAtMs: number) {
    super();
  }

  add(element: unknown, index: number | undefined) {
    if (typeof element !== 'object' || element === null || Array.isArray(element)) {
      const reason = `A position like {"lat":52.2,"lon":21.0} is wanted, but ${shown(element)} was sent.`;
      return this.reject('payload.wrong-shape', index, reason);
    }
    const { lat, lon, accuracy, ts } = element as Readonly<Record<string, unknown>>;
    if (!isWithin(lat, 90)) return this.rejectDegrees('lat', lat, 90, index);
    if (!isWithin(lon, 180)) return this.rejectDegrees('lon', lon, 180, index);
    if (lat === 0 && lon === 0) {
      const reason = 'The position 0, 0 is what a receiver reports that has no fix. Send nothing until it has one.';
      return this.reject('payload.no-fix', index, reason);
    }
    if (!isAbsent(accuracy) && !(typeof accuracy === 'number' && accuracy >= 0 && Number.isFinite(accuracy))) {
      const reason = `"accuracy" is ${shown(accuracy)}; a number of meters from 0 is wanted.`;
      return this.reject('payload.bad-number', index, reason);
    }
    if (!isAbsent(ts) && typeof ts !== 'number') {
      const reason = `"ts" is ${shown(ts)}; a number is wanted, milliseconds since 1970 UTC.`;
      return this.reject('payload.bad-time', index, reason);
    }
    const time = isAbsent(ts) ? receptionTime(this.receivedAtMs) : claimedTime(ts, this.receivedAtMs);
    this.keep({ latitude: lat, longitude: lon, accuracyMeters: accuracy ?? undefined, ...time }, index);
  }

  decoded(): DecodedLocation {
    const positions = [...this.positions.values()].map(({ position }) => position);
    return { positions, rejected: this.rejected, rejectedCount: this.rejectedCount };
  }

  /**
   * One position an instant, the first or the first whose time is believed: a device and a time are the key it is stored
   * under.
   */
  private keep(position: DecodedPosition, index: number | undefined): void {
    const earlier = this.positions.get(position.observedAtMs);
    if (earlier === undefined) {
      this.positions.set(position.observedAtMs, { position, index });
    } else if (!isSamePlace(earlier.position, position)) {
      const isBetter = isBelievedOver(position, earlier.position);
      const refused = isBetter ? earlier : { position, index };
      if (isBetter) this.positions.set(position.observedAtMs, { position, index });
      const instant = new Date(position.observedAtMs).toISOString();
      const cause = `Another position in this message has the time ${instant}, too.`;
      const advice = adviceFor(refused.position, 'milliseconds');
      this.reject('payload.same-instant', refused.index, `${cause} ${advice}`);
    }
  }

  private rejectDegrees(name: 'lat' | 'lon', value: unknown, most: number, index: number | undefined): void {
    const found = value === undefined ? 'is not there' : `is ${shown(value)}`;
    const reason = `"${name}" ${found}; a number of degrees from -${most} to ${most} is wanted.`;
    this.reject(typeof value === 'number' ? 'payload.bad-number' : 'payload.wrong-shape', index, reason);
  }
}

function isSamePlace(one: DecodedPosition, other: DecodedPosition): boolean {
  return one.latitude === other.latitude && one.longitude === other.longitude;
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= -most && value <= most;
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
