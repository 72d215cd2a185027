import { organizationId, personId } from '#libs/kernel';
import type { OrganizationKind, Role } from '../organizations/organization.js';
import { NotAllowedError } from './access.errors.js';
import type { Actor } from './actor.js';
import {
  type Action,
  actions,
  grantableActions,
  may,
  pathsWhere,
  reachesFrom,
  requireMay,
  requireSomewhere,
} from './permissions.js';

const places = {
  operator: '/o/',
  provider: '/o/p/',
  customer: '/o/p/c/',
  inner: '/o/p/c/i/',
  otherProvider: '/o/q/',
  otherCustomer: '/o/q/d/',
} as const;
type Place = keyof typeof places;

const homes = { operator: '/o/', provider: '/o/p/', customer: '/o/p/c/' } as const satisfies Record<
  OrganizationKind,
  string
>;

function actorOf(kind: OrganizationKind, role: Role): Actor {
  const organization = organizationId(kind);
  const membership = { organizationId: organization, kind, path: homes[kind], role };
  return { personId: personId('x'), email: 'x@example.com', sessionId: 's', memberships: [membership] };
}

/** Where each kind and role may do it; who is not named may nowhere. */
const table: Record<Action, Partial<Record<`${OrganizationKind} ${Role}`, readonly Place[]>>> = (() => {
  const all: readonly Place[] = ['operator', 'provider', 'customer', 'inner', 'otherProvider', 'otherCustomer'];
  const providers: readonly Place[] = ['provider', 'customer', 'inner'];
  const customers: readonly Place[] = ['customer', 'inner'];
  const admins = { 'operator admin': all, 'provider admin': providers, 'customer admin': customers };
  const everyone = {
    ...admins,
    'operator member': all,
    'operator viewer': all,
    'provider member': providers,
    'provider viewer': providers,
    'customer member': customers,
    'customer viewer': customers,
  };
  const below = {
    'operator admin': all.filter((place) => place !== 'operator'),
    'provider admin': customers,
    'customer admin': ['inner'],
  } as const;
  const sellers = { 'operator admin': all, 'provider admin': providers, 'provider member': providers };
  const inCustomers = { 'customer admin': customers, 'customer member': customers };
  const inProviders = { 'provider admin': providers, 'provider member': providers };
  return {
    'organization.read': everyone,
    'organization.create': { ...admins, 'provider member': ['provider'] },
    'organization.edit': admins,
    'organization.move': below,
    'organization.delete': below,
    'organization.choose-provider-kind': { 'operator admin': all.filter((place) => place !== 'operator') },
    'organization.choose-home': { ...admins, 'customer member': ['customer'] },
    'organization.limit-assets': {
      'operator admin': all.filter((place) => place !== 'operator'),
      'provider admin': customers,
    },
    'organization.delegate-certificates': { 'customer admin': ['customer'] },
    'member.read': everyone,
    'member.administer': admins,
    'member.invite': { ...admins, 'provider member': customers },
    'member.delete': admins,
    'member.self-grant': { 'provider admin': customers, 'provider member': customers },
    'role.read': everyone,
    'role.administer': admins,
    'api-key.administer': admins,
    'identity-provider.read': { 'operator admin': all, 'provider admin': providers },
    'identity-provider.administer': { 'operator admin': all },
    'audit.read': admins,
    'outbox.read': { 'operator admin': ['operator'] },
    'help.moderate': { 'operator admin': ['operator'] },
    'operation.read': {
      'operator admin': ['operator'],
      'operator member': ['operator'],
      'operator viewer': ['operator'],
    },
    'registration.create': sellers,
    'fleet.read': everyone,
    'certificate.generate': inCustomers,
    'certificate.revoke': admins,
    'device.suspend': { 'operator admin': all, 'provider admin': providers },
    'device.retire': { 'operator admin': all, 'provider admin': providers },
    'device.dispatch': { 'operator admin': all.filter((place) => place !== 'operator') },
    'device.assign': sellers,
    'device.edit': { ...sellers, 'customer admin': customers },
    'device.replace': sellers,
    'model.administer': { 'operator admin': all, 'provider admin': providers },
    'asset.create': { ...sellers, 'customer admin': customers },
    'asset.edit': { ...sellers, 'customer admin': customers },
    'asset.install': { ...sellers, ...inCustomers },
    'asset.configure': inCustomers,
    'measurement.upload': { ...inProviders, ...inCustomers },
    'service.propose': { 'provider admin': customers, 'provider member': customers },
    'service.answer': { 'customer admin': customers },
    'contract.renew': sellers,
    'site.edit': { ...sellers, ...inCustomers },
    'site.share': { ...inProviders, ...inCustomers },
    'site.read-access': everyone,
    'table.arrange': everyone,
    'view.share': {
      'operator admin': ['operator'],
      'operator member': ['operator'],
      'provider admin': ['provider'],
      'provider member': ['provider'],
      'customer admin': ['customer'],
      'customer member': ['customer'],
    },
  };
})();

