import { type DeviceBody, devicePage } from '#libs/contracts/http';
import { HOUR_MS } from '#libs/kernel';
import { type Account, accountOf, tableOf } from './load/account.js';
import { CarefulDevice } from './load/careful-device.js';
import { type Habit, habits } from './load/habit.js';
import { randomOf, shuffled } from './load/random.js';
import { Stored } from './load/stored.js';
import { eventually, pause } from './platform/eventually.js';
import { type Member, PLATFORM_START_LIMIT_MS, Platform } from './platform/platform.js';
import { type Provisioned, provision } from './platform/provisioning.js';

// FIELDGATE_KILLS=20 kills longer, FIELDGATE_SEED=… kills in the order of an earlier run. The supervisor waits longer
// before each restart in a row, so twenty kills take some six minutes.
const KILLS = Number(process.env.FIELDGATE_KILLS ?? 6);
const SEED = Number(process.env.FIELDGATE_SEED ?? Date.now() % 1_000_000);
/** Bound of the whole, not a promise: the longest wait before a restart is half a minute. */
const LIMIT_MS = 120_000 + KILLS * 60_000;
/** Each device makes so many messages in each step: about 2000 a second over all. */
const STEP_MS = 20;
const MESSAGES_A_STEP = 4;
/** A kill comes at a random moment of this span after all devices were acknowledged something again, milliseconds. */
const KILL_WITHIN_MS = 1_200;
/** How long acknowledgements are lost before and after a kill, at most, milliseconds. */
const DEAF_FOR_MS = 300;

jest.setTimeout(LIMIT_MS);

describe('SIGKILL under load', () => {
  let platform: Platform;
  let fleet: Provisioned;
  let stored: Stored;
  const devices: CarefulDevice[] = [];

  beforeAll(async () => {
    platform = await Platform.startOverDatabase();
    const manners = habits(Date.now() - HOUR_MS);
    fleet = await provision(platform, manners.length + 1);
    for (const [index, habit] of manners.entries()) devices.push(deviceOf(index, habit));
  }, PLATFORM_START_LIMIT_MS);
  afterAll(async () => {
    for (const device of devices) device.end();
    await stored?.close();
    await platform?.remove();
  }, PLATFORM_START_LIMIT_MS);

  const deviceOf = (index: number, habit: Habit) => new CarefulDevice(habit, fleet.devices[index]!, platform.mqttPort);

  it('of broker and database loses nothing that was acknowledged and stores nothing twice', async () => {
    const random = randomOf(SEED);
    const victims = shuffled<Member>(
      Array.from({ length: KILLS }, (_, index) => (index % 2 === 0 ? 'broker' : 'database')),
      random,
    );
    for (const device of devices) device.start();
    // This one is there when the broker is killed first, and never comes back.
    const gone = deviceOf(devices.length, devices[0]!.habit);
    gone.start();
    await eventually('a device that will never come back is connected', () => gone.isConnected);

    const load = setInterval(() => {
      for (const device of devices) device.publish(MESSAGES_A_STEP * device.habit.pace);
    }, STEP_MS);
    await progress(devices, () => platform.lastWords);
    let lastBrokerDeath = Date.now();
    const kills: string[] = [];
    try {
      for (const victim of victims) {
        await pause(random() * KILL_WITHIN_MS);
        // Acknowledgements of half of the devices get lost first: what they send again then is stored already.
        for (const device of devices) if (random() < 0.5) device.goDeaf();
        await pause(random() * DEAF_FOR_MS);
        await platform.kill(victim);
        const killedAt = performance.now();
        if (victim === 'broker') {
          lastBrokerDeath = Date.now();
          gone.end();
        }
        await pause(random() * DEAF_FOR_MS);
        // Where the broker lives, the first deliveries are still on their way when they are sent again.
        for (const device of devices) device.hangUpIfDeaf();
        await progress(devices, () => platform.lastWords);
        kills.push(`${victim} (${((performance.now() - killedAt) / 1000).toFixed(1)} s)`);
      }
    } finally {
      clearInterval(load);
    }
    await eventually(
      () => `everything is acknowledged; still waiting: ${devices.map(({ waiting }) => waiting)}`,
      () => devices.every(({ waiting }) => waiting === 0),
    );

    stored = await Stored.open(platform.databaseUrl);
    const found: Account[] = [];
    for (const [index, device] of devices.entries()) {
      found.push(accountOf(device, await stored.messagesOf(fleet.devices[index]!.id, device.habit.kept)));
    }
    process.stdout.write(
      `\n${KILLS} kills, each with the time until all devices were acknowledged again: ${kills.join(', ')}\n` +
        `FIELDGATE_SEED=${SEED}\n${tableOf(found)}\n`,
    );
    expect(devices.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(found.map(({ habit, missing, twice }) => ({ habit, missing, twice }))).toEqual(
      devices.map(({ habit }) => ({ habit: habit.name, missing: 0, twice: 0 })),
    );
    expect(await stored.rejected()).toBe(0);
    for (const member of ['broker', 'database'] as const) {
      expect(platform.output.split(`The ${member} ended (signal SIGKILL`)).toHaveLength(
        1 + victims.filter((victim) => victim === member).length,
      );
    }

    await presenceIsTrue(lastBrokerDeath);
  });

  /** Who is there is connected since after the death; who is not, is disconnected, and the cause is told. */
  async function presenceIsTrue(lastBrokerDeath: number): Promise<void> {
    const expected = fleet.devices.map((_, index) => (index < devices.length ? 'connected' : 'disconnected'));
    let seen: DeviceBody['connectivity'][] = [];
    await eventually(
      () => `presence is true again: ${JSON.stringify(seen)}`,
      async () => {
        const { items } = await fleet.customer.read('/devices?sort=serialNumber&limit=100', devicePage);
        seen = items.map(({ connectivity }) => connectivity);
        return seen.map(({ state }) => state).join() === expected.join();
      },
    );
    expect(seen.at(-1)).toMatchObject({ state: 'disconnected', cause: expect.stringContaining('broker-lost') });
    for (const { since } of seen.slice(0, -1)) expect(Date.parse(since ?? '')).toBeGreaterThan(lastBrokerDeath);
  }
});

/** Returns when every device was acknowledged something after this moment. */
async function progress(devices: readonly CarefulDevice[], lastWords: () => string): Promise<void> {
  const before = devices.map(({ acknowledged }) => acknowledged.size);
  const behind = () => devices.filter(({ acknowledged }, index) => acknowledged.size <= (before[index] ?? 0));
  await eventually(
    () => `messages are acknowledged again: ${behind().map(({ habit }) => habit.name)}\n${lastWords()}`,
    () => behind().length === 0,
    LIMIT_MS,
  );
}
