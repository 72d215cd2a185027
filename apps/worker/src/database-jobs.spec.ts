import { Registry } from 'prom-client';
import type { FailingJob } from '#libs/telemetry';
import { DatabaseJobWatch } from './database-jobs.js';

function aWatch() {
  const said: string[] = [];
  const registry = new Registry();
  const database = { failing: [] as readonly FailingJob[] };
  const say = (_: object, message: string) => void said.push(message);
  const logger = { error: say, info: say } as unknown as ConstructorParameters<typeof DatabaseJobWatch>[1];
  return { watch: new DatabaseJobWatch(async () => database.failing, logger, registry), said, registry, database };
}

const retention: FailingJob = { jobId: 1003, name: 'policy_retention of reading', reason: 'value out of range.' };

describe('the watch over the jobs of the database', () => {
  it('is ready, silent and counts nothing while all of them work', async () => {
    const { watch, said, registry } = aWatch();
    await watch.run();
    await expect(watch.check()).resolves.toBeUndefined();
    expect(said).toEqual([]);
    expect(await registry.metrics()).not.toMatch(/^fieldgate_database_job_failing{/m);
  });

  it('shows one that fails: in readiness, in a metric, and to the operator, whom it names job and reason', async () => {
    const { watch, said, registry, database } = aWatch();
    database.failing = [retention];
    await watch.run();
    await expect(watch.check()).rejects.toThrow('1 job(s)');
    expect(await registry.metrics()).toContain('{job="policy_retention of reading (1003)"} 1');
    expect(said).toEqual([expect.stringContaining('policy_retention of reading, fails: value out of range.')]);
  });

  it('says the same failure once, another one again, and when it works again', async () => {
    const { watch, said, registry, database } = aWatch();
    for (const reason of ['one.', 'one.', 'two.']) {
      database.failing = [{ ...retention, reason }];
      await watch.run();
    }
    database.failing = [];
    await watch.run();
    await expect(watch.check()).resolves.toBeUndefined();
    expect(said.map((message) => /one\.|two\.|works again/.exec(message)?.[0])).toEqual([
      'one.',
      'two.',
      'works again',
    ]);
    expect(await registry.metrics()).not.toMatch(/^fieldgate_database_job_failing{/m);
  });
});
