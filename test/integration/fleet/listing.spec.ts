import fc from 'fast-check';
import { ListingUpkeep } from '#libs/devices';
import { DAY_MS, newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

const MINUTE_MS = 60_000;

let test: FleetUnderTest;
let upkeep: ListingUpkeep;
beforeAll(async () => {
  test = await startFleetAlone();
  upkeep = new ListingUpkeep(test.registry);
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const rows = async <Row>(text: string, values: unknown[] = []) =>
  (await test.database.pool.query(text, values)).rows as Row[];

/** A registered device with its key and what else a change of it needs. */
async function aDevice() {
  const { registration, organization } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
  const { id } = registration.device;
  const { key } = await test.registry.client.device.findUniqueOrThrow({ where: { id } });
  return { id, key, organization, assetId: registration.asset.id };
}
type Made = Awaited<ReturnType<typeof aDevice>>;

const seen = ({ key }: Made, state: 'connected' | 'disconnected', at: Date) =>
  rows(
    `INSERT INTO telemetry.presence
       (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     VALUES ($1, $2, $3, CASE WHEN $2 = 'disconnected' THEN 'keep-alive' END, $4, $3, $4, $3)
     ON CONFLICT (device_key) DO UPDATE
     SET state = excluded.state, cause = excluded.cause, last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)`,
    [key, state, at, newUuid(at)],
  );
const certified = ({ id }: Made, days: number) => {
  const issuedAt = test.clock.now();
  const data = {
    serialNumber: newUuid(issuedAt).replaceAll('-', ''),
    profile: 'device',
    deviceId: id,
    subject: `CN=${id}`,
    reservedAt: issuedAt,
    issuedAt,
    notBefore: issuedAt,
    notAfter: new Date(issuedAt.getTime() + days * DAY_MS),
  };
  return test.registry.client.certificate.create({ data });
};
const listed = async ({ id }: Made) =>
  test.registry.client.deviceListing.findUniqueOrThrow({ where: { deviceId: id } });

/** What the listing must say, from the tables it follows. */
const DIFFERENCES = `
  SELECT d.serial_number, l.*
  FROM device d
  JOIN device_model m ON m.id = d.model_id
  LEFT JOIN device_listing l ON l.device_id = d.id
  LEFT JOIN telemetry.presence p ON p.device_key = d.key
  CROSS JOIN LATERAL certificate_state_at(d.id, $1) best
  WHERE l.device_id IS NULL
    OR (l.device_key, l.organization_id, l.serial_number, l.mac_address, l.name_key, l.lifecycle, l.connectivity,
        l.certificate_state, l.is_installed, l.model_key, l.certificate_not_after, l.last_seen_at)
      IS DISTINCT FROM (d.key, d.organization_id, d.serial_number, d.mac_address, name_order(d.name), d.lifecycle,
        coalesce(p.state, 'never'), best.state,
        EXISTS (SELECT FROM installation i WHERE i.device_id = d.id AND i.removed_at IS NULL), m.key,
        best.not_after, CASE WHEN l.freshness = 'stale' THEN p.last_seen_at END)
    OR l.freshness <> CASE
        WHEN p.last_seen_at IS NULL THEN 'silent'
        WHEN p.last_seen_at >= $1::timestamptz - INTERVAL '15 minutes' THEN 'fresh'
        ELSE 'stale'
      END`;
const WRONG_COUNTS = `
  SELECT counted.*
  FROM (
    SELECT organization_id, facet, value, sum(change) AS change
    FROM (
      SELECT organization_id, facet, value, change FROM fleet_count
      UNION ALL
      SELECT l.organization_id, f.facet, f.value, -count(*)
      FROM device_listing l
      CROSS JOIN LATERAL (VALUES ('devices', 'total'), ('lifecycle', l.lifecycle::text), ('connectivity', l.connectivity),
        ('freshness', l.freshness), ('certificate', l.certificate_state)) f (facet, value)
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT organization_id, 'assets', 'total', -count(*) FROM asset GROUP BY 1
      UNION ALL
      SELECT organization_id, 'assets', 'linked', -count(linked_at) FROM asset GROUP BY 1
    ) every
    GROUP BY 1, 2, 3
  ) counted
  WHERE counted.change <> 0`;

describe('what lists of devices are sorted, filtered and counted by', () => {
  it('moves a stale device on by a sign of life that comes late, and so makes it no fresher', async () => {
    // Before the clock of other tests runs ahead of the database's.
    const device = await aDevice();
    const heard = new Date(test.clock.now().getTime() - 60 * MINUTE_MS);
    await seen(device, 'connected', heard);
    await upkeep.age(test.clock.now());
    expect(await listed(device)).toMatchObject({ freshness: 'stale', lastSeenAt: heard });
    const late = new Date(heard.getTime() + MINUTE_MS);
    await rows('UPDATE telemetry.presence SET last_seen_at = $2 WHERE device_key = $1', [device.key, late]);
    expect(await listed(device)).toMatchObject({ freshness: 'stale', lastSeenAt: late });
  });

  it('follows every change of devices, connections, certificates and installations, in any order', async () => {
    const devices = [await aDevice(), await aDevice(), await aDevice(), await aDevice()];
    const { client } = test.registry;
    const changes = {
      rename: ({ id }: Made, n: number) => client.device.update({ where: { id }, data: { name: `Ünit ${n}` } }),
      remodel: async ({ id }: Made, n: number) => {
        const models = await client.deviceModel.findMany({ orderBy: { name: 'asc' } });
        return client.device.update({ where: { id }, data: { modelId: models[n % models.length]?.id ?? '' } });
      },
      move: ({ id }: Made, n: number) => {
        const organizationId = devices[n % devices.length]?.organization.id ?? test.provider.id;
        return client.device.update({ where: { id }, data: { organizationId } });
      },
      live: ({ id }: Made, n: number) =>
        client.device.update({
          where: { id },
          data: { lifecycle: (['registered', 'active', 'suspended', 'retired'] as const)[n % 4] ?? 'active' },
        }),
      connect: (device: Made) => seen(device, 'connected', test.clock.now()),
      disconnect: (device: Made) => seen(device, 'disconnected', test.clock.now()),
      certify: (device: Made, n: number) => certified(device, [1, 29, 30, 31, 90][n % 5] ?? 90),
      revoke: ({ id }: Made) =>
        client.certificate.updateMany({
          where: { deviceId: id, revokedAt: null },
          data: { revokedAt: test.clock.now(), revocationReason: 'superseded' },
        }),
      remove: ({ id }: Made) =>
        client.installation.updateMany({
          where: { deviceId: id, removedAt: null },
          data: { removedAt: test.clock.now() },
        }),
      install: ({ id, assetId }: Made) =>
        client.installation.create({
          data: { id: newUuid(test.clock.now()), deviceId: id, assetId, installedAt: test.clock.now() },
        }),
      uproot: ({ id }: Made) => client.installation.deleteMany({ where: { deviceId: id } }),
      link: ({ assetId }: Made, n: number) =>
        client.asset.update({ where: { id: assetId }, data: { linkedAt: n % 2 ? test.clock.now() : null } }),
      wait: async (_device: Made, n: number) => test.clock.advance([1, 14, 15, 16, 1440 * 10][n % 5]! * MINUTE_MS),
      fold: () => upkeep.foldCounts(),
    };
    const names = Object.keys(changes) as (keyof typeof changes)[];
    const step = fc.tuple(fc.constantFrom(...names), fc.nat({ max: devices.length - 1 }), fc.nat({ max: 59 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        for (const [name, place, n] of steps) await changes[name](devices[place] as Made, n);
        await upkeep.age(test.clock.now());
        expect(await rows(DIFFERENCES, [test.clock.now()])).toEqual([]);
        expect(await rows(WRONG_COUNTS)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('calls a device stale 15 minutes after its last sign of life, and fresh with the next one (R1-41)', async () => {
    const device = await aDevice();
    expect(await listed(device)).toMatchObject({ freshness: 'silent', connectivity: 'never' });
    await seen(device, 'connected', test.clock.now());
    expect(await listed(device)).toMatchObject({ freshness: 'fresh', connectivity: 'connected' });
    test.clock.advance(15 * MINUTE_MS);
    await upkeep.age(test.clock.now());
    expect(await listed(device)).toMatchObject({ freshness: 'fresh' });
    test.clock.advance(1);
    await upkeep.age(test.clock.now());
    expect(await listed(device)).toMatchObject({ freshness: 'stale', connectivity: 'connected' });
    await seen(device, 'connected', test.clock.now());
    expect(await listed(device)).toMatchObject({ freshness: 'fresh' });
  });

  it('turns certificates with time alone: valid, expiring for 30 days, expired', async () => {
    const device = await aDevice();
    await certified(device, 31);
    expect(await listed(device)).toMatchObject({ certificateState: 'valid' });
    test.clock.advance(DAY_MS + 1000); // the ends of certificates are whole seconds
    expect(await upkeep.age(test.clock.now())).toBeGreaterThan(0);
    expect(await listed(device)).toMatchObject({ certificateState: 'expiring' });
    test.clock.advance(30 * DAY_MS);
    await upkeep.age(test.clock.now());
    expect(await listed(device)).toMatchObject({ certificateState: 'expired', certificateTurnsAt: null });
    while ((await upkeep.age(test.clock.now())) > 0);
    expect(await upkeep.age(test.clock.now())).toBe(0);
  });

  it('folds counts without losing one, also by two at once while others count', async () => {
    const devices = await Promise.all([aDevice(), aDevice(), aDevice()]);
    const renamed = devices.flatMap(({ id }) =>
      (['suspended', 'active', 'suspended', 'active'] as const).map((lifecycle) =>
        test.registry.client.device.update({ where: { id }, data: { lifecycle } }),
      ),
    );
    await Promise.all([...renamed, upkeep.foldCounts(), upkeep.foldCounts(), upkeep.foldCounts()]);
    while ((await upkeep.foldCounts()) > 0);
    expect(await rows(WRONG_COUNTS)).toEqual([]);
    const [unfolded] = await rows<{ count: string }>('SELECT count(*) FROM fleet_count WHERE NOT is_sum');
    expect(unfolded?.count).toBe('0');
  });
});
