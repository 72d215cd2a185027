import { type ImportsUnderTest, startImports } from './imports-under-test.js';
import { killedAtWork } from './killed-worker.js';

const ROWS = 3_000;

describe('an import whose worker is killed', () => {
  let under: ImportsUnderTest;
  beforeAll(async () => {
    under = await startImports();
  }, 120_000);
  afterAll(() => under.stop());

  it.each([false, true])(
    'ends in the same state as one whose worker was not; all or nothing: %s',
    async (isWhole) => {
      const provider = await under.aPerson(under.provider);
      const mark = isWhole ? 'Whole' : 'Part';
      const names = Array.from({ length: ROWS }, (_, n) => `${mark} ${n}`);
      const job = await under.check(provider, 'customers', under.provider.id, `name\n${names.join('\n')}\n`, isWhole);
      await under.imports.apply(provider, job.id);
      const now = () => under.imports.get(provider, job.id);
      const made = () => under.registry.client.organization.count({ where: { name: { startsWith: `${mark} ` } } });

      await killedAtWork('imports', under.url);

      const { appliedRows, status } = await now();
      expect(await made()).toBe(appliedRows);
      if (isWhole) expect(appliedRows).toBe(status === 'done' ? ROWS : 0);
      // What the dead one held is free two minutes after its last batch.
      under.clock.advance(600_000);
      await under.work();
      expect(await now()).toMatchObject({ status: 'done', appliedRows: ROWS, counts: { create: ROWS, bad: 0 } });
      expect(await made()).toBe(ROWS);
      const twins = await under.registry.client.$queryRaw<unknown[]>`
      SELECT name FROM organization WHERE starts_with(name, ${mark}) GROUP BY name HAVING count(*) > 1`;
      expect(twins).toEqual([]);
    },
    120_000,
  );
});
