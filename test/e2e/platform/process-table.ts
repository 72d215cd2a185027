import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** The living children of a process, from the system's own table. */
export function childrenOf(parent: number): RunningProcess[] {
  return process.platform === 'linux' ? fromProc(parent) : fromPs(parent);
}

/** Whether a process lives; a dead one nobody has waited for yet counts as dead. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || statOf(pid)?.state !== 'Z';
  } catch {
    return false;
  }
}

function fromProc(parent: number): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = statOf(pid);
      return stat?.parent === parent && stat.state !== 'Z';
    })
    .map((pid) => ({ pid, commandLine: readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '' }));
}

/** proc(5): the second field is the name in parentheses and may hold anything; state and parent follow. */
function statOf(pid: number): { state: string; parent: number } | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

/** A process may end between being listed and being looked at. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fromPs(parent: number): RunningProcess[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , ppid]) => Number(ppid) === parent)
    .map(([, pid, , commandLine]) => ({ pid: Number(pid), commandLine: commandLine ?? '' }));
}