const kinds = ['operator', 'provider', 'customer'] as const;
const roles = ['admin', 'member', 'viewer'] as const;
const rows = actions.flatMap((action) => kinds.flatMap((kind) => roles.map((role) => ({ action, kind, role }))));

describe('who may do what', () => {
  it.each(rows)('$action, asked by a $role of a $kind', ({ action, kind, role }) => {
    const actor = actorOf(kind, role);
    const allowed = (Object.keys(places) as Place[]).filter((place) =>
      may(actor, action, { path: places[place], delegatesCertificates: false }),
    );
    expect(allowed).toEqual(table[action][`${kind} ${role}`] ?? []);
  });

  it.each([
    { kind: 'provider', role: 'admin', allowed: true },
    { kind: 'provider', role: 'member', allowed: true },
    { kind: 'provider', role: 'viewer', allowed: false },
    { kind: 'operator', role: 'admin', allowed: false },
  ] as const)(
    'R1-34: a $role of a $kind generates for a customer that delegated it: $allowed',
    ({ kind, role, allowed }) => {
      const customer = { path: places.customer, delegatesCertificates: true };
      expect(may(actorOf(kind, role), 'certificate.generate', customer)).toBe(allowed);
    },
  );

  it('R1-34: a delegation of another provider’s customer is worth nothing', () => {
    const foreign = { path: places.otherCustomer, delegatesCertificates: true };
    expect(may(actorOf('provider', 'admin'), 'certificate.generate', foreign)).toBe(false);
  });

  it('adds up the memberships of a person', () => {
    const both = {
      ...actorOf('customer', 'viewer'),
      memberships: [...actorOf('customer', 'viewer').memberships, ...actorOf('provider', 'member').memberships],
    };
    const place = { path: places.provider, delegatesCertificates: false };
    expect(may(both, 'registration.create', place)).toBe(true);
    expect(may(both, 'audit.read', place)).toBe(false);
  });
});

describe('a set of actions, of a custom role or an API key', () => {
  const acting = (kind: OrganizationKind, role: Role, set: readonly string[]): Actor => {
    const actor = actorOf(kind, role);
    return { ...actor, memberships: actor.memberships.map((membership) => ({ ...membership, actions: set })) };
  };
  const somewhere = (actor: Actor, action: Action) =>
    Object.values(places).some((path) => may(actor, action, { path, delegatesCertificates: true }));

  it('allows a viewer what is in it, as far as an administrator reaches', () => {
    const actor = acting('customer', 'viewer', ['organization.edit']);
    expect(may(actor, 'organization.edit', { path: places.inner, delegatesCertificates: false })).toBe(true);
    expect(may(actor, 'organization.edit', { path: places.provider, delegatesCertificates: false })).toBe(false);
  });

  it('takes from an administrator what is not in it', () => {
    const actor = acting('provider', 'admin', ['organization.read']);
    expect(actions.filter((action) => somewhere(actor, action))).toEqual(['organization.read']);
  });

  it.each(kinds)(
    'allows in a %s, were everything in it, what its administrators may but administering roles',
    (kind) => {
      const everything = acting(kind, 'viewer', actions);
      const allowed = actions.filter((action) => somewhere(everything, action));
      expect(allowed).toEqual(grantableActions(kind));
      const admin = actorOf(kind, 'admin');
      expect(allowed).toEqual(actions.filter((action) => action !== 'role.administer' && somewhere(admin, action)));
    },
  );

  it('allows nothing when it is empty, or names what is no action', () => {
    const actor = acting('operator', 'admin', ['toString', 'everything']);
    expect(actions.filter((action) => somewhere(actor, action))).toEqual([]);
  });
});

