import { Clock, organizationId, personId } from '#libs/kernel';
import type { OrganizationKind, Role } from '../organizations/organization.js';
import { NotAllowedError } from './access.errors.js';
import type { Actor } from './actor.js';
import { type Action, actions } from './permissions.js';
import { FleetAccess, type LiveGrant, LiveGrants, type Placed } from './placed-access.js';
import type { Grantee } from './scope.js';

const now = new Date('2026-11-22T12:00:00Z');
class FixedClock extends Clock {
  override now() {
    return now;
  }
}

/** Lets in by what it was told, and keeps whose access it noted. */
class TheseGrants extends LiveGrants {
  readonly noted: (string | null)[] = [];
  constructor(private readonly grants: readonly LiveGrant[]) {
    super();
  }

  override async at(siteId: string, { personId: person, organizationIds }: Grantee) {
    if (siteId !== 'shared') return [];
    return this.grants.filter(({ organizationId: to }) =>
      to === null ? person !== null : organizationIds.includes(to),
    );
  }

  override async noteAccess(siteId: string, _grantee: Grantee, to: string | null) {
    this.noted.push(`${siteId} ${to}`);
  }
}

const owner = { id: organizationId('owner'), path: '/o/p/owner/', delegatesCertificates: true };
const thing = { owner, siteId: 'shared' };
const guest = (memberships: readonly (readonly [OrganizationKind, Role, string])[] = []): Actor => ({
  personId: personId('guest'),
  email: 'guest@example.com',
  sessionId: 's',
  memberships: memberships.map(([kind, role, id]) => ({
    organizationId: organizationId(id),
    kind,
    path: `/o/${id}/`,
    role,
  })),
});
const toPerson = (access: LiveGrant['access']): LiveGrant => ({ access, organizationId: null });
const toPartner = (access: LiveGrant['access']): LiveGrant => ({ access, organizationId: organizationId('partner') });

class HiddenError extends Error {}
async function ask(actor: Actor, action: Action, grants: readonly LiveGrant[], asked: Placed = thing) {
  const live = new TheseGrants(grants);
  try {
    await new FleetAccess(live, new FixedClock()).require(actor, action, asked, () => new HiddenError());
    return { outcome: 'allowed', noted: live.noted };
  } catch (failure) {
    const outcome =
      failure instanceof HiddenError ? 'hidden' : failure instanceof NotAllowedError ? 'refused' : failure;
    return { outcome, noted: live.noted };
  }
}

describe('the requirements’ table, column "individual with a share"', () => {
  it.each([
    ['Create asset', 'asset.create', 'refused', 'refused'],
    ['Virtual install, pair', 'asset.install', 'refused', 'refused'],
    ['Configure an asset', 'asset.configure', 'refused', 'refused'],
    ['Upload offline measurements', 'measurement.upload', 'refused', 'refused'],
    ['Generate device certificate', 'certificate.generate', 'refused', 'refused'],
    ['Revoke certificate', 'certificate.revoke', 'refused', 'refused'],
    ['Propose service for a machine', 'service.propose', 'refused', 'refused'],
    ['Assign device', 'device.assign', 'refused', 'refused'],
    ['Share a location: only if granted', 'site.share', 'refused', 'allowed'],
    ['See everyone with access (own entry)', 'site.read-access', 'allowed', 'allowed'],
    ['Table columns, order, reset, CSV', 'table.arrange', 'allowed', 'allowed'],
    ['R4-05: see what stands there', 'fleet.read', 'allowed', 'allowed'],
  ] as const)('%s: reading %s %s, managing %s', async (_row, action, reading, managing) => {
    expect((await ask(guest(), action, [toPerson('read')])).outcome).toBe(reading);
    expect((await ask(guest(), action, [toPerson('manage')])).outcome).toBe(managing);
  });
});

describe('what is said one may do', () => {
  it('is what is allowed when it is asked for, by role as by grant, and is no access', async () => {
    const casts: readonly (readonly [Actor, readonly LiveGrant[]])[] = [
      [guest(), [toPerson('manage')]],
      [guest([['provider', 'member', 'partner']]), [toPartner('manage')]],
      [guest([['provider', 'member', 'partner']]), [toPartner('read')]],
      [guest([['provider', 'admin', 'p']]), []],
      [guest([['customer', 'viewer', 'p/owner']]), []],
    ];
    for (const [actor, grants] of casts) {
      const live = new TheseGrants(grants);
      const said = await new FleetAccess(live, new FixedClock()).allowed(actor, actions, thing);
      const outcomes = await Promise.all(actions.map((action) => ask(actor, action, grants)));
      expect(said).toEqual(actions.filter((_, index) => outcomes[index]?.outcome === 'allowed'));
      expect(live.noted).toEqual([]);
    }
  });
});

describe('access to one thing of the fleet', () => {
  it('is hidden without a grant, elsewhere than at the shared site', async () => {
    const grants = [toPerson('manage')];
    expect(await ask(guest(), 'fleet.read', [])).toEqual({ outcome: 'hidden', noted: [] });
    expect(await ask(guest(), 'fleet.read', grants, { owner, siteId: 'other' })).toEqual({
      outcome: 'hidden',
      noted: [],
    });
    expect(await ask(guest(), 'fleet.read', grants, { owner, siteId: null })).toEqual({ outcome: 'hidden', noted: [] });
  });

  it('R4-05: a managing grant to an organization allows its people what their roles allow there, and viewers to look', async () => {
    const grants = [toPartner('manage')];
    const member = guest([['provider', 'member', 'partner']]);
    const viewer = guest([['provider', 'viewer', 'partner']]);
    for (const action of ['asset.install', 'measurement.upload', 'site.edit', 'site.share'] as const) {
      expect((await ask(member, action, grants)).outcome).toBe('allowed');
      expect((await ask(viewer, action, grants)).outcome).toBe('refused');
      expect((await ask(member, action, [toPartner('read')])).outcome).toBe('refused');
    }
    expect((await ask(viewer, 'fleet.read', grants)).outcome).toBe('allowed');
    expect((await ask(member, 'certificate.generate', grants)).outcome).toBe('refused');
  });

  it('a grant to an organization is for its own people: those of another, or none, see nothing', async () => {
    const grants = [toPartner('manage')];
    expect((await ask(guest([['provider', 'admin', 'other']]), 'fleet.read', grants)).outcome).toBe('hidden');
    expect((await ask(guest(), 'fleet.read', grants)).outcome).toBe('hidden');
  });

  it('a program has what its organization was granted, never what its maker was', async () => {
    const program = { ...guest([['provider', 'admin', 'partner']]), apiKeyId: 'key' };
    expect((await ask(program, 'fleet.read', [toPerson('manage')])).outcome).toBe('hidden');
    expect((await ask(program, 'fleet.read', [toPartner('read')])).outcome).toBe('allowed');
  });

  it('a look by a grant is noted for the owner; the owner’s own, and what was refused, is not', async () => {
    const ownPeople = guest([['customer', 'viewer', 'owner']]);
    const own = { ...ownPeople, memberships: ownPeople.memberships.map((each) => ({ ...each, path: owner.path })) };
    expect(await ask(own, 'fleet.read', [toPerson('read')])).toEqual({ outcome: 'allowed', noted: [] });
    expect((await ask(guest(), 'fleet.read', [toPerson('read')])).noted).toEqual(['shared null']);
    expect((await ask(guest(), 'asset.create', [toPerson('read')])).noted).toEqual([]);
  });
});
