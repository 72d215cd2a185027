import { Counter, type Registry } from 'prom-client';
import { type DatabaseSpace, isOutOfSpace, type Logger } from '#libs/platform';
import { type StoredBatch, TelemetryObserver } from '#libs/telemetry';

/** What the ingest tells Prometheus and the log. Called once a batch, not once a message, where it matters. */
export class IngestMetrics extends TelemetryObserver {
  readonly #batches: Counter<'path'>;
  readonly #messages: Counter;
  readonly #readings: Counter;
  readonly #bytes: Counter;
  readonly #rejected: Counter<'code'>;
  readonly #dropped: Counter;
  readonly #overloaded: Counter;
  readonly #retries: Counter<'what'>;
  readonly #failed: Counter;
  readonly #totals = { messages: 0, readings: 0, dropped: 0, overloaded: 0, failed: 0 };

  constructor(
    registry: Registry,
    private readonly logger: Logger,
    private readonly space: DatabaseSpace,
  ) {
    super();
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Counter({ name: `fieldgate_ingest_${name}`, help, labelNames, registers: [registry] });
    this.#batches = counter('batches_total', 'Committed batches, by the way the numbers went in.', ['path']);
    this.#messages = counter('messages_total', 'Messages whose content is committed.');
    this.#readings = counter('readings_total', 'Readings that are committed.');
    this.#bytes = counter('payload_bytes_total', 'Bytes of payload of the committed messages.');
    this.#rejected = counter('rejected_messages_total', 'Messages of which something was rejected, by cause.', [
      'code',
    ]);
    this.#dropped = counter('dropped_messages_total', 'QoS 0 messages that were dropped because too much waited.');
    this.#overloaded = counter('overloaded_messages_total', 'QoS 1 and 2 messages that were turned away.');
    this.#retries = counter('retries_total', 'Statements the database did not answer, by what they were for.', [
      'what',
    ]);
    this.#failed = counter('failures_total', 'Failures nobody foresaw; any is worth an alarm.');
  }

  /** Since the start. */
  get totals(): Readonly<Record<'messages' | 'readings' | 'dropped' | 'overloaded' | 'failed', number>> {
    return this.#totals;
  }

  override batchStored({ messages, readings, payloadBytes, path }: StoredBatch): void {
    this.space.stored();
    this.#batches.inc({ path });
    this.#messages.inc(messages);
    this.#readings.inc(readings);
    this.#bytes.inc(payloadBytes);
    this.#totals.messages += messages;
    this.#totals.readings += readings;
  }

  override messageRejected(code: string): void {
    this.#rejected.inc({ code });
  }

  override messageDropped(): void {
    this.#dropped.inc();
    this.#totals.dropped += 1;
  }

  override messageOverloaded(): void {
    this.#overloaded.inc();
    this.#totals.overloaded += 1;
  }

  override retrying(what: string, err: unknown, delayMs: number): void {
    this.#retries.inc({ what });
    if (isOutOfSpace(err)) {
      this.space.refused();
      this.logger.warn(
        { err, what, delayMs },
        'The database has no room left; nothing is acknowledged until there is. Make room on its disk.',
      );
      return;
    }
    this.logger.warn({ err, what, delayMs }, 'The database did not answer; nothing is acknowledged until it does.');
  }

  override messageFailed(err: unknown): void {
    this.#failed.inc();
    this.#totals.failed += 1;
    this.logger.error({ err }, 'The database refused a message for a reason nobody foresaw; it is not acknowledged.');
  }

  override backgroundFailed(what: string, err: unknown): void {
    this.#failed.inc();
    this.#totals.failed += 1;
    this.logger.error({ err, what }, 'Background work of the telemetry failed; it goes on with the next piece.');
  }

  override connectivityForgotten(events: number): void {
    this.logger.warn(
      { events },
      'The database was away for too long; some connects and disconnects are not in history.',
    );
  }
}
