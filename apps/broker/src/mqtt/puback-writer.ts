import type { PublishPacket } from 'aedes';
import type { AedesClient, Done } from './aedes-internals.js';

/** What of a client the acknowledgements need. */
export type AcknowledgedClient = Pick<AedesClient, 'closed' | 'waitForDrain'> & {
  readonly conn: { write(bytes: Buffer): boolean };
};

interface Waiting {
  readonly identifiers: number[];
  readonly done: Done[];
}

/** PUBACK, Remaining Length 2 (MQTT 3.1.1 §3.4.1); the packet identifier follows. */
const PUBACK = 0x4002;
const PUBACK_BYTES = 4;

/**
 * PUBACKs: a message of QoS 1 gets one when `acknowledgement.ts` says so, and not before.
 *
 * Those of one moment are one write a connection: a group commit settles many messages of a device at once, and mqtt-packet would
 * write each in four pieces and a turn of the event loop. They are written when the code that settles the group has run, in the
 * order in which it did [MQTT-4.6.0-2].
 */
export class PubackWriter {
  #waiting = new Map<AcknowledgedClient, Waiting>();

  /**
   * A message is stored: acknowledges it, if its QoS asks for a PUBACK.
   *
   * @param done called at once without one; else once it is written and, where the device does not read, once it has read: then
   *   aedes reads on. Not called if the connection is closed by then.
   */
  settle(client: AcknowledgedClient, packet: Pick<PublishPacket, 'qos' | 'messageId'>, done: Done): void {
    if (packet.qos !== 1) {
      done(null);
      return;
    }
    // aedes would write a PUBACK by itself; for QoS 0 it writes none.
    packet.qos = 0;
    if (this.#waiting.size === 0) queueMicrotask(() => this.#write());
    let waiting = this.#waiting.get(client);
    if (!waiting) {
      waiting = { identifiers: [], done: [] };
      this.#waiting.set(client, waiting);
    }
    waiting.identifiers.push(packet.messageId as number);
    waiting.done.push(done);
  }

  #write(): void {
    const all = this.#waiting;
    this.#waiting = new Map();
    for (const [client, { identifiers, done }] of all) {
      if (client.closed) continue;
      const hasRoom = client.conn.write(encoded(identifiers));
      for (const each of done) {
        if (hasRoom) each(null);
        else client.waitForDrain(each);
      }
    }
  }
}

function encoded(identifiers: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(identifiers.length * PUBACK_BYTES);
  identifiers.forEach((identifier, index) => {
    bytes.writeUInt16BE(PUBACK, index * PUBACK_BYTES);
    bytes.writeUInt16BE(identifier, index * PUBACK_BYTES + 2);
  });
  return bytes;
}
