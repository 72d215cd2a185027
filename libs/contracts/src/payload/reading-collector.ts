import { adviceFor, isBelievedOver, type TimeUnit } from './claimed-time.js';
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
    /** As SenML gave it, in Normalization Form C, for example `Cel`; the plain forms carry none. */
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
  private timeUnit: TimeUnit = 'milliseconds';

  /** Tells what times of this message count, for reasons that name a number; milliseconds if nobody says so. */
  countTimesIn(unit: TimeUnit): void {
    this.timeUnit = unit;
  }

  /** Tells that values observed at this time follow, whose names are all different. */
  startInstant({ observedAtMs }: ObservationTime): void {
    if (observedAtMs > this.latestMs) this.latestMs = observedAtMs;
    else this.instantsRepeat = true;
  }

  /** Takes one value, or notes why it cannot. `null` says that there is no value: it is neither kept nor refused. */
  add(index: number | undefined, name: string, unit: string | undefined, value: unknown, time: ObservationTime) {
    // First of all: one name may be longer or shorter than its other spelling.
    const quantity = name.normalize('NFC');
    const badName = problemOfName(quantity);
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
   * Leaves one reading of each quantity at each instant: the first, or the first whose time is believed. (device, quantity,
   * time) is the key a reading is stored under, so of two different values the second would vanish without a word: it is
   * refused instead. An equal value is a repetition and harmless.
   */
  private oneAnInstant(): DecodedReading[] {
    const keptAt = new Map<string, number>();
    const refusedAt: number[] = [];
    this.readings.forEach((reading, at) => {
      const key = `${reading.observedAtMs} ${reading.quantity}`;
      const earlierAt = keptAt.get(key);
      const earlier = earlierAt === undefined ? undefined : this.readings[earlierAt];
      if (earlierAt === undefined || earlier === undefined) {
        keptAt.set(key, at);
      } else if (earlier.value !== reading.value) {
        const isBetter = isBelievedOver(reading, earlier);
        refusedAt.push(isBetter ? earlierAt : at);
        if (isBetter) keptAt.set(key, at);
      }
    });
    for (const at of refusedAt.sort((one, other) => one - other)) this.rejectSameInstant(at);
    const kept = new Set(keptAt.values());
    return this.readings.filter((_, at) => kept.has(at));
  }

  private rejectSameInstant(at: number): void {
    const reading = this.readings[at] as DecodedReading;
    const { quantity, observedAtMs } = reading;
    const instant = new Date(observedAtMs).toISOString();
    const cause = `Another value of ${shown(quantity)} in this message has the time ${instant}, too.`;
    this.reject('payload.same-instant', this.origins[at], `${cause} ${adviceFor(reading, this.timeUnit)}`);
  }
}
