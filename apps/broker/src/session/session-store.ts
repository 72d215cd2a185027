import { Readable } from 'node:stream';
import type { DeviceId } from '#libs/kernel';
import type { SubscribeDecision, TopicForm } from '#libs/mqtt';
import { type OutgoingMessage, OutgoingQueue } from './outgoing-queue.js';

/** What stays of a device's session between its connections (MQTT 3.1.1 §3.1.2.4), and how much of it. */
export interface SessionStoreLimits {
  /** Messages that wait for one device, and that are kept for one that is away; the oldest are dropped. */
  readonly queuedMessages: number;
  /** Inbound QoS 2 messages of one device between PUBREC and PUBREL. */
  readonly inboundExactlyOnce: number;
  /** Sessions that are kept of devices that are away; the one away longest goes first. */
  readonly sessions: number;
  /** How long a session is kept of a device that is away, milliseconds. */
  readonly expiryMs: number;
}

/** A subscription as the device made it. */
export interface StoredSubscription {
  readonly qos: 0 | 1 | 2;
  /** How the device wrote it, and therefore how deliveries are addressed. */
  readonly form: TopicForm;
}

/** Tens of thousands lie idle: what most never need is made when it is needed. */
class StoredSession {
  subscriptions: Map<string, StoredSubscription> | undefined = undefined;
  outgoing: OutgoingQueue | undefined = undefined;
  /** Packet identifiers whose message is committed and whose PUBREL has not come. */
  incoming: Set<number> | undefined = undefined;

  /** @param clean it ends with its connection */
  constructor(readonly clean: boolean) {}
}

interface Holder {
  readonly id: string;
}

interface Acknowledgement {
  readonly cmd: string;
  readonly messageId: number;
}

const NOT_THERE = Object.freeze(new Error('There is no such packet.'));
/** Stands for all subscriptions of a session that is kept, so that aedes says `session present`. */
const KEPT = Object.freeze([Object.freeze({ topic: 'session', qos: 0 as const })]);

/**
 * The sessions of devices, in memory and bounded, behind the interface aedes asks its persistence for.
 *
 * A session exists from a CONNECT with clean session 0 on, even when there is nothing in it (§3.1.2.4), and is told by
 * `session present 1` [MQTT-3.2.2-2]. Unlike the store that comes with aedes it keeps no payload of a QoS 2 message
 * between PUBREC and PUBREL (it is in the database already), nothing retained (devices publish to the platform, not to
 * each other), and no end of nothing. A restart of the broker ends all sessions; devices are told so by `session present
 * 0` and subscribe again.
 */
export class SessionStore {
  readonly #sessions = new Map<string, StoredSession>();
  /** When each device went that is away, milliseconds of `now`, in the order in which they went. */
  readonly #away = new Map<string, number>();
  #dropped = 0;
  #forgotten = 0;

  constructor(
    private readonly limits: SessionStoreLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Messages that were dropped because a device's queue was full, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Sessions of devices that are away which gave way to others', since the start. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Sessions that are stored. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Whether an inbound QoS 2 message is committed already and waits for its PUBREL. */
  hasIncoming(id: string, messageId: number): boolean {
    return this.#sessions.get(id)?.incoming?.has(messageId) ?? false;
  }

  /** An inbound QoS 2 message has an identifier that waits for the PUBREL of an earlier one, which will not come. */
  forgetIncoming(id: string, messageId: number): void {
    this.#sessions.get(id)?.incoming?.delete(messageId);
  }

  /**
   * The CONNECT of a device is accepted.
   *
   * @param clean nothing is left of what was [MQTT-3.1.2-6]
   */
  begin(id: string, clean: boolean): void {
    const session = this.#sessions.get(id);
    this.#away.delete(id);
    if (clean) this.#sessions.delete(id);
    else if (!session || session.clean) this.#sessions.set(id, new StoredSession(false));
  }

  /** The device is away; what stays of its session stays for the time of expiry. */
  left(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    if (session.clean) {
      this.#sessions.delete(id);
      return;
    }
    this.#dropped += session.outgoing?.trim(this.limits.queuedMessages) ?? 0;
    this.#away.delete(id);
    this.#away.set(id, this.now());
    if (this.#away.size > this.limits.sessions) this.#forgetLongestAway();
  }

  /** Forgets the sessions of devices that have been away for too long. */
  expire(): void {
    const end = this.now() - this.limits.expiryMs;
    for (const [id, awaySince] of this.#away) {
      if (awaySince > end) return;
      this.#forget(id);
    }
  }

  #forgetLongestAway(): void {
    const [id] = this.#away.keys();
    if (id === undefined) return;
    this.#forget(id);
    this.#forgotten += 1;
  }

  #forget(id: string): void {
    this.#away.delete(id);
    this.#sessions.delete(id);
  }

