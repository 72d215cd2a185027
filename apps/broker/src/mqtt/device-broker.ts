import type { TLSSocket } from 'node:tls';
import type { PublishPacket } from 'aedes';
import { type CertificateStatus, connectionRefusals } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { ConnectionHandler, ProvenConnection } from '../admission/admission-gate.js';
import type { AttemptRecorder } from '../admission/attempt-recorder.js';
import { TICK_MS } from '../session/keep-alive.js';
import { type DeviceClient, Session } from '../session/session.js';
import type { SessionLife } from '../session/session-life.js';
import type { SessionStore } from '../session/session-store.js';
import type { Sessions } from '../session/sessions.js';
import type { Ending } from './acknowledgement.js';
import { type AedesClient, type Done, OpenAedes } from './aedes-internals.js';
import { ConnectCheck } from './connect-check.js';
import { Deliveries, type PlatformMessage } from './deliveries.js';
import { EarlyPackets } from './early-packets.js';
import { releaseIdleMemory } from './idle-memory.js';
import type { InboundMessages } from './inbound-messages.js';
import { PacketGuard } from './packet-guard.js';
import { PubackWriter } from './puback-writer.js';
import { SubscriptionCheck } from './subscription-check.js';

/** What one session may take, and how long things may last. docs/protocol.md tells device makers. */
export interface SessionLimits {
  /** Connections of devices at once. */
  readonly sessions: number;
  readonly payloadBytes: number;
  /** Longest keep-alive that is honored, and what a device gets that asks for none, seconds. */
  readonly keepAliveSeconds: number;
  /** From the end of the handshake to the CONNECT, milliseconds. */
  readonly connectTimeoutMs: number;
  /** QoS 2 messages of a device between PUBREC and PUBREL. */
  readonly inboundExactlyOnce: number;
  /** How long a device may leave unread what is sent to it, milliseconds. */
  readonly unreadMs: number;
}

export interface DeviceBrokerParts {
  readonly sessions: Sessions;
  readonly life: SessionLife;
  readonly store: SessionStore;
  readonly inbound: InboundMessages;
  readonly recorder: AttemptRecorder;
  readonly limits: SessionLimits;
}

/** Packets a device may send behind its CONNECT without waiting for the CONNACK (MQTT 3.1.1 §3.1.4). */
const EARLY_PACKETS = 4_096;
/** Connections the registry could not be asked about that wait for their CONNACK 3. */
const TURNED_AWAY_AT_ONCE = 1_000;
/** Characters of a client identifier: it is the device's id, a UUID, by the time aedes counts them. */
const CLIENT_IDENTIFIER_LENGTH = 36;
/** What the parser remembers of a CONNECT: its version, and nothing of its user name, password and will. */
const REMEMBERED = { 3: Object.freeze({ protocolVersion: 3 }), 4: Object.freeze({ protocolVersion: 4 }) } as const;

/**
 * aedes for devices: identity from the certificate, topics by libs/mqtt, messages to `InboundMessages`.
 *
 * Messages go one way each: what a device publishes goes to the database and to no subscriber, so `publish` has nothing
 * left to do with it; what the platform publishes goes to the one device its topic names.
 */
export class DeviceBroker extends OpenAedes implements ConnectionHandler {
  readonly #parts: DeviceBrokerParts;
  readonly #guard: PacketGuard;
  readonly #deliveries: Deliveries;
  readonly #earlyPackets: EarlyPackets;
  readonly #puback = new PubackWriter();
  readonly #ticking: NodeJS.Timeout;
  /** One listener for all sockets. aedes hangs its client on the socket it reads from. */
  readonly #onClose: (this: TLSSocket & { readonly client?: DeviceClient }) => void;
  #turnedAway = 0;
  #readsOn = true;

