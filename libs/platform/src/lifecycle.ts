import { ConfigurationError } from './configuration.js';
import type { Logger } from './logging.js';

/** After this long a shutdown that hangs is cut, milliseconds. Process managers usually wait 10 s before SIGKILL. */
const SHUTDOWN_LIMIT_MS = 9_000;

/**
 * Tells the parent process, if there is one listening, that this one serves.
 *
 * @param details what the start-up banner shows, such as `{ port: 8080 }`
 */
export function announceReady(details: Readonly<Record<string, string | number | boolean>>): void {
  process.send?.({ ready: true, ...details });
}

/**
 * Runs `shutdown` once on SIGTERM, SIGINT or the death of the parent, then ends the process: 0 when it finished,
 * 1 when it failed or took longer than 9 s.
 */
export function onShutdown(logger: Logger, shutdown: () => Promise<void>): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'stopping');
    setTimeout(() => {
      // Even if nobody reads the log any more: the process must not stay.
      setImmediate(() => process.exit(1));
      logger.error(`The shutdown took longer than ${SHUTDOWN_LIMIT_MS} ms and was cut.`);
    }, SHUTDOWN_LIMIT_MS);
    shutdown().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'The shutdown failed.');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  if (process.connected) process.once('disconnect', () => stop('the launcher is gone'));
  else if (startedByLauncher()) stop('the launcher is gone');
}

/** The configuration is wrong: EX_CONFIG of sysexits; a supervisor does not try again. */
const EXIT_CONFIGURATION = 78;

/** A process started with this loads its modules and begins when its parent says so; see apps/launcher. */
const WHEN_TOLD = '--when-told';

/** Runs a process's main function: a wrong configuration ends it with code 78 and its message alone, anything else as a crash. */
export function runMain(main: () => Promise<void>): void {
  const turn = startedByLauncher() ? toldToBegin() : Promise.resolve();
  turn.then(main).catch((failure: unknown) => {
    if (failure instanceof ConfigurationError) {
      process.stderr.write(`${failure.message}\n`);
      process.exit(EXIT_CONFIGURATION);
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
