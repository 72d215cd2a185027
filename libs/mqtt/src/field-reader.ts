import { MalformedPacketError, MalformedStringError } from './errors.js';
import { decodeUtf8String } from './utf8-string.js';

/** Reads the fields of one packet in their order and never beyond its end (MQTT 3.1.1 §1.5). */
export class FieldReader {
  #at = 0;

  /**
   * @param bytes  the packet behind its fixed header
   * @param packet what it is called in errors, such as `SUBSCRIBE`
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly packet: string,
  ) {}

  /** Bytes that were not read yet. */
  get left(): number {
    return this.bytes.length - this.#at;
  }

  /** @throws {MalformedPacketError} the packet ends before it */
  byte(field: string): number {
    return this.#take(1, field)[0] as number;
  }

  /** Two bytes, the more significant first (§1.5.2). @throws {MalformedPacketError} the packet ends before or within it */
  twoByteInteger(field: string): number {
    const [high = 0, low = 0] = this.#take(2, field);
    return high * 0x100 + low;
  }

  /** Bytes behind their two-byte length: a view, not a copy. @throws {MalformedPacketError} the packet ends within them */
  binary(field: string): Uint8Array {
    return this.#take(this.twoByteInteger(`length of the ${field}`), field);
  }

  /**
   * A UTF-8 encoded string (§1.5.3).
   *
   * @throws {MalformedPacketError} the packet ends within it, or it is none [MQTT-1.5.3-1], [MQTT-1.5.3-2]
   */
  string(field: string): string {
    const bytes = this.binary(field);
    try {
      return decodeUtf8String(bytes);
    } catch (cause) {
      if (!(cause instanceof MalformedStringError)) throw cause;
      throw this.malformed(`has a ${field} that cannot be read. ${cause.message}`, { cause });
    }
  }

  /** @throws {MalformedPacketError} there is more */
  end(): void {
    if (this.left > 0) throw this.malformed(`has ${this.left} bytes behind its last field.`);
  }

  /** @param problem the rest of a sentence that begins with the packet */
  malformed(problem: string, options?: ErrorOptions): MalformedPacketError {
    return new MalformedPacketError(`The ${this.packet} ${problem}`, { packet: this.packet }, options);
  }

  #take(count: number, field: string): Uint8Array {
    const { left } = this;
    if (left < count) throw this.malformed(`ends within its ${field}: ${count} bytes are announced, ${left} are left.`);
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }
}
