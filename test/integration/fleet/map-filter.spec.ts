import fc from 'fast-check';
import { boundingBox, locationQuery } from '#libs/contracts/http';
import { type MapFeature, MapReader, MapUpkeep, mapFilterOf, wholeWorld } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

let test: FleetUnderTest;
let actor: Actor;
let customers: { readonly id: string; readonly siteId: string }[];
/** What the database says of every device there is, as lists have it. */
let devices: Record<
  'serial' | 'organizationId' | 'siteId' | 'model' | 'connectivity' | 'freshness' | 'lifecycle' | 'certificate',
  string
>[];

beforeAll(async () => {
  test = await startFleetAlone();
  const provider = await test.addOrganization('provider', test.operator);
  actor = test.actorIn(provider);
  customers = [];
  for (const site of [
    { lat: 52.2, lon: 21 },
    { lat: 52.3, lon: 21.1 },
    { lat: 40, lon: -74 },
  ]) {
    const { registration, organization } = await test.fleet.registration.register(actor, aForm({ site }));
    const { siteId } = await test.registry.client.device.findUniqueOrThrow({ where: { id: registration.device.id } });
    customers.push({ id: organization.id, siteId: siteId ?? '' });
  }
  const [parent, child] = customers;
  await test.registry.client.organization.update({
    where: { id: child?.id ?? '' },
    data: { parentId: parent?.id ?? '', path: `${provider.path}${parent?.id}/${child?.id}/` },
  });
  // 1500 devices of two models in every state, straight into the tables.
  await test.database.pool.query(
    `WITH made AS (
       INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, site_id, name, lifecycle, created_at, updated_at)
       SELECT gen_random_uuid(), 'MAP-' || lpad(n::text, 4, '0'), 'MAP-' || n,
         (SELECT id FROM device_model WHERE name = CASE WHEN n % 7 = 0 THEN 'RemotEye 4' ELSE 'Sensor' END),
         o.id, s.id, 'Unit ' || n, (ARRAY['registered', 'active', 'suspended'])[1 + n % 3]::device_lifecycle, now(), now()
       FROM generate_series(1, 1500) n
       JOIN (SELECT id, row_number() OVER (ORDER BY created_at, id) - 1 AS place FROM site WHERE organization_id = ANY ($1)) s ON s.place = n % 3
       JOIN site t ON t.id = s.id
       JOIN organization o ON o.id = t.organization_id
       RETURNING key
     )
     INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     SELECT key, CASE WHEN key % 4 = 0 THEN 'disconnected' ELSE 'connected' END, now(), CASE WHEN key % 4 = 0 THEN 'keep-alive' END,
       gen_random_uuid(), now(), $2, now()
     FROM made
     WHERE key % 5 <> 0`,
    [customers.map(({ id }) => id), newUuid(new Date())],
  );
  await test.database.pool.query(
    `UPDATE device_listing SET freshness = CASE WHEN connectivity = 'never' THEN 'silent' WHEN device_key % 9 = 0 THEN 'stale' ELSE 'fresh' END,
       certificate_state = (ARRAY['none', 'valid', 'expiring', 'expired', 'revoked'])[1 + device_key % 5]`,
  );
  const { rows } = await test.database.pool.query(
    `SELECT d.serial_number AS serial, d.organization_id AS "organizationId", d.site_id AS "siteId", m.name AS model, l.connectivity,
       l.freshness, l.lifecycle::text AS lifecycle, l.certificate_state AS certificate
     FROM device d
     JOIN device_listing l ON l.device_id = d.id
     JOIN device_model m ON m.id = d.model_id
     WHERE d.organization_id = ANY ($1)`,
    [customers.map(({ id }) => id)],
  );
  devices = rows;
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

async function drawn(query: Record<string, string>, map = new MapReader(test.registry)) {
  const { bbox: box = wholeWorld, zoom, ...rest } = locationQuery.parse(query);
  const scope = scopeOf(actor);
  const state = await map.state(scope, test.clock.now());
  return map.draw(scope, state, { box, zoom, filter: mapFilterOf(rest) }, new AbortController().signal);
}

const countOf = (features: readonly MapFeature[]) =>
  features.reduce((sum, feature) => sum + (feature.kind === 'cluster' ? feature.count : 1), 0);
const anyOf = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

describe('a map that is filtered', () => {
  const filters = fc.record({
    connectivity: anyOf('connected', 'disconnected', 'never'),
    freshness: anyOf('fresh', 'stale', 'silent'),
    lifecycle: anyOf('registered', 'active', 'suspended', 'retired'),
    certificate: anyOf('none', 'valid', 'expiring', 'expired', 'revoked'),
    model: anyOf('Sensor', 'RemotEye 4', 'nothing of the kind'),
    organization: anyOf(0, 1, 2, 3),
    site: anyOf(0, 1, 2),
    q: anyOf('map-0', 'MAP-00', 'unit 12', 'zzz'),
  });

  it.each(['not folded yet', 'folded'])(
    'shows as many devices as a list with the same filters has, read one by one or counted (%s)',
    async (when) => {
      const counted = new MapReader(test.registry, 0);
      while (when === 'folded' && (await new MapUpkeep(test.registry).fold()) > 0);
      await fc.assert(
        fc.asyncProperty(filters, async ({ organization, site, q, ...states }) => {
          const organizationId =
            organization === undefined ? undefined : (customers[organization]?.id ?? newUuid(new Date()));
          const siteId = site === undefined ? undefined : customers[site]?.siteId;
          const wanted = Object.entries({ ...states, organizationId, siteId }).filter(
            ([, value]) => value !== undefined,
          );
          const listed = devices.filter(
            (device) =>
              wanted.every(([name, value]) => device[name as keyof typeof device] === value) &&
              (q === undefined ||
                device.serial.startsWith(q.toUpperCase()) ||
                (q === 'unit 12' && /^MAP-0*12/.test(device.serial))),
          );
          const query = Object.fromEntries([...wanted, ...(q === undefined ? [] : [['q', q]])]) as Record<
            string,
            string
          >;
          expect([query, countOf((await drawn(query)).features)]).toEqual([query, listed.length]);
          // Sites and searches are read device by device, as many as may be: here none.
          if (siteId === undefined && q === undefined)
            expect([query, countOf((await drawn(query, counted)).features)]).toEqual([query, listed.length]);
        }),
        { numRuns: 25 },
      );
    },
  );

  it('says of a cluster how many are connected, disconnected and stale', async () => {
    const { features } = await drawn({ zoom: '0' });
    const total = (part: 'count' | 'connected' | 'disconnected' | 'stale') =>
      features.reduce((sum, feature) => sum + (feature.kind === 'cluster' ? feature[part] : 0), 0);
    const having = (name: 'connectivity' | 'freshness', value: string) =>
      devices.filter((device) => device[name] === value).length;
    expect(total('count')).toBe(devices.length);
    expect(total('connected')).toBe(having('connectivity', 'connected'));
    expect(total('disconnected')).toBe(having('connectivity', 'disconnected'));
    expect(total('stale')).toBe(having('freshness', 'stale'));
  });

  it('stands still while it is panned: a cell of which a device lies in the box is whole', async () => {
    const counted = new MapReader(test.registry, 0);
    const [one, ...others] = (await drawn({ bbox: '10,40,21.05,52.25', zoom: '5' }, counted)).features;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      kind: 'cluster',
      count: devices.filter(({ siteId }) => siteId !== customers[2]?.siteId).length,
    });
    for (const bbox of ['10,40,21.2,52.35', '9.3,41,21.04,52.9', '20.99,45,30,52.21'])
      expect((await drawn({ bbox, zoom: '5' }, counted)).features).toEqual([one]);
  });

  it('has clusters whose box holds them: zoomed to it, the map has as many', async () => {
    for (const map of [new MapReader(test.registry), new MapReader(test.registry, 0)])
      for (const feature of (await drawn({ zoom: '3' }, map)).features) {
        if (feature.kind !== 'cluster') continue;
        const { west, south, east, north } = feature.box;
        expect([west <= feature.lon, feature.lon <= east, south <= feature.lat, feature.lat <= north]).not.toContain(
          false,
        );
        const bbox = `${west},${south},${east},${north}`;
        expect(boundingBox.parse(bbox)).toBeTruthy();
        expect(countOf((await drawn({ bbox, zoom: '8' }, map)).features)).toBe(feature.count);
      }
  });

  it('says that it shows less than was asked for, where the box is too large for its zoom or a search finds too many', async () => {
    expect((await drawn({ zoom: '4' })).isTruncated).toBe(false);
    expect((await drawn({ zoom: '12' })).isTruncated).toBe(true);
    const { features, isTruncated } = await drawn({ q: 'MAP' }, new MapReader(test.registry, 1_000));
    expect([isTruncated, countOf(features)]).toEqual([true, 1_000]);
  });
});
