import { pino } from 'pino';
import type { Backend } from '../session/backend.js';
import { Upkeep } from './upkeep.js';

describe('Upkeep', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('leaves no transaction of a task that failed to whoever comes next, and goes on', async () => {
    const journal: string[] = [];
    const backend: Partial<Backend> = {
      acquire: async () => void journal.push('acquired'),
      release: () => void journal.push('released'),
      rollback: () => void journal.push('rolled back'),
      query: (sql) => {
        if (!sql.includes('WITH seen')) return [];
        journal.push('failed');
        throw new Error('relation "gone" does not exist');
      },
      walBytes: 0,
      waiting: 0,
    };
    const upkeep = new Upkeep(backend as Backend, pino({ level: 'silent' }), () => undefined);
    upkeep.start();
    await jest.advanceTimersByTimeAsync(60_000);
    const first = journal.indexOf('failed');
    expect(journal.slice(first - 1, first + 3)).toEqual(['acquired', 'failed', 'rolled back', 'released']);
    // Every three seconds when nobody waits, whether it fails or not.
    const failures = journal.filter((each) => each === 'failed').length;
    expect(failures).toBeGreaterThan(1);
    expect(failures).toBeLessThanOrEqual(20);
    const stopped = upkeep.stop();
    await jest.advanceTimersByTimeAsync(1_000);
    await stopped;
  });
});
