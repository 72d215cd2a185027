import type { AddressInfo } from 'node:net';
import { systemClock } from '#libs/kernel';
import { announceReady, connectDatabase, createLogger, onShutdown, runMain } from '#libs/platform';
import { apiConfig } from './config.js';
import { createApi } from './create-api.js';
import { RequestContext } from './request/request-context.js';

runMain(async () => {
  const config = apiConfig();
  const requestContext = new RequestContext();
  const logger = createLogger('api', config.logLevel, undefined, () => requestContext.logged());
  const database = connectDatabase({
    url: config.databaseUrl,
    applicationName: 'fieldgate-api',
    maxConnections: config.databaseConnections,
    logger,
  });
  const app = await createApi({ ...config, database, logger, clock: systemClock, requestContext });
  onShutdown(logger, async () => {
    await app.close();
    await database.close();
  });
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  logger.info({ host: config.host, port }, 'The api serves.');
  announceReady({ url: `http://localhost:${port}`, port });
});
