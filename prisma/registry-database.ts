import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type Pool, type PoolClient } from 'pg';
import { LONGEST_UNIT_OF_WORK_MS, UnitOfWork } from '#libs/kernel';
import { type Prisma, PrismaClient } from './generated/client.js';
import { isOutdated, PreparedStatements, type PreparedTexts } from './prepared-statements.js';

/** How long a transaction waits for a connection, and how long it may last, before it is rolled back. */
const transactionLimits = { maxWait: 10_000, timeout: 15_000 };

/** A connection with its number on the server, which the types of pg leave out. */
type IdentifiedConnection = PoolClient & { readonly processID?: number | null };

/**
 * The registry's tables, inside the current unit of work or outside any.
 *
 * Stores ask for `client` anew in each call and never keep it: that is how one transaction reaches the stores of
 * several libraries.
 */
export class RegistryDatabase extends UnitOfWork {
  #made: PrismaClient | undefined;
  readonly #pool: Pool;
  readonly #prepared: PreparedStatements;
  readonly #transaction = new AsyncLocalStorage<Prisma.TransactionClient>();

  /** @param pool stays the caller's: closing this does not end it. */
  constructor(pool: Pool, prepared: PreparedTexts = 'marked') {
    super();
    this.#pool = pool;
    this.#prepared = new PreparedStatements(prepared);
  }

  /** Made when it is first needed: it takes ten megabytes, and the broker reads its tables by the pool alone. */
  get #prisma(): PrismaClient {
    if (this.#made === undefined) {
      const adapter = new PrismaPg(this.#pool, {
        disposeExternalPool: false,
        statementNameGenerator: ({ sql }) => this.#prepared.nameOf(sql),
      });
      this.#made = new PrismaClient({ adapter });
    }
    return this.#made;
  }

  /** The transaction of the running unit of work, else a connection of the pool. */
  get client(): Prisma.TransactionClient {
    return this.#transaction.getStore() ?? this.#prisma;
  }

  /** Whether what is written now may still be rolled back, so that nobody may remember it as written. */
  override get isInUnitOfWork(): boolean {
    return this.#transaction.getStore() !== undefined;
  }

  override run<Result>(work: () => Promise<Result>, limits?: { readonly timeoutMs: number }): Promise<Result> {
    if (this.#transaction.getStore()) return work();
    const timeout = Math.min(limits?.timeoutMs ?? transactionLimits.timeout, LONGEST_UNIT_OF_WORK_MS);
    const done = this.#prisma.$transaction((transaction) => this.#transaction.run(transaction, work), {
      ...transactionLimits,
      timeout,
    });
    return done.catch((cause: unknown) => {
      if (isOutdated(cause)) this.#prepared.renew();
      throw cause;
    });
  }

  /**
   * Runs one statement, in the running unit of work if there is one; outside of any without Prisma, whose own work on a look-up
   * takes longer than the look-up.
   *
   * Columns may be text, uuid, boolean, integer, timestamptz, bytea and arrays of text: of these both make the same. What is
   * wider, such as bigint, is to be cast.
   */
  async rows<Row extends object>(statement: Prisma.Sql): Promise<Row[]> {
    const transaction = this.#transaction.getStore();
    if (transaction) return transaction.$queryRaw<Row[]>(statement);
    const { text, values } = statement;
    const ask = () => this.#pool.query<Row>({ name: this.#prepared.nameOf(text), text, values });
    try {
      return (await ask()).rows;
    } catch (cause) {
      if (!isOutdated(cause)) throw cause;
      this.#prepared.renew();
      return (await ask()).rows;
    }
  }

  /**
   * Runs one statement that only reads, outside any unit of work, and has the server cancel it when the signal says that
   * nobody waits for the answer any more. The embedded database finishes what it has begun.
   *
   * @throws the signal's reason once it is aborted
   */
  async queryUntil<Row extends object>(signal: AbortSignal, { text, values }: Prisma.Sql): Promise<Row[]> {
    signal.throwIfAborted();
    const connection: IdentifiedConnection = await this.#pool.connect();
    let cancellation: Promise<unknown> | undefined;
    const cancel = () => {
      cancellation = this.#cancel(connection.processID);
    };
    let failure: Error | undefined;
    let rows: Row[];
    if (signal.aborted) {
      connection.release(); // nothing was asked of it
      throw signal.reason;
    }
    try {
      signal.addEventListener('abort', cancel, { once: true });
      ({ rows } = await connection.query<Row>(text, values));
    } catch (cause) {
      failure = cause instanceof Error ? cause : new Error(String(cause));
      signal.throwIfAborted();
      throw cause;
    } finally {
      signal.removeEventListener('abort', cancel);
      // Only then may it serve somebody else: nothing of theirs is canceled in its place.
      await cancellation;
      connection.release(failure !== undefined && !('severity' in failure));
    }
    signal.throwIfAborted();
    return rows;
  }

  /** Over a connection of its own: all of the pool's may be held by statements that nobody waits for any more. */
  async #cancel(processId: number | null | undefined): Promise<void> {
    const client = new Client(this.#pool.options);
    client.on('error', () => undefined); // told by what waits for it
    try {
      await client.connect();
      await client.query('SELECT pg_cancel_backend($1)', [processId]);
    } catch {
      // Then the statement runs to its end, or to its timeout.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Lets go of the engine; the pool stays open. */
  async close(): Promise<void> {
    await this.#made?.$disconnect();
  }
}
