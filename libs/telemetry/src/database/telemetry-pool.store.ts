import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Scheduler } from '#libs/kernel';
import { TelemetryUnavailableError } from '../telemetry.errors.js';
import { failureOf, NotCommittedError } from './failure.store.js';

/** No work on one connection takes longer unless it is allowed to, milliseconds. */
const LONGEST_WORK_MS = 60_000;

/** Lends connections of a pool for one piece of work each, and gives failures their names. */
export class TelemetryPool {
  private readonly prepared = new WeakSet<PoolClient>();

  /** @param longestWorkMs after which a connection is cut and its work counts as unanswered, milliseconds */
  constructor(
    private readonly pool: Pool,
    private readonly scheduler: Scheduler,
    private readonly longestWorkMs = LONGEST_WORK_MS,
  ) {}

  /**
   * Runs the work in a transaction: all of it is committed when this resolves, or nothing is.
   *
   * After a {@link TelemetryUnavailableError} the transaction may or may not have been committed: only the answer is
   * missing. So all work in here must bear to be done again.
   *
   * @throws {TelemetryUnavailableError} no answer, or not now
   * @throws {UnstorableMessageError} the database refuses what was sent
   */
  transaction<Result>(operation: string, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return this.run(operation, async (client) => {
      await client.query('BEGIN');
      let result: Result;
      try {
        result = await work(client);
      } catch (cause) {
        if (cause instanceof DatabaseError) await client.query('ROLLBACK'); // it answered: the connection is good
        throw cause;
      }
      const { command } = await client.query('COMMIT');
      // COMMIT of a transaction that failed answers ROLLBACK, without an error.
      if (command !== 'COMMIT') throw new NotCommittedError(`"${operation}" ended with ${command}.`);
      return result;
    });
  }

  /** Runs statements that stand for themselves. @throws as {@link transaction} */
  async run<Result>(operation: string, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (cause) {
      throw new TelemetryUnavailableError(operation, { cause }); // whatever it is, nothing was sent
    }
    let isOut = true;
    const giveBack = (isBroken: boolean) => {
      if (isOut) client.release(isBroken);
      isOut = false;
    };
    // A connection that breaks tells the statement under way and, by an event, nobody else. Without a listener the
    // event would end the process.
    const ignore = () => {};
    client.on('error', ignore);
    // Destroying the connection answers the statement it waits for.
    const cancelDeadline = this.scheduler.after(this.longestWorkMs, () => giveBack(true));
    try {
      await this.prepare(client);
      const result = await work(client);
      giveBack(false);
      return result;
    } catch (cause) {
      giveBack(!(cause instanceof DatabaseError) || isFatal(cause));
      throw failureOf(cause, operation);
    } finally {
      cancelDeadline();
      client.off('error', ignore);
    }
  }

  /** Late readings may touch any number of compressed rows; the default limit is 100 000 a transaction. */
  private async prepare(client: PoolClient): Promise<void> {
    if (this.prepared.has(client)) return;
    await client.query('SET timescaledb.max_tuples_decompressed_per_dml_transaction = 0');
    this.prepared.add(client);
  }
}

/** After FATAL and PANIC the server closes the connection. */
function isFatal({ severity }: DatabaseError): boolean {
  return severity !== 'ERROR';
}
