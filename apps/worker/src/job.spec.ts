import { Registry } from 'prom-client';
import { createLogger } from '#libs/platform';
import { ManualTime } from '#libs/testing';
import { type Job, JobScheduler } from './job.js';
import { JobMetrics } from './job-metrics.js';

const MINUTE_MS = 60_000;

function world(job: Job) {
  const time = new ManualTime(0);
  const registry = new Registry();
  const metrics = new JobMetrics(registry, [job.name], time.clock);
  const jobScheduler = new JobScheduler([job], createLogger('worker', 'silent'), metrics, time.scheduler);
  const measured = async (metric: string) => {
    const { values } = (await registry.getSingleMetric(`fieldgate_worker_job_${metric}`)?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => [...Object.values(labels), value].join(' '));
  };
  return { time, jobScheduler, measured };
}

/** A job whose runs end when the test says so. */
function aJobInHand(differences: Partial<Job> = {}) {
  const ends: (() => void)[] = [];
  const job: Job = { name: 'slow', pauseMs: 1_000, run: () => new Promise((end) => ends.push(end)), ...differences };
  return { job, ends };
}

describe('the job scheduler', () => {
  it('runs a job at once and again a pause after its end', async () => {
    const startedAt: number[] = [];
    const { time, jobScheduler } = world({
      name: 'sweep',
      pauseMs: 5_000,
      run: async () => {
        startedAt.push(time.now);
        await time.scheduler.sleep(300);
      },
    });
    jobScheduler.start();
    await time.pass(11_000);
    expect(startedAt).toEqual([0, 5_300, 10_600]);
  });

  it('runs a failed job again and counts the failure', async () => {
    const { time, jobScheduler, measured } = world({
      name: 'send-mail',
      pauseMs: 1_000,
      run: () => Promise.reject(new Error('no route to host')),
    });
    jobScheduler.start();
    await time.pass(1_500);
    expect(await measured('runs_total')).toEqual(['send-mail failed 2']);
    expect(await measured('last_done_timestamp_seconds')).toEqual(['send-mail 0']);
  });

  it('tells when a run last ended without a failure', async () => {
    let fails = false;
    const { time, jobScheduler, measured } = world({
      name: 'sweep',
      pauseMs: 10_000,
      run: async () => {
        if (fails) throw new Error('no route to host');
      },
    });
    await time.pass(7_000);
    jobScheduler.start();
    await time.pass(10_000);
    fails = true;
    await time.pass(60_000);
    expect(await measured('last_done_timestamp_seconds')).toEqual(['sweep 17']);
  });

  it('reports a run that takes longer than a quarter of an hour, until it ends', async () => {
    const { job, ends } = aJobInHand();
    const { time, jobScheduler, measured } = world(job);
    jobScheduler.start();
    await time.pass(15 * MINUTE_MS - 1);
    expect(await measured('hanging')).toEqual(['slow 0']);
    await time.pass(1);
    expect(await measured('hanging')).toEqual(['slow 1']);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await time.pass(0);
    expect(await measured('hanging')).toEqual(['slow 0']);
  });

  it('reports a job by its own limit, and no run that ended in time', async () => {
    const { job, ends } = aJobInHand({ limitMs: 60 * MINUTE_MS });
    const { time, jobScheduler, measured } = world(job);
    jobScheduler.start();
    await time.pass(59 * MINUTE_MS);
    ends[0]?.();
    await time.pass(59 * MINUTE_MS);
    expect([ends.length, await measured('hanging')]).toEqual([2, ['slow 0']]);
    await time.pass(2 * MINUTE_MS);
    expect(await measured('hanging')).toEqual(['slow 1']);
  });

  it('waits at the stop for the run under way and starts no other', async () => {
    const { job, ends } = aJobInHand();
    const { time, jobScheduler } = world(job);
    jobScheduler.start();
    let stopped = false;
    const stop = jobScheduler.stop().then(() => {
      stopped = true;
    });
    await time.pass(MINUTE_MS);
    expect(stopped).toBe(false);
    ends[0]?.();
    await stop;
    await time.pass(MINUTE_MS);
    expect(ends).toHaveLength(1);
  });
});
