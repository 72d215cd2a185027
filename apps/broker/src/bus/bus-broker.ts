import { randomUUID } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { PublishPacket } from 'aedes';
import type { CertificateIdentity, CertificateStatus } from '#libs/certificates';
import { type DisconnectCode, platformEvents } from '#libs/contracts/events';
import type { Logger } from '#libs/platform';
import type { ConnectionHandler, ProvenConnection } from '../admission/admission-gate.js';
import type { Bearer, Bearers } from '../admission/reconciliation.js';
import { type AedesClient, OpenAedes, type RequestedSubscription } from '../mqtt/aedes-internals.js';
import { PacketGuard } from '../mqtt/packet-guard.js';
import type { DeviceClient } from '../session/session.js';

/** Bytes of an event; the largest has some hundred. */
const EVENT_BYTES = 16 * 1024;
/** Connections of processes at once; each process has one or two. */
const PROCESSES = 256;
const CONNECT_TIMEOUT_MS = 10_000;

/** A process of the platform on the bus. */
class BusSession implements Bearer {
  constructor(
    readonly identity: CertificateIdentity,
    readonly subject: string,
    readonly validUntil: number,
    private readonly client: AedesClient,
    private readonly logger: Logger,
  ) {}

  end(cause: DisconnectCode): void {
    this.logger.warn({ cause, subject: this.subject }, 'A process of the platform was put off the bus.');
    this.client.close();
  }
}

/**
 * The bus between the processes of the platform: aedes of its own, which shares nothing with that of the devices, so that
 * no rule about topics stands between a device and an event. Its topics are the events' names; nothing is kept for
 * processes that are away, because each compares itself with the database when it comes.
 */
export class BusBroker extends OpenAedes implements ConnectionHandler, Bearers {
  readonly profile = 'service';
  readonly #sessions = new Map<TLSSocket, BusSession>();
  readonly #guard = new PacketGuard(EVENT_BYTES, () => 0);

  constructor(private readonly logger: Logger) {
    super({ connectTimeout: CONNECT_TIMEOUT_MS });
    this.preConnect = (client, packet, done) => {
      packet.clientId = randomUUID(); // two processes with one certificate do not push each other out
      packet.clean = true;
      delete packet.will;
      done(null, !client.closed);
    };
    this.authorizePublish = (_, packet, done) => done(problemOfEvent(packet));
    this.authorizeSubscribe = (_, subscription, done) => {
      const { requested } = subscription as RequestedSubscription;
      const granted = requested !== undefined && Object.hasOwn(platformEvents, requested);
      done(null, granted ? Object.assign(subscription, { topic: requested }) : null);
    };
    const broke = (_: object, err: Error) => this.logger.warn({ err }, 'A connection to the internal bus broke.');
    this.on('clientError', broke);
    this.on('connectionError', broke);
  }

  bearers(): Iterable<Bearer> {
    return this.#sessions.values();
  }

  accept({ socket, presented }: ProvenConnection, { validity }: CertificateStatus): void {
    if (this.#sessions.size >= PROCESSES) {
      this.logger.error(
        { subject: presented.subject },
        `The internal bus has ${PROCESSES} connections and takes no more.`,
      );
      socket.destroy();
      return;
    }
    const client = this.handle(socket) as DeviceClient;
    client.session = undefined;
    this.#guard.watch(client);
    const validUntil = validity?.notAfter.getTime() ?? 0;
    this.#sessions.set(socket, new BusSession(presented, presented.subject, validUntil, client, this.logger));
    socket.on('close', () => this.#sessions.delete(socket));
  }

  turnAway({ socket }: ProvenConnection): void {
    socket.destroy(); // processes try again by themselves
  }

  end(): Promise<void> {
    return new Promise((resolve) => this.close(resolve));
  }
}

function problemOfEvent(packet: PublishPacket): Error | null {
  packet.retain = false;
  if (Object.hasOwn(platformEvents, packet.topic)) return null;
  return new Error(`"${packet.topic.slice(0, 100)}" is no event of the platform.`);
}
