import { ConnectionFailedError, type ConnectionProblem } from '../connection/connection-failure.js';
import { BacklogInUseError, CredentialsError, UsageError } from '../errors.js';

/** Something could not be sent in the time given; it waits in the backlog. */
export const STILL_WAITING = 7;

const CONNECTION = {
  unreachable: 4,
  'unknown-host': 4,
  'not-tls': 4,
  'closed-early': 5,
  'certificate-refused': 5,
  'session-refused': 5,
  'server-not-trusted': 6,
} as const satisfies Record<ConnectionProblem, number>;

/** The exit code of a foreseen failure, as `--help` lists them; `undefined`: it was not foreseen. */
export function exitCodeOf(failure: unknown): number | undefined {
  if (failure instanceof UsageError) return 2;
  if (failure instanceof CredentialsError || failure instanceof BacklogInUseError) return 3;
  if (failure instanceof ConnectionFailedError) return CONNECTION[failure.problem];
  return undefined;
}
