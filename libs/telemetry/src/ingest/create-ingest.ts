import type { Clock, Scheduler } from '#libs/kernel';
import { TelemetryObserver } from '../observer.js';
import { Retry } from '../retry.js';
import { usualAllowances } from './allowance.js';
import { BatchIntake } from './batch-intake.js';
import { BatchWriter } from './batch-writer.js';
import { Batches } from './batches.js';
import { GroupCommit } from './group-commit.js';
import { HeldMessages } from './held-messages.js';
import { Ingest } from './ingest.js';
import { defaultIngestLimits, type IngestLimits } from './ingest-limits.js';
import type { BatchStore } from './ingest-stores.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import { QuantityLookUp } from './quantity-look-up.js';
import { PendingReceptions } from './redelivery.js';
import { RedeliveryCheck } from './redelivery-check.js';
import { type CommitListener, Settlement } from './settlement.js';

/** What an ingest is made of. */
export interface IngestOptions {
  readonly store: BatchStore;
  readonly quantities: QuantityDictionary;
  readonly latest: CommitListener;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Batches under way at once. */
  readonly writers: number;
  readonly observer?: TelemetryObserver;
  readonly limits?: Partial<IngestLimits>;
}

/** Puts an ingest together. Nothing is asked of the database before the first message. */
export function createIngest(options: IngestOptions): Ingest {
  const { store, quantities, latest, clock, scheduler, writers, observer = new TelemetryObserver() } = options;
  const limits = { ...defaultIngestLimits, ...options.limits };
  const retry = new Retry(scheduler, observer);
  const receptions = new PendingReceptions();
  const settlement = new Settlement(latest, receptions, observer, limits);
  const batches = new Batches(quantities, usualAllowances(clock));
  const writer = new BatchWriter(store, quantities, batches, retry, settlement);
  const group = new GroupCommit(writer, batches, scheduler, limits, writers);
  const held = new HeldMessages(scheduler, clock, limits, () => settlement.hasRoom);
  const intake = new BatchIntake(group, held, settlement, new QuantityLookUp(quantities, retry), (entry) =>
    ingest.takeUp(entry),
  );
  const redeliveryCheck = new RedeliveryCheck(store, quantities, receptions, retry, intake);
  const ingest = new Ingest(settlement, redeliveryCheck, intake, retry, scheduler);
  return ingest;
}
