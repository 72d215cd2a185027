import { type ChildProcess, spawn } from 'node:child_process';
import { Guard } from './guard.js';
import type { Runtime } from './runtime.js';

export interface ProcessDescription {
  readonly name: string;
  /** Compiled module to run, absolute. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runtime?: Runtime;
}

/** With it a process loads its modules and waits for its turn; see `runMain` in libs/platform. */
const WHEN_TOLD = '--when-told';
/** How long the last lines of a process that has ended may take, milliseconds: one of its own may still hold its output. */
const LAST_LINES_MS = 1_000;

let guard: Guard | undefined;

/**
 * Starts a process of the platform ahead of its turn: it loads its modules, and begins its work on `beginWork`.
 *
 * It has a process group of its own: Ctrl-C in the terminal reaches the launcher alone, which ends the rest in order.
 * Its channel tells it when the launcher is gone.
 *
 * @param onLine told each line it writes, without its line break
 */
export function spawnAhead(description: ProcessDescription, onLine: (line: string) => void): ChildProcess {
  const { module, environment, runtime } = description;
  const child = spawn(process.execPath, ['--enable-source-maps', ...(runtime?.flags ?? []), module, WHEN_TOLD], {
    env: { ...environment, ...runtime?.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) forEachLine(stream, onLine);
  const { pid } = child;
  if (pid !== undefined) {
    guard ??= new Guard(WHEN_TOLD);
    guard.watch(pid);
    child.once('exit', () => guard?.forget(pid));
  }
  return child;
}

/** Tells it that its turn has come; see `runMain` in libs/platform. One that has ended already is told nothing. */
export function beginWork(child: ChildProcess): void {
  if (child.connected) child.send({ begin: true }, () => undefined);
}

/** Ends it: SIGTERM, and SIGKILL when it has not ended after `killAfterMs`. */
export async function endChild(child: ChildProcess, killAfterMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
    child.once('exit', () => setTimeout(resolve, LAST_LINES_MS).unref());
  });
  const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(kill);
}

/** Longest line that is passed on, characters; the rest of it is cut. */
const LINE_LIMIT = 16_384;

function forEachLine(stream: NodeJS.ReadableStream, emit: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, LINE_LIMIT);
    for (const line of lines) if (line.trim() !== '') emit(line.slice(0, LINE_LIMIT));
  });
  stream.on('end', () => {
    if (rest.trim() !== '') emit(rest);
  });
}
