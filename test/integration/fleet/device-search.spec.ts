import fc from 'fast-check';
import { type DeviceQuery, deviceQuery, deviceSort } from '#libs/contracts/http';
import { deviceSearches, FleetReader, type ListedDevice, ListingUpkeep } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { DAY_MS, newUuid, personId } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

const DEVICES = 2_600;
/** Fewer than that meet many a search, which is walked then. */
const FETCHED_AT_MOST = 500;

interface Known {
  readonly id: string;
  readonly serial_number: string;
  readonly mac_address: string;
  readonly name: string;
  readonly organization_id: string;
  readonly site_id: string | null;
  readonly lifecycle: string;
  readonly state: string;
  readonly created_at: Date;
  readonly model: string;
  readonly freshness: string;
  readonly certificate: string;
  readonly organization_key: string;
  /** As texts of one form, by which they are sorted; null: none. */
  readonly seen: string | null;
  readonly certificate_end: string | null;
}

let test: FleetUnderTest;
let reader: FleetReader;
let known: readonly Known[];
let people: { readonly actor: Actor; readonly sees: (device: Known) => boolean }[];

beforeAll(async () => {
  test = await startFleetAlone();
  reader = new FleetReader(test.registry, FETCHED_AT_MOST);
  const large = await test.addOrganization('customer', test.provider, 'Large');
  const small = await test.addOrganization('customer', test.provider, 'Small');
  const foreign = await test.addOrganization('customer', test.otherProvider, 'Foreign');
  const now = test.clock.now();
  const guest = personId(newUuid(now));
  const sites = [newUuid(now), newUuid(now)] as const;
  const run = (text: string, values: unknown[] = []) => test.database.pool.query(text, values);
  await run(
    `INSERT INTO site (id, organization_id, name, created_at) VALUES ($1, $3, 'Shared', $4), ($2, $3, 'Kept', $4)`,
    [...sites, large.id, now],
  );
  await run(
    `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at) VALUES ($1, 'g@x.example', 'G', 'G', $2, $2)`,
    [guest, now],
  );
  await run(
    `INSERT INTO site_grant (id, site_id, way, access, person_id, code_expires_at, created_at, created_by_id, accepted_at)
     VALUES ($1, $2, 'email', 'read', $3, $4, $4, $3, $4)`,
    [newUuid(now), sites[0], guest, now],
  );
  await run(
    `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, site_id, name, lifecycle, created_at, updated_at)
     SELECT gen_random_uuid(), CASE WHEN n % 7 = 0 THEN 'T-' ELSE 'SN-' END || lpad(n::text, 5, '0'),
       '00:C0:B7:00:' || upper(lpad(to_hex(n / 256), 2, '0')) || ':' || upper(lpad(to_hex(n % 256), 2, '0')),
       (SELECT id FROM device_model ORDER BY name OFFSET CASE WHEN n % 13 = 0 THEN 1 ELSE 0 END LIMIT 1),
       CASE WHEN n % 101 = 0 THEN $3::uuid WHEN n % 103 = 0 THEN $2::uuid ELSE $1::uuid END,
       CASE WHEN n % 101 = 0 OR n % 103 = 0 THEN NULL WHEN n % 97 = 0 THEN $4::uuid WHEN n % 89 = 0 THEN $5::uuid END,
       CASE n % 3 WHEN 0 THEN 'Pump' WHEN 1 THEN 'pump' ELSE 'SN-pump' END || n % 50,
       (CASE WHEN n > 2550 THEN 'registered' WHEN n % 40 = 1 THEN 'suspended' ELSE 'active' END)::device_lifecycle,
       $6::timestamptz + n / 5 * interval '1 second', $6
     FROM generate_series(1, ${DEVICES}) AS n`,
    [large.id, small.id, foreign.id, ...sites, now],
  );
  await run(
    `INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     SELECT key, CASE WHEN key % 5 = 1 THEN 'disconnected' ELSE 'connected' END, $1, CASE WHEN key % 5 = 1 THEN 'keep-alive' END,
       id, $1, id, $1::timestamptz - key % 397 / 3 * interval '1 minute 1 microsecond'
     FROM device
     WHERE lifecycle <> 'registered' AND key % 3 <> 0`,
    [now],
  );
  await run(
    `INSERT INTO certificate (serial_number, profile, device_id, subject, reserved_at, issued_at, fingerprint_sha256, not_before,
       not_after, revoked_at)
     SELECT 'c' || key, 'device', id, 'CN=' || key, $1, $1, sha256(key::text::bytea), $1,
       $1::timestamptz + (key % 50 - 10) * interval '1 day', CASE WHEN key % 9 = 0 THEN $1::timestamptz END
     FROM device
     WHERE key % 4 <> 0`,
    [now],
  );
  await run('ANALYZE');
  await new ListingUpkeep(test.registry).age(now);
  known = (
    await run(
      `
      SELECT d.id, d.serial_number, d.mac_address, d.name, d.organization_id, d.site_id, d.lifecycle::text AS lifecycle,
        coalesce(p.state, 'never') AS state, d.created_at, m.name AS model, o.name_key AS organization_key,
        to_char(p.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS seen,
        CASE WHEN p.last_seen_at IS NULL THEN 'silent' WHEN p.last_seen_at >= $1::timestamptz - interval '15 minutes' THEN 'fresh'
          ELSE 'stale' END AS freshness,
        best.state AS certificate, to_char(best.not_after AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS certificate_end
      FROM device d
      JOIN device_model m ON m.id = d.model_id
      JOIN organization o ON o.id = d.organization_id
      CROSS JOIN LATERAL certificate_state_at(d.id, $1) best
      LEFT JOIN telemetry.presence p ON p.device_key = d.key`,
      [now],
    )
  ).rows;
  const inLarge = test.actorIn(large);
  const atShared = (device: Known) => device.site_id === sites[0];
  people = [
    { actor: inLarge, sees: (device) => device.organization_id === large.id },
    { actor: test.actorIn(test.provider), sees: (device) => device.organization_id !== foreign.id },
    { actor: test.actorIn(test.operator), sees: () => true },
    { actor: { ...inLarge, personId: guest, memberships: [] }, sees: atShared },
    {
      actor: { ...test.actorIn(foreign), personId: guest },
      sees: (device) => device.organization_id === foreign.id || atShared(device),
    },
    { actor: { ...inLarge, personId: guest, memberships: [], apiKeyId: 'key' }, sees: () => false },
  ];
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const sortKeys = {
  serialNumber: ({ serial_number: serialNumber }: Known) => serialNumber,
  name: ({ name, id }: Known) => `${name.toLowerCase()}\u0000${id}`,
  createdAt: ({ created_at: createdAt, id }: Known) => `${createdAt.toISOString()}${id}`,
  organizationName: ({ organization_key: key, organization_id: id, serial_number: serial }: Known) =>
    `${key}\0${id}${serial}`,
  lastSeenAt: ({ seen, id }: Known) => `${seen ?? ''}${id}`,
  certificateNotAfter: ({ certificate_end: end, id }: Known) => `${end ?? ''}${id}`,
};
/** Those without a value come last, whichever way a list is sorted. */
const hasNone: Partial<Record<string, (device: Known) => boolean>> = {
  lastSeenAt: ({ seen }) => seen === null,
  certificateNotAfter: ({ certificate_end: end }) => end === null,
};

/** What the list must hold, found in the plainest way. */
function expected(sees: (device: Known) => boolean, query: DeviceQuery): string[] {
  const starts = (text: string, start: string | undefined) =>
    start === undefined || text.toLowerCase().startsWith(start.toLowerCase());
  const field = query.sort.replace('-', '') as keyof typeof sortKeys;
  const keyOf = sortKeys[field];
  const isAmong = (asked: readonly string[] | undefined, value: string) => asked === undefined || asked.includes(value);
  const [{ macAddress: macStart } = {}] = query.q === undefined ? [] : deviceSearches({ ...none, q: query.q });
  const meets = (device: Known) =>
    query.q === undefined ||
    starts(device.serial_number, query.q) ||
    starts(device.name, query.q) ||
    (macStart !== undefined && device.mac_address.startsWith(macStart));
  const found = known
    .filter(sees)
    .filter(meets)
    .filter((device) => starts(device.serial_number, query.serialNumber) && starts(device.name, query.name))
    .filter(
      (device) =>
        isAmong(query.lifecycle, device.lifecycle) &&
        isAmong(query.connectivity, device.state) &&
        isAmong(query.freshness, device.freshness) &&
        isAmong(query.certificate, device.certificate) &&
        isAmong(query.model, device.model),
    )
    .filter(
      ({ certificate_end: end }) =>
        (query.certificateEndsFrom === undefined || (end !== null && end >= query.certificateEndsFrom)) &&
        (query.certificateEndsBefore === undefined || (end !== null && end < query.certificateEndsBefore)),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const sorted = query.sort.startsWith('-') ? found.reverse() : found;
  const isLast = hasNone[field] ?? (() => false);
  return [...sorted.filter((device) => !isLast(device)), ...sorted.filter(isLast)].map(({ id }) => id);
}
/** A day of UTC that lies so many days ahead. */
const dayAt = (days: number) => new Date(test.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
const none = { q: undefined, serialNumber: undefined, macAddress: undefined, name: undefined };

async function firstPages(actor: Actor, query: DeviceQuery, pages: number, asked = reader): Promise<string[]> {
  const devices: ListedDevice[] = [];
  for (let cursor: DeviceQuery['cursor'], page = 0; page < pages; page += 1) {
    const selection = { ...query, cursor, searches: deviceSearches(query) };
    const read = await asked.devices(scopeOf(actor), selection, test.clock.now());
    devices.push(...read.devices);
    if (!read.next) break;
    cursor = read.next;
  }
  return devices.map(({ id }) => id);
}

describe('a search in a list of devices', () => {
  it('R3-08, R3-09: gives what a plain look at each device gives, whoever asks, however many meet it', async () => {
    const maybe = (...values: readonly (string | undefined | readonly string[])[]) =>
      fc.constantFrom(undefined, ...values);
    const models = [...new Set(known.map(({ model }) => model))];
    expect(models).toHaveLength(2);
    const queries = fc.record({
      sort: fc.constantFrom(...deviceSort.options),
      q: maybe('SN-', 'sn-p', 'T-', 'SN-0007', 'T-00700', 'PUMP', 'pump1', '00C0', '00:c0:b7:00:1', 'zz', '%'),
      serialNumber: maybe('sn', 'T-1', 'SN-02599'),
      name: maybe('pump', 'sn-pump4', 'x'),
      model: maybe(models[0], models[1], [...models], 'none of them'),
      lifecycle: maybe('active', 'registered', 'suspended', 'retired', ['active', 'suspended']),
      connectivity: maybe('connected', 'never', 'disconnected', ['connected', 'never', 'disconnected']),
      freshness: maybe('fresh', 'stale', 'silent', ['fresh', 'silent'], ['stale', 'stale']),
      certificate: maybe('none', 'valid', 'expiring', 'expired', 'revoked', ['expiring', 'expired', 'none']),
      span: fc.constantFrom(
        {},
        { certificateEndsFrom: dayAt(-5) },
        { certificateEndsBefore: dayAt(20) },
        { certificateEndsFrom: dayAt(3), certificateEndsBefore: dayAt(6) },
        { certificateEndsFrom: dayAt(-30), certificateEndsBefore: dayAt(60) },
        { certificateEndsFrom: dayAt(60) },
      ),
      limit: fc.constantFrom('1', '7', '50'),
    });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: people.length - 1 }), queries, async (place, { span, ...typed }) => {
        const query = deviceQuery.parse({ ...typed, ...span });
        const { actor, sees } = people[place] ?? people[0]!;
        const pages = 3;
        const all = expected(sees, query);
        expect(await firstPages(actor, query, pages)).toEqual(all.slice(0, pages * query.limit));
        const { count } = await reader.devices(
          scopeOf(actor),
          { ...query, count: true, searches: deviceSearches(query) },
          test.clock.now(),
        );
        expect(count).toEqual({ value: all.length, exact: true });
      }),
      { numRuns: 250 },
    );
  });

  it('rule 6: is sorted to the end of the list by each sort, through the places where several have one value, or none', async () => {
    const [{ actor, sees } = people[0]!] = people;
    for (const sort of deviceSort.options) {
      const query = deviceQuery.parse({ sort, limit: '190', lifecycle: ['registered', 'suspended'] });
      expect({ sort, found: await firstPages(actor, query, 99) }).toEqual({ sort, found: expected(sees, query) });
    }
  });

  it('takes the fresh ones for seen at once where they are too many to be looked up: none is lost, the stale are in order', async () => {
    const crowded = new FleetReader(test.registry, 10);
    const [{ actor, sees } = people[0]!] = people;
    for (const sort of ['lastSeenAt', '-lastSeenAt'] as const) {
      const query = deviceQuery.parse({ sort, limit: '100' });
      const found = await firstPages(actor, query, 99, crowded);
      const freshnessOf = new Map(known.map(({ id, freshness }) => [id, freshness]));
      const isStale = (id: string) => freshnessOf.get(id) === 'stale';
      expect(found.filter(isStale)).toEqual(expected(sees, query).filter(isStale));
      expect(found.toSorted()).toEqual(expected(sees, query).toSorted());
      const groups = found.map((id) => freshnessOf.get(id)).filter((each, place, all) => each !== all[place - 1]);
      expect(groups).toEqual(sort === 'lastSeenAt' ? ['stale', 'fresh', 'silent'] : ['fresh', 'stale', 'silent']);
    }
  });

  it('R4-05: gives devices at a shared site to whom it is shared, and by organization and site like their own', async () => {
    const guest = people[3]!;
    const [one] = known.filter(guest.sees);
    const all = await firstPages(guest.actor, deviceQuery.parse({ limit: '200' }), 9);
    expect(all).toHaveLength(known.filter(guest.sees).length);
    const narrowed = { organizationId: one?.organization_id, siteId: one?.site_id, limit: '200' };
    expect(await firstPages(guest.actor, deviceQuery.parse(narrowed), 9)).toEqual(all);
    expect(await firstPages(guest.actor, deviceQuery.parse({ assignment: 'unassigned' }), 9)).toEqual([]);
    const kept = known.find(({ site_id: site }) => site !== null && site !== one?.site_id);
    expect(await firstPages(guest.actor, deviceQuery.parse({ siteId: kept?.site_id }), 9)).toEqual([]);
    const counts = await reader.counts(scopeOf(guest.actor), {}, test.clock.now());
    expect(counts.total).toBe(all.length);
    const program = people[5]!;
    expect(await firstPages(program.actor, deviceQuery.parse({}), 1)).toEqual([]);
  });
});
