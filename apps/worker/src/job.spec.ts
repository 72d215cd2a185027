import { Scheduler } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { type Duty, DutyRoster } from './job.js';

/** Collects the scheduled tasks, so that the test lets time pass. */
function handScheduler() {
  const tasks: Array<{ delayMs: number; task: () => void; canceled: boolean }> = [];
  class HandScheduler extends Scheduler {
    override after(delayMs: number, task: () => void) {
      const entry = { delayMs, task, canceled: false };
      tasks.push(entry);
      return () => {
        entry.canceled = true;
      };
    }

    override soon(task: () => void) {
      this.after(0, task);
    }
  }
  return { scheduler: new HandScheduler(), tasks };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const logger = createLogger('worker', 'fatal');

describe('the duty roster', () => {
  const outcomes: string[] = [];
  const observe = (duty: string, outcome: string) => void outcomes.push(`${duty} ${outcome}`);
  beforeEach(() => outcomes.splice(0));

  it('runs a duty at once and again a pause after its end', async () => {
    const { scheduler, tasks } = handScheduler();
    let runs = 0;
    const duty: Duty = {
      name: 'sweep',
      pauseMs: 5_000,
      run: async () => {
        runs += 1;
      },
    };
    new DutyRoster([duty], logger, observe, scheduler).start();
    await settle();
    tasks[0]?.task();
    await settle();
    expect({ runs, delays: tasks.map((t) => t.delayMs) }).toEqual({ runs: 2, delays: [5_000, 5_000] });
  });

  it('runs a failed duty again and counts the failure', async () => {
    const { scheduler, tasks } = handScheduler();
    const duty: Duty = { name: 'send-mail', pauseMs: 1, run: () => Promise.reject(new Error('no route to host')) };
    new DutyRoster([duty], logger, observe, scheduler).start();
    await settle();
    expect({ outcomes, scheduled: tasks.length }).toEqual({ outcomes: ['send-mail failed'], scheduled: 1 });
  });

  it('waits at the stop for the run under way and starts no other', async () => {
    const { scheduler, tasks } = handScheduler();
    let finish: () => void = () => undefined;
    const duty: Duty = {
      name: 'slow',
      pauseMs: 1,
      run: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    };
    const roster = new DutyRoster([duty], logger, observe, scheduler);
    roster.start();
    let stopped = false;
    const stop = roster.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(tasks).toEqual([]);
  });
});
