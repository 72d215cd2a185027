import { type KeptValue, keptValue } from './kept-value.js';
import { payloadLimits } from './limits.js';
import type { ObservationTime } from './observation-time.js';
import { RefusalCollector, type Refusals, shown } from './rejection.js';
import { problemOfName } from './storable.js';

/** One value of one quantity at one instant, decoded and checked. */
export type DecodedReading = KeptValue &
  ObservationTime & {
    /** In Normalization Form C (Unicode UAX #15), no control characters. */
    readonly quantity: string;
    /** As SenML gave it, for example `Cel`; the plain forms carry none. */
    readonly unit: string | undefined;
  };

/** What one telemetry message holds. */
export interface DecodedTelemetry extends Refusals {
  /** In the order of the message; 0 to 4096; no two of one quantity at one instant. */
  readonly readings: readonly DecodedReading[];
}

/** Gathers the readings of one message. */
export class ReadingCollector extends RefusalCollector {
  private readonly readings: DecodedReading[] = [];
  /** The element each reading came from; it runs beside `readings`. */
  private readonly origins: (number | undefined)[] = [];
  private latestMs = Number.NEGATIVE_INFINITY;
  private instantsRepeat = false;

  /** Tells that values observed at this time follow, whose names are all different. */
  startInstant({ observedAtMs }: ObservationTime): void {
    if (observedAtMs > this.latestMs) this.latestMs = observedAtMs;
    else this.instantsRepeat = true;
  }

  /** Takes one value, or notes why it cannot. `null` says that there is no value: it is neither kept nor refused. */
  add(index: number | undefined, name: string, unit: string | undefined, value: unknown, time: ObservationTime) {
    const badName = problemOfName(name);
    if (badName !== undefined) return this.reject('payload.bad-name', index, badName);
    if (value === null) return;
    const most = payloadLimits.readingsPerMessage;
    if (this.readings.length === most) {
      const reason = `The message holds more than ${most} readings; send several messages.`;
      return this.reject('payload.too-many', index, reason);
    }
    const kept = keptValue(name, value);
    if ('problem' in kept) return this.reject(kept.problem, index, kept.reason);
    const { observedAtMs, timeOrigin, claimedTimeMs } = time;
    const quantity = name.normalize('NFC');
    // Two names of one object may be one quantity then.
    if (quantity !== name) this.instantsRepeat = true;
    const reading = { quantity, unit, kind: kept.kind, value: kept.value, observedAtMs, timeOrigin, claimedTimeMs };
    this.readings.push(reading as DecodedReading); // kind and value come from one KeptValue
    this.origins.push(index);
  }

  /** The message as a whole; nothing may be added afterwards. */
  decoded(): DecodedTelemetry {
    const readings = this.instantsRepeat ? this.oneAnInstant() : this.readings;
    return { readings, rejected: this.rejected, rejectedCount: this.rejectedCount };
  }

  /**
   * Leaves one reading of each quantity at each instant, the first. (device, quantity, time) is the key a reading is
   * stored under, so of two different values the second would vanish without a word: it is refused instead. An equal
   * value is a repetition and harmless.
   */
  private oneAnInstant(): DecodedReading[] {
    const first = new Map<string, DecodedReading>();
    this.readings.forEach((reading, at) => {
      const key = `${reading.observedAtMs} ${reading.quantity}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, reading);
      else if (earlier.value !== reading.value) this.rejectSameInstant(reading, this.origins[at]);
    });
    return [...first.values()];
  }

  private rejectSameInstant({ quantity, observedAtMs, timeOrigin }: DecodedReading, index: number | undefined) {
    const instant = new Date(observedAtMs).toISOString();
    const advice =
      timeOrigin === 'device' ? 'Give each its own time.' : 'Without a believable time of its own each gets this one.';
    const reason = `Another value of ${shown(quantity)} in this message has the time ${instant}, too. ${advice}`;
    this.reject('payload.same-instant', index, reason);
  }
}
