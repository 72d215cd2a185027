import { Counter, Gauge, type Registry } from 'prom-client';
import type { ConnectionRefusalCode } from '#libs/certificates';
import type { DisconnectCode, PlatformEventName } from '#libs/contracts/events';

/** What the broker tells Prometheus about connections; names end in their unit or `_total`. */
export class BrokerMetrics {
  readonly #refused: Counter<'cause'>;
  readonly #ended: Counter<'cause'>;
  readonly #attemptsDropped: Counter;
  readonly #events: Counter<'event' | 'outcome'>;

  constructor(private readonly registry: Registry) {
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Counter({ name: `fieldgate_broker_${name}`, help, labelNames, registers: [registry] });
    this.#refused = counter('refused_connections_total', 'Refused handshakes and sessions, by cause.', ['cause']);
    this.#ended = counter('ended_sessions_total', 'Sessions that ended, by cause.', ['cause']);
    this.#attemptsDropped = counter('unrecorded_refusals_total', 'Refusals that are counted and not recorded.');
    this.#events = counter('bus_events_total', 'Events from the internal bus.', ['event', 'outcome']);
  }

  /** Shows a number that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `fieldgate_broker_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** Shows a number that only grows, read when it is asked for. @param name ends in `_total` */
  total(name: string, help: string, read: () => number): void {
    new Counter({
      name: `fieldgate_broker_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  refused(cause: ConnectionRefusalCode): void {
    this.#refused.inc({ cause });
  }

  ended(cause: DisconnectCode): void {
    this.#ended.inc({ cause });
  }

  attemptsDropped(count: number): void {
    this.#attemptsDropped.inc(count);
  }

  eventReceived(event: PlatformEventName, outcome: 'taken' | 'malformed'): void {
    this.#events.inc({ event, outcome });
  }
}
