import { organizationId, personId } from '#libs/kernel';
import type { OrganizationKind, Role } from '../organizations/organization.js';
import type { Actor } from './actor.js';
import { type Action, may } from './permissions.js';

/** The requirements' table "Who may do what", cell by cell, in its words. */
const columns = [
  'Operator',
  'Provider admin',
  'Provider member',
  'Customer admin',
  'Customer user',
  'Individual',
] as const;
type Column = (typeof columns)[number];

/** Whom a column speaks of: the role that may, and below it the one that only looks. */
const people: Record<Exclude<Column, 'Individual'>, readonly [OrganizationKind, Role, Role?]> = {
  Operator: ['operator', 'admin'],
  'Provider admin': ['provider', 'admin'],
  'Provider member': ['provider', 'member', 'viewer'],
  'Customer admin': ['customer', 'admin'],
  'Customer user': ['customer', 'member', 'viewer'],
};

const homes = { operator: '/o/', provider: '/o/p/', customer: '/o/p/c/' } as const;
const foreign = ['/o/q/', '/o/q/d/', '/o/q/d/j/'];
const everywhere = [...Object.values(homes), '/o/p/c/i/', ...foreign];

interface Case {
  readonly at: () => boolean;
  readonly on: (path: string) => boolean;
  readonly elsewhere: () => boolean;
  readonly anywhere: () => boolean;
  readonly viewerAnywhere: () => boolean;
  readonly onceAdded: () => boolean;
  readonly delegated: () => boolean;
}

/** What each cell says, asked of what the column's person may. */
const readings = {
  Y: ({ at }: Case) => at(),
  'Y (owner)': ({ at }: Case) => at(),
  'Y own scope': ({ at, elsewhere }: Case) => at() && !elsewhere(),
  'Y own devices': ({ at, elsewhere }: Case) => at() && !elsewhere(),
  'own users': ({ at, elsewhere }: Case) => at() && !elsewhere(),
  'Y for own users': ({ at, elsewhere }: Case) => at() && !elsewhere(),
  own: ({ at, elsewhere }: Case) => at() && !elsewhere(),
  N: ({ anywhere }: Case) => !anywhere(),
  'by role': ({ at, viewerAnywhere }: Case) => at() && !viewerAnywhere(),
  'N (Y for inner customers)': ({ on }: Case) => !on(homes.provider) && on(homes.customer),
  'inner customers': ({ on, elsewhere }: Case) => !on(homes.customer) && on('/o/p/c/i/') && !elsewhere(),
  'N unless added as org user': ({ anywhere, onceAdded }: Case) => !anywhere() && onceAdded(),
  delegated: ({ anywhere, delegated }: Case) => !anywhere() && delegated(),
} as const;
type Cell = keyof typeof readings;
/** What a share grants is decided where sites are (access/placed-access.ts, whose spec has the column's other cells). */
type IndividualCell = 'N' | 'with shares';

type Row = readonly [string, Action, OrganizationKind, Cell, Cell, Cell, Cell, Cell, IndividualCell];

