import { Registry } from 'prom-client';
import { type ConnectionAttempt, ConnectionAttempts } from '#libs/fleet';
import { deviceId } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { BrokerMetrics } from '../metrics.js';
import { AttemptRecorder, type NewAttempt } from './attempt-recorder.js';

class Journal extends ConnectionAttempts {
  readonly rows: ConnectionAttempt[] = [];
  away = false;

  override async append(attempts: readonly ConnectionAttempt[]): Promise<void> {
    if (this.away) throw new Error('The database is away.');
    this.rows.push(...attempts);
  }
}

const known = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
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
});
