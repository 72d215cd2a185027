import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from './actor.js';
import { organizationsWhere, pathsWhere } from './permissions.js';

/** To whom a site can be granted, as far as it lets the actor in. */
export interface Grantee {
  /** Null for a program, and where somebody looks in one organization: what a person was granted is not the organization's. */
  readonly personId: PersonId | null;
  /** A grant to an organization is for the people of this very organization, not for those above or below it. */
  readonly organizationIds: readonly OrganizationId[];
}

/** What of the fleet somebody sees. */
export interface Scope {
  /** Subtrees of organizations: what is theirs is seen. */
  readonly paths: readonly string[];
  /** What stands at a site that is granted is seen too, as if it were their own. */
  readonly grantee: Grantee;
}

/** What the actor sees; the one place that decides it for lists. */
export const scopeOf = (actor: Actor): Scope => ({
  paths: pathsWhere(actor, 'fleet.read'),
  grantee: granteeOf(actor),
});

/** As whom the actor is let in to what others shared. */
export const granteeOf = (actor: Actor): Grantee => ({
  personId: actor.apiKeyId === undefined && !actor.isInOne ? actor.personId : null,
  organizationIds: organizationsWhere(actor, 'fleet.read'),
});

/** Whether the actor sees what belongs to no organization at all: those who read the fleet for the operator. */
export const seesWholePlatform = (actor: Actor): boolean =>
  pathsWhere({ ...actor, memberships: actor.memberships.filter(({ kind }) => kind === 'operator') }, 'fleet.read')
    .length > 0;