describe('requireMay', () => {
  it('names the action and the organization it refuses', () => {
    const place = { id: organizationId('c'), path: places.customer, name: 'Mill', delegatesCertificates: false };
    const ask = () => requireMay(actorOf('customer', 'viewer'), 'organization.edit', place);
    expect(ask).toThrow(NotAllowedError);
    expect(ask).toThrow('Your roles do not allow organization.edit in Mill.');
  });

  it.each([
    ['device.dispatch', '/o/p/', 'Administrators of the operator may: ask one of them.'],
    ['device.assign', '/o/p/c/', 'Administrators and members of its provider, and administrators of the operator may:'],
    ['asset.configure', '/o/p/c/', 'Administrators and members of the customer may:'],
    ['certificate.generate', '/o/p/c/', 'Administrators and members of the customer may:'],
    ['organization.move', '/o/p/c/', 'Administrators of its provider, and administrators of the operator may:'],
    ['organization.move', '/o/p/c/i/', 'Administrators of the customer, and administrators of its provider, and'],
    ['outbox.read', '/o/', 'Administrators of the operator may:'],
  ] as const)('says who may: %s in %s: %s', (action, path, who) => {
    const place = { id: organizationId('x'), path, name: 'Mill', delegatesCertificates: false };
    expect(() => requireMay(actorOf('customer', 'viewer'), action, place)).toThrow(`in Mill. ${who}`);
  });
});

describe('requireSomewhere', () => {
  it('refuses who may nowhere, and lets in who may only below', () => {
    const ask = () => requireSomewhere(actorOf('customer', 'admin'), 'registration.create');
    expect(ask).toThrow(NotAllowedError);
    expect(ask).toThrow('Administrators and members of its provider, and administrators of the operator may:');
    expect(() => requireSomewhere(actorOf('provider', 'member'), 'member.invite')).not.toThrow();
  });
});

describe('pathsWhere', () => {
  it('gives the subtrees an actor may do this in as a whole', () => {
    expect(pathsWhere(actorOf('provider', 'admin'), 'audit.read')).toEqual(['/o/p/']);
    expect(pathsWhere(actorOf('provider', 'member'), 'audit.read')).toEqual([]);
    expect(pathsWhere(actorOf('provider', 'admin'), 'certificate.generate')).toEqual([]);
  });
});

describe('reachesFrom', () => {
  it('says what a membership lets do and how far, and nothing of what it does not', () => {
    const reaches = reachesFrom(actorOf('provider', 'member'), organizationId('provider'));
    expect(reaches).toMatchObject({
      'registration.create': 'tree',
      'organization.create': 'own',
      'member.invite': 'below',
      'certificate.generate': 'delegated',
    });
    expect('audit.read' in reaches).toBe(false);
  });

  it('looks through a set of actions: as far as an administrator reaches, and nothing that no set has', () => {
    const { memberships, ...actor } = actorOf('customer', 'viewer');
    const set = memberships.map((own) => ({ ...own, actions: ['site.edit', 'role.administer', 'device.dispatch'] }));
    expect(reachesFrom({ ...actor, memberships: set }, organizationId('customer'))).toEqual({ 'site.edit': 'tree' });
  });

  it('is nothing where the actor is no member', () => {
    expect(reachesFrom(actorOf('operator', 'admin'), organizationId('customer'))).toEqual({});
  });
});
