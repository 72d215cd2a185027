import { type ChildProcess, spawn } from 'node:child_process';
import { type BackOffPolicy, restartDelayMs } from './back-off.js';
import type { Runtime } from './runtime.js';

/** What the process said when it announced that it serves; see announceReady in libs/platform. */
export type ReadyDetails = Readonly<Record<string, string | number | boolean>>;

export interface ProcessDescription {
  readonly name: string;
  /** Compiled module to run, absolute. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runtime?: Runtime;
}

export interface Events {
  /** One line the process wrote, without its line break. */
  line(name: string, line: string): void;
  /** The process ended by itself and is started again after the delay. */
  restarting(name: string, reason: string, delayMs: number): void;
}

/** The configuration is wrong (EX_CONFIG of sysexits): starting again would end the same way. */
export const EXIT_CONFIGURATION = 78;
/** A process that ends so often before it ever served is given up. */
const STARTS_BEFORE_GIVING_UP = 3;
/** A process that does not end after SIGTERM is killed, milliseconds; its own limit is 9 s. */
const KILL_AFTER_MS = 10_000;

/** One process of the platform, kept running until it is stopped. */
export class SupervisedProcess {
  #child: ChildProcess | undefined;
  #restartsInARow = 0;
  #served = false;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(
    private readonly description: ProcessDescription,
    private readonly policy: BackOffPolicy,
    private readonly events: Events,
  ) {}

  get name(): string {
    return this.description.name;
  }

  /** The running process, if it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @returns what it announced
   * @throws {Error} when it ended three times before it ever served, or at once with exit code 78
   */
  start(): Promise<ReadyDetails> {
    return new Promise((resolve, reject) => this.#spawn(resolve, reject));
  }

  /** Ends it for good; SIGKILL after 10 s. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(kill);
  }

  #spawn(resolve: (details: ReadyDetails) => void, reject: (failure: Error) => void): void {
    const startedAt = Date.now();
    // A process group of its own: Ctrl-C in the terminal reaches the supervisor alone, which ends the rest in order.
    // The channel tells the process when the supervisor is gone.
    const { module, environment, runtime } = this.description;
    const child = spawn(process.execPath, ['--enable-source-maps', ...(runtime?.flags ?? []), module], {
      env: { ...environment, ...runtime?.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#child = child;
    let lastLine = '';
    const emit = (line: string) => {
      lastLine = line;
      this.events.line(this.name, line);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) forEachLine(stream, emit);
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      this.#served = true;
      resolve(message as unknown as ReadyDetails);
    });
    child.on('error', reject);
    child.once('close', (code, signal) => {
      if (this.#stopping) return;
      if (Date.now() - startedAt >= this.policy.forgivenAfterMs) this.#restartsInARow = 0;
      const reason = `${signal ? `signal ${signal}` : `exit code ${code}`}${lastLine ? `, last words: ${lastLine}` : ''}`;
      if (code === EXIT_CONFIGURATION || (!this.#served && this.#restartsInARow + 1 >= STARTS_BEFORE_GIVING_UP)) {
        reject(new Error(`The ${this.name} did not start: ${reason}`));
        return;
      }
      this.#restartsInARow += 1;
      const delayMs = restartDelayMs(this.policy, this.#restartsInARow);
      this.events.restarting(this.name, reason, delayMs);
      this.#restart = setTimeout(() => this.#spawn(resolve, reject), delayMs);
    });
  }
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
