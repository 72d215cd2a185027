import { DomainError } from '#libs/kernel';
import { Prisma } from '#prisma';

/** The registry's database cannot be reached, ended the connection, or has no connection free. */
export class DatabaseUnavailableError extends DomainError {
  readonly code = 'platform.database-unavailable';
  readonly kind = 'unavailable';

  constructor(options: ErrorOptions) {
    super(
      'The database does not answer at the moment, and nothing was changed. Try again in a few seconds.',
      {},
      options,
    );
  }
}

/**
 * No answer from the server: class 08, 53300 too many connections, 57P01–57P03 shutting down or starting up; 55P03 and
 * 25P03, the embedded database's one backend was busy for too long.
 */
const SQL_STATES = /^(08...|25P03|53300|55P03|57P0[123])$/;
/** The same from the socket. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** The same from Prisma: unreachable, timed out, closed, no connection or transaction in time. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** What pg says, without a code, when the pool has no connection in time or lost it. */
const POOL_MESSAGES = /^(timeout exceeded when trying to connect|Connection terminated.*)$/;

/** Whether the failure means that the database is away; a broken statement is a bug and is not meant. */
export function isDatabaseUnavailable(failure: unknown): boolean {
  if (failure instanceof Prisma.PrismaClientKnownRequestError)
    return PRISMA_CODES.has(failure.code) || isDatabaseUnavailable(adapterCause(failure.meta));
  if (typeof failure !== 'object' || failure === null) return false;
  if ('kind' in failure && failure.kind === 'DatabaseNotReachable') return true;
  if ('code' in failure && typeof failure.code === 'string')
    return SQL_STATES.test(failure.code) || SYSTEM_CODES.has(failure.code);
  return failure instanceof Error && POOL_MESSAGES.test(failure.message);
}

/** The driver's own error, which Prisma wraps twice. */
export function adapterCause(meta: Record<string, unknown> | undefined): unknown {
  const error = meta?.driverAdapterError;
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}
