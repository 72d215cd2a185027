import type { Socket } from 'node:net';
import { FrameReader } from '../wire/frame-reader.js';

/** Messages of one socket, one at a time; while none is asked for, nothing more is read and the client has to wait. */
export class FrameSource {
  readonly #reader = new FrameReader();
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /** Whether more of the client's bytes have come than were given out. */
  get holdsBytes(): boolean {
    return this.#reader.holdsBytes;
  }

  /**
   * The next message; undefined when the client is gone.
   *
   * @throws {MalformedFrameError} it is none
   */
  next(): Promise<Buffer | undefined> {
    return this.#read(() => this.#reader.next());
  }

  /**
   * The next start-up packet; undefined when the client is gone.
   *
   * @throws {MalformedFrameError} it is none
   */
  nextStartup(): Promise<Buffer | undefined> {
    return this.#read(() => this.#reader.nextStartup());
  }

  async #read(cut: () => Buffer | undefined): Promise<Buffer | undefined> {
    for (;;) {
      const frame = cut();
      if (frame) return frame;
      const chunk = await this.#nextChunk();
      if (!chunk) return undefined;
      this.#reader.push(chunk);
    }
  }

  async #nextChunk(): Promise<Buffer | undefined> {
    try {
      const { done, value } = await this.#chunks.next();
      return done ? undefined : value;
    } catch (cause) {
      // The socket broke: for the protocol that is an end like any other.
      if (typeof (cause as NodeJS.ErrnoException).code === 'string') return undefined;
      throw cause;
    }
  }
}
