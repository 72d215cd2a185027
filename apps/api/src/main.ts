import type { AddressInfo } from 'node:net';
import { systemClock } from '#libs/kernel';
import {
  announceReady,
  connectDatabase,
  createLogger,
  loadIssuingAuthority,
  ObservabilityEndpoint,
  onShutdown,
  PlatformBus,
  Readiness,
  readServiceCertificate,
  runMain,
} from '#libs/platform';
import { apiConfig } from './config.js';
import { createApi } from './create-api.js';
import { Metrics } from './observability/metrics.js';
import { RequestContext } from './request/request-context.js';

runMain('api', async () => {
  const config = apiConfig();
  const requestContext = new RequestContext();
  const logger = createLogger('api', config.logLevel, undefined, () => requestContext.logged());
  const database = connectDatabase({
    url: config.databaseUrl,
    applicationName: 'fieldgate-api',
    maxConnections: config.databaseConnections,
    logger,
  });
  const issuer = await loadIssuingAuthority(config.authority);
  const credentials = await readServiceCertificate(config.bus.certificatesDirectory, 'api');
  const announcements = await PlatformBus.to({ url: config.bus.url, credentials, logger });
  const parts = { database, logger, clock: systemClock, requestContext, issuer, announcements };
  const app = await createApi({ ...config, ...parts });
  const operation = new ObservabilityEndpoint(app.get(Readiness), app.get(Metrics).registry);
  onShutdown(logger, async () => {
    await app.close();
    await operation.close();
    await announcements.close();
    await database.close();
  });
  const operationPort = await operation.listen(config.operation.port, config.operation.host);
  await app.listen(config.port, config.host);
  announcements.start();
  const { port } = app.getHttpServer().address() as AddressInfo;
  logger.info({ host: config.host, port }, 'The api serves.');
  announceReady({ url: `http://localhost:${port}`, port, operationPort });
});
