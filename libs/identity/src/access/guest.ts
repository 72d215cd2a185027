import { DomainError } from '#libs/kernel';
import type { Owner } from '../organizations/organization.js';
import { type Actor, sees } from './actor.js';

/** Somebody whom only a grant of the site lets in asks for what concerns the owner and those above. */
export class OwnersOnlyError extends DomainError<{ what: string; id: string }> {
  readonly code = 'fleet.owners-only';
  readonly kind = 'forbidden';

  constructor(what: string, id: string) {
    super(
      `The ${what} of ${id} are for its owner and the organizations above. The site it stands at is shared with you, which shows its state, values and position; ask the owner for more.`,
      { what, id },
    );
  }
}

/** Whether the actor is let in by a grant of the site alone, and is neither of the owner's people nor of those above. */
export const isGuest = (actor: Actor, owner: Owner): boolean => !sees(actor, owner);

/**
 * Passes for the owner's people and those above.
 *
 * @param what plural, for the message
 * @throws {OwnersOnlyError} the actor is a guest
 */
export function requireNoGuest(actor: Actor, owner: Owner, what: string, id: string): void {
  if (isGuest(actor, owner)) throw new OwnersOnlyError(what, id);
}
