import { DAY_MS } from '#libs/kernel';
import { PAST_DAYS_A_MINUTE } from './day-allowance.js';
import type { InboundMessage } from './inbound-message.js';
import type { Reason } from './rejected-row.js';

const NONE: ReadonlySet<number> = new Set();

/** As long as readings and positions are kept (timescale/0002-compression-and-retention.sql), days. */
export const KEPT_DAYS = 400;

/**
 * Decides of one message which times of observation it may store under: none that retention would drop at once, and of no
 * more past days than a device may use in a minute. First all its times are noted, then each is asked for.
 */
export class ObservedDays {
  private readonly keptFromMs: number;
  private readonly todayMs: number;
  private days: Set<number> | undefined;
  /** Readings of a day mostly stand together. */
  private lastDay = Number.NaN;
  private tooOld = 0;
  private beyondAllowance = 0;
  private oldestMs = Number.POSITIVE_INFINITY;

  constructor({ receivedAt }: Pick<InboundMessage, 'receivedAt'>) {
    this.keptFromMs = receivedAt - KEPT_DAYS * DAY_MS;
    this.todayMs = Math.floor(receivedAt / DAY_MS) * DAY_MS;
  }

  /** The past days it stores under, counted from 1970; at most {@link PAST_DAYS_A_MINUTE}, the first it speaks of. */
  get past(): ReadonlySet<number> {
    return this.days ?? NONE;
  }

  note(observedAtMs: number): void {
    if (observedAtMs >= this.todayMs || observedAtMs < this.keptFromMs) return;
    const day = Math.floor(observedAtMs / DAY_MS);
    if (day === this.lastDay) return;
    this.lastDay = day;
    this.days ??= new Set();
    if (this.days.size < PAST_DAYS_A_MINUTE) this.days.add(day);
  }

  /** Whether a reading of this time, which was noted, is stored; if not, it is counted among the {@link reasons}. */
  take(observedAtMs: number): boolean {
    if (observedAtMs >= this.todayMs) return true;
    if (observedAtMs < this.keptFromMs) {
      this.tooOld++;
      if (observedAtMs < this.oldestMs) this.oldestMs = observedAtMs;
      return false;
    }
    if (this.past.has(Math.floor(observedAtMs / DAY_MS))) return true;
    this.beyondAllowance++;
    return false;
  }

  /** How many were not taken. */
  get refusedCount(): number {
    return this.tooOld + this.beyondAllowance;
  }

  /** Why, one sentence a cause. */
  reasons(): Reason[] {
    const reasons: Reason[] = [];
    if (this.tooOld > 0) {
      const oldest = new Date(this.oldestMs).toISOString();
      const reason =
        `${this.tooOld} of the times are more than ${KEPT_DAYS} days old, which is as long as readings are kept; the ` +
        `oldest is ${oldest}. Check the clock of the device.`;
      reasons.push({ code: 'telemetry.too-old', index: undefined, reason });
    }
    if (this.beyondAllowance > 0) {
      const reason =
        `${this.beyondAllowance} readings are of further days: one message is stored under ${PAST_DAYS_A_MINUTE} past days at ` +
        'most. Send a longer backlog in several messages; no pause is needed between them.';
      reasons.push({ code: 'telemetry.too-many-days', index: undefined, reason });
    }
    return reasons;
  }
}
