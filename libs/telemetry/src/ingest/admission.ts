import type { Entry } from './batch.js';
import type { GroupCommit } from './group-commit.js';
import type { EntrySink } from './redelivery-check.js';
import type { Settlement } from './settlement.js';

/** Brings messages whose time of reception is settled into batches. */
export class Admission implements EntrySink {
  constructor(
    private readonly group: GroupCommit,
    private readonly settlement: Settlement,
  ) {}

  admit(entry: Entry): void {
    if (this.group.add(entry)) this.settlement.track(entry);
  }

  unanswered(entry: Entry, cause: unknown): void {
    this.settlement.unanswered(entry, cause);
  }

  /** Resolves when all that was admitted is settled. */
  whenIdle(): Promise<void> {
    return this.group.whenIdle();
  }

  /** Settles what is not stored yet as `closing`. */
  abandon(): void {
    for (const batch of this.group.unsettled()) this.settlement.settle(batch, { kind: 'closing' });
  }
}