/** Row, action, kind of the organization it is asked in, then the six columns. */
const table: readonly Row[] = [
  ['Dispatch devices into a provider’s stock', 'device.dispatch', 'provider', 'Y', 'N', 'N', 'N', 'N', 'N'],
  ['Create customer', 'organization.create', 'provider', 'Y', 'Y', 'by role', 'N (Y for inner customers)', 'N', 'N'],
  ['Set asset limit', 'organization.limit-assets', 'customer', 'Y', 'Y', 'N', 'N', 'N', 'N'],
  ['Invite, re-invite, copy link', 'member.invite', 'customer', 'Y', 'Y', 'by role', 'Y for own users', 'N', 'N'],
  ['Assign device to organization', 'device.assign', 'customer', 'Y', 'Y', 'Y', 'N', 'N', 'N'],
  ['Register customer and device', 'registration.create', 'customer', 'Y', 'Y', 'by role', 'N', 'N', 'N'],
  ['Create asset', 'asset.create', 'customer', 'Y', 'Y', 'Y', 'Y', 'N', 'N'],
  ['Virtual install, pair', 'asset.install', 'customer', 'Y', 'Y', 'Y', 'Y', 'by role', 'N'],
  [
    'R0-26, R0-27: Configure an asset',
    'asset.configure',
    'customer',
    'N',
    'N unless added as org user',
    'N unless added as org user',
    'Y',
    'by role',
    'N',
  ],
  ['Upload offline measurements', 'measurement.upload', 'customer', 'N', 'Y', 'Y', 'Y', 'Y', 'N'],
  ['Generate device certificate', 'certificate.generate', 'customer', 'N', 'delegated', 'delegated', 'Y', 'Y', 'N'],
  ['Revoke certificate', 'certificate.revoke', 'customer', 'Y', 'Y own scope', 'N', 'Y own devices', 'N', 'N'],
  ['Propose service for a machine', 'service.propose', 'customer', 'N', 'Y', 'by role', 'N', 'N', 'N'],
  ['Accept or decline proposed service', 'service.answer', 'customer', 'N', 'N', 'N', 'Y', 'N', 'N'],
  ['Share a location', 'site.share', 'customer', 'N', 'Y', 'Y', 'Y (owner)', 'by role', 'with shares'],
  ['See everyone with access', 'site.read-access', 'customer', 'Y', 'Y', 'Y', 'Y', 'Y', 'with shares'],
  ['Delete customer', 'organization.delete', 'customer', 'Y', 'Y', 'N', 'inner customers', 'N', 'N'],
  ['Delete user', 'member.delete', 'customer', 'Y', 'Y', 'N', 'own users', 'N', 'N'],
  ['Choose home dashboard', 'organization.choose-home', 'customer', 'Y', 'Y', 'N', 'own', 'own', 'N'],
  ['Table columns, order, reset, CSV', 'table.arrange', 'customer', 'Y', 'Y', 'Y', 'Y', 'Y', 'with shares'],
];

const belonging = (...memberships: readonly (readonly [OrganizationKind, Role])[]): Actor => ({
  personId: personId('x'),
  email: 'x@example.com',
  sessionId: 's',
  memberships: memberships.map(([kind, role]) => ({
    organizationId: organizationId(kind),
    kind,
    path: homes[kind],
    role,
  })),
});
const mayAt = (actor: Actor, action: Action, path: string, delegatesCertificates = false) =>
  may(actor, action, { path, delegatesCertificates });
const mayAnywhere = (actor: Actor, action: Action, paths = everywhere) =>
  paths.some((path) => mayAt(actor, action, path));

function caseOf(column: Exclude<Column, 'Individual'>, action: Action, kind: OrganizationKind): Case {
  const [home, role, below] = people[column];
  const actor = belonging([home, role]);
  const viewer = below === undefined ? undefined : belonging([home, below]);
  return {
    at: () => mayAt(actor, action, homes[kind]),
    on: (path) => mayAt(actor, action, path),
    elsewhere: () => mayAnywhere(actor, action, foreign),
    anywhere: () => [actor, ...(viewer ? [viewer] : [])].some((someone) => mayAnywhere(someone, action)),
    viewerAnywhere: () => viewer !== undefined && mayAnywhere(viewer, action),
    onceAdded: () => mayAt(belonging([home, role], ['customer', 'member']), action, homes.customer),
    delegated: () => mayAt(actor, action, homes.customer, true),
  };
}

const cases = table.flatMap(([row, action, kind, ...cells]) =>
  columns.map((column, index) => ({ row, action, kind, column, cell: cells[index] as Cell | IndividualCell })),
);

describe('the requirements’ table of who may do what', () => {
  it.each(cases.filter(({ column }) => column !== 'Individual'))(
    '$row: $column: $cell',
    ({ action, kind, column, cell }) => {
      const asked = caseOf(column as Exclude<Column, 'Individual'>, action, kind);
      expect(readings[cell as Cell](asked)).toBe(true);
    },
  );

  it.each(cases.filter(({ column, cell }) => column === 'Individual' && cell === 'N'))(
    '$row: an individual with a share: N, by belonging nowhere',
    ({ action }) => expect(mayAnywhere(belonging(), action)).toBe(false),
  );

  it('R0-27: who left the customer’s organization again may not configure any more', () => {
    const added = belonging(['provider', 'admin'], ['customer', 'admin']);
    expect(mayAt(added, 'asset.configure', homes.customer)).toBe(true);
    expect(mayAt(belonging(['provider', 'admin']), 'asset.configure', homes.customer)).toBe(false);
  });

  it('R0-27: who joined one customer configures in no other', () => {
    const added = belonging(['provider', 'admin'], ['customer', 'admin']);
    expect(mayAnywhere(added, 'asset.configure', [homes.operator, homes.provider, '/o/p/other/', ...foreign])).toBe(
      false,
    );
  });
});
