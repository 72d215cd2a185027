import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { deviceBatchProcessing } from '../../../apps/worker/src/device-batches.js';

/** A worker that does nothing but batches of devices, to be killed: the database's URL is its one argument. */
async function main(url: string): Promise<void> {
  const logger = createLogger('worker', 'fatal');
  const database = connectDatabase({ url, applicationName: 'killed-worker', maxConnections: 2, logger });
  const job = deviceBatchProcessing({ database, clock: systemClock });
  process.send?.('ready');
  for (;;) await job.run();
}

void main(process.argv[2] ?? '');
