import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A shell that waits for the end of its input, which is the end of the launcher however it came. Then it gives the
 * processes their time, and kills those of the last line that are still what they were: numbers are used again.
 */
const SCRIPT = `
  while IFS= read -r line; do pids=$line; done
  [ -n "$pids" ] || exit 0
  sleep "$1"
  for pid in $pids; do
    { cat "/proc/$pid/cmdline" || ps -o args= -p "$pid"; } 2>/dev/null | grep -q -e "$2" && kill -9 "$pid"
  done`;

/** Their own limit is 10 s; seconds. */
const KILLS_AFTER_SECONDS = 15;

/**
 * Outlives the launcher and kills what it left behind: a process whose main thread is held does not notice that its
 * launcher is gone.
 */
export class Guard {
  readonly #watched = new Set<number>();
  readonly #shell: ChildProcess;

  /** @param mark what the command line of every watched process holds */
  constructor(mark: string, killsAfterSeconds = KILLS_AFTER_SECONDS) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'guard', String(killsAfterSeconds), mark], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // Ctrl-C in the terminal is for the launcher.
      detached: true,
    });
    // Without a shell the processes end by themselves, as long as they can.
    this.#shell.on('error', () => undefined);
    this.#shell.stdin?.on('error', () => undefined);
    this.#shell.unref();
  }

  watch(pid: number): void {
    this.#watched.add(pid);
    this.#tell();
  }

  forget(pid: number): void {
    this.#watched.delete(pid);
    this.#tell();
  }

  #tell(): void {
    this.#shell.stdin?.write(`${[...this.#watched].join(' ')}\n`);
  }
}
