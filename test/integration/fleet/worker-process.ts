import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { deviceBatchProcessing } from '../../../apps/worker/src/device-batches.js';
import { importProcessing } from '../../../apps/worker/src/imports.js';
import { warrantyNotices } from '../../../apps/worker/src/notices.js';

const jobs = {
  imports: importProcessing,
  'device-batches': deviceBatchProcessing,
  'warranty-notices': warrantyNotices,
};

/** A worker that does one job and nothing else, to be killed: its arguments are the job and the database's URL. */
async function main(job: keyof typeof jobs, url: string): Promise<void> {
  const announcements = { announce: () => undefined };
  const logger = createLogger('worker', 'fatal');
  const database = connectDatabase({ url, applicationName: 'killed-worker', maxConnections: 2, logger });
  const { run } = jobs[job]({ database, clock: systemClock, logger, announcements });
  process.send?.('ready');
  for (;;) await run();
}

const [job = '', url = ''] = process.argv.slice(2);
void main(job as keyof typeof jobs, url);
