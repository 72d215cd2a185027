import type { EventEmitter } from 'node:events';
import type { ClientMqtt, MqttRecordBuilder } from '@nestjs/microservices';
import type { PlatformEventBody, PlatformEventName } from '#libs/contracts/events';
import type { Logger } from '../logging.js';

/** Key, certificate with its authority, and the authorities to trust; PEM. See `readServiceCertificate`. */
export interface BusCredentials {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

export interface PlatformBusOptions {
  /** Internal listener of a broker, `mqtts://host:8884`. */
  readonly url: string;
  readonly credentials: BusCredentials;
  readonly logger: Logger;
  /** Told about each event that was not delivered; for a metric. */
  readonly onLost?: (name: PlatformEventName) => void;
}

/** How long until a lost connection is tried again, milliseconds; always the same, because the MQTT client takes no other. */
const RECONNECT_MS = 1_000;
/** A bus that cannot be reached for this long is told of, milliseconds; brokers may start after the api. */
const UNREACHABLE_MS = 10_000;
/** How often an idle connection is probed, seconds. */
const KEEP_ALIVE_SECONDS = 15;
/** Events that may be on their way at once; beyond it they are given up, and receivers find out by looking. */
const ON_THEIR_WAY = 1_000;

/**
 * Tells the brokers what was just committed, over the internal bus (Nest microservices, MQTT, QoS 1).
 *
 * The committed row is the truth and the event only its herald: `announce` returns at once and never fails, so that
 * nothing a person asked for fails with the bus. What cannot be delivered is logged and counted; receivers compare
 * themselves with the database every few seconds anyway.
 */
export class PlatformBus {
  readonly #client: ClientMqtt;
  #unreachable: NodeJS.Timeout | undefined;
  #onTheirWay = 0;
  #lost = 0;

  /** Prepares a client; Nest is loaded here, so that processes without a bus need not load it. */
  static async to(options: PlatformBusOptions): Promise<PlatformBus> {
    return new PlatformBus(options, await import('@nestjs/microservices'));
  }

  private constructor(
    private readonly options: PlatformBusOptions,
    private readonly nest: {
      readonly ClientMqtt: typeof ClientMqtt;
      readonly MqttRecordBuilder: typeof MqttRecordBuilder;
    },
  ) {
    const { url, credentials } = options;
    const { key, cert, ca } = credentials;
    this.#client = new nest.ClientMqtt({
      url,
      key,
      cert,
      ca,
      protocolVersion: 4,
      clean: true,
      keepalive: KEEP_ALIVE_SECONDS,
      reconnectPeriod: RECONNECT_MS,
      queueQoSZero: false,
    });
  }

  /** Events that were not delivered, since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** Begins to connect, so that the first event need not wait for it. It does not fail: the client goes on trying. */
  start(): void {
    const { logger, url } = this.options;
    this.#unreachable = setTimeout(
      () => logger.warn({ url }, `No broker could be reached over the internal bus for ${UNREACHABLE_MS / 1000} s.`),
      UNREACHABLE_MS,
    ).unref();
    const heard = this.#client.status.subscribe((status) => {
      if (status !== 'connected') return;
      clearTimeout(this.#unreachable);
      heard.unsubscribe();
    });
    this.#client.connect().catch((err: unknown) => logger.debug({ err, url }, 'The internal bus is not there yet.'));
  }

  /** Tells an event. The row it tells of is committed. */
  announce<Name extends PlatformEventName>(name: Name, event: PlatformEventBody<Name>): void {
    if (this.#onTheirWay >= ON_THEIR_WAY) {
      this.#lose(name, new Error(`${ON_THEIR_WAY} events are under way already.`));
      return;
    }
    this.#onTheirWay += 1;
    const record = new this.nest.MqttRecordBuilder(event).setQoS(1).build();
    this.#client.emit(name, record).subscribe({
      complete: () => {
        this.#onTheirWay -= 1;
      },
      error: (failure: unknown) => {
        this.#onTheirWay -= 1;
        this.#lose(name, failure);
      },
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#unreachable);
    // A broker that takes the DISCONNECT may close the connection faster than this end does: no error any more.
    if (this.#unreachable)
      this.#client
        .unwrap<EventEmitter>()
        .removeAllListeners('error')
        .on('error', () => undefined);
    await this.#client.close();
  }

  #lose(name: PlatformEventName, failure: unknown): void {
    this.#lost += 1;
    this.options.onLost?.(name);
    this.#warn(failure, `The event ${name} was not delivered; brokers find out by comparing with the database.`);
  }

  #warn(failure: unknown, message: string): void {
    // Nest throws the plain text of its reason when the broker is away.
    const err = failure instanceof Error ? failure : new Error(String(failure ?? 'the connection was closed'));
    this.options.logger.warn({ err }, message);
  }
}
