import type { Entry } from './batch.js';
import type { GroupCommit } from './group-commit.js';
import type { HeldMessages, Release } from './held-messages.js';
import type { QuantityLookUp } from './quantity-look-up.js';
import type { EntrySink } from './redelivery-check.js';
import type { Settlement } from './settlement.js';

/** Brings messages whose time of reception is settled into batches, or has them wait until their device may go on. */
export class BatchIntake implements EntrySink {
  private isClosing = false;

  constructor(
    private readonly group: GroupCommit,
    private readonly held: HeldMessages,
    private readonly settlement: Settlement,
    private readonly lookUp: QuantityLookUp,
    private readonly release: Release,
  ) {}

  /** Messages that wait until their device may go on. */
  get waiting(): number {
    return this.held.size;
  }

  admit(entry: Entry): void {
    const added = this.group.add(entry);
    if (added === 'waits') this.holdBack(entry);
    else if (added !== 'timed') this.settlement.track(entry);
    if (added === 'unnamed') this.lookUp.take(entry, this);
  }

  /** Whether what the device sends has to wait behind what it sent before. */
  mustWait(deviceKey: number): boolean {
    return this.held.holds(deviceKey);
  }

  /** Has a message wait; without an acknowledgement if the ingest ends before its turn. */
  holdBack(entry: Entry): void {
    if (this.isClosing) this.settlement.release(entry, { kind: 'closing' });
    else if (this.held.hold(entry, this.release)) this.settlement.setAside(entry.message);
    else this.settlement.turnAway(entry);
  }

  unanswered(entry: Entry, cause: unknown): void {
    this.settlement.unanswered(entry, cause);
  }

  /** From now on nobody waits until a device may go on: the device keeps such messages, and sends them again. */
  close(): void {
    this.isClosing = true;
    for (const entry of this.held.abandon()) entry.settled({ kind: 'closing' });
  }

  /** Resolves when all that was admitted is settled. */
  async whenIdle(): Promise<void> {
    await this.lookUp.whenIdle();
    await this.group.whenIdle();
  }

  /** Settles what is not stored yet as `closing`. */
  abandon(): void {
    for (const entry of this.lookUp.abandon()) this.settlement.release(entry, { kind: 'closing' });
    for (const batch of this.group.unsettled()) this.settlement.settle(batch, { kind: 'closing' });
  }
}
