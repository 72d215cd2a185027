import { deviceKey, HOUR_MS } from '#libs/kernel';
import { FakePresenceStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { TelemetryObserver } from '../observer.js';
import type { DeviceSession } from './device-session.js';
import { Presence } from './presence.js';

const LEASE_MS = 15_000;
const SWEEP_MS = 5_000;
const [oneBroker, otherBroker] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];

let sessions = 0;

function aSession(device: number, connectedAt: number): DeviceSession {
  const sessionId = `00000000-0000-4000-9000-${String(++sessions).padStart(12, '0')}`;
  return { sessionId, deviceKey: deviceKey(device), connectedAt, remoteAddress: '192.0.2.7:51034' };
}

class Journal extends TelemetryObserver {
  forgotten = 0;

  override connectivityForgotten(events: number) {
    this.forgotten += events;
  }
}

function world() {
  const time = new ManualTime();
  const database = new UnreliableDatabase();
  const store = new FakePresenceStore(database);
  const observer = new Journal();
  const broker = (brokerId: string, maximumEvents = 100) =>
    new Presence(store, time.clock, time.scheduler, observer, { brokerId, leaseMs: LEASE_MS, maximumEvents });
  const stateOf = (device: number) => {
    const { state, cause } = store.states.get(device) ?? {};
    return cause === undefined ? state : `${state}: ${cause}`;
  };
  return { time, database, store, observer, broker, stateOf };
}

