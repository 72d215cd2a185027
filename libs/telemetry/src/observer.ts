/** What one committed batch held. */
export interface StoredBatch {
  readonly messages: number;
  readonly readings: number;
  readonly payloadBytes: number;
  /** How the numbers went in: `copy` is the fast way, `insert` bears duplicates, `none` when there were none. */
  readonly path: 'copy' | 'insert' | 'none';
}

/**
 * Told what the ingest, the latest values and the presence do, for metrics and logs. The methods here do nothing;
 * override those of interest. They are called in the hot path: they must be quick and must not throw.
 */
export class TelemetryObserver {
  batchStored(_batch: StoredBatch): void {}
  /** A message, or part of it, went to `rejected_message`; the code is that of the first cause. */
  messageRejected(_code: string): void {}
  /** A QoS 0 message was dropped: too much is waiting. */
  messageDropped(): void {}
  /** A QoS 1 or 2 message was turned away: as much is waiting as memory allows. */
  messageOverloaded(): void {}
  /** The database gave no answer; the same work is done again after the delay. */
  retrying(_what: string, _cause: unknown, _delayMs: number): void {}
  /** The database refused a message for a reason nobody foresaw; it is not acknowledged. Worth an alarm. */
  messageFailed(_cause: unknown): void {}
  /** Background work met a failure nobody foresaw; it goes on with the next piece. Worth an alarm. */
  backgroundFailed(_what: string, _cause: unknown): void {}
  /** Rows of `latest`, `latest_position` and `presence` that were brought up to date. */
  latestFlushed(_rows: number): void {}
  /** Events of `connectivity` that had to be forgotten because the database was away for too long. */
  connectivityForgotten(_events: number): void {}
}
