import { newUuid } from '#libs/kernel';
import type { PresenceEvent, PresenceStore } from '#libs/telemetry';

/** What a test can see of a store. */
export interface StoreUnderTest {
  readonly store: PresenceStore;
  /** `connected`, or `disconnected: cause`; and since when, milliseconds since 1970. */
  stateOf(device: number): Promise<{ readonly state: string; readonly since: number } | undefined>;
  /** Newest first: `connected`, or `disconnected: cause`. */
  historyOf(device: number): Promise<readonly string[]>;
  /** The store, with this done before the step of that number, from 1, in which it turns to the database. */
  interrupted(step: number, interruption: () => Promise<void>): PresenceStore;
}

const start = Date.UTC(2026, 10, 21, 12);
let devices = Math.floor(Math.random() * 1_000_000) * 100;

/** A session with its beginning and its end. */
function aSession(device: number, startedMs: number, endedMs = startedMs + 1_000, cause = 'keep-alive') {
  const sessionId = newUuid(new Date(start + startedMs));
  const common = { deviceKey: device, sessionId, sessionStartedAt: start + startedMs, remoteAddress: '192.0.2.7:1' };
  const begin: PresenceEvent = { ...common, event: 'connected', occurredAt: start + startedMs, cause: undefined };
  const end: PresenceEvent = { ...common, event: 'disconnected', occurredAt: start + endedMs, cause };
  return { sessionId, begin, end };
}

