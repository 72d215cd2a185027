export {
  type AttributeRow,
  Batch,
  type Entry,
  type PositionRow,
  type Quantity,
  type RejectedRow,
  type TextRow,
} from './batch.js';
export type { DeviceSession, DisconnectCause } from './device-session.js';
export {
  BadCursorError,
  BucketLengthError,
  NotNumericError,
  TelemetryUnavailableError,
  UnstorableMessageError,
} from './errors.js';
export type { Channel, InboundMessage, IngestOutcome, Settled } from './inbound-message.js';
export { Ingest, type IngestOptions } from './ingest.js';
export { defaultIngestLimits, type IngestLimits } from './ingest-limits.js';
export type { DeviceLatest, LatestRow, LatestSnapshot } from './latest-snapshot.js';
export { LatestValues, type LatestValuesOptions } from './latest-values.js';
export { type StoredBatch, TelemetryObserver } from './observer.js';
export { BatchStore, LatestStore, QuantityStore } from './ports.js';
export { Presence, type PresenceOptions } from './presence.js';
export { type BrokerLease, type KnownSession, type PresenceEvent, PresenceStore } from './presence-store.js';
export { QuantityDictionary } from './quantity-dictionary.js';
export type { ReadingColumns } from './reading-columns.js';
export type { Probe, Witness } from './redelivery.js';
export {
  type Bucket,
  type ConnectivityEvent,
  type DevicePresence,
  type Page,
  type PageRequest,
  type ReadingValue,
  type RejectedMessage,
  type SeenDevice,
  type Span,
  type StoredAttribute,
  type StoredPosition,
  type StoredReading,
  TelemetryReader,
} from './telemetry-reader.js';
export type { TimeOrigin } from './time-origin.js';
export { type FailingJob, failingJobsOf } from './timescale/failing-jobs.js';
export { TelemetryPool } from './timescale/telemetry-pool.js';
export {
  createTelemetryWriter,
  type TelemetryWriter,
  type TelemetryWriterOptions,
} from './timescale/telemetry-writer.js';
export { TimescaleBatchStore } from './timescale/timescale-batch-store.js';
export { BROKERS_WITHOUT_LEASE, TimescalePresenceStore } from './timescale/timescale-presence-store.js';
export { TimescaleQuantityStore } from './timescale/timescale-quantity-store.js';
export { TimescaleTelemetryReader } from './timescale/timescale-telemetry-reader.js';
