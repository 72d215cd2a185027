import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { LONGEST_UNIT_OF_WORK_MS, UnitOfWork } from '#libs/kernel';
import { type Prisma, PrismaClient } from './generated/client.js';

/** How long a transaction waits for a connection, and how long it may last, before it is rolled back. */
const transactionLimits = { maxWait: 10_000, timeout: 15_000 };

/**
 * The registry's tables, inside the current unit of work or outside any.
 *
 * Stores ask for `client` anew in each call and never keep it: that is how one transaction reaches the stores of
 * several libraries.
 */
export class RegistryDatabase extends UnitOfWork {
  readonly #prisma: PrismaClient;
  readonly #transaction = new AsyncLocalStorage<Prisma.TransactionClient>();

  /** @param pool stays the caller's: closing this does not end it. */
  constructor(pool: Pool) {
    super();
    this.#prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
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
    return this.#prisma.$transaction((transaction) => this.#transaction.run(transaction, work), {
      ...transactionLimits,
      timeout,
    });
  }

  /** Lets go of the engine; the pool stays open. */
  close(): Promise<void> {
    return this.#prisma.$disconnect();
  }
}
