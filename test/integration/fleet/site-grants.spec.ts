import type { Actor } from '#libs/identity';
import { DAY_MS, newUuid, personId } from '#libs/kernel';
import { MAXIMUM_OPEN_GRANTS } from '#libs/sites';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

async function aSite() {
  const { organization } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
  const owner = test.actorIn(organization);
  return { owner, id: (await test.fleet.sites.create(owner, { organizationId: organization.id, name: 'Dock' })).id };
}

/** Somebody with an account who belongs nowhere. */
async function aPerson(): Promise<Actor> {
  const id = personId(newUuid(test.clock.now()));
  const at = test.clock.now();
  const names = { firstName: 'Ada', lastName: 'Nowak', passwordHash: 'plain x', verifiedAt: at };
  await test.registry.client.person.create({
    data: { id, email: `${id}@x.example`, ...names, createdAt: at, updatedAt: at },
  });
  return { personId: id, email: `${id}@x.example`, sessionId: id, memberships: [] };
}

const byCode = (actor: Actor, id: string, access: 'read' | 'manage', endsAt?: Date) =>
  test.fleet.siteSharing.byCode(actor, id, { access, endsAt });

describe('the grants of a site', () => {
  it(`are at most ${MAXIMUM_OPEN_GRANTS} that wait or let somebody in; what is over makes room`, async () => {
    const { owner, id } = await aSite();
    const at = test.clock.now();
    const row = { siteId: id, way: 'email', access: 'read', createdAt: at, createdById: owner.personId } as const;
    const codeExpiresAt = new Date(at.getTime() + 1_000);
    await test.registry.client.siteGrant.createMany({
      data: Array.from({ length: MAXIMUM_OPEN_GRANTS }, (_, n) => ({
        ...row,
        id: newUuid(at),
        email: `${n}@x.example`,
        codeExpiresAt,
      })),
    });
    const refused = byCode(owner, id, 'read');
    await expect(refused).rejects.toMatchObject({ code: 'fleet.grant-limit', details: { limit: MAXIMUM_OPEN_GRANTS } });
    test.clock.advance(1_000);
    expect((await byCode(owner, id, 'read')).grant.way).toBe('code');
  });

  it('last no longer than the one by which they could be made, though an organization where one only looks has longer', async () => {
    const { owner, id } = await aSite();
    const contractor = await aPerson();
    const endsAt = new Date(test.clock.now().getTime() + DAY_MS);
    await test.fleet.shareAcceptance.accept(contractor, (await byCode(owner, id, 'manage', endsAt)).code);
    const organization = await test.addOrganization('customer', test.otherProvider, 'Lookers');
    const administrator = { ...(await aPerson()), memberships: test.actorIn(organization).memberships };
    const { code } = await byCode(owner, id, 'manage');
    await test.fleet.shareAcceptance.accept(administrator, code, organization.id);
    const viewing = { ...contractor, memberships: test.actorIn(organization, 'viewer').memberships };
    expect((await byCode(viewing, id, 'read')).grant.endsAt).toEqual(endsAt);
    const member = { ...contractor, memberships: test.actorIn(organization, 'member').memberships };
    expect((await byCode(member, id, 'read')).grant.endsAt).toBeNull();
  });

  it('leave an entry in the access log also when the one before it was rolled back with its unit of work', async () => {
    const { owner, id } = await aSite();
    const person = await aPerson();
    await test.fleet.shareAcceptance.accept(person, (await byCode(owner, id, 'read')).code);
    const accesses = () =>
      test.registry.client.siteAccessEntry.count({ where: { siteId: id, personId: person.personId } });
    const rolledBack = test.registry.run(async () => {
      await test.fleet.sites.get(person, id);
      throw new Error('something else failed');
    });
    await expect(rolledBack).rejects.toThrow('something else failed');
    expect(await accesses()).toBe(0);
    await test.fleet.sites.get(person, id);
    expect(await accesses()).toBe(1);
  });

  it('of one person do not let in a program that acts for that person', async () => {
    const { owner, id } = await aSite();
    const person = await aPerson();
    await test.fleet.shareAcceptance.accept(person, (await byCode(owner, id, 'read')).code);
    expect(await test.fleet.sites.get(person, id)).toMatchObject({ access: 'read' });
    const program = { ...person, apiKeyId: newUuid(test.clock.now()) };
    await expect(test.fleet.sites.get(program, id)).rejects.toMatchObject({ code: 'fleet.site-unknown' });
    expect(await test.fleet.sites.list(program, { sort: 'name', limit: 10 })).toEqual([]);
  });

  it('are neither made nor seen by who sees the site no more', async () => {
    const { owner, id } = await aSite();
    const person = await aPerson();
    const { code, grant } = await byCode(owner, id, 'manage');
    await test.fleet.shareAcceptance.accept(person, code);
    await test.fleet.siteSharing.withdraw(owner, id, grant.id);
    const { siteSharing } = test.fleet;
    const unknown = { code: 'fleet.site-unknown' };
    await expect(byCode(person, id, 'read')).rejects.toMatchObject(unknown);
    await expect(siteSharing.permissions(person, id, 10)).rejects.toMatchObject(unknown);
    await expect(siteSharing.withdraw(person, id, grant.id)).rejects.toMatchObject(unknown);
  });
});
