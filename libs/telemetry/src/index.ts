export type { DeviceSession, DisconnectCause } from './device-session.js';
export type { Channel, InboundMessage, IngestOutcome, Settled } from './inbound-message.js';
export { Ingest } from './ingest.js';
export { type StoredBatch, TelemetryObserver } from './observer.js';
export { Presence } from './presence.js';
export { Scheduler, systemScheduler } from './scheduler.js';
export {
  createTelemetryWriter,
  type TelemetryWriter,
  type TelemetryWriterOptions,
} from './timescale/telemetry-writer.js';
