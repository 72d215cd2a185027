import { MalformedFrameError } from '../errors.js';
import { int32, message } from '../wire/backend-messages.js';
import { FieldReader, nameOf, Type } from '../wire/frontend-messages.js';
import { OwnNames } from './names.js';
import {
  functionCallRefusal,
  type ListenAction,
  type SharedStateEffects,
  STATEMENTS_LIMIT,
  sharedStateEffects,
  tooManyStatementsRefusal,
} from './rules.js';

/** At this size a batch runs without waiting for its Sync, so that a client that never sends one holds no more. */
const BATCH_LIMIT_BYTES = 64 * 1024 * 1024;
const BATCH_LIMIT_MESSAGES = 10_000;

/** A longer unnamed statement is not kept to be sent again: between its Parse and its Bind no other client may come. */
const KEPT_PARSE_LIMIT_BYTES = 1024 * 1024;

/** Messages of one client that go to the backend in one call. */
export interface Batch {
  /** Whole messages, cut anywhere, with names that are the connection's own. */
  readonly pieces: readonly Buffer[];
  /** Whether the client now waits for a ReadyForQuery (after Sync or Query) or goes on within its transaction. */
  readonly endsTransaction: boolean;
  /** It uses the unnamed statement that an earlier batch parsed; here is that Parse, to be sent again if it is gone. */
  readonly earlierParse: Buffer | undefined;
  /** It leaves an unnamed statement behind, or destroys it as a simple Query does. */
  readonly touchesUnnamed: 'parsed' | 'destroyed' | 'left';
  /** LISTEN and UNLISTEN in the order in which they complete, if they do. */
  readonly listening: readonly ListenAction[];
  readonly mayChangeSettings: boolean;
}

type Draft = { -readonly [Key in keyof Batch]: Batch[Key] } & {
  pieces: Buffer[];
  bytes: number;
  listening: ListenAction[];
};

/** Gathers a client's messages up to the next Sync, Query or Flush and makes their names the connection's own. */
export class BatchBuilder {
  readonly #names: OwnNames;
  /** Names of statements in the backend, made by Parse or PREPARE, as the backend knows them. */
  readonly #statements = new Set<string>();
  /** What statements and portals do to shared state, for the few that do anything. */
  readonly #statementEffects = new Map<string, SharedStateEffects>();
  readonly #portalEffects = new Map<string, SharedStateEffects>();
  #unnamedParse: Buffer | undefined;
  #draft: Draft = emptyDraft();

  constructor(connection: number) {
    this.#names = new OwnNames(connection);
  }

  /** Messages that remove every statement this connection left in the backend; they fail for none. */
  closingMessages(): Buffer {
    const close = [...this.#statements].map((name) =>
      message('C', Buffer.from('S'), Buffer.from(`${name}\0`, 'latin1')),
    );
    return Buffer.concat(close);
  }

  /**
   * Adds one message.
   *
   * @returns the batch when this message completes one
   * @throws {MalformedFrameError} it cannot be read, or has no place here
   */
  add(frame: Buffer): Batch | undefined {
    const type = frame[0] as number;
    switch (type) {
      case Type.query:
        this.#addQuery(frame);
        return this.#finish(true);
      case Type.functionCall:
        this.#append(message('Q', functionCallRefusal));
        return this.#finish(true);
      case Type.sync:
        this.#append(frame);
        return this.#finish(true);
      case Type.flush:
        this.#append(frame);
        return this.#finish(false);
      case Type.parse:
        this.#addParse(frame);
        break;
      case Type.bind:
        this.#addBind(frame);
        break;
      case Type.execute:
        this.#addExecute(frame);
        break;
      case Type.describe:
      case Type.close:
        this.#addByKind(frame, type);
        break;
      case Type.copyData:
      case Type.copyDone:
      case Type.copyFail:
        // What is left of a COPY that was refused; PostgreSQL ignores it too (§53.2.7).
        return undefined;
      default:
        throw new MalformedFrameError(nameOf(type), 'it has no place here');
    }
    const { bytes, pieces } = this.#draft;
    return bytes >= BATCH_LIMIT_BYTES || pieces.length >= BATCH_LIMIT_MESSAGES ? this.#finish(false) : undefined;
  }

