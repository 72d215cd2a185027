import { deliveredTopic, encodePublish, encodePubrel } from '#libs/mqtt';
import type { OutgoingPacket } from '../session/outgoing-queue.js';
import type { Session } from '../session/session.js';
import type { SessionStore } from '../session/session-store.js';
import type { Sessions } from '../session/sessions.js';

/** A message of the platform to one device. */
export interface PlatformMessage {
  /** With the device's id in it. */
  readonly topic: string;
  readonly payload?: Buffer | string | undefined;
  readonly qos?: number | undefined;
}

/** Messages to one device that may be under way, sent and not acknowledged. */
const IN_FLIGHT = 1_000;
/** Bytes for one device that may lie in its socket; what is more waits in its queue. */
const UNSENT_BYTES = 256 * 1024;

/**
 * Sends what the platform publishes to the one device its topic names.
 *
 * Nobody waits for a device here: what it does not read stays in its own queue, bounded, and the device alone is ended when
 * it reads nothing for too long. aedes would send through one emitter that has room for a hundred messages of all devices.
 */
export class Deliveries {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SessionStore,
  ) {}

  /** Sends or keeps a message, with the lower QoS of message and subscription [MQTT-3.8.4-6]. */
  send({ topic, payload = '', qos = 0 }: PlatformMessage): void {
    const found = this.store.subscriptionTo(topic);
    if (!found) return;
    const { id, subscription } = found;
    const session = this.sessions.current(id);
    const granted = Math.min(qos, subscription.qos);
    const message = { topic, payload: Buffer.from(payload as string) };
    if (granted > 0) {
      this.store.enqueue(id, { ...message, qos: granted as 1 | 2 });
      if (session) this.flush(session);
    } else if (session) {
      this.#sendOnce(session, message);
    }
  }

  /** The session is ready: what is not acknowledged goes again, then what came meanwhile. */
  begin(session: Session): void {
    this.store.outgoing(session.device.id)?.beginConnection();
    this.flush(session);
  }

  /** Writes what waits, as far as the device reads and acknowledges. */
  flush(session: Session): void {
    const { client } = session;
    const outgoing = this.store.outgoing(session.device.id);
    if (!outgoing || !client.connected || client.closed || !this.sessions.isCurrent(session)) return;
    const { conn } = client;
    conn.cork();
    while (conn.writableLength < UNSENT_BYTES) {
      const packet = outgoing.next(IN_FLIGHT);
      if (!packet) break;
      conn.write(this.#encoded(session, packet));
    }
    conn.uncork();
    this.#watch(session);
  }

  #sendOnce(session: Session, { topic, payload }: { topic: string; payload: Buffer }): void {
    const { client } = session;
    if (!client.connected || client.closed) return;
    if (client.conn.writableNeedDrain) this.store.dropOne();
    else client.conn.write(encodePublish({ topic: this.#addressed(session, topic), payload, qos: 0, dup: false }));
    this.#watch(session);
  }

  /** Ends the session if its device leaves unread for too long what was written, and goes on when it has read. */
  #watch(session: Session): void {
    if (!session.client.conn.writableNeedDrain || session.isUnread) return;
    session.isUnread = true;
    session.client.waitForDrain(() => {
      session.isUnread = false;
      this.flush(session);
    });
  }

  #encoded(session: Session, packet: OutgoingPacket): Buffer {
    const { identifier } = packet;
    if (packet.command === 'pubrel') return encodePubrel(identifier);
    const { topic, payload, qos } = packet.message;
    return encodePublish({ topic: this.#addressed(session, topic), payload, qos, dup: packet.dup, identifier });
  }

  /** The topic as the device wrote its subscription; `me` for what is left of one that ended. */
  #addressed({ device }: Session, topic: string): string {
    return deliveredTopic(device.id, topic, this.store.subscriptionTo(topic)?.subscription.form ?? 'me');
  }
}
