import type { ChildProcess } from 'node:child_process';
import { EXIT_CONFIGURATION, retryDelayMs } from '#libs/kernel';
import { beginWork, endChild, type ProcessDescription, spawnAhead } from './child.js';
import { NotStartedError } from './not-started-error.js';
import type { RestartPolicy } from './restart-policy.js';

/** What the process said when it announced that it serves; see announceReady in libs/platform. */
export type ReadyDetails = Readonly<Record<string, string | number | boolean>>;

export interface Events {
  /** One line the process wrote, without its line break. */
  line(name: string, line: string): void;
  /** The process ended by itself and is started again after the delay. */
  restarting(name: string, reason: string, delayMs: number): void;
  /** The process has served, but cannot any more and is not started again. */
  givenUp(failure: NotStartedError): void;
}

/** A process that ends so often before it ever served is given up. */
const STARTS_BEFORE_GIVING_UP = 3;
/** A process that does not end after SIGTERM is killed, milliseconds; its own limit is 9 s. */
const KILL_AFTER_MS = 10_000;

/** One process of the platform, kept running until it is stopped. */
export class SupervisedProcess {
  #child: ChildProcess | undefined;
  #restartsInARow = 0;
  #refusalsInARow = 0;
  #turn = false;
  #served = false;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;
  readonly #serving: Promise<ReadyDetails>;
  #resolve: (details: ReadyDetails) => void = () => undefined;
  #reject: (failure: Error) => void = () => undefined;

  constructor(
    private readonly description: ProcessDescription,
    private readonly policy: RestartPolicy,
    private readonly events: Events,
  ) {
    this.#serving = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It may end for good before anybody waits for it; `start` tells of it then.
    this.#serving.catch(() => undefined);
  }

  get name(): string {
    return this.description.name;
  }

  /** The running process, if it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Lets it load its modules ahead of its turn. */
  load(): void {
    if (!this.#child) this.#spawn();
  }

  /**
   * Starts it and waits until it serves.
   *
   * @returns what it announced
   * @throws {NotStartedError} when it ended three times before it ever served, or at once with exit code 78
   */
  start(): Promise<ReadyDetails> {
    this.#turn = true;
    if (this.#child) beginWork(this.#child);
    else this.#spawn();
    return this.#serving;
  }

  /** Ends it for good; SIGKILL after 10 s. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    if (this.#child) await endChild(this.#child, KILL_AFTER_MS);
  }

  /** One that has served may find its port taken for a moment; one that never has will not change its mind. */
  #isHopeless(code: number | null): boolean {
    if (this.#served) return this.#refusalsInARow >= STARTS_BEFORE_GIVING_UP;
    return code === EXIT_CONFIGURATION || this.#restartsInARow + 1 >= STARTS_BEFORE_GIVING_UP;
  }

  #spawn(): void {
    const startedAt = Date.now();
    let lastLine = '';
    const child = spawnAhead(this.description, (line) => {
      lastLine = line;
      this.events.line(this.name, line);
    });
    this.#child = child;
    if (this.#turn) beginWork(child);
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      this.#served = true;
      this.#refusalsInARow = 0;
      this.#resolve(message as unknown as ReadyDetails);
    });
    child.on('error', (failure) => {
      // Without a pid it never ran, and node emits "close" after some of the reasons only. One that runs ends with "close".
      if (child.pid === undefined) this.#ended(failure.message, null, startedAt);
    });
    child.once('close', (code, signal) => {
      if (child.pid === undefined) return;
      const reason = `${signal ? `signal ${signal}` : `exit code ${code}`}${lastLine ? `, last words: ${lastLine}` : ''}`;
      this.#ended(reason, code, startedAt);
    });
  }

  #ended(reason: string, code: number | null, startedAt: number): void {
    if (this.#stopping) return;
    if (Date.now() - startedAt >= this.policy.forgivenAfterMs) this.#restartsInARow = 0;
    if (code === EXIT_CONFIGURATION) this.#refusalsInARow += 1;
    if (this.#isHopeless(code)) {
      const failure = new NotStartedError(`The ${this.name} did not start: ${reason}`, code ?? 1);
      if (this.#served) this.events.givenUp(failure);
      else this.#reject(failure);
      return;
    }
    this.#restartsInARow += 1;
    const delayMs = retryDelayMs(this.policy, this.#restartsInARow);
    this.events.restarting(this.name, reason, delayMs);
    this.#restart = setTimeout(() => this.#spawnAgain(), delayMs);
  }

  #spawnAgain(): void {
    const startedAt = Date.now();
    try {
      this.#spawn();
    } catch (failure) {
      // Without memory for one process more (ENOMEM) node throws; the others serve on, and memory comes back.
      this.#ended((failure as NodeJS.ErrnoException).message, null, startedAt);
    }
  }
}
