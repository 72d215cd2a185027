import fc from 'fast-check';
import { deviceQuery } from '#libs/contracts/http';
import { type Actor, scopeOf } from '#libs/identity';
import { DAY_MS, type DeviceId, newUuid, type OrganizationId, type PersonId, personId } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { featuresOf } from './features-of.js';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';
import { DEVICES, type ModelRole, ORGANIZATIONS, PEOPLE, SharingModel, SITES } from './sharing-model.js';

const RUNS = 15;
const STEPS = 10;

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const person = fc.nat(PEOPLE - 1);
const site = fc.nat(SITES - 1);
const organization = fc.nat(ORGANIZATIONS - 1);
/** Counted from the newest, around. */
const grant = fc.nat(3);
const access = fc.constantFrom('read' as const, 'manage' as const);
const days = fc.option(fc.constantFrom(1, 5), { nil: null });
const role = fc.constantFrom<ModelRole>('admin', 'member', 'viewer');

const step = fc.oneof(
  fc.record({ do: fc.constant('offer-email' as const), site, access, days, person }),
  fc.record({ do: fc.constant('offer-key' as const), site, access, days, organization }),
  fc.record({ do: fc.constant('offer-code' as const), site, access, days }),
  fc.record({ do: fc.constant('share-on' as const), site, access, days, sharer: person, person }),
  {
    weight: 5,
    // Without a person: whoever was invited, so that most codes are accepted.
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      grant,
      person: fc.option(person, { nil: undefined }),
      organization: fc.option(organization, { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), grant }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('let-in' as const),
      way: fc.constantFrom('email' as const, 'key' as const, 'code' as const),
      site,
      access,
      days,
      person,
      organization,
    }),
  },
  fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 4, 7) }),
  fc.record({ do: fc.constant('move' as const), device: fc.nat(DEVICES - 1), site: fc.option(site, { nil: null }) }),
  fc.record({ do: fc.constant('delete' as const), site }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), person, organization, role }) },
  fc.record({ do: fc.constant('leave' as const), person, organization }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The platform beside the model. */
class World {
  model = new SharingModel();
  grants: string[] = [];
  sites: string[] = [];
  readonly devices: DeviceId[] = [];
  readonly organizations: { id: OrganizationId; path: string }[] = [];
  readonly people: { id: PersonId; email: string }[] = [];
  owner!: Actor;
  #ownerId!: OrganizationId;

  async build(): Promise<void> {
    const provider = test.actorIn(test.provider);
    const { organization: customer, registration } = await test.fleet.registration.register(provider, aForm());
    this.#ownerId = customer.id;
    this.owner = test.actorIn(customer);
    this.devices.push(registration.device.id);
    while (this.devices.length < DEVICES) {
      const form = aForm({ organization: { id: customer.id } });
      this.devices.push((await test.fleet.registration.register(provider, form)).registration.device.id);
    }
    for (let n = 0; n < ORGANIZATIONS; n++)
      this.organizations.push(await test.addOrganization('customer', test.otherProvider, `Receiver ${n}`));
    for (let n = 0; n < PEOPLE; n++) {
      const id = personId(newUuid(test.clock.now()));
      const email = `${id}@people.example`;
      const at = test.clock.now();
      const names = { firstName: 'A', lastName: 'B', passwordHash: 'plain x', verifiedAt: at };
      await test.registry.client.person.create({ data: { id, email, ...names, createdAt: at, updatedAt: at } });
      this.people.push({ id, email });
    }
  }

  /** New sites that nobody shares, devices at them, and people who belong nowhere. */
  async beginAnew(): Promise<void> {
    this.model = new SharingModel();
    this.grants = [];
    this.sites = [];
    const { client } = test.registry;
    await client.membership.deleteMany({ where: { personId: { in: this.people.map(({ id }) => id) } } });
    await client.site.deleteMany({ where: { organizationId: this.#ownerId } });
    for (let n = 0; n < SITES; n++) {
      const place = { name: `Site ${n}`, lat: 10 + n, lon: 20, organizationId: this.#ownerId };
      this.sites.push((await test.fleet.sites.create(this.owner, place)).id);
    }
    for (const [device, place] of this.model.places.entries()) await this.#place(device, place);
  }

  /** As signing in would find them at this moment. */
  async actor(index: number): Promise<Actor> {
    const actsFor = { personId: at(this.people, index).id, apiKeyId: null };
    const actor = await test.identity.actors.find(actsFor, test.clock.now());
    if (!actor) throw new Error(`person ${index} is there`);
    return actor;
  }

  async take(taken: Step): Promise<void> {
    const { siteSharing } = test.fleet;
    const { model } = this;
    // What locks guessers out is another test's.
    await test.registry.client.signInThrottle.deleteMany();
    switch (taken.do) {
      case 'offer-email': {
        const { email } = at(this.people, taken.person);
        const offered = model.offer({ ...taken, way: 'email', ends: this.#ends(taken.days) });
        return this.#offered(offered, () =>
          siteSharing.byEmail(this.owner, this.#site(taken), email, this.#terms(taken)),
        );
      }
      case 'offer-key': {
        const key = await this.#keyOf(taken.organization);
        const offered = model.offer({ ...taken, way: 'key', ends: this.#ends(taken.days) });
        return this.#offered(offered, () => siteSharing.byKey(this.owner, this.#site(taken), key, this.#terms(taken)));
      }
      case 'offer-code': {
        const offered = model.offer({ ...taken, way: 'code', ends: this.#ends(taken.days) });
        const made = () => siteSharing.byCode(this.owner, this.#site(taken), this.#terms(taken));
        return this.#offered(offered, async () => (await made()).grant);
      }
      case 'share-on': {
        const sharer = await this.actor(taken.sharer);
        const under = model.sharesUnder(taken.sharer, taken.site);
        const { email } = at(this.people, taken.person);
        const offered =
          under !== undefined && model.offer({ ...taken, way: 'email', ends: this.#ends(taken.days) }, under);
        return this.#offered(offered, () => siteSharing.byEmail(sharer, this.#site(taken), email, this.#terms(taken)));
      }
      case 'accept':
        return this.#accept(taken);
      case 'let-in': {
        // Offered and accepted in one go, by somebody who may.
        if (taken.way === 'key') await this.#belong(taken.person, taken.organization, 'admin');
        const offered = this.grants.length;
        const { way, person: invited, organization: receiver, ...terms } = taken;
        if (way === 'email') await this.take({ ...terms, do: 'offer-email', person: invited });
        else if (way === 'key') await this.take({ ...terms, do: 'offer-key', organization: receiver });
        else await this.take({ ...terms, do: 'offer-code' });
        if (this.grants.length === offered) return;
        return this.#accept({ do: 'accept', grant: 0, person: taken.person, organization: undefined });
      }
      case 'withdraw': {
        const index = this.#fromNewest(taken.grant);
        const place = model.grants[index]?.site;
        if (place === undefined || !model.sites[place]) return;
        await siteSharing.withdraw(this.owner, at(this.sites, place), at(this.grants, index));
        return model.withdraw(index);
      }
      case 'wait':
        model.today += taken.days;
        return test.clock.advance(taken.days * DAY_MS);
      case 'move': {
        const place = taken.site !== null && model.sites[taken.site] ? taken.site : null;
        model.places[taken.device] = place;
        return this.#place(taken.device, place);
      }
      case 'delete': {
        if (!model.sites[taken.site]) return;
        model.deleteSite(taken.site);
        return test.fleet.sites.delete(this.owner, this.#site(taken), `Site ${taken.site}`);
      }
      case 'join':
      case 'leave':
        return this.#belong(taken.person, taken.organization, taken.do === 'join' ? taken.role : undefined);
    }
  }

  /** Devices and sites that person sees, in lists, on the map and one by one, are those the model says. */
  async compare(index: number): Promise<void> {
    const { model } = this;
    const actor = await this.actor(index);
    const devices = await this.compareLists(index, actor);
    const sites = this.sites.filter((_, each) => model.seesSite(index, each)).sort();
    const features = await featuresOf(test.fleet.map, scopeOf(actor), test.clock.now());
    expect(features.map((each) => each.kind === 'device' && each.deviceId).sort()).toEqual(devices);
    const listed = await test.fleet.sites.list(actor, { sort: 'name', limit: 200 });
    expect(listed.map(({ id }) => id).sort()).toEqual(sites);
    const read: DeviceId[] = [];
    for (const id of this.devices) if (await succeeds(test.fleet.devices.get(actor, id, 'fleet.read'))) read.push(id);
    expect(read.sort()).toEqual(devices);
  }

  /** The list alone, which is cheap enough to be asked after each step. @returns what the model says */
  async compareLists(index: number, actor: Actor): Promise<readonly DeviceId[]> {
    const devices = this.devices.filter((_, device) => this.model.seesDevice(index, device)).sort();
    const selection = { ...deviceQuery.parse({ limit: '200' }), searches: [] };
    const page = await test.fleet.reader.devices(scopeOf(actor), selection, test.clock.now());
    expect(page.devices.map(({ id }) => id).sort()).toEqual(devices);
    return devices;
  }

  async #accept(taken: Extract<Step, { do: 'accept' }>): Promise<void> {
    const index = this.#fromNewest(taken.grant);
    const id = this.grants[index];
    if (id === undefined) return;
    const by = taken.person ?? this.model.grants[index]?.person ?? this.model.administratorFor(index) ?? 0;
    const actor = await this.actor(by);
    const receiver = taken.organization === undefined ? undefined : at(this.organizations, taken.organization).id;
    const code = test.identity.links.shareLinkTo(id).token;
    const accepted = await succeeds(test.fleet.shareAcceptance.accept(actor, code, receiver));
    expect(accepted).toBe(this.model.accept(index, by, taken.organization));
  }

  async #offered(expected: boolean, offer: () => Promise<{ id: string }>): Promise<void> {
    if (expected) this.grants.push((await offer()).id);
    else expect(await succeeds(offer())).toBe(false);
  }

  #fromNewest = (n: number) => this.grants.length - 1 - (n % Math.max(1, this.grants.length));
  #site = (taken: { readonly site: number }) => at(this.sites, taken.site);
  #ends = (after: number | null) => (after === null ? null : this.model.today + after);
  #terms({ access: wanted, days: after }: { readonly access: 'read' | 'manage'; readonly days: number | null }) {
    const endsAt = after === null ? undefined : new Date(test.clock.now().getTime() + after * DAY_MS);
    return { access: wanted, endsAt };
  }

  async #keyOf(index: number): Promise<string> {
    const { id, path } = at(this.organizations, index);
    return test.identity.organizationKeys.get(test.actorIn({ id, path, kind: 'customer' }), id);
  }

  async #place(device: number, place: number | null): Promise<void> {
    const siteId = place === null ? null : at(this.sites, place);
    await test.registry.client.device.update({ where: { id: at(this.devices, device) }, data: { siteId } });
  }

  async #belong(index: number, to: number, as: ModelRole | undefined): Promise<void> {
    const key = { organizationId: at(this.organizations, to).id, personId: at(this.people, index).id };
    await test.registry.client.membership.deleteMany({ where: key });
    if (as) await test.registry.client.membership.create({ data: { ...key, role: as, createdAt: test.clock.now() } });
    at(this.model.roles, index)[to] = as;
  }
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`There are ${values.length} of them, and ${index} was asked for.`);
  return value;
}

/** Whether it is refused; only refusals that the platform foresees count as such. */
async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (refusal) {
    expect(refusal).toMatchObject({ kind: expect.stringMatching(/^(not-found|forbidden|conflict|invalid)$/) });
    return false;
  }
}

describe('sharing, in any order of what may happen', () => {
  it('nobody reads without ownership or a live grant, in lists, on the map and one by one (R4-05, R4-18)', async () => {
    const world = new World();
    await world.build();
    const seen = { read: 0, nothing: 0 };
    const everybody = Array.from({ length: PEOPLE }, (_, index) => index);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: STEPS }), async (steps) => {
        await world.beginAnew();
        for (const [n, taken] of steps.entries()) {
          await world.take(taken);
          for (const index of everybody) {
            const { length } = await world.compareLists(index, await world.actor(index));
            seen[length > 0 ? 'read' : 'nothing'] += 1;
          }
          await world.compare(n % PEOPLE);
        }
        for (const index of everybody) await world.compare(index);
      }),
      { numRuns: RUNS },
    );
    // Else it would have proven nothing.
    expect(seen.read).toBeGreaterThan(RUNS);
    expect(seen.nothing).toBeGreaterThan(RUNS);
  }, 300_000);
});
