export { type FailingJob, failingJobsOf } from './database/failing-jobs.query.js';
export { TelemetryPool } from './database/telemetry-pool.store.js';
export { Batch, type Quantity } from './ingest/batch.js';
export { createIngest } from './ingest/create-ingest.js';
export type { InboundMessage, IngestOutcome, Settled } from './ingest/inbound-message.js';
export type { Ingest } from './ingest/ingest.js';
export { BatchStore, QuantityStore } from './ingest/ingest-stores.js';
export { QuantityDictionary } from './ingest/quantity-dictionary.js';
export type { ExpectedRow, Probe } from './ingest/redelivery.js';
export { LatestStore } from './latest/latest-port.js';
export { LatestSnapshot } from './latest/latest-snapshot.js';
export { type StoredBatch, TelemetryObserver } from './observer.js';
export type { DeviceSession } from './presence/device-session.js';
export { Presence } from './presence/presence.js';
export { BROKERS_WITHOUT_LEASE, TimescalePresenceStore } from './presence/presence.store.js';
export { type BrokerLease, type KnownSession, type PresenceEvent, PresenceStore } from './presence/presence-port.js';
export { describedQuantity, knownQuantities } from './query/known-quantities.js';
export { bucketStart } from './query/series.js';
export type { Series } from './query/series.query.js';
export type {
  Bucket,
  Page,
  PageRequest,
  RejectedMessage,
  SeenDevice,
  Span,
  StoredAttribute,
  StoredReading,
} from './query/telemetry.js';
export { TelemetryReader } from './query/telemetry-reader.query.js';
export {
  BadCursorError,
  NotNumericError,
  TelemetryUnavailableError,
  UnstorableMessageError,
} from './telemetry.errors.js';
export { createTelemetryWriter, type TelemetryWriter, type TelemetryWriterOptions } from './telemetry-writer.store.js';
