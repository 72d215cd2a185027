// The messages of clients (PostgreSQL 17, §53.7): what we let through to the backend, and the parts we read of them.
import { MalformedFrameError } from '../errors.js';

/** Type bytes of the messages that mean something after authentication. */
export const Type = {
  bind: 0x42,
  close: 0x43,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  functionCall: 0x46,
  parse: 0x50,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  password: 0x70,
} as const;

/** Most bytes of one message, 64 MiB: a batch of some hundred thousand readings fits. PostgreSQL itself allows 1 GiB. */
export const MESSAGE_LIMIT_BYTES = 64 * 1024 * 1024;

/** PQ_SMALL_MESSAGE_LIMIT of PostgreSQL: a longer one of these kinds makes the backend end the process. */
const SMALL_MESSAGE_LIMIT_BYTES = 10_000;

const largeTypes: ReadonlySet<number> = new Set([Type.bind, Type.functionCall, Type.parse, Type.query, Type.copyData]);
const knownTypes: ReadonlySet<number> = new Set(Object.values(Type));

/**
 * How long a message of a type may be, type byte included.
 *
 * @throws {MalformedFrameError} no client sends this type
 */
export function lengthLimit(type: number): number {
  if (!knownTypes.has(type)) throw new MalformedFrameError(nameOf(type), 'there is no such type');
  return largeTypes.has(type) ? MESSAGE_LIMIT_BYTES : SMALL_MESSAGE_LIMIT_BYTES;
}

/** The type as a reader knows it: its letter, or its number where it has none. */
export function nameOf(type: number): string {
  return type > 0x20 && type < 0x7f ? String.fromCharCode(type) : `0x${type.toString(16).padStart(2, '0')}`;
}

/** Reads a message from its first byte after the length on. */
export class FieldReader {
  #offset: number;

  constructor(
    private readonly frame: Buffer,
    offset = 5,
  ) {
    this.#offset = offset;
  }

  /** Where the next field begins. */
  get offset(): number {
    return this.#offset;
  }

  /** One byte, 0 at the end of the message. */
  byte(): number {
    return this.frame[this.#offset++] ?? 0;
  }

  /**
   * A zero-terminated string as it is, byte for character: names are compared and passed on, never shown.
   *
   * @throws {MalformedFrameError} the zero is missing
   */
  name(): string {
    return this.#zeroTerminated('latin1');
  }

  /**
   * A zero-terminated string in UTF-8.
   *
   * @throws {MalformedFrameError} the zero is missing
   */
  text(): string {
    return this.#zeroTerminated('utf8');
  }

  #zeroTerminated(encoding: 'latin1' | 'utf8'): string {
    const end = this.frame.indexOf(0, this.#offset);
    if (end < 0) throw new MalformedFrameError(nameOf(this.frame[0] ?? 0), 'a string in it has no end');
    const value = this.frame.toString(encoding, this.#offset, end);
    this.#offset = end + 1;
    return value;
  }
}
