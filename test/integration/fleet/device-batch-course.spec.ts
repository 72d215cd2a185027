import { deviceId } from '#libs/kernel';
import { type BatchesUnderTest, startBatches } from './batches-under-test.js';
import { killedAtWork } from './killed-worker.js';

const DEVICES = 300;
const action = { kind: 'suspend', reason: 'Test' } as const;

jest.setTimeout(120_000);

describe('the course of batches of devices', () => {
  let under: BatchesUnderTest;
  beforeAll(async () => {
    under = await startBatches();
  }, 120_000);
  afterAll(() => under.stop());

  const begin = async (place: BatchesUnderTest['provider'], mark: string, count: number) => {
    const actor = await under.aPerson(place);
    const ids = (await under.activeDevices(place, mark, count)).map(deviceId);
    const { id } = await under.batches.start(actor, { ids, action });
    return { id, now: () => under.batches.get(actor, id), ids };
  };

  it('is the same when the worker is killed: each device is dealt with once, and what was noted was done', async () => {
    const batch = await begin(under.provider, 'KILLED', DEVICES);
    await killedAtWork('device-batches', under.url);

    const { counts } = await batch.now();
    const suspended = () =>
      under.registry.client.device.count({ where: { id: { in: batch.ids }, lifecycle: 'suspended' } });
    expect(await suspended()).toBe(counts.done);
    // What the dead one held is free two minutes after its last device.
    under.clock.advance(600_000);
    await under.work();
    expect(await batch.now()).toMatchObject({ status: 'done', counts: { done: DEVICES, unchanged: 0, refused: 0 } });
    expect(await suspended()).toBe(DEVICES);
    const events = await under.registry.client.auditEvent.count({
      where: { action: 'device.suspended', subjectId: { in: batch.ids } },
    });
    expect(events).toBe(DEVICES);
  });

  it('tells the brokers of each device it suspends, once it is committed', async () => {
    const { ids } = await begin(under.provider, 'TOLD', 3);
    const told = under.announcements.heard.length;
    await under.work();
    expect(under.announcements.heard.slice(told)).toEqual(
      ids.map((id) => ({ name: 'device.lifecycle-changed', event: { deviceId: id, lifecycle: 'suspended' } })),
    );
  });

  it('gives each provider its turn: a small batch waits for one turn of another, however many that has', async () => {
    const large = [await begin(under.provider, 'LARGE-A', 120), await begin(under.provider, 'LARGE-B', 120)];
    const oneTurn = async () => {
      let wasAsked = false;
      await under.worker.run(() => {
        const isStopping = wasAsked;
        wasAsked = true;
        return isStopping;
      });
    };
    await oneTurn();
    const small = await begin(under.otherProvider, 'SMALL', 1);
    await oneTurn();
    expect((await small.now()).status).toBe('done');
    expect(await Promise.all(large.map(async ({ now }) => (await now()).status))).toEqual(['running', 'running']);
    await under.work();
  });

  it('passes over a device with which something goes wrong again and again, and says so', async () => {
    const batch = await begin(under.provider, 'BROKEN', 3);
    await under.registry.client.$executeRawUnsafe(`
      CREATE FUNCTION break_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$`);
    await under.registry.client.$executeRawUnsafe(`
      CREATE TRIGGER break_one BEFORE UPDATE ON device
      FOR EACH ROW WHEN (OLD.serial_number = 'BROKEN-1') EXECUTE FUNCTION break_one()`);
    // Five times from the beginning of a turn, and once in the turn that came to it.
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(under.work()).rejects.toThrow('broken');
      under.clock.advance(600_000);
    }
    await under.work();
    await under.registry.client.$executeRawUnsafe('DROP TRIGGER break_one ON device');
    expect(await batch.now()).toMatchObject({ status: 'done', counts: { done: 2, unchanged: 0, refused: 1 } });
    const rows = await under.registry.client.$queryRaw`
      SELECT outcome, problem->>'code' AS code FROM device_batch_row WHERE batch_id = ${batch.id}::uuid ORDER BY number`;
    expect(rows).toEqual([
      { outcome: 'done', code: null },
      { outcome: 'refused', code: 'fleet.device-batch-step-failed' },
      { outcome: 'done', code: null },
    ]);
  });

  it('ends where whoever started it has no account any more', async () => {
    const actor = await under.aPerson(under.provider);
    const ids = (await under.activeDevices(under.provider, 'GONE', 2)).map(deviceId);
    const { id } = await under.batches.start(actor, { ids, action });
    await under.registry.client.membership.deleteMany({ where: { personId: actor.personId } });
    await under.registry.client.person.delete({ where: { id: actor.personId } });
    await under.work();
    expect(await under.batches.get(actor, id)).toMatchObject({
      status: 'failed',
      failure: 'The account or the API key it was started with works no more.',
      counts: { done: 0, unchanged: 0, refused: 0 },
    });
  });
});
