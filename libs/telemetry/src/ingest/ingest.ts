import type { Scheduler } from '#libs/kernel';
import type { Retry } from '../retry.js';
import type { Entry } from './batch.js';
import type { BatchIntake } from './batch-intake.js';
import type { InboundMessage, Settled } from './inbound-message.js';
import { IDENTIFIERS } from './reception.js';
import type { RedeliveryCheck } from './redelivery-check.js';
import type { Settlement } from './settlement.js';

/**
 * Takes the messages of devices and stores them in groups: decode, check, commit, and only then settle. Put together by
 * {@link createIngest}.
 *
 * While the database is away nothing is settled as stored; what was taken is kept and tried again, and the limits say how
 * much that may be.
 */
export class Ingest {
  private anonymous = 0;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly settlement: Settlement,
    private readonly redeliveryCheck: RedeliveryCheck,
    private readonly intake: BatchIntake,
    private readonly retry: Retry,
    private readonly scheduler: Scheduler,
  ) {}

  /** Messages that were taken and are not settled. */
  get pending(): number {
    return this.settlement.pending + this.intake.waiting;
  }

  /**
   * Takes one message. `settled` is called exactly once, later or at once, with what became of it; for `stored` never
   * before the commit. It does not throw, whatever the payload.
   *
   * @param waits called at most once, before `settled`: the device has to wait until it may store under further past days.
   *   Whoever reads from it should stop until the message is settled
   */
  accept(message: InboundMessage, settled: Settled, waits?: () => void): void {
    const refusal = this.closing === undefined ? this.settlement.refusalOf(message) : ({ kind: 'closing' } as const);
    if (refusal !== undefined) {
      settled(refusal);
      return;
    }
    this.settlement.take(message);
    const entry: Entry = { message, identifier: message.packetIdentifier ?? this.nextAnonymous(), settled, waits };
    if (this.intake.mustWait(message.deviceKey)) this.intake.holdBack(entry);
    else this.route(entry);
  }

  /** Takes up a message whose device had to wait. */
  takeUp(entry: Entry): void {
    this.settlement.take(entry.message);
    this.route(entry);
  }

  /**
   * Takes nothing more and waits until what was taken is settled, at most `limits.closeMs`; what is left then, and at once
   * what waits for its device's allowance, is settled as `closing`. Repeating the call waits for the same end.
   */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private route(entry: Entry): void {
    if (entry.message.redelivered && !entry.isRedeliveryChecked) this.redeliveryCheck.take(entry);
    else this.intake.admit(entry);
  }

  private async end(): Promise<void> {
    this.intake.close();
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = this.scheduler.after(this.settlement.limits.closeMs, () => {
        this.retry.abandon();
        for (const entry of this.redeliveryCheck.abandon()) this.settlement.release(entry, { kind: 'closing' });
        this.intake.abandon();
        resolve();
      });
    });
    await Promise.race([this.redeliveryCheck.whenIdle().then(() => this.intake.whenIdle()), deadline]);
    cancel();
  }

  private nextAnonymous(): number {
    this.anonymous = (this.anonymous + 1) % IDENTIFIERS;
    return this.anonymous;
  }
}
