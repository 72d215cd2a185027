import fc from 'fast-check';
import { MapReader, MapUpkeep, wholeWorld } from '#libs/devices';
import { scopeOf } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
let upkeep: MapUpkeep;
beforeAll(async () => {
  test = await startFleet();
  upkeep = new MapUpkeep(test.registry);
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const rows = async <Row>(text: string, values: unknown[] = []) =>
  (await test.database.pool.query(text, values)).rows as Row[];

/** A device at a site of its own, under a customer of its own. */
async function aDevice() {
  const site = { lat: 52.2, lon: 21 };
  const { registration, organization } = await test.fleet.registration.register(
    test.actorIn(test.provider),
    aForm({ site }),
  );
  const { id } = registration.device;
  const { key, siteId } = await test.registry.client.device.findUniqueOrThrow({ where: { id } });
  return { id, key, organization, siteId: siteId ?? '' };
}
type Made = Awaited<ReturnType<typeof aDevice>>;

/** Within one quantum, within one cell, at its edge, far away, over the antimeridian, at a pole, and nowhere. */
const PLACES = [
  [52.2, 21],
  [52.2004, 21.0004],
  [52.215, 21.015],
  [-33.9, 151.2],
  [1, 179.999],
  [1, -179.999],
  [90, 180],
  [-90, -180],
  [0, 0],
] as const;
const placeOf = (n: number) => PLACES[n % PLACES.length] ?? PLACES[0];

const report = ({ key }: Made, n: number, at: Date) =>
  rows(
    `INSERT INTO telemetry.latest_position (observed_at, received_at, latitude, longitude, device_key, time_origin)
     VALUES ($4, $4, $2, $3, $1, 0)
     ON CONFLICT (device_key) DO UPDATE
     SET latitude = excluded.latitude, longitude = excluded.longitude, observed_at = excluded.observed_at
     WHERE latest_position.observed_at <= excluded.observed_at`,
    [key, ...placeOf(n), at],
  );
const seen = ({ key }: Made, state: 'connected' | 'disconnected', at: Date) =>
  rows(
    `INSERT INTO telemetry.presence
       (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     VALUES ($1, $2, $3, CASE WHEN $2 = 'disconnected' THEN 'keep-alive' END, $4, $3, $4, $3)
     ON CONFLICT (device_key) DO UPDATE SET state = excluded.state, cause = excluded.cause`,
    [key, state, at, newUuid(at)],
  );

/** What the places must say, from the tables they follow. */
const WRONG_PLACES = `
  SELECT d.serial_number, p.*
  FROM device d
  LEFT JOIN device_place p ON p.device_key = d.key
  LEFT JOIN telemetry.presence s ON s.device_key = d.key
  LEFT JOIN site ON site.id = d.site_id AND NOT (site.lat = 0 AND site.lon = 0)
  LEFT JOIN telemetry.latest_position l ON l.device_key = d.key AND NOT (l.latitude = 0 AND l.longitude = 0)
    AND (d.owned_since IS NULL OR l.observed_at >= d.owned_since)
  LEFT JOIN device_listing g ON g.device_id = d.id
  LEFT JOIN device_model m ON m.id = d.model_id
  WHERE (p.organization_id, p.connectivity, p.state, p.lat, p.lon) IS DISTINCT FROM (
    d.organization_id, coalesce(s.state, 'never'),
    m.key * 512 + map_state(coalesce(s.state, 'never'), g.freshness, d.lifecycle, g.certificate_state),
    CASE WHEN d.lifecycle <> 'retired' THEN coalesce(l.latitude, site.lat) END,
    CASE WHEN d.lifecycle <> 'retired' THEN coalesce(l.longitude, site.lon) END)`;

/** What was counted beside what there is to count, of every organization and all below it, at every level and in every state. */
const WRONG_TILES = `
  SELECT counted.*
  FROM (
    SELECT id, level, x, y, state, sum(devices) AS devices, sum(keys) AS keys, sum(lat_quanta) AS lat, sum(lon_quanta) AS lon
    FROM (
      SELECT organization_id AS id, level, x, y, state, devices, keys, lat_quanta, lon_quanta
      FROM map_tile
      UNION ALL
      SELECT above.id, level, c.x >> 14 - level, c.y >> 14 - level, c.state, c.devices, c.keys, c.lat_quanta, c.lon_quanta
      FROM map_tile_change c
      JOIN organization o ON o.id = c.organization_id
      JOIN organization above ON starts_with(o.path, above.path)
      CROSS JOIN map_levels() level
      WHERE c.x IS NOT NULL
      UNION ALL
      SELECT above.id, level, map_column((p.lon + 180) / 360, 2 ^ level), map_column(mercator_y(p.lat), 2 ^ level), p.state, -1,
        -p.device_key::bigint, -round(p.lat * 500)::bigint, -round(p.lon * 500)::bigint
      FROM device_place p
      JOIN organization o ON o.id = p.organization_id
      JOIN organization above ON starts_with(o.path, above.path)
      CROSS JOIN map_levels() level
      WHERE p.lat IS NOT NULL
    ) every
    GROUP BY 1, 2, 3, 4, 5
  ) counted
  WHERE (devices, keys, lat, lon) <> (0, 0, 0, 0)`;

describe('what maps are read from', () => {
  it('follows every change of devices, sites, positions, connections and organizations, in any order', async () => {
    const devices = [await aDevice(), await aDevice(), await aDevice(), await aDevice()];
    const customers = devices.map(({ organization }) => organization.id);
    const actor = test.actorIn(test.operator);
    const scope = scopeOf(actor);
    const reader = new MapReader(test.registry);
    const { client } = test.registry;
    const changes = {
      report: (device: Made, n: number) => report(device, n, test.clock.now()),
      reportOld: (device: Made, n: number) => report(device, n, new Date('2020-01-01')),
      forget: ({ key }: Made) => rows('DELETE FROM telemetry.latest_position WHERE device_key = $1', [key]),
      connect: (device: Made) => seen(device, 'connected', test.clock.now()),
      disconnect: (device: Made) => seen(device, 'disconnected', test.clock.now()),
      rename: ({ id }: Made, n: number) => client.device.update({ where: { id }, data: { name: `Unit ${n}` } }),
      transfer: ({ id }: Made, n: number) => {
        const organizationId = customers[n % customers.length] ?? test.provider.id;
        return client.device.update({ where: { id }, data: { organizationId, ownedSince: test.clock.now() } });
      },
      settle: ({ id }: Made, n: number) => {
        const siteId = n % 5 === 0 ? null : (devices[n % devices.length]?.siteId ?? null);
        return client.device.update({ where: { id }, data: { siteId } });
      },
      retire: ({ id }: Made, n: number) =>
        client.device.update({ where: { id }, data: { lifecycle: n % 2 ? 'retired' : 'active' } }),
      moveSite: ({ siteId }: Made, n: number) => {
        const [lat, lon] = placeOf(n);
        return client.site.update({ where: { id: siteId }, data: n % 7 ? { lat, lon } : { lat: null, lon: null } });
      },
      moveOrganization: ({ organization: { id } }: Made, n: number) => {
        const parent = n % 2 ? test.provider : test.operator;
        return client.organization.update({
          where: { id },
          data: { parentId: parent.id, path: `${parent.path}${id}/` },
        });
      },
      fallSilent: ({ id }: Made, n: number) =>
        rows('UPDATE device_listing SET freshness = $2 WHERE device_id = $1', [id, n % 2 ? 'stale' : 'fresh']),
      expire: ({ id }: Made, n: number) =>
        rows('UPDATE device_listing SET certificate_state = $2 WHERE device_id = $1', [id, n % 2 ? 'expired' : 'none']),
      remodel: async ({ id }: Made, n: number) => {
        const name = n % 2 ? 'Sensor' : 'RemotEye 4';
        await rows('UPDATE device SET model_id = (SELECT id FROM device_model WHERE name = $2) WHERE id = $1', [
          id,
          name,
        ]);
      },
      wait: async (_device: Made, n: number) => test.clock.advance(n * 60_000),
      fold: () => upkeep.fold(),
    };
    const names = Object.keys(changes) as (keyof typeof changes)[];
    const step = fc.tuple(fc.constantFrom(...names), fc.nat({ max: devices.length - 1 }), fc.nat({ max: 59 }));
    const drawn = async () => {
      const state = await reader.state(scope, test.clock.now());
      const whole = { box: wholeWorld, zoom: undefined, filter: {} };
      const map = await reader.draw(scope, state, whole, new AbortController().signal);
      return { version: state.version, text: JSON.stringify(map) };
    };
    let before = await drawn();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        for (const [name, place, n] of steps) {
          await changes[name](devices[place] as Made, n);
          const after = await drawn();
          if (after.version === before.version) expect([name, after.text]).toEqual([name, before.text]);
          before = after;
        }
        expect(await rows(WRONG_PLACES)).toEqual([]);
        expect(await rows(WRONG_TILES)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps no change and no empty tile once all is folded, also by several at once', async () => {
    const device = await aDevice();
    for (const [n] of PLACES.entries()) await report(device, n, test.clock.now());
    await Promise.all([upkeep.fold(), upkeep.fold(), upkeep.fold()]);
    while ((await upkeep.fold()) > 0);
    expect(await rows('SELECT * FROM map_tile_change')).toEqual([]);
    expect(await rows('SELECT * FROM map_tile WHERE devices = 0')).toEqual([]);
    expect(await rows(WRONG_TILES)).toEqual([]);
  });

  it('hands what is not folded of an organization that goes to the one above it', async () => {
    const device = await aDevice();
    await upkeep.fold();
    const { id } = device.organization;
    await rows('UPDATE device SET organization_id = $1, site_id = NULL WHERE id = $2', [test.provider.id, device.id]);
    await rows('DELETE FROM service_contract WHERE customer_id = $1', [id]);
    await rows('DELETE FROM organization WHERE id = $1', [id]);
    expect(await rows('SELECT * FROM map_tile WHERE organization_id = $1', [id])).toEqual([]);
    expect(await rows('SELECT * FROM map_tile_change WHERE organization_id = $1', [id])).toEqual([]);
    await upkeep.fold();
    expect(await rows(WRONG_TILES)).toEqual([]);
  });
});
