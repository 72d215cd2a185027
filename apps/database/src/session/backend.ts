import type { Engine } from '../engine/engine.js';
import { type Answer, sortAnswer } from '../wire/answer.js';
import { message } from '../wire/backend-messages.js';
import { rowsOf } from '../wire/rows.js';
import { BackendLock } from './backend-lock.js';
import type { Batch } from './batch.js';
import { type Listener, Listeners } from './listeners.js';
import { disguises, type ListenAction } from './rules.js';
import { type Settings, SharedSettings } from './settings.js';

/** Whom the backend works for. */
export interface Client extends Listener {
  /** Stands for the process id that other clients see in notifications. */
  readonly processId: number;
  settings: Settings;
}

const sync = message('S');
const rollback = [sync, message('Q', 'ROLLBACK')];

/** The answer was too large to be held; the connection cannot go on. */
export const TOO_LARGE = Symbol('the answer is too large');

/**
 * The one backend, shared: keeps apart what PostgreSQL keeps in a backend of each connection.
 *
 * Apart are transactions (a client keeps the backend while one is open), names of statements, the unnamed statement,
 * settings, and who listens. Shared stay temporary tables, session-level advisory locks, cursors WITH HOLD, and sequence
 * state (currval).
 */
export class Backend {
  readonly #lock = new BackendLock();
  readonly #listeners = new Listeners();
  readonly #settings = new SharedSettings((sql) => this.query(sql));
  #unnamedOwner: Client | undefined;
  /** What connections that are gone left behind, removed before the next statement. */
  #leftovers: Buffer[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly waitMs: number,
  ) {
    this.#settings.initialize();
  }

  /** Bytes of write-ahead log written since this process started. */
  get walBytes(): number {
    return this.engine.walBytes;
  }

  /** Clients that wait for the backend. */
  get waiting(): number {
    return this.#lock.waiting;
  }

  /**
   * Returns when the client has the backend, with the client's settings in place, until it calls `release`.
   *
   * @throws {BackendBusyError} others had it for too long
   */
  async acquire(client: Client): Promise<void> {
    await this.#lock.acquire(this.waitMs);
    try {
      this.#removeLeftovers();
      this.#settings.apply(client.settings);
    } catch (cause) {
      this.#lock.release();
      throw cause;
    }
  }

  release(): void {
    this.#lock.release();
  }

  /** Executes a batch for the client that has the backend; notifications go out to whoever listens. */
  execute(client: Client, batch: Batch): Answer | typeof TOO_LARGE {
    const resent = this.#unnamedOwner === client ? undefined : batch.earlierParse;
    const { bytes, tooLarge } = this.engine.run(resent ? [resent, ...batch.pieces] : batch.pieces);
    if (resent || batch.touchesUnnamed === 'parsed') this.#unnamedOwner = client;
    else if (batch.touchesUnnamed === 'destroyed') this.#unnamedOwner = undefined;
    if (tooLarge) return TOO_LARGE;
    let answer = sortAnswer(bytes, disguises, resent !== undefined);
    if (batch.endsTransaction && answer.status === undefined) {
      // A refused COPY has swallowed the Sync that stood behind it.
      const rest = sortAnswer(this.engine.run([sync]).bytes, disguises);
      answer = {
        ...rest,
        forClient: Buffer.concat([answer.forClient, rest.forClient]),
        tags: [...answer.tags, ...rest.tags],
        notifications: [...answer.notifications, ...rest.notifications],
        failed: answer.failed || rest.failed,
      };
    }
    return this.#deliver(client, answer);
  }

  /** Follows LISTEN and UNLISTEN that the client, which has the backend, has committed. */
  commitListening(client: Client, actions: readonly ListenAction[]): void {
    if (actions.length === 0) return;
    for (const channel of this.#listeners.commit(client, actions)) this.query(`LISTEN ${quoted(channel)}`);
  }

  /** After the client, which has the backend, may have changed settings; inside a transaction only repairs what RESET broke. */
  settleSettings(client: Client, transactionOver: boolean): void {
    this.#settings.repair();
    if (transactionOver) client.settings = this.#settings.capture();
  }

  /** Ends the client's transaction, whatever state it is in; it has the backend. */
  rollback(client: Client): void {
    const { bytes } = this.engine.run(rollback);
    this.#deliver(client, sortAnswer(bytes, disguises));
  }

  /** Forgets a client that has not, or no longer, the backend. */
  leave(client: Client, closingMessages: Buffer): void {
    if (this.#unnamedOwner === client) this.#unnamedOwner = undefined;
    const unwanted = this.#listeners.leave(client).map((channel) => message('Q', `UNLISTEN ${quoted(channel)}`));
    if (closingMessages.length > 0) this.#leftovers.push(closingMessages, sync);
    this.#leftovers.push(...unwanted);
  }

  /**
   * Runs a text of our own for whoever has the backend.
   *
   * @returns rows as text
   * @throws {Error} with the backend's message
   */
  query(sql: string): (string | null)[][] {
    this.#unnamedOwner = undefined;
    return rowsOf(this.engine.run([message('Q', sql)]).bytes, sql);
  }

  #removeLeftovers(): void {
    if (this.#leftovers.length === 0) return;
    const leftovers = this.#leftovers;
    this.#leftovers = [];
    this.#unnamedOwner = undefined;
    this.engine.run(leftovers);
  }

  #deliver(client: Client, answer: Answer): Answer {
    if (answer.notifications.length === 0) return answer;
    for (const { frame } of answer.notifications) frame.writeInt32BE(client.processId, 5);
    const own = this.#listeners.deliver(answer.notifications, client);
    if (own.length === 0) return answer;
    // A client's own notifications come before its ReadyForQuery, which is the last message if there is one.
    const readyAt = answer.forClient.length - (answer.status === undefined ? 0 : READY_BYTES);
    const forClient = Buffer.concat([
      answer.forClient.subarray(0, readyAt),
      ...own,
      answer.forClient.subarray(readyAt),
    ]);
    return { ...answer, forClient };
  }
}

/** Length of a ReadyForQuery message. */
const READY_BYTES = 6;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
