import type { Shape, Tone } from '../../ui/state-mark';
import type { Worst } from './marks';

/** What each state looks like beside its word; the same as in other lists. */
export const looks = {
  connected: ['disc', 'ok'],
  stale: ['half', 'warn'],
  disconnected: ['ring', 'warn'],
  never: ['dots', 'unknown'],
} as const satisfies Record<Worst, readonly [Shape, Tone]>;
