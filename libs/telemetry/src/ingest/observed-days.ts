import type { Allowances } from './allowance.js';
import { PAST_DAYS_A_MINUTE } from './day-allowance.js';
import type { InboundMessage } from './inbound-message.js';
import type { Reason } from './rejected-row.js';

const DAY_MS = 86_400_000;

/** As long as readings and positions are kept (timescale/0002-compression-and-retention.sql), days. */
export const KEPT_DAYS = 400;

/**
 * Decides of one message which times of observation it may store under: none that retention would drop at once, and not so
 * many days that making room for them holds up everybody else.
 */
export class ObservedDays {
  private readonly keptFromMs: number;
  private readonly todayMs: number;
  /** Readings of a day mostly stand together. */
  private lastDay = Number.NaN;
  private lastIsTaken = false;
  private tooOld = 0;
  private beyondAllowance = 0;
  private oldestMs = Number.POSITIVE_INFINITY;

  constructor(
    private readonly message: InboundMessage,
    private readonly allowances: Allowances,
  ) {
    this.keptFromMs = message.receivedAt - KEPT_DAYS * DAY_MS;
    this.todayMs = Math.floor(message.receivedAt / DAY_MS) * DAY_MS;
  }

  /** Whether a reading of this time is stored; if not, it is counted among the {@link reasons}. */
  take(observedAtMs: number): boolean {
    if (observedAtMs >= this.todayMs) return true;
    if (observedAtMs < this.keptFromMs) {
      this.tooOld++;
      if (observedAtMs < this.oldestMs) this.oldestMs = observedAtMs;
      return false;
    }
    const day = Math.floor(observedAtMs / DAY_MS);
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.lastIsTaken = this.allowances.pastDays.take(this.message.deviceKey, day, this.message.receivedAt);
    }
    if (!this.lastIsTaken) this.beyondAllowance++;
    return this.lastIsTaken;
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
        `${this.beyondAllowance} readings are of further days: a device can store under ${PAST_DAYS_A_MINUTE} past days a ` +
        'minute. Send the rest of a longer backlog in messages of their own, a minute apart.';
      reasons.push({ code: 'telemetry.too-many-days', index: undefined, reason });
    }
    return reasons;
  }
}
