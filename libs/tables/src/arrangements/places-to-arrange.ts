import { type Actor, NotAllowedError, organizationsWhere } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';

/**
 * The organizations whose role lets the actor arrange tables.
 *
 * @throws {NotAllowedError} there is none, though the actor belongs somewhere
 */
export function placesToArrange(actor: Actor): readonly OrganizationId[] {
  const places = organizationsWhere(actor, 'table.arrange');
  // Who belongs nowhere may still see what others shared, and arrange that.
  if (places.length === 0 && actor.memberships.length > 0) throw new NotAllowedError('table.arrange', null);
  return places;
}
