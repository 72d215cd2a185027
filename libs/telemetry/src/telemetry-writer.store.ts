import type { Pool } from 'pg';
import { type Clock, type Scheduler, systemScheduler } from '#libs/kernel';
import { TelemetryPool } from './database/telemetry-pool.store.js';
import { TimescaleBatchStore } from './ingest/batch.store.js';
import { createIngest } from './ingest/create-ingest.js';
import type { Ingest } from './ingest/ingest.js';
import type { IngestLimits } from './ingest/ingest-limits.js';
import { TimescaleQuantityStore } from './ingest/quantity.store.js';
import { QuantityDictionary } from './ingest/quantity-dictionary.js';
import { TimescaleLatestStore } from './latest/latest.store.js';
import { LatestRepair } from './latest/latest-repair.js';
import { LatestValues } from './latest/latest-values.js';
import { TelemetryObserver } from './observer.js';
import { Presence } from './presence/presence.js';
import { TimescalePresenceStore } from './presence/presence.store.js';

/** What a broker process needs to write telemetry. */
export interface TelemetryWriterOptions {
  /** For telemetry alone, `max` at least `writers + 2`. */
  readonly pool: Pool;
  /** For the broker's lease alone, one connection: renewing it must wait behind nothing. Default: `pool`. */
  readonly leasePool?: Pool;
  /** UUID of this broker process, new at every start. */
  readonly brokerId: string;
  readonly clock: Clock;
  /** Default: the event loop's timers. */
  readonly scheduler?: Scheduler;
  readonly observer?: TelemetryObserver;
  /** Batches under way at once: 2 on a server (default), 1 on the embedded database. */
  readonly writers?: number;
  readonly limits?: Partial<IngestLimits>;
}

/** Everything a broker process writes telemetry with, over one connection pool. */
export interface TelemetryWriter {
  readonly ingest: Ingest;
  readonly presence: Presence;
  /**
   * Takes the broker lease, waiting for the database if it must, and starts the background work; first of it, writing the
   * newest values a killed broker left behind.
   */
  start(): Promise<void>;
  /**
   * Puts right what brokers that are gone left behind: ends their sessions, writes their newest values. Any number of
   * processes may do it, at any time.
   *
   * @throws {TelemetryUnavailableError} try again later
   */
  sweep(now: Date): Promise<{ readonly sessions: number; readonly batches: number }>;
  /**
   * Ends in order: no more messages, what was taken is committed, sessions are ended with the cause, latest values are
   * written. Bounded in time; the pool stays open.
   */
  close(cause: string): Promise<void>;
}

/** A note of newest values that is older than this belongs to a broker that is gone, milliseconds. */
const ABANDONED_AFTER_MS = 30_000;
/** A connection on which a lease is not renewed within this is cut, so that another can do it in time, milliseconds. */
const LONGEST_RENEWAL_MS = 5_000;

/** Puts the parts together. Nothing is sent to the database before `start` or the first message. */
export function createTelemetryWriter(options: TelemetryWriterOptions): TelemetryWriter {
  const { brokerId, clock, writers = 2, limits = {} } = options;
  const { scheduler = systemScheduler, observer = new TelemetryObserver() } = options;
  const pool = new TelemetryPool(options.pool, scheduler);
  const latestStore = new TimescaleLatestStore(pool, brokerId);
  const latest = new LatestValues(latestStore, clock, scheduler, observer);
  const quantities = new QuantityDictionary(new TimescaleQuantityStore(pool));
  const store = new TimescaleBatchStore(pool, brokerId, clock);
  const ingest = createIngest({ store, quantities, latest, clock, scheduler, writers, observer, limits });
  const leasePool = new TelemetryPool(options.leasePool ?? options.pool, scheduler, LONGEST_RENEWAL_MS);
  const presenceStore = new TimescalePresenceStore(pool, leasePool);
  const presence = new Presence(presenceStore, clock, scheduler, observer, { brokerId });
  const repair = new LatestRepair(latestStore, scheduler, observer);
  return {
    ingest,
    presence,
    async start() {
      await presence.start();
      // All notes, also fresh ones: who was killed a moment ago has left fresh ones. Those of brokers that live are
      // merely worked off a little earlier.
      repair.start(new Date(clock.now().getTime() + ABANDONED_AFTER_MS));
      latest.start();
    },
    async sweep(now) {
      const sessions = await presence.sweep(now);
      const batches = await latestStore.repair(new Date(now.getTime() - ABANDONED_AFTER_MS));
      return { sessions, batches };
    },
    async close(cause) {
      await repair.close();
      await ingest.close();
      await latest.close();
      await presence.close(cause);
    },
  };
}
