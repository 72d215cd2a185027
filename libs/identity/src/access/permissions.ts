import type { OrganizationId } from '#libs/kernel';
import { isWithin, type Organization, type OrganizationKind, type Role } from '../organizations/organization.js';
import { NotAllowedError } from './access.errors.js';
import { type Actor, type ActorMembership, outermost } from './actor.js';

/**
 * How far a permission reaches from the organization of the membership: itself, what is below it, both, or what is
 * below it and has delegated its certificates (R1-34).
 */
export type Reach = 'own' | 'below' | 'tree' | 'delegated';

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
const adminsBelow: Grants = { 'operator:admin': 'below', 'provider:admin': 'below', 'customer:admin': 'below' };
const sellers: Grants = { 'operator:admin': 'tree', 'provider:admin': 'tree', 'provider:member': 'tree' };
const colleagues: Grants = {
  'operator:admin': 'own',
  'operator:member': 'own',
  'provider:admin': 'own',
  'provider:member': 'own',
  'customer:admin': 'own',
  'customer:member': 'own',
};
const customers: Grants = { 'customer:admin': 'tree', 'customer:member': 'tree' };

/**
 * Who may do what: one row an action, in it each kind and role that may, and how far. What is not named is refused, but for what
 * a shared site allows (`placed-access.ts`).
 *
 * Creating an organization, registering and inviting are asked of the organization they happen in.
 */
const grants = {
  'organization.read': everyone,
  'organization.create': { ...admins, 'provider:member': 'own' },
  'organization.edit': admins,
  'organization.move': adminsBelow,
  'organization.delete': adminsBelow,
  'organization.choose-provider-kind': { 'operator:admin': 'below' },
  'organization.choose-home': { ...admins, 'customer:member': 'own' },
  'organization.limit-assets': { 'operator:admin': 'below', 'provider:admin': 'below' },
  'organization.delegate-certificates': { 'customer:admin': 'own' },
  'member.read': everyone,
  'member.administer': admins,
  'member.invite': { ...admins, 'provider:member': 'below' },
  'member.delete': admins,
  // R0-27; the role it gives is always `member`.
  'member.self-grant': { 'provider:admin': 'below', 'provider:member': 'below' },
  'role.read': everyone,
  'role.administer': admins,
  'api-key.administer': admins,
  'identity-provider.read': { 'operator:admin': 'tree', 'provider:admin': 'tree' },
  'identity-provider.administer': { 'operator:admin': 'tree' },
  'audit.read': admins,
  'outbox.read': { 'operator:admin': 'own' },
  'help.moderate': { 'operator:admin': 'own' },
  'operation.read': { 'operator:admin': 'own', 'operator:member': 'own', 'operator:viewer': 'own' },
  'registration.create': sellers,
  'fleet.read': everyone,
  'certificate.generate': {
    'provider:admin': 'delegated',
    'provider:member': 'delegated',
    ...customers,
  },
  'certificate.revoke': admins,
  'device.suspend': { 'operator:admin': 'tree', 'provider:admin': 'tree' },
  'device.retire': { 'operator:admin': 'tree', 'provider:admin': 'tree' },
  'device.dispatch': { 'operator:admin': 'below' },
  'device.assign': sellers,
  'device.edit': { ...sellers, 'customer:admin': 'tree' },
  'device.replace': sellers,
  'model.administer': { 'operator:admin': 'tree', 'provider:admin': 'tree' },
  'asset.create': { ...sellers, 'customer:admin': 'tree' },
  'asset.edit': { ...sellers, 'customer:admin': 'tree' },
  'asset.install': { ...sellers, ...customers },
  // A provider's people configure only where they joined the customer's organization themselves (R0-26, R0-27).
  'asset.configure': customers,
  'measurement.upload': { 'provider:admin': 'tree', 'provider:member': 'tree', ...customers },
  'service.propose': { 'provider:admin': 'below', 'provider:member': 'below' },
  'service.answer': { 'customer:admin': 'tree' },
  'contract.renew': sellers,
  'site.edit': { ...sellers, ...customers },
  'site.share': { 'provider:admin': 'tree', 'provider:member': 'tree', ...customers },
  'site.read-access': everyone,
  'table.arrange': everyone,
  'view.share': colleagues,
} as const satisfies Record<string, Grants>;

/** Everything one can ask permission for. */
export type Action = keyof typeof grants;

/** Every action, for tables and tests. */
export const actions = Object.keys(grants) as readonly Action[];

/** Never part of a set of actions: whoever had it could widen the set they act by. */
const ungrantable: readonly Action[] = ['role.administer'];

/** What custom roles and API keys of this kind of organization can be made of: what its administrators may. */
export function grantableActions(kind: OrganizationKind): readonly Action[] {
  return actions.filter(
    (action) => !ungrantable.includes(action) && reachOf({ kind, role: 'admin' }, action) !== undefined,
  );
}

/** What is asked about the organization an action happens in. */
export type Place = Pick<Organization, 'id' | 'path' | 'delegatesCertificates'> & {
  /** For messages, where it is known. */
  readonly name?: string;
};

