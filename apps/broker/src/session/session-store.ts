import { Readable } from 'node:stream';
import type { DeviceId } from '#libs/kernel';
import { decideSubscribe } from '#libs/mqtt';

/** What stays of a device's session between its connections (MQTT 3.1.1 §3.1.2.4), and how much of it. */
export interface SessionStoreLimits {
  /** Messages that wait for one device; the oldest are dropped. */
  readonly queuedMessages: number;
  /** Inbound QoS 2 messages of one device between PUBREC and PUBREL. */
  readonly inboundExactlyOnce: number;
  /** Sessions that are kept of devices that are away; the one away longest goes first. */
  readonly sessions: number;
  /** How long a session is kept of a device that is away, milliseconds. */
  readonly expiryMs: number;
}

/** A message on its way to a device, or the PUBREL that took its place. */
interface OutgoingPacket {
  readonly cmd: string;
  readonly topic: string;
  messageId?: number | undefined;
  readonly brokerId?: string | undefined;
  readonly brokerCounter?: number | undefined;
}

interface Subscription {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
}

class StoredSession {
  readonly subscriptions = new Map<string, 0 | 1 | 2>();
  outgoing: OutgoingPacket[] = [];
  /** Packet identifiers whose message is committed and whose PUBREL has not come. */
  readonly incoming = new Set<number>();
  /** When the device went away, milliseconds of `now`; undefined while it is here. */
  awaySince: number | undefined = undefined;

  get isEmpty(): boolean {
    return this.subscriptions.size === 0 && this.outgoing.length === 0 && this.incoming.size === 0;
  }
}

interface Holder {
  readonly id: string;
}

const NOT_THERE = Object.freeze(new Error('There is no such packet.'));

/**
 * The sessions of devices, in memory and bounded, behind the interface aedes asks its persistence for.
 *
 * Unlike the store that comes with aedes it keeps no payload of a QoS 2 message between PUBREC and PUBREL (it is in the
 * database already), nothing retained (devices publish to the platform, not to each other), and no end of nothing. A
 * restart of the broker ends all sessions; devices are told so by `session present 0` and subscribe again.
 */
export class SessionStore {
  readonly #sessions = new Map<string, StoredSession>();
  #dropped = 0;

  constructor(
    private readonly limits: SessionStoreLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Messages that were dropped because a device's queue was full, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Sessions that are stored. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Whether an inbound QoS 2 message is committed already and waits for its PUBREL. */
  hasIncoming(id: string, messageId: number): boolean {
    return this.#sessions.get(id)?.incoming.has(messageId) ?? false;
  }

  /** The device is here. */
  arrived(id: string): void {
    const session = this.#sessions.get(id);
    if (session) session.awaySince = undefined;
  }

  /**
   * The device is away; what stays of its session stays for the time of expiry.
   *
   * @param clean nothing stays [MQTT-3.1.2-6]
   */
  left(id: string, clean: boolean): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    this.#sessions.delete(id);
    if (clean || session.isEmpty) return;
    session.awaySince = this.now();
    this.#sessions.set(id, session); // behind those that went earlier: the order of the map is that of leaving
    this.#forgetOne();
  }

  /** Forgets the sessions of devices that have been away for too long. */
  expire(): void {
    const end = this.now() - this.limits.expiryMs;
    for (const [id, { awaySince }] of this.#sessions) {
      if (awaySince !== undefined && awaySince <= end) this.#sessions.delete(id);
    }
  }

  #forgetOne(): void {
    if (this.#sessions.size <= this.limits.sessions) return;
    for (const [id, { awaySince }] of this.#sessions) {
      if (awaySince === undefined) continue;
      this.#sessions.delete(id);
      return;
    }
  }