  /** Of a device that is here; if its session is to stay, it exists already. */
  #sessionOf(id: string): StoredSession {
    let session = this.#sessions.get(id);
    if (!session) {
      session = new StoredSession(true);
      this.#sessions.set(id, session);
    }
    return session;
  }

  // ── subscriptions and messages to devices ────────────────────────────────────────────────────────────────────────

  /** Notes a subscription that was granted, in place of one to the same filter [MQTT-3.8.4-3]. */
  subscribe(id: DeviceId, { filter, form }: Extract<SubscribeDecision, { allowed: true }>, qos: 0 | 1 | 2): void {
    const session = this.#sessionOf(id);
    session.subscriptions ??= new Map();
    session.subscriptions.set(filter, { qos, form });
  }

  unsubscribe(id: DeviceId, filters: readonly string[]): void {
    const subscriptions = this.#sessions.get(id)?.subscriptions;
    for (const filter of filters) subscriptions?.delete(filter);
  }

  /** Who is to get a message: its topic names the device (`devices/<id>/…`), no search is needed. */
  subscriptionTo(topic: string): { readonly id: DeviceId; readonly subscription: StoredSubscription } | undefined {
    const [root, id, channel] = topic.split('/', 3);
    if (root !== 'devices' || id === undefined) return undefined;
    const filter = `devices/${id}/${channel === 'commands' ? 'commands/+/request' : channel}`;
    const subscription = this.#sessions.get(id)?.subscriptions?.get(filter);
    return subscription && { id: id as DeviceId, subscription };
  }

  /** Has a message wait for its device, in place of the oldest that waits when there are too many. */
  enqueue(id: DeviceId, message: OutgoingMessage): void {
    const session = this.#sessionOf(id);
    session.outgoing ??= new OutgoingQueue();
    this.#dropped += session.outgoing.add(message, this.limits.queuedMessages);
    if (this.#away.has(id)) this.#dropped += session.outgoing.trim(this.limits.queuedMessages);
  }

  /** The messages for a device; undefined: there never were any. */
  outgoing(id: DeviceId): OutgoingQueue | undefined {
    return this.#sessions.get(id)?.outgoing;
  }

  /** A QoS 0 message was not sent because its device does not read. */
  dropOne(): void {
    this.#dropped += 1;
  }

  // ── what aedes calls; it wants promises ──────────────────────────────────────────────────────────────────────────

  async setup(): Promise<void> {}
  async destroy(): Promise<void> {}

  // Subscriptions are noted when they are granted and struck out when they are acknowledged, of clean sessions too.
  async addSubscriptions(): Promise<void> {}
  async removeSubscriptions(): Promise<void> {}
  async cleanSubscriptions(): Promise<void> {}

  async subscriptionsByClient(client: Holder): Promise<readonly { readonly topic: string; readonly qos: 0 }[]> {
    const session = this.#sessions.get(client.id);
    return session && !session.clean ? KEPT : [];
  }

  /** A PUBREC has come. */
  async outgoingUpdate(client: Holder, { messageId }: Acknowledgement): Promise<void> {
    this.#sessions.get(client.id)?.outgoing?.release(messageId);
  }

  /** A PUBACK or PUBCOMP has come. */
  async outgoingClearMessageId(client: Holder, { cmd, messageId }: Acknowledgement): Promise<void> {
    const outgoing = this.#sessions.get(client.id)?.outgoing;
    if (cmd === 'puback') outgoing?.acknowledge(messageId);
    else outgoing?.complete(messageId);
  }

  /** What waits is sent when the session is ready, and not by aedes. */
  outgoingStream(): Readable {
    return Readable.from([]);
  }

  async incomingStorePacket(client: Holder, packet: { readonly messageId: number }): Promise<void> {
    const session = this.#sessionOf(client.id);
    session.incoming ??= new Set();
    if (session.incoming.size >= this.limits.inboundExactlyOnce && !session.incoming.has(packet.messageId)) {
      throw new Error(`More than ${this.limits.inboundExactlyOnce} QoS 2 messages wait for their PUBREL.`);
    }
    session.incoming.add(packet.messageId);
  }

  async incomingGetPacket(client: Holder, packet: { readonly messageId: number }): Promise<object> {
    if (this.hasIncoming(client.id, packet.messageId)) return packet;
    throw NOT_THERE;
  }

  async incomingDelPacket(client: Holder, packet: { readonly messageId: number }): Promise<void> {
    if (!this.#sessions.get(client.id)?.incoming?.delete(packet.messageId)) throw NOT_THERE;
  }

  // A clean session goes as a whole, at the beginning of the next and at its own end; aedes goes by the id alone, and a
  // session that closes late would take identifiers of its successor with it.
  async cleanIncoming(): Promise<void> {}

  async storeRetained(): Promise<void> {}

  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  // The will of a connection lives and dies with its broker process; aedes holds it with the connection.
  async putWill(): Promise<void> {}
  async delWill(): Promise<void> {}

  streamWill(): Readable {
    return Readable.from([]);
  }
}
