import type { InboundMessage, IngestOutcome, Settled } from './inbound-message.js';
import { ReadingColumns } from './reading-columns.js';

/** A message on its way to the database. */
export interface Entry {
  readonly message: InboundMessage;
  /** Of the packet; with QoS 0 a number that differs from message to message. 0 to 65 535. */
  readonly identifier: number;
  readonly settled: Settled;
  /** Called when it has to wait, at most once, before it is settled. */
  readonly waits?: (() => void) | undefined;
  /** Whether it was told that it has to wait. */
  isHeld?: boolean;
  /** Whether its first delivery was looked for: what was found stays so, however long it waits. */
  isRedeliveryChecked?: boolean;
  /** Whether the database was asked for the quantities of it that nobody remembers: those left are new. */
  areNamesLookedUp?: boolean;
}

/** A quantity by its words; `unit` is `undefined` if the device named none. */
export interface Quantity {
  readonly name: string;
  readonly unit: string | undefined;
}

/** A text, boolean, object or array of one quantity at one instant. */
export interface TextRow {
  readonly deviceKey: number;
  /** As in {@link ReadingColumns.quantityIds}. */
  quantityId: number;
  readonly observedUs: number;
  readonly receivedUs: number;
  readonly timeOrigin: number;
  /** JSON text (RFC 8259). */
  readonly json: string;
}

/** A place of a device at one instant, WGS 84 degrees and meters. */
export interface PositionRow {
  readonly deviceKey: number;
  readonly observedUs: number;
  readonly receivedUs: number;
  readonly timeOrigin: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMeters: number | undefined;
}

/** What a device says about itself; `json` is `undefined` when it takes the property back. */
export interface AttributeRow {
  readonly deviceKey: number;
  readonly name: string;
  readonly json: string | undefined;
  readonly receivedUs: number;
}

/** A message that could not be stored as what it was meant to be, or not all of it. */
export interface RejectedRow {
  readonly deviceKey: number;
  readonly receivedUs: number;
  /** First eight bytes of the payload's SHA-256, as a signed 64-bit number, big-endian. */
  readonly payloadDigest: bigint;
  readonly topic: string;
  readonly code: string;
  /** JSON text: an array of `{code, index, reason}`. */
  readonly reasonsJson: string;
  readonly reasonCount: number;
  readonly payload: Uint8Array;
  readonly payloadBytes: number;
}

/** Tells quantities apart; neither name nor unit holds a line break. */
export const wordsOf = ({ name, unit }: Quantity): string => `${unit ?? ''}\n${name}`;

/** Messages that are committed together, taken apart into rows. */
export class Batch {
  readonly entries: Entry[] = [];
  readonly readings: ReadingColumns;
  readonly texts: TextRow[] = [];
  readonly positions: PositionRow[] = [];
  readonly attributes: AttributeRow[] = [];
  readonly rejected: RejectedRow[] = [];
  /** Quantities whose ids were not known when their rows were added; rows point at them with ids below zero. */
  readonly unresolved: Quantity[] = [];
  /** Devices whose newest values the batch may change, each with its oldest observation, microseconds since 1970. */
  readonly pendingLatest = new Map<number, number>();
  /** Devices that were heard, each when it was last, milliseconds since 1970. A will is none of a device's own words. */
  readonly heard = new Map<number, number>();
  /** Whether a message came with the DUP flag: then rows are likely to be there already. */
  holdsRedelivered = false;
  payloadBytes = 0;
  isSettled = false;

  private readonly places = new Map<string, number>();

  /**
   * @param number counts the batches of this broker process; a batch that is sent again keeps it
   * @param expectedReadings makes room at once
   */
  constructor(
    readonly number: number,
    expectedReadings = 0,
  ) {
    this.readings = new ReadingColumns(expectedReadings);
  }

  /** Rows of all kinds. */
  get rows(): number {
    return (
      this.readings.length + this.texts.length + this.positions.length + this.attributes.length + this.rejected.length
    );
  }

  /** Makes a message wait for the batch; its rows are added beside. */
  join(entry: Entry): void {
    this.entries.push(entry);
    this.payloadBytes += entry.message.payload.length;
    if (entry.message.redelivered) this.holdsRedelivered = true;
    if (!entry.message.isWill) this.hear(entry.message);
  }

  private hear({ deviceKey, receivedAt }: InboundMessage): void {
    const before = this.heard.get(deviceKey);
    if (before === undefined || before < receivedAt) this.heard.set(deviceKey, receivedAt);
  }

  /** Whether a row points at this quantity already. */
  awaits(quantity: Quantity): boolean {
    return this.places.has(wordsOf(quantity));
  }

  /** Where a quantity without an id is pointed at. */
  placeOf(quantity: Quantity): number {
    const key = wordsOf(quantity);
    let place = this.places.get(key);
    if (place === undefined) {
      place = -this.unresolved.push(quantity);
      this.places.set(key, place);
    }
    return place;
  }

  /** Gives the rows the ids they waited for, in the order of `unresolved`. Repeating it does no harm. */
  resolve(ids: readonly number[]): void {
    const { quantityIds, length } = this.readings;
    for (let row = 0; row < length; row++) {
      const place = quantityIds[row] as number;
      if (place < 0) quantityIds[row] = ids[-1 - place] as number;
    }
    for (const text of this.texts) if (text.quantityId < 0) text.quantityId = ids[-1 - text.quantityId] as number;
    this.unresolved.length = 0;
    this.places.clear();
  }

  /** Others answer for its messages from now on. */
  handOver(): void {
    this.isSettled = true;
  }

  /** Tells everybody who waits; repeating it tells nobody again. */
  settle(outcome: IngestOutcome): void {
    if (this.isSettled) return;
    this.isSettled = true;
    for (const { settled } of this.entries) settled(outcome);
  }
}
