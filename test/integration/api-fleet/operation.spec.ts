import { newUuid, systemClock, systemScheduler } from '#libs/kernel';
import { ProcessReporter, ProcessReportStore } from '#libs/operation';
import { type FleetApi, startFleetApi } from './running-fleet.js';

describe('how the platform runs', () => {
  let api: FleetApi;
  beforeAll(async () => {
    api = await startFleetApi();
  }, 120_000);
  afterAll(() => api.stop());

  const report = {
    sessions: 3,
    connections: 4,
    waitingConnections: 0,
    storedSessions: 1,
    heldMessages: 7,
    messagesPerSecond: 2.5,
    readingsPerSecond: 20,
    droppedMessages: 0,
    overloadedMessages: 0,
    failures: 0,
  };
  const status = async () => (await api.get('/operation/status', api.operatorToken)).body;
  const storeAt = (now: Date) => new ProcessReportStore(api.database.pool, { now: () => now });
  const aProcess = (kind: 'broker' | 'worker', read: () => object) => {
    const startedAt = systemClock.now();
    const store = new ProcessReportStore(api.database.pool, systemClock);
    const id = newUuid(startedAt);
    const failures: unknown[] = [];
    const reporter = new ProcessReporter(store, { id, kind, startedAt }, read, systemScheduler, (failure) =>
      failures.push(failure),
    );
    return { id, reporter, store, failures, process: { id, kind, startedAt } };
  };

  it('is for people of the operator, whatever their role, and for nobody else', async () => {
    const provider = await api.aProvider();
    expect(await api.get('/operation/status', provider.token)).toMatchObject({
      status: 403,
      body: { code: 'identity.not-allowed' },
    });
    expect((await api.get('/operation/status', api.operatorToken)).status).toBe(200);
  });

  it('tells of the database: versions, and its size with when it was measured', async () => {
    const { database } = await status();
    expect(database.postgresql).toMatch(/^\d+/);
    expect(database.timescaledb).toMatch(/^2\./);
    expect(database.sizeBytes).toBeGreaterThan(1_000_000);
    expect((await status()).database.sizedAt).toBe(database.sizedAt);
  });

  it('shows what a broker says of itself until it ends in order', async () => {
    const { id, reporter, failures } = aProcess('broker', () => report);
    reporter.start();
    await reporter.stop();
    expect(failures).toEqual([]);
    expect((await status()).brokers).toEqual([]);
    const { process, store } = aProcess('broker', () => report);
    await store.write(process, report);
    const { brokers } = await status();
    expect(brokers).toMatchObject([{ id: process.id, isSilent: false, report }]);
    expect(brokers[0].id).not.toBe(id);
    await store.remove(process.id);
  });

  it('says that a process is silent once it has not reported for half a minute, and forgets it after ten', async () => {
    const { process, store } = aProcess('worker', () => ({ jobs: [] }));
    const ago = (seconds: number) => new Date(systemClock.now().getTime() - seconds * 1_000);
    await storeAt(ago(31)).write(process, { jobs: [] });
    expect((await status()).workers).toMatchObject([{ id: process.id, isSilent: true, report: { jobs: [] } }]);
    await storeAt(ago(601)).write(process, { jobs: [] });
    expect((await status()).workers).toEqual([]);
    await store.remove(process.id);
  });

  it('bears a report of another version, of which it tells the age alone', async () => {
    const { process, store } = aProcess('broker', () => report);
    await store.write(process, { somethingElse: true });
    expect((await status()).brokers).toMatchObject([{ id: process.id, report: null }]);
    await store.remove(process.id);
  });

  it('counts what waits: mails with the oldest, those given up, imports, and events not sealed yet', async () => {
    const before = await status();
    const provider = await api.aProvider();
    await api.post(`/organizations/${provider.id}/invitations`, provider.token, {
      email: 'waits@example.com',
      role: 'member',
    });
    const after = await status();
    expect(after.mails.waiting).toBeGreaterThan(before.mails.waiting);
    expect(Date.parse(after.mails.oldestWaitingAt)).not.toBeNaN();
    expect(after.audit.unsealed).toBeGreaterThan(before.audit.unsealed);
    await api.database.pool.query(
      `UPDATE outbox_mail SET failed_at = now(), next_attempt_at = NULL WHERE recipient = 'waits@example.com'`,
    );
    expect((await status()).mails.failed).toBe(before.mails.failed + 1);
  });
});
