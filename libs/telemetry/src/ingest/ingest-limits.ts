/** What the ingest may hold and how it groups. */
export interface IngestLimits {
  /** Messages that wait for the database; beyond it QoS 0 is dropped. */
  readonly softMessages: number;
  /** Bytes of payload that wait for the database; beyond it QoS 0 is dropped. */
  readonly softBytes: number;
  /** Beyond it every message is turned away. */
  readonly hardMessages: number;
  /** Beyond it every message is turned away. */
  readonly hardBytes: number;
  /** Messages of all devices that wait until their device may store under further past days. */
  readonly heldMessages: number;
  /** Bytes of payload of all such messages. */
  readonly heldBytes: number;
  /** Such messages of one device; every delivery of a message counts. */
  readonly heldMessagesADevice: number;
  /** Bytes of payload of such messages of one device; a single one may go beyond it. */
  readonly heldBytesADevice: number;
  /** Rows after which a batch is closed; one message more may go over it. */
  readonly batchRows: number;
  /** Bytes of payload after which a batch is closed. */
  readonly batchBytes: number;
  /**
   * Rows that are worth a second batch under way. With fewer the batch grows until the one under way is committed: small
   * batches cost more than they gain.
   */
  readonly eagerRows: number;
  /** How long `close` waits for what is under way, milliseconds. */
  readonly closeMs: number;
}

/**
 * At 40 000 messages a second about a twentieth of a second's messages are under way; the limits leave room for a
 * database that stumbles for a second and keep the broker below some 300 MB when it is gone.
 */
export const defaultIngestLimits: IngestLimits = Object.freeze({
  softMessages: 50_000,
  softBytes: 32 * 1024 * 1024,
  hardMessages: 150_000,
  hardBytes: 96 * 1024 * 1024,
  heldMessages: 50_000,
  heldBytes: 32 * 1024 * 1024,
  heldMessagesADevice: 4_096,
  heldBytesADevice: 512 * 1024,
  batchRows: 4_096,
  batchBytes: 4 * 1024 * 1024,
  eagerRows: 1_500,
  closeMs: 10_000,
});
