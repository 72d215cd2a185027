import type { OrganizationId, PersonId } from '#libs/kernel';
import { isWithin, type OrganizationKind, type Role } from '../organizations/organization.js';

/** A role in one organization, with what is needed to decide without asking the registry again. */
export interface ActorMembership {
  readonly organizationId: OrganizationId;
  readonly kind: OrganizationKind;
  readonly path: string;
  readonly role: Role;
  /** Of a custom role or an API key: what it may do, in place of what the role allows. */
  readonly actions?: readonly string[];
}

/** Who acts: a signed-in person. */
export interface Actor {
  readonly personId: PersonId;
  readonly email: string;
  readonly sessionId: string;
  /** The program that acts for the person who made its key. */
  readonly apiKeyId?: string;
  readonly memberships: readonly ActorMembership[];
  /** They look in one of their organizations: what was shared with the person themselves is not in it. */
  readonly isInOne?: true;
  /** Somebody else has seen the person's password; required: until it is changed nothing else is allowed (R0-05). */
  readonly passwordChange?: 'recommended' | 'required';
}

/**
 * The subtrees the actor sees, as path prefixes of which none lies inside another.
 *
 * Use in SQL as `path LIKE prefix || '%'`: ids hold no wildcard, and the column's collation is "C", so the unique
 * index serves it. Empty for somebody who belongs nowhere: then nothing is visible.
 */
export function visiblePaths(actor: Actor): readonly string[] {
  return outermost(actor.memberships.map((membership) => membership.path));
}

/** Whether the organization with this path lies in one of the actor's subtrees; if not, it does not exist for them. */
export function sees(actor: Actor, organization: { readonly path: string }): boolean {
  return actor.memberships.some((membership) => isWithin(organization.path, membership.path));
}

/** Those of the paths that lie inside no other, each once, sorted. */
export function outermost(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => other !== path && isWithin(path, other)));
}

/** The actor without what a set of actions lets do. */
export const byRole = (actor: Actor): Actor => ({
  ...actor,
  memberships: actor.memberships.filter((own) => own.actions === undefined),
});
