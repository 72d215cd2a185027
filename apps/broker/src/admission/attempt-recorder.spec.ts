import { Registry } from 'prom-client';
import { type ConnectionAttempt, ConnectionAttempts } from '#libs/certificates';
import { deviceId } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { BrokerMetrics } from '../metrics.js';
import { AttemptRecorder } from './attempt-recorder.js';
import type { NewAttempt } from './refusal-window.js';

class Journal extends ConnectionAttempts {
  readonly rows: ConnectionAttempt[] = [];
  away = false;
  hangs = false;

  override async append(attempts: readonly ConnectionAttempt[]): Promise<void> {
    if (this.hangs) return new Promise(() => undefined);
    if (this.away) throw new Error('The database is away.');
    this.rows.push(...attempts);
  }
}

const known = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const aDevice = (n: number) => deviceId(`0198a7f2-6f2c-7c1a-9e55-${n.toString(16).padStart(12, '0')}`);
const anAttempt = (difference: Partial<NewAttempt> = {}): NewAttempt => ({
  remoteAddress: '192.0.2.7',
  cause: 'connection.no-certificate',
  detail: 'No certificate.',
  deviceId: null,
  presented: null,
  ...difference,
});

describe('AttemptRecorder', () => {
  const journal = new Journal();
  const registry = new Registry();
  const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
  const recorder = new AttemptRecorder(journal, clock, createLogger('test', 'silent'), new BrokerMetrics(registry));
  afterAll(() => recorder.close());
  beforeEach(async () => {
    recorder.closeWindow();
    await recorder.write();
    journal.rows.length = 0;
  });

  it('writes the first attempt at once and its repetitions as one row with their number', async () => {
    for (let n = 0; n < 5; n += 1) recorder.record(anAttempt());
    await recorder.write();
    expect(journal.rows).toHaveLength(1);
    recorder.closeWindow();
    await recorder.write();
    expect(journal.rows.map(({ detail }) => detail)).toEqual([
      'No certificate.',
      'No certificate. Seen 4 more time(s) within 10 s.',
    ]);
  });

  it('tells causes, addresses and devices apart', async () => {
    recorder.record(anAttempt());
    recorder.record(anAttempt({ remoteAddress: '192.0.2.8' }));
    recorder.record(anAttempt({ cause: 'connection.not-tls' }));
    recorder.record(anAttempt({ deviceId: known }));
    await recorder.write();
    expect(journal.rows).toHaveLength(4);
  });

  it('writes what a known device does while strangers flood it, and counts what it dropped', async () => {
    for (let n = 0; n < 5_000; n += 1) recorder.record(anAttempt({ remoteAddress: `2001:db8::${n.toString(16)}` }));
    recorder.record(anAttempt({ deviceId: known }));
    await recorder.write();
    expect(journal.rows).toHaveLength(201);
    expect(journal.rows.at(-1)?.deviceId).toBe(known);
    expect(await registry.metrics()).toContain('fieldgate_broker_unrecorded_refusals_total 4800');
    expect(await registry.metrics()).toContain('refused_connections_total{cause="connection.no-certificate"}');
  });

  it('keeps what it could not write, in order, and writes it when the database is back', async () => {
    journal.away = true;
    recorder.record(anAttempt({ detail: 'First.' }));
    await recorder.write();
    recorder.record(anAttempt({ detail: 'Second.', remoteAddress: '192.0.2.9' }));
    await recorder.write();
    expect(journal.rows).toEqual([]);
    journal.away = false;
    await recorder.write();
    expect(journal.rows.map(({ detail }) => detail)).toEqual(['First.', 'Second.']);
  });

  describe('at its end', () => {
    const closing = () => {
      const own = { journal: new Journal(), registry: new Registry() };
      const metrics = new BrokerMetrics(own.registry);
      return { ...own, recorder: new AttemptRecorder(own.journal, clock, createLogger('test', 'silent'), metrics) };
    };
    const fill = (recorder: AttemptRecorder, devices: number) => {
      for (let n = 0; n < devices; n += 1) recorder.record(anAttempt({ deviceId: aDevice(n) }));
    };

    it('writes all that waits', async () => {
      const { recorder, journal, registry } = closing();
      fill(recorder, 2_000);
      await recorder.close();
      expect(new Set(journal.rows.map(({ deviceId: id }) => id)).size).toBe(2_000);
      expect(await registry.metrics()).toContain('unrecorded_refusals_total 0');
    });

    it.each(['away', 'hangs'] as const)('counts what the database does not take in time: it %s', async (mood) => {
      const { recorder, journal, registry } = closing();
      fill(recorder, 2_000);
      journal[mood] = true;
      await recorder.close(30);
      recorder.record(anAttempt());
      expect(journal.rows).toEqual([]);
      expect(await registry.metrics()).toContain('unrecorded_refusals_total 2001');
    });

    it('goes on when the database comes back in time', async () => {
      const { recorder, journal, registry } = closing();
      fill(recorder, 700);
      journal.away = true;
      const closed = recorder.close();
      await Promise.resolve();
      journal.away = false;
      await closed;
      expect(journal.rows).toHaveLength(700);
      expect(await registry.metrics()).toContain('unrecorded_refusals_total 0');
    });
  });
});
