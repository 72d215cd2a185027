import { HOUR_MS } from '#libs/kernel';
import type { Job } from './job.js';

const PAUSE_MS = 1_000;
/** A run takes all that wait, as far as they come in that time. */
const RUN_LIMIT_MS = 4 * HOUR_MS;

/** Something that works through what waits, a step at a time. */
interface Worker {
  run(isStopping: () => boolean): Promise<unknown>;
}

/** A job that is stopped between two steps; it goes on there after the start. */
export function turnTaking(name: string, worker: Worker): Job {
  let isStopping = false;
  return {
    name,
    pauseMs: PAUSE_MS,
    limitMs: RUN_LIMIT_MS,
    async run() {
      await worker.run(() => isStopping);
    },
    stop() {
      isStopping = true;
    },
  };
}
