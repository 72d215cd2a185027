import type { Entry } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { asFirstReceived } from './redelivery.js';

/** A message that waits, with all that is to be told when it is settled. */
interface Held {
  readonly entry: Entry;
  /** Deliveries of it that wait. */
  readonly messages: number;
  readonly bytes: number;
}

type Change = Pick<Held, 'messages' | 'bytes'>;

/**
 * The messages of one device that wait, in the order they came.
 *
 * One that comes again, because its device connected anew meanwhile, takes the place of its first delivery: otherwise a device
 * that loses patience each minute would wait behind its own copies for ever.
 */
export class HeldOfDevice {
  private readonly queue: Held[] = [];
  /** By packet identifier; QoS 0 has none. */
  private readonly places = new Map<number, Held>();
  private last: Held | undefined;
  messages = 0;
  bytes = 0;

  entries(): Entry[] {
    return this.queue.map(({ entry }) => entry);
  }

  /** Bytes that holding this message takes. */
  bytesFor({ message }: Entry): number {
    return this.firstOf(message) === undefined ? message.payload.length : 0;
  }

  /** @returns what there is more */
  add(entry: Entry): Change {
    const first = this.firstOf(entry.message);
    if (first === undefined) {
      const held = { entry, messages: 1, bytes: entry.message.payload.length };
      this.queue.push(held);
      return this.change(held, held);
    }
    const both = asFirstReceived(entry, first.entry.message.receivedAt);
    const settled: Entry['settled'] = (outcome) => {
      first.entry.settled(outcome);
      entry.settled(outcome);
    };
    const held = { entry: { ...both, settled }, messages: first.messages + 1, bytes: first.bytes };
    this.queue[this.queue.indexOf(first)] = held;
    return this.change(held, { messages: 1, bytes: 0 });
  }

  /** Takes out the message that has waited longest; there is one. */
  next(): Held {
    const held = this.queue.shift();
    if (held === undefined) throw new RangeError('No message of the device waits.');
    const { packetIdentifier } = held.entry.message;
    if (packetIdentifier !== undefined && this.places.get(packetIdentifier) === held)
      this.places.delete(packetIdentifier);
    this.messages -= held.messages;
    this.bytes -= held.bytes;
    this.last = held;
    return held;
  }

  /** Puts back, in front, what was taken out last. @returns what there is more */
  putBack(entry: Entry): Change {
    const held = { messages: this.last?.messages ?? 1, bytes: entry.message.payload.length, entry };
    this.queue.unshift(held);
    return this.change(held, held);
  }

  private change(held: Held, { messages, bytes }: Change): Change {
    const { packetIdentifier } = held.entry.message;
    if (packetIdentifier !== undefined) this.places.set(packetIdentifier, held);
    this.messages += messages;
    this.bytes += bytes;
    return { messages, bytes };
  }

  private firstOf({ redelivered, packetIdentifier, topic, payload }: InboundMessage): Held | undefined {
    if (!redelivered || packetIdentifier === undefined) return undefined;
    const first = this.places.get(packetIdentifier);
    if (first?.entry.message.topic !== topic) return undefined;
    return Buffer.compare(first.entry.message.payload, payload) === 0 ? first : undefined;
  }
}
