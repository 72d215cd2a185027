import { connect, type TLSSocket } from 'node:tls';
import { AcknowledgementReader, connectPacket, publishPacket } from './wire.js';

export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
}

export interface PublisherIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** A device with six quantities; each message has a time stamp of its own, so that none is a duplicate. */
export function sixReadings(device: number, atMs: number): string {
  const n = (atMs + device * 7919) % 1000;
  return `{"ts":${atMs},"values":{"voltage":${229 + n / 1000},"current":${10 + n / 100},"load":${40 + (n % 50)},"battery":${90 + n / 100},"frequency":${50 + n / 10000},"temperature":${21 + n / 200}}}`;
}

const TOPIC = 'devices/me/telemetry';

/** One mutual-TLS connection that publishes with QoS 1 and keeps what is in flight within a window. */
export class Publisher {
  #nextIdentifier = 1;
  /** Send instants by packet identifier, milliseconds of performance.now(); 0 when none is in flight. */
  readonly #sentAt = new Float64Array(65_536);
  #clockMs: number;
  inFlight = 0;
  acknowledged = 0;

  private constructor(
    private readonly socket: TLSSocket,
    private readonly device: number,
    firstObservedAtMs: number,
  ) {
    this.#clockMs = firstObservedAtMs;
  }

  /**
   * Connects and waits for the CONNACK.
   *
   * @param onAcknowledged told the time from sending to PUBACK, milliseconds
   * @throws {Error} when the broker refuses, with its return code
   */
  static open(
    address: BrokerAddress,
    identity: PublisherIdentity,
    device: number,
    firstObservedAtMs: number,
    onAcknowledged: (publisher: Publisher, latencyMs: number) => void,
  ): Promise<Publisher> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        host: address.host,
        port: address.port,
        ca: address.ca,
        key: identity.key,
        cert: identity.certificate,
        servername: 'localhost',
      });
      socket.setNoDelay(true);
      const publisher = new Publisher(socket, device, firstObservedAtMs);
      const reader = new AcknowledgementReader(
        (identifier) => onAcknowledged(publisher, publisher.#settle(identifier)),
        (returnCode) => {
          if (returnCode === 0) resolve(publisher);
          else reject(new Error(`The broker refused the session with return code ${returnCode}.`));
        },
      );
      socket.on('data', (chunk: Buffer) => reader.read(chunk));
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('The broker closed the connection.')));
      socket.once('secureConnect', () => socket.write(connectPacket(`load-${device}`, 60)));
    });
  }

  /** Sends the given number of messages in one write. */
  publish(count: number): void {
    const now = performance.now();
    const packets: Buffer[] = [];
    for (let n = 0; n < count; n += 1) {
      const identifier = this.#nextIdentifier;
      this.#nextIdentifier = identifier === 65_535 ? 1 : identifier + 1;
      this.#clockMs += 1;
      this.#sentAt[identifier] = now;
      packets.push(publishPacket(TOPIC, identifier, sixReadings(this.device, this.#clockMs)));
    }
    this.inFlight += count;
    this.socket.write(packets.length === 1 && packets[0] ? packets[0] : Buffer.concat(packets));
  }

  close(): void {
    this.socket.removeAllListeners('close').on('error', () => undefined);
    this.socket.destroy();
  }

  #settle(identifier: number): number {
    this.inFlight -= 1;
    this.acknowledged += 1;
    return performance.now() - (this.#sentAt[identifier] ?? 0);
  }
}
