import { standardOutput } from '#libs/output';
import type { Logger } from './logging.js';
import { startFailure } from './start-failure.js';
import { killAfter } from './watchdog.js';

/** How long a shutdown may take, milliseconds. Process managers usually wait 10 s before SIGKILL. */
export interface ShutdownLimits {
  /** After this long it is cut. */
  readonly cutMs: number;
  /** After this long the process is killed from another thread: its main thread does nothing any more. */
  readonly killMs: number;
}
const SHUTDOWN_LIMITS: ShutdownLimits = { cutMs: 9_000, killMs: 9_800 };
/** How long the end of a process waits for whoever reads its log, milliseconds. */
const LAST_WORDS_MS = 500;

/**
 * Tells the parent process, if there is one listening, that this one serves.
 *
 * @param details what the start-up banner shows, such as `{ port: 8080 }`
 */
export function announceReady(details: Readonly<Record<string, string | number | boolean>>): void {
  process.send?.({ ready: true, ...details });
}

/** Ends the process when its last words were read, or after half a second. */
export async function endProcess(exitCode: number): Promise<never> {
  await standardOutput().flush(LAST_WORDS_MS);
  process.exit(exitCode);
}

/**
 * Runs `shutdown` once on SIGTERM, SIGINT or the death of the parent, then ends the process: 0 when it finished,
 * 1 when it failed or took longer than 9 s, SIGKILL when not even that could be done.
 */
export function onShutdown(
  logger: Logger,
  shutdown: () => Promise<void>,
  { cutMs, killMs }: ShutdownLimits = SHUTDOWN_LIMITS,
): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    killAfter(killMs);
    logger.info({ reason }, 'stopping');
    setTimeout(() => {
      logger.error(`The shutdown took longer than ${cutMs} ms and was cut.`);
      void endProcess(1);
    }, cutMs);
    shutdown().then(
      () => endProcess(0),
      (err: unknown) => {
        logger.error({ err }, 'The shutdown failed.');
        return endProcess(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  if (process.connected) process.once('disconnect', () => stop('the launcher is gone'));
  else if (startedByLauncher()) stop('the launcher is gone');
}

/** A process started with this loads its modules and begins when its parent says so; see apps/launcher. */
const WHEN_TOLD = '--when-told';

/**
 * Runs a process's main function: what `startFailure` knows ends it with one line and its exit code, anything else as a
 * crash.
 *
 * @param name named in that line, such as `api`
 */
export function runMain(name: string, main: () => Promise<void>): void {
  const turn = startedByLauncher() ? toldToBegin() : Promise.resolve();
  turn.then(main).catch((failure: unknown) => {
    const foreseen = startFailure(name, failure);
    if (foreseen) {
      process.stderr.write(`${foreseen.message}\n`);
      void endProcess(foreseen.exitCode);
      return;
    }
    // Out of this callback it is an uncaught exception: Node prints it with its causes and ends with code 1.
    setImmediate(() => {
      throw failure;
    });
  });
}

const startedByLauncher = () => process.argv.includes(WHEN_TOLD);

/** A launcher that dies before it said so takes the process along: what it had sent is lost with its channel. */
function toldToBegin(): Promise<void> {
  return new Promise((resolve) => {
    const goAlong = () => process.exit(0);
    if (!process.connected) goAlong();
    process.once('disconnect', goAlong);
    process.once('message', () => {
      process.off('disconnect', goAlong);
      resolve();
    });
  });
}
