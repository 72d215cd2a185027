import { type Actor, DirectoryReader, scopeOf } from '#libs/identity';
import { SiteStore } from '#libs/sites';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';
import { planOf, readThrough } from './query-plan.js';

/** Enough that reading a table through costs more than its indexes. */
const MANY = 4_000;

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleetAlone();
  const run = (text: string, values: unknown[] = []) => test.database.pool.query(text, values);
  const now = test.clock.now();
  await run(
    `INSERT INTO organization (id, kind, name, path, parent_id, created_at, updated_at)
     SELECT id, 'customer', 'Customer ' || n, $2 || id || '/', $1::uuid, $3, $3
     FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, ${MANY}) n) made`,
    [test.provider.id, test.provider.path, now],
  );
  await run(
    `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at)
     SELECT gen_random_uuid(), 'p' || n || '@people.example', 'Given' || n, 'Family' || n, $1, $1 FROM generate_series(1, ${MANY}) n`,
    [now],
  );
  await run(
    `INSERT INTO membership (organization_id, person_id, role, created_at)
     SELECT o.id, p.id, 'member', $1
     FROM (SELECT id, row_number() OVER () AS n FROM organization WHERE kind = 'customer') o
     JOIN (SELECT id, row_number() OVER () AS n FROM person) p ON p.n = o.n`,
    [now],
  );
  await run(
    `INSERT INTO site (id, organization_id, name, created_at)
     SELECT gen_random_uuid(), id, 'Site of ' || name, $1 FROM organization WHERE kind = 'customer'`,
    [now],
  );
  await run('ANALYZE organization; ANALYZE person; ANALYZE membership; ANALYZE site');
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

describe('the search over kinds, among thousands of each', () => {
  const ofProvider = () => test.actorIn(test.provider);

  it('walks the indexes of people by whole name, last name and address', async () => {
    const plan = await planOf(test.registry, (registry) =>
      new DirectoryReader(registry).people(ofProvider(), 'Family12', 11),
    );
    for (const index of ['person_full_name', 'person_last_name', 'person_email_start']) expect(plan).toContain(index);
    expect(readThrough(plan)).toEqual([]);
  });

  it('walks the index of organizations by name', async () => {
    const plan = await planOf(test.registry, (registry) =>
      new DirectoryReader(registry).organizations(ofProvider(), 'Customer 12', 11),
    );
    expect(plan).toContain('organization_name_key_id_idx');
    expect(readThrough(plan)).toEqual([]);
  });

  it('walks the index of sites by name', async () => {
    const plan = await planOf(test.registry, (registry) =>
      new SiteStore(registry).named(scopeOf(ofProvider()), 'Site of Customer 12', 11, test.clock.now()),
    );
    expect(plan).toMatch(/site_(organization_)?name/);
    expect(readThrough(plan)).not.toContain('site');
  });

  it('looks through the few people of a customer, and not through all there are', async () => {
    const { rows } = await test.database.pool.query(`SELECT id, path FROM organization WHERE name = 'Customer 7'`);
    const [own] = ofProvider().memberships;
    const actor = {
      ...ofProvider(),
      memberships: [{ ...own, kind: 'customer', organizationId: rows[0].id, path: rows[0].path }],
    };
    const found: unknown[] = [];
    const plan = await planOf(test.registry, async (registry) => {
      found.push(...(await new DirectoryReader(registry).people(actor as Actor, 'family', 11)));
    });
    expect(found).toHaveLength(1);
    expect(readThrough(plan)).toEqual([]);
  });
});
