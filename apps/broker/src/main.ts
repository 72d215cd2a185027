import { randomUUID } from 'node:crypto';
import { systemClock } from '#libs/kernel';
import {
  announceReady,
  connectDatabase,
  createLogger,
  onShutdown,
  readServiceCertificate,
  runMain,
} from '#libs/platform';
import { Broker } from './broker.js';
import { brokerConfig } from './config.js';

/** Connections for certificates and refusals, and for the lease; the rest is for telemetry. */
const REGISTRY_CONNECTIONS = 2;
const LEASE_CONNECTIONS = 1;

// An exception nobody foresaw ends the process: Node prints it, the supervisor starts another, devices come back.
runMain('broker', async () => {
  const config = brokerConfig();
  const logger = createLogger('broker', config.logLevel);
  const connect = (purpose: string, maxConnections: number) =>
    connectDatabase({
      url: config.databaseUrl,
      applicationName: `fieldgate-broker-${purpose}`,
      maxConnections,
      logger,
    });
  const registry = connect('registry', REGISTRY_CONNECTIONS);
  const lease = connect('lease', LEASE_CONNECTIONS);
  const telemetry = connect('telemetry', config.databaseConnections - REGISTRY_CONNECTIONS - LEASE_CONNECTIONS);
  const broker = new Broker({
    ...config,
    brokerId: randomUUID(),
    registryPool: registry.pool,
    telemetryPool: telemetry.pool,
    leasePool: lease.pool,
    serverCertificates: [
      await readServiceCertificate(config.certificatesDirectory, 'mqtt'),
      await readServiceCertificate(config.certificatesDirectory, 'mqtt-rsa'),
    ],
    serviceCertificate: await readServiceCertificate(config.certificatesDirectory, 'broker'),
    clock: systemClock,
    logger,
  });
  onShutdown(logger, async () => {
    await broker.stop();
    await Promise.all([registry.close(), lease.close(), telemetry.close()]);
  });
  const { mqtt, bus, operation } = await broker.start();
  logger.info({ host: config.mqtt.host, mqttPort: mqtt, busPort: bus, httpPort: operation }, 'The broker serves.');
  announceReady({ mqttPort: mqtt, busPort: bus, httpPort: operation });
});
