import { NotAllowedError } from './access-errors.js';
import { type Actor, type ActorMembership, outermost } from './actor.js';
import { isWithin, type Organization, type OrganizationKind, type Role } from './organization.js';

/**
 * How far a permission reaches from the organization of the membership: itself, what is below it, both, or what is
 * below it and has delegated its certificates (R1-34).
 */
type Reach = 'own' | 'below' | 'tree' | 'delegated';

type Grants = Readonly<Partial<Record<`${OrganizationKind}:${Role}`, Reach>>>;

const everyone: Grants = {
  'operator:admin': 'tree',
  'operator:member': 'tree',
  'operator:viewer': 'tree',
  'provider:admin': 'tree',
  'provider:member': 'tree',
  'provider:viewer': 'tree',
  'customer:admin': 'tree',
  'customer:member': 'tree',
  'customer:viewer': 'tree',
};
const admins: Grants = { 'operator:admin': 'tree', 'provider:admin': 'tree', 'customer:admin': 'tree' };

/**
 * Who may do what: one row an action, in it each kind and role that may, and how far. What is not named is refused.
 *
 * Creating an organization, registering and inviting are asked of the organization they happen in.
 */
const grants = {
  'organization.read': everyone,
  'organization.create': { ...admins, 'provider:member': 'own' },
  'organization.edit': admins,
  'organization.limit-assets': { 'operator:admin': 'below', 'provider:admin': 'below' },
  'organization.delegate-certificates': { 'customer:admin': 'own' },
  'member.read': everyone,
  'member.administer': admins,
  'member.invite': { ...admins, 'provider:member': 'below' },
  'audit.read': admins,
  'outbox.read': { 'operator:admin': 'own' },
  'registration.create': { 'operator:admin': 'tree', 'provider:admin': 'tree', 'provider:member': 'tree' },
  'fleet.read': everyone,
  'certificate.generate': {
    'provider:admin': 'delegated',
    'provider:member': 'delegated',
    'customer:admin': 'tree',
    'customer:member': 'tree',
  },
  'certificate.revoke': admins,
  'device.suspend': { 'operator:admin': 'tree', 'provider:admin': 'tree' },
} as const satisfies Record<string, Grants>;

/** Everything one can ask permission for. */
export type Action = keyof typeof grants;

/** Every action, for tables and tests. */
export const actions = Object.keys(grants) as readonly Action[];

/** What is asked about the organization an action happens in. */
export type Place = Pick<Organization, 'id' | 'path' | 'delegatesCertificates'>;

/** Whether any of the actor's memberships allows the action in that organization. Pure; asks nobody. */
export function may(actor: Actor, action: Action, place: Omit<Place, 'id'>): boolean {
  return actor.memberships.some((membership) => {
    const reach = reachOf(membership, action);
    return reach !== undefined && reaches[reach](membership, place);
  });
}

/**
 * Passes if the actor may.
 *
 * @throws {NotAllowedError} what is seen but not allowed; hide what is not seen before asking
 */
export function requireMay(actor: Actor, action: Action, place: Place): void {
  if (!may(actor, action, place)) throw new NotAllowedError(action, place.id);
}

/**
 * Passes if the actor may do this in at least one of their own organizations.
 *
 * @throws {NotAllowedError}
 */
export function requireSomewhere(actor: Actor, action: Action): void {
  if (!actor.memberships.some((membership) => reachOf(membership, action) !== undefined))
    throw new NotAllowedError(action, null);
}

/** The subtrees in which the actor may do this everywhere, as {@link visiblePaths} gives what is seen. */
export function pathsWhere(actor: Actor, action: Action): readonly string[] {
  return outermost(actor.memberships.filter((m) => reachOf(m, action) === 'tree').map((m) => m.path));
}

const reaches: Record<Reach, (membership: ActorMembership, place: Omit<Place, 'id'>) => boolean> = {
  own: (membership, place) => place.path === membership.path,
  below: (membership, place) => isBelow(place.path, membership.path),
  tree: (membership, place) => isWithin(place.path, membership.path),
  delegated: (membership, place) => place.delegatesCertificates && isBelow(place.path, membership.path),
};

const isBelow = (path: string, ancestor: string) => path !== ancestor && isWithin(path, ancestor);

function reachOf({ kind, role }: ActorMembership, action: Action): Reach | undefined {
  const row: Grants = grants[action];
  return row[`${kind}:${role}`];
}
