import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { importProcessing } from '../../../apps/worker/src/imports.js';

/** A worker that does nothing but imports, to be killed: the database's URL is its one argument. */
async function main(url: string): Promise<void> {
  const logger = createLogger('worker', 'fatal');
  const database = connectDatabase({ url, applicationName: 'killed-worker', maxConnections: 2, logger });
  const job = importProcessing({ database, clock: systemClock });
  process.send?.('ready');
  for (;;) await job.run();
}

void main(process.argv[2] ?? '');
