import type { ChildProcess } from 'node:child_process';
import { beginWork, endChild, type ProcessDescription, spawnAhead } from './child.js';
import { NotStartedError } from './not-started-error.js';
import type { Events } from './supervised-process.js';

/** How many of its last lines are told when it fails. */
const LAST_WORDS = 20;
/** A process that does not end after SIGTERM is killed, milliseconds. */
const KILL_AFTER_MS = 2_000;

/** A process that does one thing and ends. */
export class OneShot {
  readonly #child: ChildProcess;
  readonly #result: Promise<unknown>;

  /** Loads it; it does its work on `run`. */
  constructor(description: ProcessDescription, events: Pick<Events, 'line'>) {
    const words: string[] = [];
    this.#child = spawnAhead(description, (line) => {
      words.push(line);
      if (words.length > LAST_WORDS) words.shift();
      events.line(description.name, line);
    });
    this.#result = new Promise((resolve, reject) => {
      let said: unknown;
      this.#child.on('message', (message) => {
        said = message;
      });
      this.#child.on('error', reject);
      this.#child.once('close', (code, signal) => {
        if (code === 0) resolve(said);
        else
          reject(
            new NotStartedError(
              `${description.name} failed with ${signal ?? `exit code ${code}`}:\n${words.join('\n')}`,
              code ?? 1,
            ),
          );
      });
    });
    // It may end before anybody waits for it; `run` tells of it then.
    this.#result.catch(() => undefined);
  }

  /**
   * Lets it do its work.
   *
   * @returns what it sent over its channel, the last message
   * @throws {NotStartedError} with its last words when it ended with any code but 0
   */
  run(): Promise<unknown> {
    beginWork(this.#child);
    return this.#result;
  }

  /** Ends it if it still runs. */
  stop(): Promise<void> {
    return endChild(this.#child, KILL_AFTER_MS);
  }
}
