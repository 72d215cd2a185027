import { deviceCursorOf, deviceQuery } from '#libs/contracts/http';
import { deviceSearches, FleetReader } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import type { RegistryDatabase } from '#prisma';
import { type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';
import { planOf, readThrough } from './query-plan.js';

/** Enough that reading a table through, or sorting what is found, costs more than a walk through an index. */
const MANY = 30_000;

let test: FleetUnderTest;
let customer: Actor;
beforeAll(async () => {
  test = await startFleetAlone();
  const large = await test.addOrganization('customer', test.provider, 'Large');
  const small = await test.addOrganization('customer', test.provider, 'Small');
  customer = test.actorIn(large);
  const now = test.clock.now();
  const client = await test.database.pool.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  // What triggers would write row by row is written at once.
  await run('SET session_replication_role = replica');
  await run(
    `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, lifecycle, created_at, updated_at)
     SELECT gen_random_uuid(), 'SN-' || lpad(n::text, 6, '0'), upper(regexp_replace(left(md5(n::text), 12), '(..)(?!$)', '\\1:', 'g')),
       (SELECT id FROM device_model ORDER BY name OFFSET CASE WHEN n % 1000 = 7 THEN 1 ELSE 0 END LIMIT 1),
       CASE WHEN n % 500 = 3 THEN $2::uuid ELSE $1::uuid END, 'Unit ' || n, 'active', $3::timestamptz - n * interval '1 minute', $3
     FROM generate_series(1, ${MANY}) AS n`,
    [large.id, small.id, now],
  );
  await run(
    `INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     SELECT key, CASE WHEN key % 9 = 0 THEN 'disconnected' ELSE 'connected' END, $1, CASE WHEN key % 9 = 0 THEN 'keep-alive' END,
       id, $1, id, $1::timestamptz - key * interval '1 second'
     FROM device
     WHERE key % 10 <> 1`,
    [now],
  );
  await run(
    `INSERT INTO device_listing (device_id, device_key, organization_id, serial_number, mac_address, name_key, created_at, lifecycle,
       model_key, connectivity, freshness, last_seen_at, certificate_state, certificate_not_after)
     SELECT d.id, d.key, d.organization_id, d.serial_number, d.mac_address, name_order(d.name), d.created_at, d.lifecycle, m.key,
       coalesce(p.state, 'never'), CASE WHEN p.device_key IS NULL THEN 'silent' WHEN d.key <= 900 THEN 'fresh' ELSE 'stale' END,
       CASE WHEN d.key > 900 THEN p.last_seen_at END, CASE d.key % 3 WHEN 0 THEN 'none' WHEN 1 THEN 'valid' ELSE 'expired' END,
       CASE WHEN d.key % 3 <> 0 THEN $1::timestamptz + d.key * interval '1 hour' END
     FROM device d
     JOIN device_model m ON m.id = d.model_id
     LEFT JOIN telemetry.presence p ON p.device_key = d.key`,
    [now],
  );
  await run('SET session_replication_role = DEFAULT');
  await run('VACUUM ANALYZE');
  client.release();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const pageOf = (actor: Actor, asked: Record<string, unknown>) => (registry: RegistryDatabase) => {
  const query = deviceQuery.parse(asked);
  // Fewer than are fresh are looked up here, so that what is planned is the walk.
  const reader = new FleetReader(registry, 500);
  return reader.devices(scopeOf(actor), { ...query, searches: deviceSearches(query) }, test.clock.now());
};
const planOfPage = (...asked: Parameters<typeof pageOf>) => planOf(test.registry, pageOf(...asked));
/** Of one organization, or of all. */
const byEnd = /device_listing_(?:organization_)?certificate_end on device_listing/;
const devicesReadThrough = (plan: string) => readThrough(plan).filter((table) => /^(device|presence)/.test(table));

describe('a page of a large list of devices', () => {
  it.each([
    ['lastSeenAt', 'device_listing_organization_seen'],
    ['-lastSeenAt', 'device_listing_organization_seen'],
    ['certificateNotAfter', 'device_listing_organization_certificate_end'],
    ['-certificateNotAfter', 'device_listing_organization_certificate_end'],
    ['organizationName', 'serial on device_listing'],
    ['-organizationName', 'serial on device_listing'],
  ])('rule 6: by %s is read from %s, and nothing is read through', async (sort, index) => {
    for (const asked of [{ sort }, { sort, connectivity: ['disconnected', 'never'] }]) {
      const plan = await planOfPage(customer, asked);
      if (!('connectivity' in asked)) expect(plan).toContain(index);
      expect(devicesReadThrough(plan)).toEqual([]);
      const next = await pageOf(customer, asked)(test.registry);
      const cursor = next.next && { ...asked, cursor: deviceCursorOf(...next.next) };
      expect(devicesReadThrough(await planOfPage(customer, cursor ?? asked))).toEqual([]);
    }
  });

  it.each(['lastSeenAt', '-certificateNotAfter', 'organizationName'])(
    'rule 6: by %s over several organizations nothing is read through either',
    async (sort) => {
      for (const organization of [test.provider, test.operator]) {
        const plan = await planOfPage(test.actorIn(organization), { sort });
        expect(devicesReadThrough(plan)).toEqual([]);
      }
    },
  );

  it('several values of a filter are several ranges of its index, and a rare model is found by its own', async () => {
    const plan = await planOfPage(customer, { sort: 'name', connectivity: ['disconnected', 'never'] });
    expect(plan.match(/device_listing_connectivity_name/g)).toHaveLength(2);
    const [, rare = ''] = (await test.registry.client.deviceModel.findMany({ orderBy: { name: 'asc' } })).map(
      ({ name }) => name,
    );
    const ofModel = await planOfPage(customer, { sort: 'createdAt', model: rare });
    expect(ofModel).toContain('device_listing_model');
    expect(devicesReadThrough(ofModel)).toEqual([]);
  });

  it('rule 6: by the end of the certificate few are found by its index whatever the sort, and many are walked in their order', async () => {
    const inDays = (days: number) => new Date(test.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const few = { certificateEndsFrom: inDays(100), certificateEndsBefore: inDays(110) };
    const many = { certificateEndsFrom: inDays(100), certificate: ['valid', 'expiring'] };
    for (const sort of ['name', '-certificateNotAfter', 'lastSeenAt']) {
      const plan = await planOfPage(customer, { ...few, sort });
      expect(plan).toMatch(byEnd);
      expect(devicesReadThrough(plan)).toEqual([]);
    }
    const walked = await planOfPage(customer, { ...many, sort: 'certificateNotAfter' });
    expect(walked).toMatch(byEnd);
    expect(devicesReadThrough(walked)).toEqual([]);
    for (const organization of [test.provider, test.operator])
      for (const asked of [few, many])
        expect(
          devicesReadThrough(await planOfPage(test.actorIn(organization), { ...asked, sort: 'certificateNotAfter' })),
        ).toEqual([]);
    const { devices } = await pageOf(customer, { ...few, sort: 'certificateNotAfter', limit: '200' })(test.registry);
    expect(devices.length).toBeGreaterThan(100);
  });

  it('how devices are called that a batch means is read without what lists show beside it', async () => {
    const names = (registry: RegistryDatabase) =>
      new FleetReader(registry, 500).names(scopeOf(customer), { searches: [], limit: 10_001 }, test.clock.now());
    const plan = await planOf(test.registry, names);
    expect(plan).not.toMatch(/presence|certificate_state_at|device_tag|device_model/);
    const { devices } = await pageOf(customer, { limit: '3' })(test.registry);
    const named = await names(test.registry);
    expect(named).toHaveLength(10_001);
    expect(named.slice(0, 3)).toEqual(devices.map(({ id, serialNumber }) => ({ id, serialNumber })));
  });

  it('what is looked at is measured once for a page and for how many there are', async () => {
    const asked: string[] = [];
    const noting = {
      $queryRaw: (texts: TemplateStringsArray, ...values: unknown[]) => {
        asked.push(texts.join('?'));
        return test.registry.client.$queryRaw(texts, ...values);
      },
    };
    const counted = pageOf(customer, { q: 'SN-01', sort: 'lastSeenAt', count: 'true' });
    const { count } = await counted({ client: noting } as unknown as RegistryDatabase);
    expect(count).toEqual({ value: 9_980, exact: true });
    // The organizations, the search, the count, the page.
    expect(asked).toHaveLength(4);
  });
});
