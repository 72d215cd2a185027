import { ActingFor, identityOver } from '#libs/identity';
import { importWorkerOver } from '#libs/imports';
import type { Clock } from '#libs/kernel';
import type { DatabaseConnection } from '#libs/platform';
import type { Job } from './job.js';

const PAUSE_MS = 1_000;

/** Checks and applies imported files; stopped, it ends with the batch under way, and goes on there after the start. */
export function importProcessing(
  { database, clock }: { readonly database: DatabaseConnection; readonly clock: Clock },
  links: { readonly publicUrl: string; readonly linkKey: string },
): Job {
  const actingFor = new ActingFor();
  const { publicUrl, linkKey } = links;
  const identity = identityOver({ database: database.registry, clock, publicUrl, linkKey, origin: actingFor });
  const worker = importWorkerOver({ database: database.registry, clock, identity, actingFor });
  let isStopping = false;
  return {
    name: 'work-on-imports',
    pauseMs: PAUSE_MS,
    async run() {
      await worker.run(() => isStopping);
    },
    stop() {
      isStopping = true;
    },
  };
}
