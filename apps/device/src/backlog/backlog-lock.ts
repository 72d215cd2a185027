import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { BacklogInUseError } from '../errors.js';

/**
 * Makes this process the only one that writes a backlog, by a file `<backlog>.lock` that holds the process id.
 *
 * The lock of a process that was killed is taken over. Two processes that take over the same dead lock in the same
 * instant are not kept apart: it guards against a second start by mistake.
 *
 * @returns gives the lock back
 * @throws {BacklogInUseError} a living process holds it
 */
export function lockBacklog(backlogFile: string): () => void {
  const lockFile = `${backlogFile}.lock`;
  const holder = holderOf(lockFile);
  if (holder !== undefined && holder !== process.pid && isAlive(holder))
    throw new BacklogInUseError(backlogFile, holder);
  writeFileSync(lockFile, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(lockFile, { force: true });
}

function holderOf(lockFile: string): number | undefined {
  try {
    const holder = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
    return holder > 0 ? holder : undefined;
  } catch (cause) {
    if (isSystemError(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0); // signal 0 only asks
    return true;
  } catch (cause) {
    if (isSystemError(cause, 'ESRCH')) return false;
    return isSystemError(cause, 'EPERM'); // there is one, of another user
  }
}

/** Whether a failure is the given error of the operating system, such as `ENOENT`. */
export function isSystemError(cause: unknown, code: string): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === code;
}
