import { Counter, Registry } from 'prom-client';
import { MAILS_AT_ONCE } from '#libs/identity';
import { systemClock } from '#libs/kernel';
import {
  announceReady,
  connectDatabase,
  createLogger,
  OperationEndpoint,
  onShutdown,
  Readiness,
  runMain,
  SmtpTransport,
} from '#libs/platform';
import { failingJobsOf } from '#libs/telemetry';
import { workerConfig } from './config.js';
import { contractNotices } from './contract-notices.js';
import { DatabaseJobWatch } from './database-jobs.js';
import { importDuty } from './imports.js';
import { DutyRoster } from './job.js';
import { auditSealing, countFolding, listingAging, mailDuty, presenceSweep } from './jobs.js';
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
  const jobs = new DatabaseJobWatch(() => failingJobsOf(database.pool), logger, metrics);
  const endpoint = new OperationEndpoint(
    new Readiness([{ part: 'database', check: async () => void (await database.pool.query('SELECT 1')) }, jobs]),
    metrics,
  );
  const runs = new Counter({
    name: 'fieldgate_worker_duty_runs_total',
    help: 'Runs of the worker’s duties, by how they ended.',
    labelNames: ['duty', 'outcome'],
    registers: [endpoint.metrics],
  });
  const parts = { database, clock: systemClock, logger };
  const smtp = config.smtp && new SmtpTransport({ ...config.smtp, connections: MAILS_AT_ONCE });
  const duties = [
    presenceSweep(parts),
    auditSealing(parts),
    listingAging(parts),
    countFolding(parts),
    retention(parts, config.retention),
    importDuty(parts, config),
    contractNotices(parts),
    jobs,
    ...(smtp ? [mailDuty(parts, smtp, config)] : []),
  ];
  const roster = new DutyRoster(duties, logger, (duty, outcome) => runs.inc({ duty, outcome }));
  onShutdown(logger, async () => {
    await roster.stop();
    smtp?.close();
    await endpoint.close();
    await database.close();
  });
  const port = await endpoint.listen(config.port, config.host);
  roster.start();
  logger.info({ port, duties: duties.map(({ name }) => name) }, 'The worker is at work.');
  announceReady({ port });
});
