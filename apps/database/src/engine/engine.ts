import { EngineTrappedError } from '../errors.js';
import { lastErrorIn } from '../wire/rows.js';
import type { Durability } from './durability.js';
import type { WasmModule } from './wasm-module.js';

/**
 * Most bytes of one answer, 128 MiB. The engine cannot be paused while a client reads, so an answer is held whole.
 */
export const ANSWER_LIMIT_BYTES = 128 * 1024 * 1024;

/**
 * How many more files the backend keeps open than the 48 it starts with: in WebAssembly it cannot find out how many it may. With
 * 48 it opens a file or two for most statements, which took a quarter of its time. Tables and indexes of the platform, and those of
 * some chunks.
 */
const MORE_OPEN_FILES = 464;

/** CopyFail (PostgreSQL 17, §53.7) with the words by which the answer to it is recognized. */
export const COPY_FAIL_REASON = 'fieldgate takes no COPY FROM STDIN';
const copyFail = frameOf('f', Buffer.from(`${COPY_FAIL_REASON}\0`));

function frameOf(type: string, body: Buffer): Buffer {
  const frame = Buffer.alloc(5 + body.length, type);
  frame.writeInt32BE(4 + body.length, 1);
  body.copy(frame, 5);
  return frame;
}

export interface EngineAnswer {
  /** Whole messages of the backend, in order. */
  readonly bytes: Buffer;
  /** The answer grew past the limit and was thrown away; what was asked for has happened all the same. */
  readonly tooLarge: boolean;
}

/**
 * The one backend: takes messages of the PostgreSQL protocol and answers, synchronously.
 *
 * It knows no connections: whoever calls decides whose messages these are. Nothing it answers is returned before the
 * commits in it are on the disk.
 */
export class Engine {
  #input: readonly Uint8Array[] = [];
  #inputIndex = 0;
  #inputOffset = 0;
  #inputLeft = 0;
  #output: Buffer[] = [];
  #outputBytes = 0;
  #trapped: EngineTrappedError | undefined;

  /** @param shutDown closes the data folder in an orderly way */
  constructor(
    private readonly module: WasmModule,
    private readonly durability: Durability,
    private readonly shutDown: () => Promise<void>,
  ) {
    const read = module.addFunction((pointer, limit) => this.#give(pointer, limit), 'iii');
    const write = module.addFunction((pointer, length) => this.#take(pointer, length), 'iii');
    module._set_read_write_cbs(read, write);
    for (let file = 0; file < MORE_OPEN_FILES; file += 1) module._ReleaseExternalFD();
  }

  /** Bytes of write-ahead log written since this process started. */
  get walBytes(): number {
    return this.durability.walBytes;
  }

  /**
   * Executes whole messages, in order.
   *
   * @param input pieces of messages that together are whole; of types and lengths the backend knows, because it ends the
   *   process on others
   * @throws {EngineTrappedError} the process must end
   */
  run(input: readonly Uint8Array[]): EngineAnswer {
    // What its memory holds after a trap is anybody's guess: it must not write another byte.
    if (this.#trapped) throw this.#trapped;
    this.#input = input;
    this.#inputIndex = 0;
    this.#inputOffset = 0;
    this.#inputLeft = input.reduce((bytes, piece) => bytes + piece.length, 0);
    this.#output = [];
    this.#outputBytes = 0;
    try {
      // It stops early when a message ends exactly where its receive buffer ends: go on until all is consumed.
      do this.module._interactive_one(this.#inputLeft, this.#peek());
      while (this.#inputLeft > 0);
      this.durability.settle();
    } catch (cause) {
      this.#trapped = new EngineTrappedError(lastErrorIn(Buffer.concat(this.#output)), { cause });
      throw this.#trapped;
    }
    const output = this.#output;
    this.#input = [];
    this.#output = [];
    const tooLarge = this.#outputBytes > ANSWER_LIMIT_BYTES;
    if (tooLarge) return { bytes: Buffer.alloc(0), tooLarge };
    return { bytes: output.length === 1 && output[0] ? output[0] : Buffer.concat(output), tooLarge };
  }

  /** Writes a last checkpoint and closes the folder. */
  async close(): Promise<void> {
    await this.shutDown();
    this.durability.settle();
  }

  #peek(): number {
    return this.#input[this.#inputIndex]?.[this.#inputOffset] ?? 0;
  }

  #give(pointer: number, limit: number): number {
    // Only a COPY FROM STDIN asks for more than was sent; without an answer it would trap, with this one it fails in
    // the ordinary way. Asked here, no spelling of the statement gets past.
    if (this.#inputLeft === 0) {
      this.#input = [copyFail];
      this.#inputIndex = 0;
      this.#inputOffset = 0;
      this.#inputLeft = copyFail.length;
    }
    let given = 0;
    while (given < limit && this.#inputLeft > 0) {
      const piece = this.#input[this.#inputIndex] as Uint8Array;
      const part = piece.subarray(this.#inputOffset, this.#inputOffset + limit - given);
      this.module.HEAPU8.set(part, pointer + given);
      given += part.length;
      this.#inputLeft -= part.length;
      this.#inputOffset += part.length;
      if (this.#inputOffset === piece.length) {
        this.#inputIndex += 1;
        this.#inputOffset = 0;
      }
    }
    return given;
  }

  #take(pointer: number, length: number): number {
    this.#outputBytes += length;
    if (this.#outputBytes <= ANSWER_LIMIT_BYTES) {
      this.#output.push(Buffer.from(this.module.HEAPU8.subarray(pointer, pointer + length)));
    } else {
      this.#output = [];
    }
    return length;
  }
}
