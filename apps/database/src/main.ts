import { join } from 'node:path';
import { announceReady, createLogger, endProcess, onShutdown, runMain } from '#libs/platform';
import { databaseConfig } from './config.js';
import { startDatabase } from './database.js';
import { FolderInUseError } from './errors.js';

/** EX_SOFTWARE of sysexits: the engine is lost, a supervisor starts the process again. */
const EXIT_TRAPPED = 70;
/** EX_UNAVAILABLE: it may work in a moment. */
const EXIT_IN_USE = 69;

runMain('database', async () => {
  const config = databaseConfig();
  const log = createLogger('database', config.LOG_LEVEL);
  const database = await startDatabase({
    folder: join(config.DATA_DIR, 'database'),
    port: config.DATABASE_PORT,
    maxConnections: config.DATABASE_MAX_CONNECTIONS,
    waitMs: config.DATABASE_WAIT_SECONDS * 1000,
    idleInTransactionMs: config.DATABASE_IDLE_TRANSACTION_SECONDS * 1000,
    fsync: config.DATABASE_FSYNC === 'on',
    log,
    onTrap(err) {
      log.fatal({ err, cause: err.cause }, err.message);
      process.exit(EXIT_TRAPPED);
    },
  }).catch((failure: unknown) => {
    if (!(failure instanceof FolderInUseError)) throw failure;
    log.fatal(failure.message);
    return endProcess(EXIT_IN_USE);
  });
  onShutdown(log, () => database.stop());
  log.info({ port: database.port }, 'listening');
  announceReady({ port: database.port });
});
