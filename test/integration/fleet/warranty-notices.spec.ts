import { WarrantyNoticeStore } from '#libs/agreements';
import type { CalendarDate } from '#libs/contracts/http';
import { type Clock, DAY_MS, newUuid, systemClock } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { warrantyNotices } from '../../../apps/worker/src/notices.js';
import { type FleetUnderTest, startFleet } from './fleet-under-test.js';
import { killedAtWork } from './killed-worker.js';
import { aPersonOf, mailsTo } from './told-people.js';

jest.setTimeout(60_000); // the machine may have other suites to run

/** Of the assets of these tests alone. */
const MODEL = 'Warranty 1600XP';

let test: FleetUnderTest;
let customer: Awaited<ReturnType<FleetUnderTest['addOrganization']>>;
let owner: string;
let provider: string;
beforeAll(async () => {
  test = await startFleet();
  customer = await test.addOrganization('customer', test.provider, 'Waterworks');
  owner = await aPersonOf(test, customer.id);
  provider = await aPersonOf(test, test.provider.id);
  await aPersonOf(test, customer.id, 'member');
  await aPersonOf(test, test.otherProvider.id);
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);
afterEach(() => test.registry.client.asset.deleteMany({ where: { modelNumber: MODEL } }));

const logger = createLogger('test', 'fatal');
const run = (clock: Clock = test.clock) => warrantyNotices({ database: test.database, clock, logger }).run();
const dayFromNow = (days: number) => new Date(Math.floor(test.clock.now().getTime() / DAY_MS + days) * DAY_MS);

/** Assets whose warranty ends so many days from today. */
async function assetsOf(organizationId: string, endsInDays: number, count = 1, fields = {}) {
  const { client } = test.registry;
  const { id: equipmentModelId } = await client.equipmentModel.findFirstOrThrow();
  const createdAt = test.clock.now();
  const data = Array.from({ length: count }, () => ({
    id: newUuid(createdAt),
    organizationId,
    equipmentModelId,
    modelNumber: MODEL,
    serialNumber: newUuid(createdAt),
    warrantyEnd: dayFromNow(endsInDays),
    createdAt,
    ...fields,
  }));
  await client.asset.createMany({ data });
  return data.map(({ id }) => id);
}
/** Who was told since the last time, and how many days were left. */
const posted = async () =>
  (await mailsTo<{ daysLeft: number }>(test, 'warranty-notice', [owner, provider])).map(({ recipient, data }) => [
    recipient,
    data.daysLeft,
  ]);

describe('notices of the end of a warranty', () => {
  it('go to whose asset it is and to their provider, 60 and 7 days before, each once', async () => {
    await assetsOf(customer.id, 62);
    const heard: unknown[] = [];
    for (let day = 62; day >= -2; day -= 1) {
      await run();
      await run();
      for (const mail of await posted()) heard.push([day, ...mail]);
      test.clock.advance(DAY_MS);
    }
    expect(heard).toEqual([
      [60, owner, 60],
      [60, provider, 60],
      [7, owner, 7],
      [7, provider, 7],
    ]);
  });

  it('after a standstill only the last one that was missed is posted; of a warranty that is over, none', async () => {
    await assetsOf(customer.id, 65);
    await assetsOf(customer.id, 62);
    test.clock.advance(62 * DAY_MS);
    await run();
    expect(await posted()).toEqual([
      [owner, 7],
      [provider, 7],
    ]);
  });

  it('are posted of a warranty that is put off by its new end, and not again when the former one comes back', async () => {
    const [id = ''] = await assetsOf(customer.id, 30);
    const endIn = (days: number) =>
      test.registry.client.asset.update({ where: { id }, data: { warrantyEnd: dayFromNow(days) } });
    const told: number[] = [];
    for (const days of [30, 50, 30, 100]) {
      await endIn(days);
      await run();
      told.push((await posted()).length);
    }
    expect(told).toEqual([2, 2, 0, 0]);
  });

  it('are no more days before than the warranty lasts', async () => {
    await assetsOf(customer.id, 30, 1, { warrantyBegin: dayFromNow(0) });
    await run();
    expect(await posted()).toEqual([]);
    test.clock.advance(23 * DAY_MS);
    await run();
    expect((await posted()).map(([, days]) => days)).toEqual([7, 7]);
  });

  it('come once to a provider of its own asset', async () => {
    await assetsOf(test.provider.id, 5);
    await run();
    expect(await posted()).toEqual([[provider, 7]]);
  });

  it('stand in the inbox with what they are about, and go by mail to who wants them so', async () => {
    const { notification, notificationPreference, person } = test.registry.client;
    const { id: personId } = await person.findUniqueOrThrow({ where: { email: owner } });
    const choice = { personId, kind: 'warranty-ending', inPage: true, byMail: false };
    await notificationPreference.create({ data: choice });
    await notification.deleteMany({ where: { personId } });
    const [assetId = ''] = await assetsOf(customer.id, 7, 1, { name: 'UPS 3' });
    await run();
    await run();
    expect(await posted()).toEqual([[provider, 7]]);
    expect(await notification.findMany({ where: { personId } })).toMatchObject([
      {
        kind: 'warranty-ending',
        aboutId: customer.id,
        params: { assetId, machine: 'UPS 3', daysLeft: 7 },
        readAt: null,
      },
    ]);
    await notificationPreference.deleteMany({ where: { personId } });
  });

  it('of one organization delay no other: of each the first comes before the second of any', async () => {
    await assetsOf(customer.id, 10, 300);
    const quiet = await test.addOrganization('customer', test.provider, 'Quiet');
    const [id] = await assetsOf(quiet.id, 40);
    const noted = await test.registry.run(() =>
      new WarrantyNoticeStore(test.registry).note(test.clock.now().toISOString().slice(0, 10) as CalendarDate, 20),
    );
    expect(noted).toHaveLength(20);
    expect(noted.map(({ assetId }) => assetId)).toContain(id);
  });

  it('of many warranties are posted in portions, and two workers post none twice', async () => {
    await assetsOf(customer.id, 10, 450);
    await Promise.all([run(), run()]);
    await run();
    expect(await posted()).toHaveLength(900);
  });

  it('are neither lost nor doubled by a worker that is killed', async () => {
    // The killed one has the clock of the machine.
    const warrantyEnd = new Date(systemClock.now().getTime() + 10 * DAY_MS);
    const ids = await assetsOf(customer.id, 10, 2_000, { warrantyEnd });
    await killedAtWork('warranty-notices', test.url);
    const noted = await test.registry.client.warrantyNotice.count({ where: { assetId: { in: ids } } });
    const early = await posted();
    expect(early).toHaveLength(2 * noted);
    await run(systemClock);
    expect(early.length + (await posted()).length).toBe(4_000);
  });
});
