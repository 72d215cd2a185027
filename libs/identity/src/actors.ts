import type { PersonId } from '#libs/kernel';
import type { Actor } from './actor.js';

/** In whose name something is done that began earlier. */
export interface ActsFor {
  readonly personId: PersonId;
  /** The program that asked for it, if it was one: what it may do counts then, not what its maker may. */
  readonly apiKeyId: string | null;
}

/** Who may do what at this moment, for work that goes on after the request that asked for it. */
export abstract class Actors {
  /**
   * The person or program with the roles they have now.
   *
   * @returns undefined: the account is gone, or the key was revoked or has expired
   */
  abstract find(actsFor: ActsFor, now: Date): Promise<Actor | undefined>;
}
