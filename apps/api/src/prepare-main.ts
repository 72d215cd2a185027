import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger, runMain } from '#libs/platform';
import { prepareConfig } from './prepare/config.js';
import { prepare } from './prepare/prepare.js';

// Runs once before the servers, then ends: migrations, authorities, service certificates, the first operator.
runMain('prepare step', async () => {
  const config = prepareConfig();
  const logger = createLogger('prepare', config.logLevel);
  const database = connectDatabase({
    url: config.databaseUrl,
    applicationName: 'fieldgate-prepare',
    maxConnections: 2,
    logger,
  });
  const prepared = await prepare({ config, database, clock: systemClock, logger });
  await database.close();
  process.send?.(prepared);
});