/** The promises of `PresenceStore`, for every implementation. */
export function presenceStoreContract(name: string, underTest: () => StoreUnderTest): void {
  describe(`${name} keeps the promises of PresenceStore`, () => {
    const broker = () => newUuid(new Date());
    /** Ends the sessions of brokers whose sign of life is older than this. */
    const endOlder = async (aliveSince: number, now: Date) => {
      const leases = await underTest().store.leases();
      const lost = leases.filter(({ renewedAt }) => renewedAt.getTime() < aliveSince);
      return underTest().store.endLostSessions(lost, now);
    };
    const state = async (device: number) => (await underTest().stateOf(device))?.state;

    it('knows nothing of a device that never connected', async () => {
      expect(await underTest().stateOf(++devices)).toBeUndefined();
    });

    it('a session begins and ends', async () => {
      const device = ++devices;
      const { begin, end } = aSession(device, 0, 5_000);
      await underTest().store.record(broker(), [begin]);
      expect(await underTest().stateOf(device)).toEqual({ state: 'connected', since: start });
      await underTest().store.record(broker(), [end]);
      expect(await underTest().stateOf(device)).toEqual({ state: 'disconnected: keep-alive', since: start + 5_000 });
      expect(await underTest().historyOf(device)).toEqual(['disconnected: keep-alive', 'connected']);
    });

    it('one batch holds any number of events of a device, in any order', async () => {
      const device = ++devices;
      const [first, second] = [aSession(device, 0), aSession(device, 500)];
      await underTest().store.record(broker(), [second.begin, first.end, first.begin]);
      expect(await state(device)).toBe('connected');
      expect(await underTest().historyOf(device)).toHaveLength(3);
    });

    it('the later session counts, whatever arrives last', async () => {
      const device = ++devices;
      const [older, newer] = [aSession(device, 0, 90_000), aSession(device, 10)];
      const id = broker();
      await underTest().store.record(broker(), [newer.begin]);
      await underTest().store.record(id, [older.begin]);
      await underTest().store.record(id, [older.end]);
      expect(await state(device)).toBe('connected');
    });

    it('an end whose beginning was forgotten counts when its session is the later one', async () => {
      const device = ++devices;
      const [older, newer] = [aSession(device, 0), aSession(device, 10)];
      await underTest().store.record(broker(), [older.begin]);
      await underTest().store.record(broker(), [newer.end]);
      expect(await state(device)).toBe('disconnected: keep-alive');
    });

    it('repeating changes nothing: a session that has ended does not begin again', async () => {
      const device = ++devices;
      const { begin, end } = aSession(device, 0);
      const id = broker();
      for (const events of [[begin], [begin], [end], [begin, end], [begin]]) await underTest().store.record(id, events);
      expect(await state(device)).toBe('disconnected: keep-alive');
      expect(await underTest().historyOf(device)).toHaveLength(2);
    });

    it('a lease is renewed while it is there', async () => {
      const { store } = underTest();
      const id = broker();
      expect(await store.renewLease(id, new Date(start))).toBe(false);
      await store.takeLease(id, new Date(start));
      expect(await store.renewLease(id, new Date(start + 1))).toBe(true);
      await store.endLease(id);
      expect(await store.renewLease(id, new Date(start + 2))).toBe(false);
    });

    it('sessions of a lost broker end at its last sign of life, those of others do not', async () => {
      const { store } = underTest();
      const [lost, alive, device, neighbor] = [broker(), broker(), ++devices, ++devices];
      await endOlder(start + 1_000_000, new Date(start + 1_000_000)); // what other tests left
      await store.takeLease(lost, new Date(start));
      await store.takeLease(alive, new Date(start));
      await store.record(lost, [aSession(device, 0).begin]);
      await store.record(alive, [aSession(neighbor, 0).begin]);
      await store.renewLease(lost, new Date(start + 4_000));
      await store.renewLease(alive, new Date(start + 20_000));
      const now = new Date(start + 20_000);
      expect(await endOlder(start + 5_000, now)).toBe(1);
      expect(await endOlder(start + 5_000, now)).toBe(0);
      expect(await underTest().stateOf(device)).toEqual({ state: 'disconnected: broker-lost', since: start + 4_000 });
      expect(await state(neighbor)).toBe('connected');
      expect(await store.renewLease(lost, now)).toBe(false);
      await store.endLease(alive);
    });

    it('thousands of sessions of a lost broker end at its last sign of life, each once', async () => {
      const { store } = underTest();
      const lost = broker();
      const sessions = Array.from({ length: 2_500 }, () => aSession(++devices, 0));
      await endOlder(start + 1_000_000, new Date(start + 1_000_000)); // what other tests left
      await store.takeLease(lost, new Date(start));
      await store.record(
        lost,
        sessions.map(({ begin }) => begin),
      );
      const now = new Date(start + 20_000);
      expect(await endOlder(start + 5_000, now)).toBe(2_500);
      for (const device of [devices, devices - 1_250, devices - 2_499])
        expect(await underTest().stateOf(device)).toEqual({ state: 'disconnected: broker-lost', since: start });
    });

    it.each([1, 2, 3, 4, 5, 6])(
      'a broker that takes its lease anew before step %d of the ends of its sessions has lost none of them',
      async (step) => {
        const { store, interrupted } = underTest();
        const lost = broker();
        const begins = Array.from({ length: 2_500 }, () => aSession(++devices, 0).begin);
        await endOlder(start + 1_000_000, new Date(start + 1_000_000)); // what other tests left
        await store.takeLease(lost, new Date(start));
        await store.record(lost, begins);
        const comesBack = async () => {
          await store.takeLease(lost, new Date(start + 20_000));
          await store.takeBackLoss(lost, begins, new Date(start));
          await store.record(lost, begins);
        };
        let isBack = false;
        const ending = interrupted(step, () => {
          isBack = true;
          return comesBack();
        });
        const leases = (await store.leases()).filter(({ brokerId }) => brokerId === lost);
        await ending.endLostSessions(leases, new Date(start + 20_000));
        if (!isBack) await comesBack();
        for (const device of [devices, devices - 1_250, devices - 2_499]) {
          expect(await underTest().stateOf(device)).toEqual({ state: 'connected', since: start });
          expect(await underTest().historyOf(device)).toEqual(['connected']);
        }
        await store.endLease(lost);
      },
    );

    it('a session that was taken for lost begins again when its broker tells of it', async () => {
      const { store } = underTest();
      const [id, device] = [broker(), ++devices];
      const { begin, end } = aSession(device, 0, 9_000);
      await store.record(id, [begin]);
      await endOlder(start, new Date(start + 8_000));
      expect(await state(device)).toBe('disconnected: broker-lost');
      await store.record(id, [{ ...begin, occurredAt: start + 8_500 }]);
      expect(await state(device)).toBe('connected');
      await store.record(id, [end]);
      expect(await underTest().historyOf(device)).toEqual([
        'disconnected: keep-alive',
        'connected',
        'disconnected: broker-lost',
        'connected',
      ]);
    });

    it('a lease that was renewed since it was read is not taken', async () => {
      const { store } = underTest();
      const [id, device] = [broker(), ++devices];
      await store.takeLease(id, new Date(start));
      await store.record(id, [aSession(device, 0).begin]);
      const read = (await store.leases()).filter(({ brokerId }) => brokerId === id);
      expect(read).toEqual([{ brokerId: id, renewedAt: new Date(start) }]);
      await store.renewLease(id, new Date(start + 1));
      await store.endLostSessions(read, new Date(start + 2));
      expect(await state(device)).toBe('connected');
      await store.endLease(id);
    });

    it('a loss is taken back of sessions that live and of sessions that ended since, and of no others', async () => {
      const { store } = underTest();
      const [id, other] = [broker(), broker()];
      const [live, ended, foreign] = [aSession(++devices, 0), aSession(++devices, 0, 9_000), aSession(++devices, 0)];
      await store.record(id, [live.begin, ended.begin]);
      await store.record(other, [foreign.begin]);
      await endOlder(start, new Date(start + 5_000));
      await store.record(id, [ended.end]);
      const sessions = [live.begin, ended.begin];
      await store.takeBackLoss(id, sessions, new Date(start + 4_000));
      await store.record(id, [live.begin]);
      expect(await underTest().stateOf(live.begin.deviceKey)).toEqual({ state: 'connected', since: start });
      expect(await underTest().historyOf(live.begin.deviceKey)).toEqual(['connected']);
      expect(await state(ended.begin.deviceKey)).toBe('disconnected: keep-alive');
      expect(await underTest().historyOf(ended.begin.deviceKey)).toEqual(['disconnected: keep-alive', 'connected']);
      expect(await state(foreign.begin.deviceKey)).toBe('disconnected: broker-lost');
    });

    it('forgotten sessions end, those that live and those of other brokers do not', async () => {
      const { store } = underTest();
      const [id, other] = [broker(), broker()];
      const [live, forgotten, foreign] = [aSession(++devices, 0), aSession(++devices, 0), aSession(++devices, 0)];
      await store.record(id, [live.begin, forgotten.begin]);
      await store.record(other, [foreign.begin]);
      const ended = await store.endForgottenSessions(id, [live.sessionId], 'connection-lost', new Date(start + 7));
      expect(ended).toBe(1);
      expect(await underTest().stateOf(forgotten.begin.deviceKey)).toEqual({
        state: 'disconnected: connection-lost',
        since: start + 7,
      });
      expect(await state(live.begin.deviceKey)).toBe('connected');
      expect(await state(foreign.begin.deviceKey)).toBe('connected');
    });
  });
}
