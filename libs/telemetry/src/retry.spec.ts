import { ManualTime } from '#libs/testing';
import { TelemetryObserver } from './observer.js';
import { Retry } from './retry.js';
import { TelemetryUnavailableError } from './telemetry.errors.js';

class Journal extends TelemetryObserver {
  readonly delays: number[] = [];

  override retrying(_what: string, _cause: unknown, delayMs: number) {
    this.delays.push(delayMs);
  }
}

function retryWith() {
  const time = new ManualTime();
  const observer = new Journal();
  return { time, observer, retry: new Retry(time.scheduler, observer) };
}

describe('Retry', () => {
  it('tries again, less and less often, until there is an answer', async () => {
    const { time, observer, retry } = retryWith();
    let attempts = 0;
    const result = retry.run('work', async () => {
      if (++attempts <= 9) throw new TelemetryUnavailableError('work');
      return 'done';
    });
    await time.pass(60_000);
    expect(await result).toBe('done');
    expect(observer.delays).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it('lets every other failure through at once', async () => {
    const { retry } = retryWith();
    await expect(retry.run('work', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  });

  it('ends at once when it is abandoned, also while it waits', async () => {
    const { time, retry } = retryWith();
    const away = new TelemetryUnavailableError('work');
    const waiting = expect(retry.run('work', () => Promise.reject(away))).rejects.toBe(away);
    await time.pass(50);
    retry.abandon();
    await waiting;
    await expect(retry.run('work', () => Promise.reject(away))).rejects.toBe(away);
  });
});
