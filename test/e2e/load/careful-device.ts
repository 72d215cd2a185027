import { connect, type TLSSocket } from 'node:tls';
import { generate, type IPublishPacket, type Packet, parser } from 'mqtt-packet';
import type { Habit } from './habit.js';

/** What a device needs to come in: its two files, of which the .pem is also what it trusts. */
export interface Credentials {
  readonly key: string;
  readonly pem: string;
}

/** Messages a device keeps until they are acknowledged; when that many wait it measures nothing more. */
const WINDOW = 40;
/** MQTT 3.1.1 §2.3.1. */
const HIGHEST_IDENTIFIER = 65_535;
const RECONNECT_MS = 150;

interface Kept {
  readonly number: number;
  readonly packet: IPublishPacket & { readonly messageId: number };
  wasSent: boolean;
  /** QoS 2: the PUBREC came, what is left to send is the PUBREL. */
  isReceived: boolean;
}

/**
 * A device that knows exactly what was acknowledged.
 *
 * It keeps each message until its PUBACK or PUBREC, over any number of lost connections, and sends it again with the DUP
 * flag and the packet identifier it had (MQTT 3.1.1 §4.4, [MQTT-3.3.1-1], [MQTT-4.4.0-1]), in the order of the first time
 * [MQTT-4.6.0-1]. Its session is persistent; a broker that has forgotten it (session present 0) changes nothing, since
 * what was not acknowledged must not be lost.
 */
export class CarefulDevice {
  /** Messages it made; their numbers are 1 to this. */
  made = 0;
  /** Numbers of acknowledged messages. */
  readonly acknowledged = new Set<number>();
  /** Numbers of messages that were sent with the DUP flag, and when that was first, milliseconds since 1970 UTC. */
  readonly sentAgain = new Map<number, number>();
  /** Accepted connections. */
  connections = 0;
  /** What no broker may do. */
  readonly complaints: string[] = [];
  readonly #kept = new Map<number, Kept>();
  #lastIdentifier = 0;
  #socket: TLSSocket | undefined;
  #isIn = false;
  #isDeaf = false;
  #isOver = false;
  #reconnect: NodeJS.Timeout | undefined;

  constructor(
    readonly habit: Habit,
    private readonly credentials: Credentials,
    private readonly port: number,
  ) {}

  get isConnected(): boolean {
    return this.#isIn;
  }

  /** Messages that wait for their acknowledgement, and QoS 2 handshakes that are not complete. */
  get waiting(): number {
    return this.#kept.size;
  }

  /** Connects, and connects again for as long as it lives. */
  start(): void {
    const socket = connect({
      host: '127.0.0.1',
      port: this.port,
      servername: 'localhost',
      key: this.credentials.key,
      cert: this.credentials.pem,
      ca: this.credentials.pem,
    });
    this.#socket = socket;
    this.#isDeaf = false;
    socket.setNoDelay(true);
    const incoming = parser({ protocolVersion: 4 });
    incoming.on('packet', (packet) => this.#take(packet));
    incoming.on('error', (failure) => this.complaints.push(`The broker wrote what is no packet: ${failure.message}`));
    socket.on('data', (chunk) => {
      if (!this.#isDeaf) incoming.parse(chunk);
    });
    socket.once('secureConnect', () => this.#send([CONNECT]));
    // Killed brokers reset connections; what counts is that it is closed.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#isIn = false;
      if (!this.#isOver) this.#reconnect = setTimeout(() => this.start(), RECONNECT_MS);
    });
  }

  /** Makes messages, as many as it may keep, and sends them if it is connected. */
  publish(count: number): void {
    const fresh: Kept[] = [];
    while (fresh.length < count && this.#kept.size < WINDOW) {
      this.made += 1;
      const { topic, payload } = this.habit.message(this.made);
      const messageId = this.#freeIdentifier();
      const { qos } = this.habit;
      const packet = { cmd: 'publish', topic, payload, qos, messageId, retain: false, dup: false } as const;
      const kept = { number: this.made, packet, wasSent: false, isReceived: false };
      this.#kept.set(messageId, kept);
      fresh.push(kept);
    }
    if (this.#isIn) this.#sendKept(fresh);
  }

  /** The line goes bad: until the next connection the broker still hears the device, but the device nothing of the broker. */
  goDeaf(): void {
    this.#isDeaf = true;
  }

  /** Breaks a connection gone bad, and makes another. */
  hangUpIfDeaf(): void {
    if (this.#isDeaf) this.#socket?.destroy();
  }

  /** Breaks the connection without a word and stays away. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#reconnect);
    this.#socket?.destroy();
  }

  #take(packet: Packet): void {
    switch (packet.cmd) {
      case 'connack':
        this.#arrived(packet.returnCode ?? -1);
        break;
      case 'puback':
      case 'pubrec':
        this.#acknowledgedBy(packet.cmd, packet.messageId ?? 0);
        break;
      case 'pubcomp':
        this.#kept.delete(packet.messageId ?? 0);
        break;
      default:
        this.complaints.push(`The broker sent a ${packet.cmd} nobody asked for.`);
    }
  }

  #arrived(returnCode: number): void {
    // 3, server unavailable: it could not ask its registry. The broker closes; we come again.
    if (returnCode === 3) return;
    if (returnCode !== 0) {
      this.complaints.push(`The broker refused the session with return code ${returnCode}.`);
      return;
    }
    this.#isIn = true;
    this.connections += 1;
    this.#sendKept([...this.#kept.values()]);
  }

  #acknowledgedBy(command: 'puback' | 'pubrec', identifier: number): void {
    const kept = this.#kept.get(identifier);
    const isDue = kept?.wasSent && (command === 'puback') === (kept.packet.qos === 1);
    if (kept === undefined || !isDue) {
      this.complaints.push(`The broker sent a ${command} for packet ${identifier}, which does not wait for one.`);
      return;
    }
    this.acknowledged.add(kept.number);
    if (command === 'puback') this.#kept.delete(identifier);
    else {
      kept.isReceived = true;
      this.#send([{ cmd: 'pubrel', messageId: identifier }]);
    }
  }

  #sendKept(all: readonly Kept[]): void {
    const packets = all.map((kept): Packet => {
      if (kept.isReceived) return { cmd: 'pubrel', messageId: kept.packet.messageId };
      const dup = kept.wasSent;
      kept.wasSent = true;
      if (dup && !this.sentAgain.has(kept.number)) this.sentAgain.set(kept.number, Date.now());
      return { ...kept.packet, dup };
    });
    if (packets.length > 0) this.#send(packets);
  }

  #send(packets: readonly Packet[]): void {
    this.#socket?.write(Buffer.concat(packets.map((packet) => generate(packet))));
  }

  #freeIdentifier(): number {
    let identifier = this.habit.identifiers === 'lowest-free' ? 0 : this.#lastIdentifier;
    do identifier = identifier === HIGHEST_IDENTIFIER ? 1 : identifier + 1;
    while (this.#kept.has(identifier));
    this.#lastIdentifier = identifier;
    return identifier;
  }
}

/** A persistent session; a keep-alive longer than any test, since nobody pings here. */
const CONNECT = {
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clientId: 'careful',
  clean: false,
  keepalive: 600,
} as const;
