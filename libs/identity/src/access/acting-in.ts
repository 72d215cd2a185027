import type { OrganizationId } from '#libs/kernel';
import type { Actor } from './actor.js';

/**
 * The actor as a member of one of their organizations alone: who belongs to several looks in one of them.
 *
 * @returns undefined: they do not belong to it, however much of it they see from above
 */
export function actingIn(actor: Actor, organization: OrganizationId): Actor | undefined {
  const memberships = actor.memberships.filter(({ organizationId }) => organizationId === organization);
  return memberships.length === 0 ? undefined : { ...actor, memberships, isInOne: true };
}