  #sessionOf(id: string): StoredSession {
    let session = this.#sessions.get(id);
    if (!session) {
      session = new StoredSession();
      this.#sessions.set(id, session);
    }
    return session;
  }

  // ── what aedes calls; it wants promises ──────────────────────────────────────────────────────────────────────────

  async setup(): Promise<void> {}
  async destroy(): Promise<void> {}

  /** aedes passes all filters of a SUBSCRIBE, refused ones too: only those that are granted are kept. */
  async addSubscriptions(client: Holder, subscriptions: readonly Subscription[]): Promise<void> {
    for (const { topic, qos } of subscriptions) {
      const decision = decideSubscribe(client.id as DeviceId, topic);
      if (decision.allowed && decision.filter === topic) this.#sessionOf(client.id).subscriptions.set(topic, qos);
    }
  }

  async removeSubscriptions(client: Holder, topics: readonly string[]): Promise<void> {
    const subscriptions = this.#sessions.get(client.id)?.subscriptions;
    for (const topic of topics) subscriptions?.delete(topic);
  }

  async subscriptionsByClient(client: Holder): Promise<Subscription[]> {
    const subscriptions = this.#sessions.get(client.id)?.subscriptions ?? [];
    return [...subscriptions].map(([topic, qos]) => ({ topic, qos }));
  }

  /** Who is to get a message: its topic names the device (`devices/<id>/…`), no search is needed. */
  async subscriptionsByTopic(topic: string): Promise<(Subscription & { readonly clientId: string })[]> {
    const [, id = '', channel] = topic.split('/', 3);
    const filter = `devices/${id}/${channel === 'commands' ? 'commands/+/request' : channel}`;
    const qos = this.#sessions.get(id)?.subscriptions.get(filter);
    return qos === undefined || qos === 0 ? [] : [{ clientId: id, topic: filter, qos }];
  }

  /** A clean session begins: nothing is left of the one before [MQTT-3.1.2-6]. */
  async cleanSubscriptions(client: Holder): Promise<void> {
    this.#sessions.delete(client.id);
  }

  async outgoingEnqueue(subscription: { readonly clientId: string }, packet: OutgoingPacket): Promise<void> {
    const { outgoing } = this.#sessionOf(subscription.clientId);
    outgoing.push({ ...packet });
    if (outgoing.length <= this.limits.queuedMessages) return;
    outgoing.shift();
    this.#dropped += 1;
  }

  async outgoingEnqueueCombi(
    subscriptions: readonly { readonly clientId: string }[],
    packet: OutgoingPacket,
  ): Promise<void> {
    for (const subscription of subscriptions) await this.outgoingEnqueue(subscription, packet);
  }

  /** Gives a queued message its packet identifier, or puts its PUBREL in its place. */
  async outgoingUpdate(client: Holder, packet: OutgoingPacket): Promise<void> {
    const outgoing = this.#sessions.get(client.id)?.outgoing ?? [];
    for (const [index, queued] of outgoing.entries()) {
      if (queued.brokerId === packet.brokerId) {
        if (queued.brokerCounter !== packet.brokerCounter) continue;
        queued.messageId = packet.messageId;
        return;
      }
      if (queued.messageId !== packet.messageId) continue;
      outgoing[index] = packet;
      return;
    }
    throw NOT_THERE;
  }

  async outgoingClearMessageId(client: Holder, packet: OutgoingPacket): Promise<OutgoingPacket | undefined> {
    const outgoing = this.#sessions.get(client.id)?.outgoing ?? [];
    const index = outgoing.findIndex(({ messageId }) => messageId !== undefined && messageId === packet.messageId);
    return index < 0 ? undefined : outgoing.splice(index, 1)[0];
  }

  /** What is sent when the device is back; what was sent before carries the DUP flag [MQTT-3.3.1-1]. */
  outgoingStream(client: Holder): Readable {
    const outgoing = this.#sessions.get(client.id)?.outgoing ?? [];
    return Readable.from(
      outgoing.map((packet) => (packet.cmd === 'publish' && packet.messageId ? { ...packet, dup: true } : packet)),
    );
  }

  async incomingStorePacket(client: Holder, packet: { readonly messageId: number }): Promise<void> {
    const { incoming } = this.#sessionOf(client.id);
    if (incoming.size >= this.limits.inboundExactlyOnce && !incoming.has(packet.messageId)) {
      throw new Error(`More than ${this.limits.inboundExactlyOnce} QoS 2 messages wait for their PUBREL.`);
    }
    incoming.add(packet.messageId);
  }

  async incomingGetPacket(client: Holder, packet: { readonly messageId: number }): Promise<object> {
    if (this.hasIncoming(client.id, packet.messageId)) return packet;
    throw NOT_THERE;
  }

  async incomingDelPacket(client: Holder, packet: { readonly messageId: number }): Promise<void> {
    if (!this.#sessions.get(client.id)?.incoming.delete(packet.messageId)) throw NOT_THERE;
  }

  async cleanIncoming(client: Holder): Promise<void> {
    this.#sessions.get(client.id)?.incoming.clear();
  }

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