/** Whether any of the actor's memberships allows the action in that organization. Pure; asks nobody. */
export function may(actor: Actor, action: Action, place: Omit<Place, 'id'>): boolean {
  return actor.memberships.some((membership) => {
    const reach = reachOf(membership, action);
    return reach !== undefined && reaches[reach](membership, place);
  });
}

/** Everything the actor may do in that organization, in the order of the table. */
export const allowedIn = (actor: Actor, place: Omit<Place, 'id'>): readonly Action[] =>
  actions.filter((action) => may(actor, action, place));

/**
 * Passes if the actor may.
 *
 * @throws {NotAllowedError} what is seen but not allowed; hide what is not seen before asking
 */
export function requireMay(actor: Actor, action: Action, place: Place): void {
  if (!may(actor, action, place)) throw notAllowed(action, place);
}

/**
 * Passes if the actor may do this in at least one of their own organizations.
 *
 * @throws {NotAllowedError}
 */
export function requireSomewhere(actor: Actor, action: Action): void {
  if (!actor.memberships.some((membership) => reachOf(membership, action) !== undefined))
    throw new NotAllowedError(action, null, { whoMay: whoMaySomewhere(action) });
}

/** The refusal of an action in a place, which names who may. */
export function notAllowed(action: Action, place: Place): NotAllowedError {
  return new NotAllowedError(action, place.id, { name: place.name, whoMay: whoMay(action, place) });
}

/** Everything the actor may do by being a member of that organization, and how far from it; nothing where they are none. */
export function reachesFrom(
  { memberships }: Actor,
  organization: OrganizationId,
): Readonly<Partial<Record<Action, Reach>>> {
  const own = memberships.find(({ organizationId }) => organizationId === organization);
  const known = actions.map((action) => [action, own && reachOf(own, action)] as const);
  return Object.fromEntries(known.filter(([, reach]) => reach !== undefined));
}

/** The subtrees in which the actor may do this everywhere, as {@link visiblePaths} gives what is seen. */
export function pathsWhere(actor: Actor, action: Action): readonly string[] {
  return outermost(actor.memberships.filter((m) => reachOf(m, action) === 'tree').map((m) => m.path));
}

/** The organizations the actor belongs to and may do this in, each as a member and not from above. */
export function organizationsWhere(actor: Actor, action: Action): readonly OrganizationId[] {
  return actor.memberships
    .filter((own) => may({ ...actor, memberships: [own] }, action, { path: own.path, delegatesCertificates: false }))
    .map(({ organizationId }) => organizationId);
}

const reaches: Record<Reach, (membership: ActorMembership, place: Omit<Place, 'id'>) => boolean> = {
  own: (membership, place) => place.path === membership.path,
  below: (membership, place) => isBelow(place.path, membership.path),
  tree: (membership, place) => isWithin(place.path, membership.path),
  delegated: (membership, place) => place.delegatesCertificates && isBelow(place.path, membership.path),
};

const isBelow = (path: string, ancestor: string) => path !== ancestor && isWithin(path, ancestor);

const kinds: readonly OrganizationKind[] = ['customer', 'provider', 'operator'];
const rolesInWords = { admin: 'administrators', member: 'members', viewer: 'viewers' } as const satisfies Record<
  Role,
  string
>;
const kindsInWords: Readonly<Record<OrganizationKind, string>> = {
  customer: 'of the customer',
  provider: 'of its provider',
  operator: 'of the operator',
};

/** Who may do this there by a built-in role, the nearest first; undefined: nobody. */
function whoMay(action: Action, { path, delegatesCertificates }: Omit<Place, 'id'>): string | undefined {
  // The operator stands at the top, providers under it, customers at any level below.
  const ids = path.split('/').filter((id) => id !== '');
  const [place = 'customer'] = [...kinds].reverse().slice(ids.length - 1, ids.length);
  return inWords(action, (kind, reach) => {
    const isThere = kind === place;
    const isAbove = kinds.indexOf(kind) > kinds.indexOf(place);
    if (reach === 'own') return isThere;
    if (reach === 'tree') return isThere || isAbove;
    if (reach === 'delegated' && !delegatesCertificates) return false;
    return isAbove || (isThere && ids.length > kinds.length);
  });
}

/** Who may do this in any place. */
const whoMaySomewhere = (action: Action) => inWords(action, () => true);

function inWords(action: Action, counts: (kind: OrganizationKind, reach: Reach) => boolean): string | undefined {
  const row: Grants = grants[action];
  const groups = kinds.flatMap((kind) => {
    const roles = (['admin', 'member', 'viewer'] as const).filter((role) => {
      const reach = row[`${kind}:${role}`];
      return reach !== undefined && counts(kind, reach);
    });
    return roles.length === 0 ? [] : [`${listed(roles.map((role) => rolesInWords[role]))} ${kindsInWords[kind]}`];
  });
  if (groups.length === 0) return undefined;
  const text = groups.join(', and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Of a set of actions: as far as an administrator reaches, for what is in the set, and never anything else. */
function reachOf(membership: Pick<ActorMembership, 'kind' | 'role' | 'actions'>, action: Action): Reach | undefined {
  const { kind, role, actions: set } = membership;
  const row: Grants = grants[action];
  if (set === undefined) return row[`${kind}:${role}`];
  return set.includes(action) && !ungrantable.includes(action) ? row[`${kind}:admin`] : undefined;
}