describe('Presence', () => {
  it('tells who is connected, since when, and why it ended', async () => {
    const { time, store, broker, stateOf } = world();
    const presence = broker(oneBroker);
    await presence.start();
    const session = aSession(1, time.now);
    presence.connected(session);
    await time.pass(1_000);
    expect(stateOf(1)).toBe('connected');
    presence.disconnected(session, 'keep-alive');
    await time.pass(0);
    expect(stateOf(1)).toBe('disconnected: keep-alive');
    expect(store.states.get(1)?.since).toBe(session.connectedAt + 1_000);
    expect(store.historyOf(1).map(({ event }) => event)).toEqual(['connected', 'disconnected']);
  });

  it('lets the end of an older session change nothing, whenever it comes', async () => {
    const { time, broker, stateOf } = world();
    const presence = broker(oneBroker);
    const older = aSession(1, time.now);
    const newer = aSession(1, time.now + 5);
    presence.connected(older);
    presence.connected(newer);
    presence.disconnected(older, 'taken-over');
    await time.pass(0);
    expect(stateOf(1)).toBe('connected');
  });

  it('takes over from another broker, in whatever order the two write', async () => {
    const { time, broker, stateOf } = world();
    const older = aSession(1, time.now);
    const newer = aSession(1, time.now + 5);
    const [one, other] = [broker(oneBroker), broker(otherBroker)];
    other.connected(newer);
    await time.pass(0);
    one.connected(older);
    one.disconnected(older, 'connection-lost');
    await time.pass(0);
    expect(stateOf(1)).toBe('connected');
  });

  it('writes later what it could not write while the database was away', async () => {
    const { time, database, store, broker, stateOf } = world();
    const presence = broker(oneBroker);
    database.state = 'away';
    const session = aSession(1, time.now);
    presence.connected(session);
    presence.connected(aSession(2, time.now));
    await time.pass(20_000);
    presence.disconnected(session, 'client-disconnect');
    database.state = 'there';
    await time.pass(6_000);
    expect([stateOf(1), stateOf(2)]).toEqual(['disconnected: client-disconnect', 'connected']);
    expect(store.historyOf(1)).toHaveLength(2);
  });

  it('bears that an answer is lost', async () => {
    const { time, database, store, broker, stateOf } = world();
    const presence = broker(oneBroker);
    database.state = 'mute';
    const session = aSession(1, time.now);
    presence.connected(session);
    await time.pass(10);
    presence.disconnected(session, 'keep-alive');
    await time.pass(200);
    database.state = 'there';
    await time.pass(6_000);
    expect(stateOf(1)).toBe('disconnected: keep-alive');
    expect(store.historyOf(1)).toHaveLength(2);
  });

  it('forgets history rather than states when the database is away for too long', async () => {
    const { time, database, observer, broker, stateOf } = world();
    const presence = broker(oneBroker, 10);
    await presence.start();
    const gone = aSession(100, time.now);
    presence.connected(gone);
    await time.pass(0);
    database.state = 'away';
    presence.disconnected(gone, 'client-disconnect');
    for (let device = 1; device <= 25; device++) presence.connected(aSession(device, time.now));
    await time.pass(1_000);
    expect(observer.forgotten).toBeGreaterThan(0);
    database.state = 'there';
    await time.pass(LEASE_MS);
    expect(stateOf(100)).toBe('disconnected: connection-lost');
    expect([1, 10, 25].map(stateOf)).toEqual(['connected', 'connected', 'connected']);
  });

  it('renews its lease, so that nobody sweeps it away', async () => {
    const { time, broker, stateOf } = world();
    const [one, other] = [broker(oneBroker), broker(otherBroker)];
    await one.start();
    one.connected(aSession(1, time.now));
    for (let sweep = 0; sweep < 30; sweep += 1) {
      await time.pass(SWEEP_MS);
      expect(await other.sweep(time.clock.now())).toBe(0);
    }
    expect(stateOf(1)).toBe('connected');
  });

  it('ends the sessions of a broker that was killed, a lease after its last sign of life', async () => {
    const { time, store, broker, stateOf } = world();
    const other = broker(otherBroker);
    await store.takeLease(oneBroker, time.clock.now());
    const session = aSession(1, time.now);
    const { sessionId, connectedAt } = session;
    const event = { event: 'connected', deviceKey: 1, occurredAt: connectedAt, cause: undefined, sessionId } as const;
    await store.record(oneBroker, [{ ...event, sessionStartedAt: connectedAt, remoteAddress: undefined }]);
    for (let sweep = 0; sweep < 3; sweep += 1) {
      await time.pass(SWEEP_MS);
      expect(await other.sweep(time.clock.now())).toBe(0);
    }
    await time.pass(1);
    expect(await other.sweep(time.clock.now())).toBe(1);
    expect(await other.sweep(time.clock.now())).toBe(0);
    expect(stateOf(1)).toBe('disconnected: broker-lost');
  });

  it('is not taken for lost by whoever was not served by the database either', async () => {
    const { time, database, store, broker, stateOf } = world();
    const [one, other] = [broker(oneBroker), broker(otherBroker)];
    await one.start();
    one.connected(aSession(1, time.now));
    await time.pass(SWEEP_MS);
    await other.sweep(time.clock.now());
    database.state = 'away';
    await time.pass(2 * LEASE_MS);
    database.state = 'there';
    expect(await other.sweep(time.clock.now())).toBe(0); // the sweep came before the renewal
    await time.pass(SWEEP_MS);
    expect(await other.sweep(time.clock.now())).toBe(0);
    expect(stateOf(1)).toBe('connected');
    expect(store.historyOf(1)).toHaveLength(1);
  });

  it('is not taken for lost by somebody whose clock is an hour ahead', async () => {
    const { time, broker } = world();
    const [one, other] = [broker(oneBroker), broker(otherBroker)];
    await one.start();
    one.connected(aSession(1, time.now));
    for (let sweep = 0; sweep < 10; sweep += 1) {
      await time.pass(SWEEP_MS);
      expect(await other.sweep(new Date(time.now + HOUR_MS))).toBe(0);
    }
  });

  it('is not taken for lost when it renews between the look at its lease and its end', async () => {
    const { time, store } = world();
    await store.takeLease(oneBroker, time.clock.now());
    const read = await store.leases();
    await store.renewLease(oneBroker, new Date(time.now + 1));
    await store.endLostSessions(read, time.clock.now());
    expect(await store.renewLease(oneBroker, time.clock.now())).toBe(true);
  });

  /** The lease of one runs out under the eyes of the other, while one has a session that ends and one that goes on. */
  async function takenForLost() {
    const all = world();
    const { time, database, broker, stateOf } = all;
    const [one, other] = [broker(oneBroker), broker(otherBroker)];
    await one.start();
    const ended = aSession(2, time.now);
    one.connected(aSession(1, time.now));
    one.connected(ended);
    await time.pass(0);
    database.refuses = 'renew the broker lease';
    for (let sweep = 0; sweep < 5; sweep += 1) {
      await time.pass(SWEEP_MS);
      await other.sweep(time.clock.now());
    }
    expect([stateOf(1), stateOf(2)]).toEqual(['disconnected: broker-lost', 'disconnected: broker-lost']);
    const endedAt = time.now;
    one.disconnected(ended, 'client-disconnect');
    database.refuses = undefined;
    return { ...all, one, endedAt };
  }

  it('strikes out of history what was written of its sessions when it was taken for lost and was only slow', async () => {
    const { time, store, stateOf, endedAt } = await takenForLost();
    await time.pass(LEASE_MS);
    expect([stateOf(1), stateOf(2)]).toEqual(['connected', 'disconnected: client-disconnect']);
    expect(store.states.get(1)?.since).toBe(store.historyOf(1)[0]?.occurredAt);
    expect(store.historyOf(1).map(({ cause }) => cause)).toEqual([undefined]);
    expect(store.historyOf(2).map(({ cause }) => cause)).toEqual([undefined, 'client-disconnect']);
    expect(store.historyOf(2).at(-1)?.occurredAt).toBe(endedAt);
  });

  it('strikes it out as well when it is closed before it would have learned of it', async () => {
    const { time, store, one } = await takenForLost();
    const closed = one.close('broker-shutdown');
    await time.pass(0);
    await closed;
    expect(store.historyOf(1).map(({ cause }) => cause)).toEqual([undefined, 'broker-shutdown']);
    expect(store.historyOf(2).map(({ cause }) => cause)).toEqual([undefined, 'client-disconnect']);
  });

  it('ends all its sessions and gives the lease back when it is closed', async () => {
    const { time, store, broker, stateOf } = world();
    const presence = broker(oneBroker);
    await presence.start();
    presence.connected(aSession(1, time.now));
    presence.connected(aSession(2, time.now));
    const closed = presence.close('broker-shutdown');
    await time.pass(0);
    await closed;
    expect([stateOf(1), stateOf(2)]).toEqual(['disconnected: broker-shutdown', 'disconnected: broker-shutdown']);
    expect(store.held.size).toBe(0);
  });

  it('gives up closing after a while when the database is away', async () => {
    const { time, database, broker } = world();
    const presence = broker(oneBroker);
    await presence.start();
    presence.connected(aSession(1, time.now));
    database.state = 'away';
    const closed = presence.close('broker-shutdown');
    await time.pass(10_000);
    await expect(closed).resolves.toBeUndefined();
  });
});
