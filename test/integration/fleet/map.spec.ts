import { boundingBox } from '#libs/contracts/http';
import { type MapFeature, MapReader, MapUpkeep } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { featuresOf } from './features-of.js';
import { aForm, type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleetAlone();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

async function features(actor: Actor, bbox?: string, zoom?: number, map = test.fleet.map) {
  const box = bbox === undefined ? undefined : boundingBox.parse(bbox);
  return featuresOf(map, scopeOf(actor), test.clock.now(), box, zoom);
}

/** A provider of its own, and a way to register devices under it. */
async function aProvider() {
  const provider = await test.addOrganization('provider', test.operator);
  return {
    actor: test.actorIn(provider),
    async add(site?: { lat: number; lon: number }) {
      const form = aForm(site && { site });
      const { registration } = await test.fleet.registration.register(test.actorIn(provider), form);
      const { id, serialNumber } = registration.device;
      const { key } = await test.registry.client.device.findUniqueOrThrow({ where: { id } });
      return { id, key, serialNumber };
    },
  };
}

async function report(key: number, lat: number, lon: number) {
  await test.database.pool.query(
    `INSERT INTO telemetry.latest_position (observed_at, received_at, latitude, longitude, device_key, time_origin)
     VALUES ('2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z', $2, $3, $1, 0)
     ON CONFLICT (device_key) DO UPDATE SET latitude = $2, longitude = $3`,
    [key, lat, lon],
  );
}

/** Boxes of clusters are exact where devices are read, and those of tiles where they are counted. */
const withoutBoxes = (found: readonly MapFeature[]) =>
  found
    .map((feature) => (feature.kind === 'cluster' ? { ...feature, box: undefined } : feature))
    .toSorted((a, b) => a.lon - b.lon || a.lat - b.lat);

describe('the map', () => {
  it('R1-40: shows a device at its reported position, else at its site, and not at all without either', async () => {
    const { actor, add } = await aProvider();
    const atSite = await add({ lat: 52.2, lon: 21 });
    const moved = await add({ lat: 52.2, lon: 21 });
    await add();
    await report(moved.key, 60, 10);
    expect(await features(actor)).toEqual([
      {
        kind: 'device',
        lat: 52.2,
        lon: 21,
        deviceId: atSite.id,
        serialNumber: atSite.serialNumber,
        name: expect.any(String),
        model: 'Sensor',
        organizationId: expect.any(String),
        siteId: expect.any(String),
        connectivity: 'never',
        freshness: 'silent',
        observedAt: null,
        source: 'site',
      },
      expect.objectContaining({
        lat: 60,
        lon: 10,
        deviceId: moved.id,
        observedAt: new Date('2026-11-20T10:00:00Z'),
        source: 'device',
      }),
    ]);
  });

  it('takes 0, 0 for a receiver without satellites: the site counts', async () => {
    const { actor, add } = await aProvider();
    const device = await add({ lat: 52.2, lon: 21 });
    await report(device.key, 0, 0);
    await report((await add()).key, 0, 0);
    expect(await features(actor)).toMatchObject([{ deviceId: device.id, lat: 52.2, source: 'site', observedAt: null }]);
  });

  it('leaves out what lies outside the box, also where it crosses the antimeridian', async () => {
    const { actor, add } = await aProvider();
    const west = await add({ lat: 1, lon: 179.5 });
    const east = await add({ lat: 2, lon: -179.5 });
    const far = await add({ lat: 1, lon: 0.5 });
    const found = async (bbox: string) =>
      (await features(actor, bbox)).map((feature) => feature.kind === 'device' && [feature.deviceId, feature.lon]);
    expect(await found('179,0,-179,5')).toEqual([
      [west.id, 179.5],
      [east.id, -179.5],
    ]);
    expect(await found('-179,0,179,5')).toEqual([[far.id, 0.5]]);
    expect(await found('179,1.5,-179,5')).toEqual([[east.id, -179.5]]);
    expect(await found('0.5,1,0.5,1')).toEqual([[far.id, 0.5]]);
  });

  it('takes the reported position even if the site lies in the box and the position does not', async () => {
    const { actor, add } = await aProvider();
    const device = await add({ lat: 10, lon: 10 });
    await report(device.key, 50, 50);
    expect(await features(actor, '9,9,11,11')).toEqual([]);
    expect(await features(actor, '49,49,51,51')).toMatchObject([{ deviceId: device.id }]);
  });

  it('leaves out retired devices and those of others', async () => {
    const { actor, add } = await aProvider();
    const retired = await add({ lat: 10, lon: 10 });
    await test.registry.client.device.update({ where: { id: retired.id }, data: { lifecycle: 'retired' } });
    await (await aProvider()).add({ lat: 10, lon: 10 });
    expect(await features(actor)).toEqual([]);
  });

  describe('beyond a thousand devices', () => {
    let actor: Actor;
    beforeAll(async () => {
      const own = await aProvider();
      actor = own.actor;
      const { key } = await own.add({ lat: -30, lon: -60 });
      // 1200 devices around the antimeridian, straight into the tables.
      await test.database.pool.query(
        `WITH made AS (
           INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, created_at, updated_at)
           SELECT gen_random_uuid(), 'MANY-' || n, 'MANY-' || n, model_id, organization_id, name, created_at, updated_at
           FROM device CROSS JOIN generate_series(1, 1200) n
           WHERE key = $1
           RETURNING key
         ), placed AS (
           INSERT INTO telemetry.latest_position
             (observed_at, received_at, latitude, longitude, device_key, time_origin)
           SELECT now(), now(), 40, CASE WHEN key % 2 = 0 THEN 179.9 ELSE -179.9 END, key, 0
           FROM made
           RETURNING device_key
         )
         INSERT INTO telemetry.presence
           (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
         SELECT device_key, 'connected', now(), NULL, gen_random_uuid(), now(), $2, now()
         FROM placed
         WHERE device_key % 4 = 0`,
        [key, newUuid(new Date())],
      );
    });

    it('gathers what lies in one cell, at its mean position and with how many are connected', async () => {
      const found = await features(actor);
      expect([...found].sort((a, b) => a.lon - b.lon)).toMatchObject([
        { kind: 'cluster', lat: 40, lon: -179.9, count: 600, connected: 0 },
        { kind: 'device', lat: -30, lon: -60 },
        { kind: 'cluster', lat: 40, lon: 179.9, count: 600, connected: 300 },
      ]);
    });

    it.each([3, 12])(
      'cuts at the antimeridian, where the grid begins, also where the box crosses it (zoom %i)',
      async (zoom) => {
        const found = await features(actor, '170,30,-170,50', zoom);
        expect([...found].sort((a, b) => a.lon - b.lon)).toMatchObject([
          { kind: 'cluster', lon: -179.9, count: 600 },
          { kind: 'cluster', lon: 179.9, count: 600 },
        ]);
      },
    );

    it.each([
      ['the whole world', undefined, undefined],
      ['a box across the antimeridian', '170,30,-170,50', 3],
      ['a closer look', '170,30,-170,50', 12],
      ['a box with few in it', '-61,-31,-59,-29', 5],
    ])('draws %s from counted cells as from the devices themselves, folded or not', async (_what, bbox, zoom) => {
      const counted = new MapReader(test.registry, 0);
      const drawn = async () => withoutBoxes(await features(actor, bbox, zoom, counted));
      const plain = withoutBoxes(await features(actor, bbox, zoom));
      expect(await drawn()).toEqual(plain);
      while ((await new MapUpkeep(test.registry).fold()) > 0);
      expect(await drawn()).toEqual(plain);
    });
  });
});
