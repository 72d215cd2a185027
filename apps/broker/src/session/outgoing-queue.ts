/** A message on its way to a device that is to be acknowledged. */
export interface OutgoingMessage {
  /** With the device's id in it. */
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 1 | 2;
}

/** What is to be written next. */
export type OutgoingPacket =
  | {
      readonly command: 'publish';
      readonly identifier: number;
      readonly message: OutgoingMessage;
      readonly dup: boolean;
    }
  | { readonly command: 'pubrel'; readonly identifier: number };

/** In place of a QoS 2 message whose PUBREC has come: only its PUBREL may be sent again [MQTT-4.3.3-1]. */
const RELEASED = Symbol('released');
const LAST_IDENTIFIER = 65_535;

/** The messages for one device: those that wait, and those that were sent and are not acknowledged (MQTT 3.1.1 §4.3). */
export class OutgoingQueue {
  #waiting: OutgoingMessage[] = [];
  /** By packet identifier, in the order of sending [MQTT-4.6.0-1]. */
  readonly #inFlight = new Map<number, OutgoingMessage | typeof RELEASED>();
  /** Identifiers to send again on this connection. */
  #again: number[] = [];
  #lastIdentifier = 0;

  /** Messages and PUBRELs in it. */
  get size(): number {
    return this.#waiting.length + this.#inFlight.size;
  }

  /**
   * Adds a message behind those that wait.
   *
   * @param most messages that may wait; the oldest goes
   * @returns messages that were dropped
   */
  add(message: OutgoingMessage, most: number): number {
    this.#waiting.push(message);
    if (this.#waiting.length <= most) return 0;
    this.#waiting.shift();
    return 1;
  }

  /** A connection begins: what is not acknowledged is sent again, first and in its order [MQTT-4.4.0-1]. */
  beginConnection(): void {
    this.#again = [...this.#inFlight.keys()];
  }

  /**
   * Takes what is to be written next; undefined: nothing now.
   *
   * @param window messages that may be under way at once
   */
  next(window: number): OutgoingPacket | undefined {
    for (let identifier = this.#again.shift(); identifier !== undefined; identifier = this.#again.shift()) {
      const message = this.#inFlight.get(identifier);
      if (message === RELEASED) return { command: 'pubrel', identifier };
      if (message) return { command: 'publish', identifier, message, dup: true };
    }
    if (this.#inFlight.size >= window) return undefined;
    const message = this.#waiting.shift();
    if (!message) return undefined;
    const identifier = this.#freeIdentifier();
    this.#inFlight.set(identifier, message);
    return { command: 'publish', identifier, message, dup: false };
  }

  /** A PUBACK has come; for what is not under way with QoS 1 it means nothing. */
  acknowledge(identifier: number): void {
    const message = this.#inFlight.get(identifier);
    if (message !== undefined && message !== RELEASED && message.qos === 1) this.#inFlight.delete(identifier);
  }

  /** A PUBREC has come. */
  release(identifier: number): void {
    const message = this.#inFlight.get(identifier);
    if (message !== undefined && message !== RELEASED && message.qos === 2) this.#inFlight.set(identifier, RELEASED);
  }

  /** A PUBCOMP has come; of a clean session nobody notes the PUBREC. */
  complete(identifier: number): void {
    const message = this.#inFlight.get(identifier);
    if (message === RELEASED || message?.qos === 2) this.#inFlight.delete(identifier);
  }

  /**
   * Drops the oldest messages until so many are left; PUBRELs stay.
   *
   * @returns messages that were dropped
   */
  trim(most: number): number {
    let dropped = 0;
    for (const [identifier, message] of this.#inFlight) {
      if (this.size <= most) return dropped;
      if (message !== RELEASED && this.#inFlight.delete(identifier)) dropped += 1;
    }
    return dropped;
  }

  /** An identifier that is not in use [MQTT-2.3.1-4]; the window is far smaller than their number. */
  #freeIdentifier(): number {
    do {
      this.#lastIdentifier = (this.#lastIdentifier % LAST_IDENTIFIER) + 1;
    } while (this.#inFlight.has(this.#lastIdentifier));
    return this.#lastIdentifier;
  }
}