  constructor(parts: DeviceBrokerParts) {
    const { limits, life, store, sessions, inbound } = parts;
    super({
      persistence: store,
      connectTimeout: limits.connectTimeoutMs,
      drainTimeout: limits.unreadMs,
      queueLimit: EARLY_PACKETS,
      maxInflightInbound: limits.inboundExactlyOnce,
      maxClientsIdLength: CLIENT_IDENTIFIER_LENGTH,
      keepaliveLimit: 0,
    });
    this.#parts = parts;
    this.#deliveries = new Deliveries(sessions, store);
    this.#earlyPackets = new EarlyPackets(inbound, life, (client) => this.#replace(client.session));
    this.#guard = new PacketGuard(limits.payloadBytes, () => life.tick);
    this.#ticking = setInterval(() => life.advance(), TICK_MS).unref();
    const closed = (client: DeviceClient | undefined) => this.#closed(client);
    this.#onClose = function onClose() {
      closed(this.client);
    };

    const connects = new ConnectCheck(inbound, life, limits.keepAliveSeconds);
    const subscriptions = new SubscriptionCheck(store, life);
    this.preConnect = (client, packet, done) => connects.prepare(client as DeviceClient, packet, done);
    this.authenticate = (client, _userName, _password, done) => connects.authenticate(client as DeviceClient, done);
    this.authorizePublish = (client, packet, done) => this.#publishes(client as DeviceClient | null, packet, done);
    this.authorizeSubscribe = (client, subscription, done) =>
      subscriptions.decide(sessionOf(client), subscription, done);
    this.on('clientReady', (client) => this.#ready(client as DeviceClient));
    this.on('ack', (_, client) => this.#deliveries.flush(sessionOf(client)));
    this.on('unsubscribe', (filters, client) => {
      const { device } = sessionOf(client);
      if (!(client as DeviceClient).closed) store.unsubscribe(device.id, filters);
    });
    const broke = (client: object, failure: Error) => {
      const { session } = client as DeviceClient;
      if (session) life.broke(session, failure);
    };
    this.on('connectionError', broke);
    this.on('clientError', broke);
  }

  accept({ socket, remoteAddress, presented }: ProvenConnection, { device, validity }: CertificateStatus): void {
    if (!device) throw new TypeError(`Certificate ${presented.serialNumber} was let in without a device.`);
    const { sessions, limits, recorder } = this.#parts;
    if (sessions.size >= limits.sessions) {
      const cause = 'connection.too-many-sessions';
      recorder.record({ remoteAddress, cause, detail: connectionRefusals[cause], deviceId: device.id, presented });
      socket.destroy();
      return;
    }
    const client = this.#adopt(socket);
    const validUntil = validity?.notAfter.getTime() ?? 0;
    client.session = new Session(device, presented, remoteAddress, client, validUntil);
    sessions.add(client.session);
  }

  /** Sends CONNACK 3 (server unavailable) when the CONNECT comes; the device tries again by itself. */
  turnAway({ socket }: ProvenConnection): void {
    if (this.#turnedAway >= TURNED_AWAY_AT_ONCE) {
      socket.destroy();
      return;
    }
    this.#turnedAway += 1;
    this.#adopt(socket);
  }

  /** Reads nothing more from devices: what they have sent and is not read is theirs to send again. */
  stopReading(): void {
    this.#readsOn = false;
    for (const { client } of this.#parts.sessions.bearers()) client.pause();
  }

  /** Ends all sessions with the cause; acknowledgements that are on their way are sent first. */
  async end(cause: DisconnectCode): Promise<void> {
    await socketsHaveWritten();
    clearInterval(this.#ticking);
    this.#parts.sessions.endAll(cause);
    await new Promise<void>((resolve) => this.close(resolve));
    await socketsHaveWritten(); // by then they have told that they are closed, too
  }

  #adopt(socket: TLSSocket): DeviceClient {
    const client = this.handle(socket) as DeviceClient;
    client.session = undefined;
    this.#guard.watch(client);
    releaseIdleMemory(client, this.#onClose);
    return client;
  }

  #closed(client: DeviceClient | undefined): void {
    client?.close();
    if (client?.session) {
      this.#earlyPackets.take(client, client.session);
      this.#parts.life.closed(client, client.session);
    } else {
      this.#turnedAway -= 1;
    }
  }

  // ── CONNECT ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #ready(client: DeviceClient): void {
    client._parser.settings = REMEMBERED[client.version === 3 ? 3 : 4];
    const { session } = client;
    if (!session || session.ended) return;
    session.opening = undefined; // aedes carries out what came early, in this same moment
    this.#deliveries.begin(session);
  }

  /**
   * The CONNECT is accepted, and the session begins before its CONNACK is written: a device may leave as soon as it has
   * read it. One that has left already is seen to when its connection is closed.
   */
  override registerClient(client: AedesClient): void {
    const { session } = client as DeviceClient;
    if (!session || session.ended) return;
    this.#replace(session);
    this._finishRegisterClient(client);
    this.#parts.life.begin(session, client.clean);
  }

  /** A newer session of the same device replaces the older one at once [MQTT-3.1.4-2]. */
  #replace(session: Session | undefined): void {
    const previous = session && (this.clients[session.device.id] as DeviceClient | undefined);
    if (!previous || previous.session === session) return;
    previous.session?.end('taken-over');
    this.unregisterClient(previous);
  }

