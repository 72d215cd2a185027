import type { Pool } from 'pg';
import type { Clock } from '#libs/kernel';
import type { Ingest } from '../ingest.js';
import type { TelemetryObserver } from '../observer.js';
import type { Presence } from '../presence.js';
import type { Scheduler } from '../scheduler.js';

/** What a broker process needs to write telemetry. */
export interface TelemetryWriterOptions {
  /** For telemetry alone, `max` at least `writers + 2`. */
  readonly pool: Pool;
  /** UUID of this broker process, new at every start. */
  readonly brokerId: string;
  readonly clock: Clock;
  /** Default: the event loop's timers. */
  readonly scheduler?: Scheduler;
  readonly observer?: TelemetryObserver;
  /** Batches under way at once: 2 on a server (default), 1 on the embedded database. */
  readonly writers?: number;
}

/** Everything a broker process writes telemetry with, over one connection pool. */
export interface TelemetryWriter {
  readonly ingest: Ingest;
  readonly presence: Presence;
  /** Takes the broker lease, repairs what a killed broker left behind, and starts the background work. */
  start(): Promise<void>;
  /**
   * Ends in order: no more messages, what was taken is committed, sessions are ended with the cause, latest values are
   * written. Bounded in time; the pool stays open.
   */
  close(cause: string): Promise<void>;
}

/** Puts the parts together. Nothing is sent to the database before `start` or the first message. */
export function createTelemetryWriter(_options: TelemetryWriterOptions): TelemetryWriter {
  throw new Error('Not there yet: the types come first so that the broker can be written against them.');
}
