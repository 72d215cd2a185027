import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { BackendBusyError } from '../errors.js';
import {
  authenticationOk,
  backendKeyData,
  errorResponse,
  parameterStatus,
  readyForQuery,
  type WireError,
} from '../wire/backend-messages.js';
import { Type } from '../wire/frontend-messages.js';
import { type Backend, type Client, TOO_LARGE } from './backend.js';
import { type Batch, BatchBuilder } from './batch.js';
import type { FrameSource } from './frame-source.js';
import type { Greeting } from './handshake.js';
import { ListenTracker } from './listen-tracker.js';
import { reportedParameters } from './reported-parameters.js';
import { assignments, type Settings } from './settings.js';

/** A listener that does not read is cut off at this many unsent bytes. */
const UNSENT_LIMIT_BYTES = 8 * 1024 * 1024;
/** How long a client may take to read the words that end its connection, milliseconds. */
const FAREWELL_MS = 1_000;
const MAX_INT32 = 2 ** 31 - 1;

export interface SessionLimits {
  /** How long a client may keep a transaction open without sending anything, milliseconds. */
  readonly idleInTransactionMs: number;
}

/** One authenticated connection, from its first ReadyForQuery to its end. */
export class Session implements Client {
  settings: Settings = new Map();
  readonly #builder: BatchBuilder;
  readonly #listening = new ListenTracker();
  #hasBackend = false;
  #settingsChanged = false;
  /** After an error within messages that no Sync has ended yet: everything up to it is skipped (§53.2.3). */
  #skipsToSync = false;
  #closed = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly processId: number,
    private readonly socket: Socket,
    private readonly source: FrameSource,
    private readonly backend: Backend,
    private readonly limits: SessionLimits,
    private readonly log: Logger,
  ) {
    this.#builder = new BatchBuilder(processId);
  }

  /**
   * Serves the client until one of the two ends the connection; a transaction that is open then is rolled back.
   *
   * @throws {MalformedFrameError} the client does not speak the protocol
   */
  async serve(greeting: Greeting): Promise<void> {
    try {
      if (!(await this.#welcome(greeting))) return;
      for (let batch = await this.#nextBatch(); batch && !this.#closed; batch = await this.#nextBatch()) {
        clearTimeout(this.#idleTimer);
        await this.#run(batch);
        // The backend blocks the only thread: let the other clients' bytes in before the next statement of this one.
        if (this.source.holdsBytes) await nextTurn();
      }
    } finally {
      this.#leave();
    }
  }

  notify(frame: Buffer): void {
    this.socket.write(frame);
    if (this.socket.writableLength > UNSENT_LIMIT_BYTES) {
      this.end({ severity: 'FATAL', sqlState: '53400', message: 'The client listens but does not read.' });
    }
  }

  /** Rolls back, gives the backend free and ends the connection with these words. */
  end(error: WireError): void {
    if (this.#closed) return;
    this.log.warn({ connection: this.processId, sqlState: error.sqlState }, error.message);
    this.#leave();
    this.socket.end(errorResponse(error));
    setTimeout(() => this.socket.destroy(), FAREWELL_MS).unref();
  }

  async #welcome({ applicationName, settings }: Greeting): Promise<boolean> {
    await this.backend.acquire(this);
    let parameters: ReadonlyMap<string, string>;
    try {
      if (settings.size > 0) {
        this.backend.query(assignments(settings));
        this.backend.settleSettings(this, true);
      }
      parameters = reportedParameters((sql) => this.backend.query(sql));
    } catch (cause) {
      const message = `A setting of the connection cannot be made: ${(cause as Error).message}`;
      this.socket.end(errorResponse({ severity: 'FATAL', sqlState: '22023', message }));
      return false;
    } finally {
      this.backend.release();
    }
    const report = new Map([...parameters, ['application_name', applicationName]]);
    this.socket.write(
      Buffer.concat([
        authenticationOk,
        ...[...report].map(([name, value]) => parameterStatus(name, value)),
        backendKeyData(this.processId, randomInt(MAX_INT32)),
        readyForQuery('I'),
      ]),
    );
    return true;
  }

  async #nextBatch(): Promise<Batch | undefined> {
    for (;;) {
      const frame = await this.source.next();
      if (!frame || frame[0] === Type.terminate) return undefined;
      if (this.#skipsToSync) {
        if (frame[0] !== Type.sync) continue;
        this.#skipsToSync = false;
        this.socket.write(readyForQuery('I'));
        continue;
      }
      const batch = this.#builder.add(frame);
      if (batch) return batch;
    }
  }

  async #run(batch: Batch): Promise<void> {
    if (!this.#hasBackend && !(await this.#acquire(batch))) return;
    const answer = this.backend.execute(this, batch);
    if (answer === TOO_LARGE) {
      this.end({ severity: 'FATAL', sqlState: '54000', message: 'The answer is larger than 128 MiB; ask for less.' });
      return;
    }
    this.#settingsChanged ||= batch.mayChangeSettings || answer.tags.some((tag) => tag === 'SET' || tag === 'RESET');
    const transactionOver = answer.status === 'I';
    if (this.#settingsChanged && answer.status !== undefined && answer.status !== 'E') {
      this.backend.settleSettings(this, transactionOver);
      this.#settingsChanged = !transactionOver;
    }
    this.backend.commitListening(this, this.#listening.follow(batch, answer));
    if (transactionOver) {
      this.#hasBackend = false;
      this.backend.release();
    } else {
      this.#idleTimer = setTimeout(() => this.#endIdleTransaction(), this.limits.idleInTransactionMs);
    }
    if (!this.socket.write(answer.forClient)) await this.#drained();
  }

  async #acquire(batch: Batch): Promise<boolean> {
    try {
      await this.backend.acquire(this);
    } catch (cause) {
      if (!(cause instanceof BackendBusyError)) throw cause;
      this.log.warn({ connection: this.processId, code: cause.code }, cause.message);
      const refused = errorResponse({ severity: 'ERROR', sqlState: '55P03', message: cause.message });
      this.#skipsToSync = !batch.endsTransaction;
      this.socket.write(batch.endsTransaction ? Buffer.concat([refused, readyForQuery('I')]) : refused);
      return false;
    }
    if (this.#closed) {
      this.backend.release();
      return false;
    }
    this.#hasBackend = true;
    return true;
  }

  #endIdleTransaction(): void {
    this.end({
      severity: 'FATAL',
      sqlState: '25P03',
      message:
        `The transaction was idle for ${this.limits.idleInTransactionMs} ms and was rolled back: on the embedded ` +
        'database it keeps every other connection waiting.',
    });
  }

  /** Waits until the client has read what was sent, or is gone. */
  #drained(): Promise<void> {
    if (this.socket.destroyed || !this.socket.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.socket.off('drain', done).off('close', done);
        resolve();
      };
      this.socket.on('drain', done).on('close', done);
    });
  }

  #leave(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    const hadBackend = this.#hasBackend;
    this.#hasBackend = false;
    if (hadBackend) this.backend.rollback(this);
    this.backend.leave(this, this.#builder.closingMessages());
    if (hadBackend) this.backend.release();
  }
}
