import { ListingUpkeep } from '#libs/devices';
import { DAY_MS } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { certificateNotices } from '../../../apps/worker/src/notices.js';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';
import { aPersonOf, mailsTo } from './told-people.js';

jest.setTimeout(60_000); // the machine may have other suites to run

let test: FleetUnderTest;
let provider: string;
beforeAll(async () => {
  test = await startFleet();
  provider = await aPersonOf(test, test.provider.id);
  await aPersonOf(test, test.provider.id, 'member');
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);
afterEach(async () => {
  await test.registry.client.certificateNotice.deleteMany({});
  const where = { organizationId: { in: [...customers] } };
  await test.registry.client.deviceListing.updateMany({ where, data: { certificateState: 'none' } });
});

const run = () =>
  certificateNotices({ database: test.database, clock: test.clock, logger: createLogger('test', 'fatal') }).run();
const customers = new Set<string>();
const addresses = new Set<string>();
type Told = readonly [recipient: string, devices: number];
const sorted = (...told: readonly Told[]) => told.toSorted(([one], [other]) => (one < other ? -1 : 1));
/** Who was told since the last time, and of how many devices. */
const posted = async () =>
  sorted(
    ...(await mailsTo<{ devices: number }>(test, 'certificate-notice', [provider, ...addresses])).map(
      ({ recipient, data }) => [recipient, data.devices] as const,
    ),
  );
const daysFromNow = (days: number) => new Date(test.clock.now().getTime() + days * DAY_MS);
/** The first moment of the day so many days from today, UTC. */
const toDay = (days: number) =>
  test.clock.advance((Math.floor(test.clock.now().getTime() / DAY_MS) + days) * DAY_MS - test.clock.now().getTime());

/** Devices of one new customer, with certificates that end so many days from now. */
async function aCustomerWith(endsInDays: readonly number[]) {
  const actor = test.actorIn(test.provider);
  const { organization, person, ...first } = await test.fleet.registration.register(actor, aForm());
  const more = { organization: { id: organization.id }, person: { id: person.id } };
  const ids = [first.registration.device.id];
  for (const _ of endsInDays.slice(1))
    ids.push((await test.fleet.registration.register(actor, aForm(more))).registration.device.id);
  const admin = test.actorIn(organization);
  const certificates: string[] = [];
  for (const [index, id] of ids.entries()) {
    const { serialNumber } = (await test.fleet.certificates.issue(admin, id, {})).certificate;
    const notAfter = daysFromNow(endsInDays[index] ?? 0);
    await test.registry.client.certificate.update({ where: { serialNumber }, data: { notAfter } });
    certificates.push(serialNumber);
  }
  customers.add(organization.id);
  addresses.add(person.email);
  return { ids, certificates, organization, admin, email: person.email };
}

describe('notices of certificates that end', () => {
  it('come once a day at most with the number of all, when some come near their end, else every week', async () => {
    toDay(1);
    const { ids, admin, email } = await aCustomerWith([32.5, 34.5, 34.6, 200]);
    const heard: unknown[] = [];
    for (let day = 0; day <= 26; day += 1) {
      if (day === 20) await test.fleet.certificates.issue(admin, ids[0]!, {});
      await run();
      test.clock.advance(DAY_MS / 2);
      await run();
      await run();
      for (const told of await posted()) heard.push([day, ...told]);
      toDay(1);
    }
    const told = (day: number, devices: number) =>
      sorted([provider, devices], [email, devices]).map((each) => [day, ...each]);
    expect(heard).toEqual([...told(3, 1), ...told(5, 3), ...told(12, 3), ...told(19, 3), ...told(26, 2)]);
  });

  it('have the number that the list of expiring certificates shows, and nothing of what is renewed, revoked or over', async () => {
    const { ids, certificates, organization, admin } = await aCustomerWith([3, 4, 5, 6, -1, 60]);
    await test.fleet.certificates.issue(admin, ids[0]!, {});
    await test.fleet.revocation.revoke(admin, certificates[1]!, 'superseded');
    await run();
    expect((await posted()).map(([, devices]) => devices)).toEqual([2, 2]);
    await new ListingUpkeep(test.registry).age(test.clock.now());
    const where = { organizationId: organization.id, certificateState: 'expiring' };
    expect(await test.registry.client.deviceListing.count({ where })).toBe(2);
  });

  it('tell a provider of its customers’ devices in one, each customer of its own, and no stranger', async () => {
    const stranger = await aPersonOf(test, test.otherProvider.id);
    addresses.add(stranger);
    const [north, south] = [await aCustomerWith([10, 11]), await aCustomerWith([12])];
    await run();
    expect(await posted()).toEqual(sorted([provider, 3], [north.email, 2], [south.email, 1]));
  });

  it('stand in the inbox with what they are about, and go by mail to who wants them so', async () => {
    const { notification, notificationPreference, person } = test.registry.client;
    const { id: personId } = await person.findUniqueOrThrow({ where: { email: provider } });
    await notificationPreference.create({
      data: { personId, kind: 'certificates-ending', inPage: true, byMail: false },
    });
    await notification.deleteMany({ where: { personId } });
    const { email } = await aCustomerWith([10]);
    await run();
    expect(await posted()).toEqual([[email, 1]]);
    expect(await notification.findMany({ where: { personId } })).toMatchObject([
      { kind: 'certificates-ending', params: { organizationId: test.provider.id, devices: 1 }, readAt: null },
    ]);
    await notificationPreference.deleteMany({ where: { personId } });
  });

  it('are posted once by two workers', async () => {
    const { email } = await aCustomerWith([10]);
    await Promise.all([run(), run()]);
    expect(await posted()).toEqual(sorted([provider, 1], [email, 1]));
  });
});
