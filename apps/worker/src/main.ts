import { Registry } from 'prom-client';
import { newUuid, systemClock, systemScheduler } from '#libs/kernel';
import { MAILS_AT_ONCE } from '#libs/notifications';
import { ProcessReporter, ProcessReportStore } from '#libs/operation';
import {
  announceReady,
  connectDatabase,
  createLogger,
  ObservabilityEndpoint,
  onShutdown,
  PlatformBus,
  Readiness,
  readServiceCertificate,
  runMain,
  SmtpTransport,
} from '#libs/platform';
import { failingJobsOf } from '#libs/telemetry';
import { BusWhenNeeded } from './bus-when-needed.js';
import { workerConfig } from './config.js';
import { DatabaseJobWatch } from './database-jobs.js';
import { deviceBatchProcessing } from './device-batches.js';
import { importProcessing } from './imports.js';
import { JobScheduler } from './job.js';
import { JobMetrics } from './job-metrics.js';
import { auditSealing, countFolding, listingAging, mailSending, mapFolding, presenceSweep } from './jobs.js';
import { certificateNotices, contractNotices, warrantyNotices } from './notices.js';
import { retention } from './retention.js';

runMain('worker', async () => {
  const config = workerConfig();
  const logger = createLogger('worker', config.logLevel);
  const database = connectDatabase({
    url: config.databaseUrl,
    applicationName: 'fieldgate-worker',
    maxConnections: config.databaseConnections,
    logger,
  });
  const metrics = new Registry();
  const databaseJobs = new DatabaseJobWatch(() => failingJobsOf(database.pool), logger, metrics);
  const endpoint = new ObservabilityEndpoint(
    new Readiness([
      { part: 'database', check: async () => void (await database.pool.query('SELECT 1')) },
      databaseJobs,
    ]),
    metrics,
  );
  const announcements = new BusWhenNeeded(async () => {
    const credentials = await readServiceCertificate(config.bus.certificatesDirectory, 'worker');
    return PlatformBus.to({ url: config.bus.url, credentials, logger });
  }, logger);
  const parts = { database, clock: systemClock, logger, announcements };
  const smtp = config.smtp && new SmtpTransport({ ...config.smtp, connections: MAILS_AT_ONCE });
  const jobs = [
    presenceSweep(parts),
    auditSealing(parts),
    listingAging(parts),
    countFolding(parts),
    mapFolding(parts),
    retention(parts, config.retention),
    importProcessing(parts),
    deviceBatchProcessing(parts),
    contractNotices(parts),
    warrantyNotices(parts),
    certificateNotices(parts),
    databaseJobs,
    ...(smtp ? [mailSending(parts, smtp, config)] : []),
  ];
  const names = jobs.map(({ name }) => name);
  const jobMetrics = new JobMetrics(metrics, names, systemClock);
  const jobScheduler = new JobScheduler(jobs, logger, jobMetrics);
  const startedAt = systemClock.now();
  const reporter = new ProcessReporter(
    new ProcessReportStore(database.pool, systemClock),
    { id: newUuid(startedAt), kind: 'worker', startedAt },
    () => ({ jobs: jobMetrics.states() }),
    systemScheduler,
    (err) => logger.debug({ err }, 'The worker could not report how it fares.'),
  );
  onShutdown(logger, async () => {
    await jobScheduler.stop();
    await reporter.stop();
    await announcements.close();
    smtp?.close();
    await endpoint.close();
    await database.close();
  });
  const port = await endpoint.listen(config.port, config.host);
  jobScheduler.start();
  reporter.start();
  logger.info({ port, jobs: names }, 'The worker is at work.');
  announceReady({ port });
});
