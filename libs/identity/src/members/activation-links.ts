import type { PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { may } from '../access/permissions.js';
import type { Parts } from '../parts.js';
import { mayGive } from '../roles/role-limits.js';
import { giftOf } from './member-roles.js';

/**
 * Whether the actor may have the activation link of an account that waits. Whoever has it becomes the person: so it is for
 * those alone who administer all of its organizations, by a role and not a set of actions, and who could give what the
 * person holds in each of them.
 */
export async function mayHandOver(
  { people, members }: Pick<Parts, 'people' | 'members'>,
  actor: Actor,
  person: PersonId,
): Promise<boolean> {
  const places = (await people.placesOf([person])).get(person) ?? [];
  for (const place of places) {
    if (!may(byRole(actor), 'member.administer', place)) return false;
    const record = await members.find(place.id, person);
    if (!record) continue;
    const customRole = record.customRole && ((await members.findRole(place.id, record.customRole.id)) ?? null);
    const isFirst = !(await members.hasOtherAdmin(place.id, person, false));
    const gift = giftOf({ role: record.role, customRole });
    if (!mayGive(byRole(actor), place, gift, 'member.administer', isFirst)) return false;
  }
  return places.length > 0;
}

/** The actor without what a set of actions lets do. */
export const byRole = (actor: Actor): Actor => ({
  ...actor,
  memberships: actor.memberships.filter((own) => own.actions === undefined),
});
