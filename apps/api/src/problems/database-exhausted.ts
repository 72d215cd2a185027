import { DomainError } from '#libs/kernel';
import { Prisma } from '#prisma';
import { adapterCause } from './database-unavailable.js';

/** The database has no room left on its disk, or no memory, and could not keep what was asked. */
export class DatabaseExhaustedError extends DomainError {
  readonly code = 'platform.database-exhausted';
  readonly kind = 'unavailable';

  constructor(options: ErrorOptions) {
    super(
      'The database has no room left (disk or memory), and nothing was changed. Whoever operates the platform must make room; try again then.',
      {},
      options,
    );
  }
}

/** Class 53 without 53300, which is about connections: disk full, out of memory, a configured limit. The rest is the system's. */
const CODES = /^(53[124]00|53000|ENOSPC|EDQUOT)$/;

/** Whether the failure means that there is no room; a statement that is wrong is not meant. */
export function isDatabaseExhausted(failure: unknown): boolean {
  if (failure instanceof Prisma.PrismaClientKnownRequestError) return isDatabaseExhausted(adapterCause(failure.meta));
  if (typeof failure !== 'object' || failure === null) return false;
  return 'code' in failure && typeof failure.code === 'string' && CODES.test(failure.code);
}
