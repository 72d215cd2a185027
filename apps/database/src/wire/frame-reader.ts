import { MalformedFrameError } from '../errors.js';
import { lengthLimit, nameOf } from './frontend-messages.js';

/** MAX_STARTUP_PACKET_LENGTH of PostgreSQL, bytes. */
const STARTUP_LIMIT_BYTES = 10_000;

/**
 * Cuts a stream of bytes into messages; what arrived in one piece is never copied.
 *
 * Holds at most one unfinished message and the chunk it was handed last.
 */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** Whether bytes are waiting that were not given out yet. */
  get holdsBytes(): boolean {
    return this.#bytes > 0;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /**
   * The next message with its header, or undefined until more bytes come.
   *
   * @throws {MalformedFrameError} unknown type, or a length no message of that type has; the stream cannot be read on
   */
  next(): Buffer | undefined {
    if (this.#bytes < 5) return undefined;
    const type = this.#byteAt(0);
    const limit = lengthLimit(type);
    const length = 1 + this.#uint32At(1);
    if (length < 5 || length > limit) {
      throw new MalformedFrameError(nameOf(type), `it claims ${length} bytes, and 5 to ${limit} are taken`);
    }
    return this.#bytes < length ? undefined : this.#take(length);
  }

  /**
   * The next start-up packet with its length, which has no type byte, or undefined until more bytes come.
   *
   * @throws {MalformedFrameError} a length no start-up packet has
   */
  nextStartup(): Buffer | undefined {
    if (this.#bytes < 4) return undefined;
    const length = this.#uint32At(0);
    if (length < 8 || length > STARTUP_LIMIT_BYTES) {
      throw new MalformedFrameError('startup', `it claims ${length} bytes, and 8 to ${STARTUP_LIMIT_BYTES} are taken`);
    }
    return this.#bytes < length ? undefined : this.#take(length);
  }

  #take(length: number): Buffer {
    this.#bytes -= length;
    const [first] = this.#chunks as [Buffer];
    if (first.length === length) {
      this.#chunks.shift();
      return first;
    }
    if (first.length > length) {
      this.#chunks[0] = first.subarray(length);
      return first.subarray(0, length);
    }
    const whole = Buffer.concat(this.#chunks);
    const rest = whole.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    return whole.subarray(0, length);
  }

  #byteAt(index: number): number {
    let offset = index;
    for (const chunk of this.#chunks) {
      if (offset < chunk.length) return chunk[offset] as number;
      offset -= chunk.length;
    }
    throw new RangeError(`Byte ${index} of ${this.#bytes} was asked for.`);
  }

  #uint32At(index: number): number {
    let value = 0;
    for (let i = 0; i < 4; i += 1) value = value * 256 + this.#byteAt(index + i);
    return value;
  }
}
