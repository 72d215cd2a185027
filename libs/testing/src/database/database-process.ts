import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { processCommand } from '../processes/process-command.js';
import { root } from './tree.js';

/** A process that is not ready by then is given up, milliseconds; a loaded machine takes some seconds. */
const READY_LIMIT_MS = 60_000;
/** How much of what it wrote is kept for the error message, characters. */
const LAST_WORDS = 4_000;

/** Processes that must not outlive this one. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * The embedded database as a process of its own.
 *
 * Its channel to this process makes it end by itself when this one is gone, however it went.
 */
export class DatabaseProcess {
  #lastWords = '';

  private constructor(private readonly child: ChildProcess) {
    running.add(child);
    // A test that failed to stop it must not keep its runner from ending: then the channel breaks, and it ends too.
    child.unref();
    child.channel?.unref();
    for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
    this.ended = once(child, 'close');
    const tooLate = setTimeout(() => child.kill('SIGKILL'), READY_LIMIT_MS);
    this.ready = Promise.race([once(child, 'message'), this.ended]).finally(() => clearTimeout(tooLate));
    child.once('close', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
      });
    }
  }

  /** Starts it; returns when it takes connections or has ended. */
  static async start(environment: Readonly<Record<string, string>>): Promise<DatabaseProcess> {
    const started = DatabaseProcess.spawn(environment);
    await started.ready;
    return started;
  }

  /** @param environment the database's own variables (apps/database/src/config.ts) */
  static spawn(environment: Readonly<Record<string, string>>): DatabaseProcess {
    // It lives for seconds: compiling WebAssembly a second time, for speed, would cost more than it saves.
    const child = spawn(process.execPath, ['--liftoff-only', ...processCommand('database')], {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new DatabaseProcess(child);
  }

  /** The operating system's number of it. */
  get id(): number | undefined {
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it takes connections or has ended. */
  readonly ready: Promise<unknown>;

  /** Resolves when the process has ended. */
  readonly ended: Promise<unknown>;

  /** Exit code, or the signal that ended it; undefined while it runs. */
  get end(): number | NodeJS.Signals | undefined {
    return this.child.exitCode ?? this.child.signalCode ?? undefined;
  }

  /** The end of what it wrote. */
  get lastWords(): string {
    return this.#lastWords;
  }

  /** Sends the signal and returns when the process has ended. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill(signal);
    await this.ended;
  }
}
