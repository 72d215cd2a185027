import { DAY_MS } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { contractNotices } from '../../../apps/worker/src/notices.js';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';
import { aPersonOf } from './told-people.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);
afterEach(async () => {
  await test.registry.client.serviceContract.deleteMany({});
  await test.registry.client.outboxMail.deleteMany({});
});

const run = () =>
  contractNotices({ database: test.database, clock: test.clock, logger: createLogger('test', 'fatal') }).run();
const dayFromNow = (days: number) => new Date(test.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** A contract that ends so many days from today, by the calendar of UTC. */
async function aContract(endsInDays: number, form = {}) {
  const { organization, person, registration } = await test.fleet.registration.register(
    test.actorIn(test.provider),
    aForm(form),
  );
  const { id } = registration.contract;
  const end = new Date(dayFromNow(endsInDays));
  await test.registry.client.serviceContract.update({ where: { id }, data: { endDate: end } });
  await test.registry.client.outboxMail.deleteMany({});
  return { id, customer: organization, email: person.email };
}
/** What was posted since the last time, and to whom. */
async function posted() {
  const { outboxMail } = test.registry.client;
  const mails = await outboxMail.findMany({ where: { template: 'contract-notice' }, orderBy: { id: 'asc' } });
  await outboxMail.deleteMany({});
  return mails.map(({ recipient, data }) => [recipient, (data as { daysLeft: number }).daysLeft]);
}

describe('notices of the end of a contract', () => {
  let admin: string;
  beforeAll(async () => {
    admin = await aPersonOf(test, test.provider.id);
    await aPersonOf(test, test.provider.id, 'member');
    await aPersonOf(test, test.otherProvider.id);
  });

  it('go to the provider 60, 30, 7 and 0 days before, to the customer 30 and 0, each once', async () => {
    const { email } = await aContract(62);
    const heard: unknown[] = [];
    for (let day = 62; day >= -31; day -= 1) {
      await run();
      await run();
      for (const mail of await posted()) heard.push([day, ...mail]);
      test.clock.advance(DAY_MS);
    }
    expect(heard).toEqual([
      [60, admin, 60],
      [30, admin, 30],
      [30, email, 30],
      [7, admin, 7],
      [0, admin, 0],
      [0, email, 0],
    ]);
  });

  it('after a standstill only the last one that was missed is posted', async () => {
    await aContract(65);
    test.clock.advance(60 * DAY_MS);
    await run();
    expect(await posted()).toEqual([[admin, 7]]);
  });

  it('stand in the inbox of whom they are told, once, and go by mail to who wants them so', async () => {
    const { id, customer } = await aContract(30);
    const { notification, notificationPreference, person } = test.registry.client;
    const reader = await person.findUniqueOrThrow({ where: { email: admin } });
    await notificationPreference.create({
      data: { personId: reader.id, kind: 'contract-ending', inPage: true, byMail: false },
    });
    await notification.deleteMany({});
    await run();
    await test.registry.client.serviceContract.update({ where: { id }, data: { noticedDays: null } });
    await run();
    expect((await posted()).map(([recipient]) => recipient)).not.toContain(admin);
    const told = await notification.findMany({ where: { personId: reader.id } });
    expect(told).toMatchObject([
      { kind: 'contract-ending', aboutId: customer.id, params: { contractId: id, daysLeft: 30 }, readAt: null },
    ]);
    await notificationPreference.deleteMany({});
  });

  it('are not posted for what is renewed or lapsed', async () => {
    const { id } = await aContract(20);
    await test.fleet.contracts.renew(test.actorIn(test.provider), id, { leaseMonths: 12 });
    await aContract(-30);
    await run();
    expect(await posted()).toEqual([]);
  });

  it('wait for the day of the customer’s own calendar', async () => {
    const { customer } = await aContract(31);
    const zone = (timeZone: string) =>
      test.registry.client.organization.update({ where: { id: customer.id }, data: { timeZone } });
    // The clock stands somewhere in a day of UTC; in one of these zones it is another day for at least some hours.
    const midnight = Math.ceil(test.clock.now().getTime() / DAY_MS) * DAY_MS;
    test.clock.advance(midnight - test.clock.now().getTime());
    await zone('Etc/GMT+12');
    await run();
    expect((await posted()).map(([, days]) => days)).toEqual([60]);
    await zone('Pacific/Kiritimati');
    await run();
    expect((await posted()).map(([, days]) => days)).toEqual([30, 30]);
  });

  it('of many contracts are posted in batches, and two workers post none twice', async () => {
    const { id } = await aContract(-1);
    const { renewsId: _, ...row } = await test.registry.client.serviceContract.findUniqueOrThrow({ where: { id } });
    await test.registry.client.serviceContract.createMany({
      data: Array.from({ length: 249 }, (_, n) => ({
        ...row,
        id: `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
      })),
    });
    await Promise.all([run(), run()]);
    await run();
    const mails = await posted();
    expect(mails).toHaveLength(500);
    expect(mails.filter(([recipient]) => recipient === admin)).toHaveLength(250);
  });
});
