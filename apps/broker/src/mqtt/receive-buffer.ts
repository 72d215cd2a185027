/** Room for the rest of a packet that came in pieces: at least this many bytes, so that small pieces are not copied anew each time. */
const MINIMUM_ROOM = 4_096;

/**
 * The bytes a connection sent and nobody parsed yet, in one piece.
 *
 * It takes the place of the list of buffers in mqtt-packet's parser, which is a stream of a kilobyte for every idle
 * connection and looks for its piece at every byte. Packets nearly always arrive whole, and then nothing is copied here
 * either. What `slice` gave out stays as it is: bytes are only ever added behind it.
 */
export class ReceiveBuffer {
  #bytes: Buffer = EMPTY;
  #start = 0;
  #end = 0;
  /** Whether the memory behind the end is ours to write. */
  #own = false;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds bytes at the end; the buffer must not be changed by its owner afterwards. */
  append(chunk: Buffer): void {
    const length = this.#end - this.#start;
    if (length === 0) {
      this.#bytes = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#own = false;
      return;
    }
    if (!this.#own || this.#end + chunk.length > this.#bytes.length) {
      const room = Buffer.allocUnsafeSlow(Math.max(MINIMUM_ROOM, 2 * (length + chunk.length)));
      this.#bytes.copy(room, 0, this.#start, this.#end);
      this.#bytes = room;
      this.#start = 0;
      this.#end = length;
      this.#own = true;
    }
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }

  /** Forgets bytes at the beginning. */
  consume(count: number): void {
    this.#start = Math.min(this.#start + count, this.#end);
    // An empty buffer keeps no memory: an idle connection would hold the last chunk for hours.
    if (this.#start === this.#end) {
      this.#bytes = EMPTY;
      this.#start = 0;
      this.#end = 0;
      this.#own = false;
    }
  }

  /** A byte; 0 beyond the end, as nothing behind it was received. */
  readUInt8(at: number): number {
    const index = this.#start + at;
    return index < this.#end ? (this.#bytes[index] as number) : 0;
  }

  readUInt16BE(at: number): number {
    return this.readUInt8(at) * 0x100 + this.readUInt8(at + 1);
  }

  readUInt32BE(at: number): number {
    return this.readUInt16BE(at) * 0x10000 + this.readUInt16BE(at + 2);
  }

  /** A view, not a copy. */
  slice(from: number, to: number): Buffer {
    return this.#bytes.subarray(this.#start + from, Math.min(this.#start + to, this.#end));
  }

  toString(encoding: 'utf8', from: number, to: number): string {
    return this.#bytes.toString(encoding, this.#start + from, Math.min(this.#start + to, this.#end));
  }
}

const EMPTY = Buffer.alloc(0);
