import type { Actor, ActorMembership } from '../access/actor.js';
import { type Action, actions, grantableActions, may, type Place } from '../access/permissions.js';
import type { Organization, Role } from '../organizations/organization.js';
import { RoleTooWideError } from './role.errors.js';

/** What a membership or a key would let its holder do. */
export interface Gift {
  readonly role: Role;
  /** Of a custom role or a key, in place of what the role allows. */
  readonly actions?: readonly string[];
}

/** Where something is given. */
export type GiftPlace = Pick<Organization, 'id' | 'kind' | 'path' | 'name' | 'delegatesCertificates'>;

/**
 * Passes if the actor may give this in the organization.
 *
 * Nobody gives more than they have. Into an organization below one's own nobody gives more than the role `member`, which
 * is what a provider's people may give themselves (R0-27); but its first administrator is named by an administrator
 * above it, and a provider's administrators by the operator's, above whom there is nobody else.
 *
 * @param by the action by which it is given
 * @param isFirst the organization has no administrator yet
 * @throws {RoleTooWideError}
 */
export function requireMayGive(actor: Actor, place: GiftPlace, gift: Gift, by: Action, isFirst: boolean): void {
  const beyond = notToGive(actor, place, gift, by, isFirst);
  if (beyond !== undefined) throw new RoleTooWideError(place, beyond);
}

/** Whether the actor may give this in the organization, as {@link requireMayGive} says. */
export function mayGive(actor: Actor, place: GiftPlace, gift: Gift, by: Action, isFirst: boolean): boolean {
  return notToGive(actor, place, gift, by, isFirst) === undefined;
}

/** Of what a set of actions there can be made of, what the actor may give, each action alone. */
export const givableActions = (actor: Actor, place: GiftPlace, by: Action): readonly Action[] =>
  grantableActions(place.kind).filter((action) =>
    mayGive(actor, place, { role: 'viewer', actions: [action] }, by, false),
  );

/** The first action of the gift that is not the actor's to give; undefined: all of it is. */
function notToGive(actor: Actor, place: GiftPlace, gift: Gift, by: Action, isFirst: boolean): Action | undefined {
  const receiver = holderOf(actor, place, gift);
  let beyond: Action | undefined = by;
  for (const giver of actor.memberships.filter((own) => may({ ...actor, memberships: [own] }, by, place))) {
    if (isFirst && gift.actions === undefined && namesFirstAdministrators(giver)) return undefined;
    beyond =
      firstBeyond(receiver, holderOf(actor, place, { role: mostFrom(giver, place) }), place) ??
      (giver.actions === undefined ? undefined : firstBeyond(receiver, actor, place));
    if (beyond === undefined) return undefined;
  }
  return beyond;
}

/** By the built-in role alone: a set of actions is never an administrator's whole power. */
const namesFirstAdministrators = ({ role, actions: set }: ActorMembership) => role === 'admin' && set === undefined;

/** The most that this membership lets give there. */
function mostFrom({ organizationId, kind, role }: ActorMembership, place: GiftPlace): Role {
  if (organizationId === place.id) return role;
  return kind === 'operator' && role === 'admin' && place.kind === 'provider' ? 'admin' : 'member';
}

/** Whoever would hold the gift and nothing else. */
function holderOf(actor: Actor, { id, kind, path }: GiftPlace, { role, actions: set }: Gift): Actor {
  return { ...actor, memberships: [{ organizationId: id, kind, path, role, ...(set && { actions: set }) }] };
}

/** The first action the one may do somewhere from the organization on down and the other may not. */
function firstBeyond(one: Actor, other: Actor, place: GiftPlace): Action | undefined {
  const places = placesFrom(place);
  return actions.find((action) => places.some((at) => may(one, action, at) && !may(other, action, at)));
}

/** The organization, and what may lie below it: some actions reach only that, some only what delegates. */
function placesFrom({ path, delegatesCertificates }: GiftPlace): readonly Omit<Place, 'id'>[] {
  return [
    { path, delegatesCertificates },
    { path: `${path}below/`, delegatesCertificates: false },
    { path: `${path}below/`, delegatesCertificates: true },
  ];
}
