import { DatabaseError } from 'pg';
import { TelemetryUnavailableError, UnstorableMessageError } from '../telemetry.errors.js';

/**
 * SQLSTATE classes and codes after which the same statement may succeed later (PostgreSQL documentation, Appendix A):
 * connection exceptions, a server that stops or starts or is a standby, rollbacks by conflict, resources at their end,
 * locks, canceled statements, input/output errors.
 */
const TRANSIENT = /^(08|40|53|55|57|58)|^25006$/;
/** Classes that lie in what was sent: data exceptions, integrity violations, limits of the program. */
const CONTENT = /^(22|23|54)/;

/** A transaction was not committed though none of its statements had failed. It is our fault. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
}

/** The failure of a statement in the words of this library; what nobody foresaw comes back as it is. */
export function failureOf(cause: unknown, operation: string): unknown {
  if (!(cause instanceof DatabaseError)) {
    // No SQLSTATE: the socket or the pool gave up, unless we passed nonsense.
    const isOurs = cause instanceof TypeError || cause instanceof RangeError || cause instanceof NotCommittedError;
    return isOurs ? cause : new TelemetryUnavailableError(operation, { cause });
  }
  const sqlState = cause.code ?? '';
  if (TRANSIENT.test(sqlState)) return new TelemetryUnavailableError(operation, { cause });
  if (CONTENT.test(sqlState)) return new UnstorableMessageError(sqlState, { cause });
  return cause;
}

/** Whether a statement failed with this SQLSTATE. */
export function hasSqlState(cause: unknown, sqlState: string): boolean {
  return cause instanceof DatabaseError && cause.code === sqlState;
}
