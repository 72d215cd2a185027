import type { Pool } from 'pg';
import type { Bench } from '../bench.js';
import { fleetLists } from '../lists/fleet-lists.js';
import { type List, timesOfList } from '../lists/list-times.js';
import { organizationLists } from '../lists/organization-lists.js';
import { seed } from '../lists/seed.js';
import { seedFleet } from '../lists/seed-fleet.js';
import { fixedLimit } from '../report.js';
import { percentile, spreadOf } from '../statistics.js';

/** Budget of a list page, p99 (docs/architecture.md), milliseconds. */
const LIMIT_MS = 100;

export function measureOrganizationLists(bench: Bench): Promise<void> {
  const { organizations } = bench.options;
  const size = { organizations, people: 3 * organizations };
  return measureLists(bench, async (pool) => organizationLists(await seed(pool, size)));
}

export function measureFleetLists(bench: Bench): Promise<void> {
  return measureLists(bench, async (pool) => fleetLists(await seedFleet(pool, bench.options.fleet)));
}

/** @param seeded fills the registry and says which lists there are */
function measureLists(bench: Bench, seeded: (pool: Pool) => Promise<readonly List[]>): Promise<void> {
  return bench.alone(async (platform) => {
    bench.report.progress('filling the registry …');
    const lists = await seeded(platform.pool);
    await platform.startBroker();
    const apiUrl = await platform.startApi();
    for (const list of lists) {
      const rounds = await bench.rounds(() => timesOfList(apiUrl, list));
      bench.report.add({
        name: `Page of ${list.name}, p99`,
        rule: 'at most',
        ...fixedLimit(
          LIMIT_MS,
          'ms',
          rounds.map((times) => percentile(times, 0.99)),
        ),
        details: { p50Ms: spreadOf(rounds.map((times) => percentile(times, 0.5))).median },
      });
    }
  });
}
