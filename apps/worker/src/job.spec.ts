import { Scheduler } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { type Job, JobScheduler } from './job.js';

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

describe('the job scheduler', () => {
  const outcomes: string[] = [];
  const observe = (job: string, outcome: string) => void outcomes.push(`${job} ${outcome}`);
  beforeEach(() => outcomes.splice(0));

  it('runs a job at once and again a pause after its end', async () => {
    const { scheduler, tasks } = handScheduler();
    let runs = 0;
    const job: Job = {
      name: 'sweep',
      pauseMs: 5_000,
      run: async () => {
        runs += 1;
      },
    };
    new JobScheduler([job], logger, observe, scheduler).start();
    await settle();
    tasks[0]?.task();
    await settle();
    expect({ runs, delays: tasks.map((t) => t.delayMs) }).toEqual({ runs: 2, delays: [5_000, 5_000] });
  });

  it('runs a failed job again and counts the failure', async () => {
    const { scheduler, tasks } = handScheduler();
    const job: Job = { name: 'send-mail', pauseMs: 1, run: () => Promise.reject(new Error('no route to host')) };
    new JobScheduler([job], logger, observe, scheduler).start();
    await settle();
    expect({ outcomes, scheduled: tasks.length }).toEqual({ outcomes: ['send-mail failed'], scheduled: 1 });
  });

  it('waits at the stop for the run under way and starts no other', async () => {
    const { scheduler, tasks } = handScheduler();
    let finish: () => void = () => undefined;
    const job: Job = {
      name: 'slow',
      pauseMs: 1,
      run: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    };
    const jobScheduler = new JobScheduler([job], logger, observe, scheduler);
    jobScheduler.start();
    let stopped = false;
    const stop = jobScheduler.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    finish();
    await stop;
    expect(tasks).toEqual([]);
  });
});
