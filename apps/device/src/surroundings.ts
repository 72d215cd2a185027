import type { Clock } from '#libs/kernel';
import type { Random } from './random.js';

/** What a device needs of the world around it. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  /** Takes one line for people. */
  readonly say: (line: string) => void;
  /** Aborted when everything shall stop. */
  readonly signal: AbortSignal;
}
