import { DAY_MS } from '#libs/kernel';
import { noBounds } from './allowance.js';
import { Batch, type Entry, type Quantity } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { addMessage, type QuantityIds } from './message-rows.js';
import { IDENTIFIERS } from './reception.js';

/** Rows a message is recognized by, at most; readings of one message differ enough. */
const MAXIMUM_EXPECTED_ROWS = 8;

/** A row the first delivery of a message has left, if there was one. */
export type ExpectedRow =
  | { readonly kind: 'reading'; readonly quantityId: number; readonly value: number }
  | { readonly kind: 'text'; readonly quantityId: number; readonly json: string }
  | { readonly kind: 'position'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'rejected'; readonly payloadDigest: bigint };

/** Asks for the first delivery of a message that comes again. */
export interface Probe {
  readonly deviceKey: number;
  /** The first delivery has it in the microseconds of its times: {@link observationSlot}, {@link receptionSlot}. */
  readonly packetIdentifier: number;
  /** When it came again, milliseconds since 1970; the first delivery is looked for in the day before. */
  readonly receivedAt: number;
  /** All of one kind, at least one; the first delivery has left every one of them, at one reception. */
  readonly expectedRows: readonly ExpectedRow[];
}

/** How long after its first delivery a message is recognized, milliseconds: a day. */
export const RECOGNIZED_FOR_MS = DAY_MS;

/**
 * Among how many of the newest rows of a quantity a first delivery is looked for: more than a device has under way at
 * once. What lies further back was acknowledged, and its identifier is in use again.
 */
export const RECOGNIZED_AMONG = 4_096;

/**
 * Messages on their way whose keys hold the time of their reception.
 *
 * A message without a time of its own gets the time at which it came. When the device sends it again because it saw no
 * acknowledgement, that must be the time at which it came *first*, or it would be stored twice. While the first
 * delivery is on its way it is found here; once it is committed, in the database ({@link Probe}).
 */
export class PendingReceptions {
  private readonly entries = new Map<number, Entry>();
  /** Messages the database is asked about now, each with its first delivery if that was settled meanwhile. */
  private readonly questioned = new Map<number, Entry | undefined>();

  get size(): number {
    return this.entries.size;
  }

  /** Notes a message that was added to a batch. */
  track(entry: Entry): void {
    const key = keyOf(entry.message);
    if (key !== undefined) this.entries.set(key, entry);
  }

  /** Forgets a message that was settled, unless the database is being asked about it. */
  release(entry: Entry): void {
    const key = keyOf(entry.message);
    if (key === undefined || this.entries.get(key) !== entry) return;
    this.entries.delete(key);
    if (this.questioned.has(key)) this.questioned.set(key, entry);
  }

  /**
   * From now on until the next question first deliveries of these messages are remembered, even if they are settled: the
   * database looks before they are committed, and its answer comes after.
   */
  question(messages: readonly InboundMessage[]): void {
    this.questioned.clear();
    for (const message of messages) {
      const key = keyOf(message);
      if (key !== undefined) this.questioned.set(key, undefined);
    }
  }

  /** The first delivery of this message, if it is on its way or was until a moment ago. */
  firstOf(message: InboundMessage): Entry | undefined {
    const key = keyOf(message);
    const first = key === undefined ? undefined : (this.entries.get(key) ?? this.questioned.get(key));
    const same = first !== undefined && first.message.topic === message.topic;
    return same && Buffer.compare(first.message.payload, message.payload) === 0 ? first : undefined;
  }
}

/** The message as if it had come at the time of its first delivery. */
export function asFirstReceived(entry: Entry, receivedAt: number): Entry {
  return { ...entry, message: { ...entry.message, receivedAt } };
}

/** What a message that comes again would add, to see whether its first delivery must be looked for. */
export class RedeliveredMessage {
  private readonly batch = new Batch(0);
  /** Whether keys of its rows hold the time of reception. If not, sending it again is harmless by itself. */
  readonly dependsOnReception: boolean;

  constructor(
    readonly entry: Entry,
    quantities: QuantityIds,
  ) {
    this.dependsOnReception =
      addMessage(this.batch, { ...entry, areNamesLookedUp: true }, quantities, noBounds) === 'untimed';
  }

  /** Quantities whose ids the question needs and nobody remembers. */
  get unresolved(): readonly Quantity[] {
    return this.batch.unresolved;
  }

  resolve(ids: readonly number[]): void {
    this.batch.resolve(ids);
  }

  /** The question for the first delivery, once all ids are resolved; `undefined` if the message needs none. */
  probe(): Probe | undefined {
    const { deviceKey, receivedAt, packetIdentifier } = this.entry.message;
    if (!this.dependsOnReception || packetIdentifier === undefined) return undefined;
    const expectedRows = this.expectedRows().slice(0, MAXIMUM_EXPECTED_ROWS);
    return { deviceKey, packetIdentifier, receivedAt, expectedRows };
  }

  private expectedRows(): ExpectedRow[] {
    const { readings, texts, positions, rejected } = this.batch;
    const found: ExpectedRow[] = [];
    for (let row = 0; row < readings.length; row++) {
      if (readings.timeOrigins[row] === 0) continue;
      found.push({ kind: 'reading', quantityId: readings.quantityIds[row] ?? -1, value: readings.values[row] ?? 0 });
    }
    if (found.length > 0) return found;
    for (const { quantityId, json, timeOrigin } of texts) {
      if (timeOrigin !== 0) found.push({ kind: 'text', quantityId, json });
    }
    if (found.length > 0) return found;
    for (const { latitude, longitude, timeOrigin } of positions) {
      if (timeOrigin !== 0) found.push({ kind: 'position', latitude, longitude });
    }
    if (found.length > 0) return found;
    return rejected.map(({ payloadDigest }) => ({ kind: 'rejected', payloadDigest }));
  }
}

/** One number for a device and a packet identifier; QoS 0 has none. */
function keyOf({ deviceKey, packetIdentifier }: InboundMessage): number | undefined {
  return packetIdentifier === undefined ? undefined : deviceKey * IDENTIFIERS + packetIdentifier;
}