  #addQuery(frame: Buffer): void {
    const { replacement, listening, prepared, mayChangeSettings } = sharedStateEffects(new FieldReader(frame).text());
    this.#append(replacement === undefined ? frame : message('Q', replacement));
    this.#draft.listening.push(...listening);
    this.#draft.mayChangeSettings ||= mayChangeSettings;
    this.#rememberPrepared(prepared);
    this.#draft.touchesUnnamed = 'destroyed';
    this.#unnamedParse = undefined;
  }

  #addParse(frame: Buffer): void {
    const fields = new FieldReader(frame);
    const name = fields.name();
    const restOffset = fields.offset;
    const effects = sharedStateEffects(fields.text());
    const own = this.#names.own(name);
    const replacement = this.#refusesStatement(own) ?? effects.replacement;
    if (replacement === undefined) {
      this.#renamed(frame, restOffset, own);
    } else {
      const parameterTypes = frame.subarray(fields.offset);
      this.#append(message('P', Buffer.from(`${own}\0`, 'latin1'), replacement, parameterTypes));
    }
    if (name === '') {
      const sent = replacement === undefined ? frame : (this.#draft.pieces.at(-1) as Buffer);
      // Copied: what arrived is a slice of a larger buffer that would be kept with it.
      this.#unnamedParse = sent.length <= KEPT_PARSE_LIMIT_BYTES ? Buffer.from(sent) : undefined;
      this.#draft.touchesUnnamed = 'parsed';
    } else if (!this.#refusesStatement(own)) this.#statements.add(own);
    remember(this.#statementEffects, name, effects);
    this.#rememberPrepared(effects.prepared);
  }

  #addBind(frame: Buffer): void {
    const fields = new FieldReader(frame);
    const portal = fields.name();
    const statement = fields.name();
    if (statement === '') this.#useUnnamed();
    remember(this.#portalEffects, portal, this.#statementEffects.get(statement));
    this.#renamed(frame, fields.offset, this.#names.own(portal), this.#names.own(statement));
  }

  #addExecute(frame: Buffer): void {
    const fields = new FieldReader(frame);
    const portal = fields.name();
    const effects = this.#portalEffects.get(portal);
    this.#draft.listening.push(...(effects?.listening ?? []));
    this.#draft.mayChangeSettings ||= effects?.mayChangeSettings ?? false;
    this.#renamed(frame, fields.offset, this.#names.own(portal));
  }

  #addByKind(frame: Buffer, type: number): void {
    const fields = new FieldReader(frame);
    const kind = fields.byte();
    const name = fields.name();
    const own = this.#names.own(name);
    const isStatement = kind === 0x53;
    if (isStatement && type === Type.describe && name === '') this.#useUnnamed();
    if (isStatement && type === Type.close) {
      this.#statements.delete(own);
      this.#statementEffects.delete(name);
      if (name === '') {
        this.#unnamedParse = undefined;
        this.#draft.touchesUnnamed = 'destroyed';
      }
    }
    this.#append(message(nameOf(type), Buffer.from([kind]), Buffer.from(`${own}\0`, 'latin1')));
  }

  #rememberPrepared(names: readonly string[]): void {
    for (const name of names) {
      if (this.#statements.size < STATEMENTS_LIMIT) this.#statements.add(Buffer.from(name).toString('latin1'));
    }
  }

  #refusesStatement(own: string): string | undefined {
    const isNew = own !== '' && !this.#statements.has(own);
    return isNew && this.#statements.size >= STATEMENTS_LIMIT ? tooManyStatementsRefusal : undefined;
  }

  #useUnnamed(): void {
    if (this.#draft.touchesUnnamed === 'left') this.#draft.earlierParse = this.#unnamedParse;
  }

  /** The frame with other names at its beginning; the rest, which may be large, is not copied. */
  #renamed(frame: Buffer, restOffset: number, ...names: readonly string[]): void {
    const rest = frame.subarray(restOffset);
    const head = Buffer.from(`${names.join('\0')}\0`, 'latin1');
    this.#append(Buffer.concat([frame.subarray(0, 1), int32(4 + head.length + rest.length), head]));
    if (rest.length > 0) this.#append(rest);
  }

  #append(piece: Buffer): void {
    this.#draft.pieces.push(piece);
    this.#draft.bytes += piece.length;
  }

  #finish(endsTransaction: boolean): Batch {
    const batch = { ...this.#draft, endsTransaction };
    this.#draft = emptyDraft();
    return batch;
  }
}

const emptyDraft = (): Draft => ({
  pieces: [],
  bytes: 0,
  endsTransaction: false,
  earlierParse: undefined,
  touchesUnnamed: 'left',
  listening: [],
  mayChangeSettings: false,
});

function remember(map: Map<string, SharedStateEffects>, name: string, effects: SharedStateEffects | undefined): void {
  if (effects && (effects.listening.length > 0 || effects.mayChangeSettings)) map.set(name, effects);
  else map.delete(name);
}