  /** aedes looks under the id alone: a replaced session that closes late must not strike off its successor. */
  override unregisterClient(client: AedesClient): void {
    if (this.clients[client.id] === client) super.unregisterClient(client);
  }

  // ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The only hook before PUBACK and PUBREC: it is answered when the message is stored. */
  #publishes(client: DeviceClient | null, packet: PublishPacket, done: Done): void {
    const session = client?.session;
    if (!session) done(null);
    else if (client.closed && session.opening)
      done(null); // the will follows what came early
    else if (client.closed) this.#parts.inbound.takeWill(session, packet, () => done(null));
    else if (!session.ended) this.#take(client, session, packet, done);
    // Else it is on its way out: nothing counts any more of what it sends.
  }

  #take(client: DeviceClient, session: Session, packet: PublishPacket, done: Done): void {
    const { inbound, life } = this.#parts;
    if (!session.waitsForUs) session.waitingSinceTick = life.tick;
    let isHeld = false;
    const settled = (ending: Ending | undefined) => {
      if (!session.waitsForUs) session.lastReceivedTick = life.tick;
      if (ending?.refusal) life.refuse(session, ending.cause, ending.refusal);
      else if (ending) session.end(ending.cause);
      else if (!client.closed) this.#puback.settle(client, packet, done);
      if (!isHeld) return;
      session.held -= 1;
      if (session.held === 0 && !session.ended && this.#readsOn) readOn(client);
    };
    const refusal = inbound.take(session, packet, settled, () => {
      isHeld = true;
      session.held += 1;
      client.pause();
    });
    if (refusal) life.refuse(session, refusal.cause, refusal.refusal, refusal.reason);
  }

  override publish(packet: object, client?: unknown, done?: Done): void {
    const settled = typeof client === 'function' ? (client as Done) : done;
    // What comes from a device is in the database by now; nobody may subscribe to it.
    if (typeof client !== 'object' || client === null) this.#deliveries.send(packet as PlatformMessage);
    settled?.(null);
  }

  /** Subscriptions are in the session store. */
  override subscribe(_topic: string, _deliver: unknown, done: () => void): void {
    done();
  }
}

/**
 * Reads on after a pause. aedes does not count what was done with during one, and would wait for ever until all it had read
 * before is done with.
 */
function readOn(client: DeviceClient): void {
  client._parsingBatch = 0;
  client.resume();
}

/** Only a client with a session comes as far as subscribing. */
const sessionOf = (client: object): Session => (client as DeviceClient).session as Session;

/** aedes has an acknowledgement written at the end of the turn, and the socket at the end of the next. */
function socketsHaveWritten(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
