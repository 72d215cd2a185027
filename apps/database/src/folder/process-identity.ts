import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Tells a process apart from every other one, also from a later one with the same number. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it started, in the words of the system; empty where the system does not tell. */
  readonly startedAt: string;
}

/** This process. */
export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, startedAt: startOf(process.pid) ?? '' };
}

/**
 * Whether the process still runs; true when that cannot be found out.
 *
 * A process of another host (a container that shared the folder) counts as running: nobody here can tell.
 */
export function isRunning(identity: ProcessIdentity): boolean {
  if (identity.host !== hostname()) return true;
  if (!exists(identity.pid)) return false;
  const startedAt = startOf(identity.pid);
  return startedAt === undefined || identity.startedAt === '' || startedAt === identity.startedAt;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it runs, as another user.
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Linux tells in /proc, other Unix systems through ps; undefined elsewhere, and for a process that is gone. */
function startOf(pid: number): string | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): field 22, in clock ticks since boot. Counted behind the command's closing bracket, as it may hold spaces.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${bootId}/${startTicks}`;
  } catch {
    // No /proc: not Linux, or the process is gone.
  }
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}
