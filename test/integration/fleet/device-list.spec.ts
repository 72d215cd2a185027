import { type DeviceQuery, deviceQuery, deviceSort } from '#libs/contracts/http';
import { deviceSearches, type ListedDevice, ListingUpkeep } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { DAY_MS, newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** What somebody sees who belongs nowhere. */
const nothing = { paths: [], grantee: { personId: null, organizationIds: [] } };

/** Reads one page as the API does. */
function page(actor: Actor, query: Record<string, unknown> = {}) {
  const read = deviceQuery.parse({ limit: '200', ...query });
  const selection = { ...read, searches: deviceSearches(read) };
  return test.fleet.reader.devices(scopeOf(actor), selection, test.clock.now());
}

/** Reads all pages, each of so many devices. */
async function allPages(actor: Actor, limit: number, sort: DeviceQuery['sort']): Promise<ListedDevice[]> {
  const devices: ListedDevice[] = [];
  for (let cursor: DeviceQuery['cursor']; ; ) {
    const selection = { ...deviceQuery.parse({ sort }), limit, cursor, searches: [] };
    const read = await test.fleet.reader.devices(scopeOf(actor), selection, test.clock.now());
    devices.push(...read.devices);
    if (!read.next) return devices;
    cursor = read.next;
  }
}

/** Registers a device of a customer of its own. */
async function register(
  differences: { serialNumber?: string; macAddress?: string; equipment?: string } = {},
  provider = test.provider,
) {
  const form = aForm();
  const { serialNumber = form.device.serialNumber, macAddress = form.device.macAddress } = differences;
  const filled = aForm({
    organization: { name: form.person.id === undefined ? `Owner of ${serialNumber}` : '' },
    device: { type: 'Sensor', serialNumber, macAddress },
    equipment: { model: 'UPS', modelNumber: differences.equipment ?? 'M', serialNumber: '1' },
  });
  return test.fleet.registration.register(test.actorIn(provider), filled);
}

async function presence(key: number, state: 'connected' | 'disconnected', cause: string | null, lastSeenAt: Date) {
  await test.database.pool.query(
    `INSERT INTO telemetry.presence
       (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $3, $5, $6)`,
    [key, state, new Date('2026-11-01T10:00:00Z'), cause, newUuid(new Date()), lastSeenAt],
  );
}
const keyOf = async (id: string) =>
  (await test.registry.client.device.findUniqueOrThrow({ where: { id }, select: { key: true } })).key;

const serials = ({ devices }: { devices: readonly ListedDevice[] }) => devices.map(({ serialNumber }) => serialNumber);

describe('a page of devices', () => {
  it('R1-31: shows each device with type, owner, connectivity and certificate', async () => {
    const { organization, registration } = await register({ serialNumber: 'SHOWN-1', equipment: '1600XP' });
    const { id } = registration.device;
    const owner = test.actorIn(organization);
    const [before] = (await page(owner)).devices;
    expect(before).toMatchObject({
      id,
      serialNumber: 'SHOWN-1',
      type: 'Sensor',
      name: '1600XP 1',
      organizationId: organization.id,
      organizationName: organization.name,
      lifecycle: 'registered',
      connectivity: { state: 'never', since: null, cause: null, lastSeenAt: null },
      certificate: { state: 'none', notAfter: null },
    });
    const { certificate } = await test.fleet.certificates.issue(owner, id, {});
    await presence(await keyOf(id), 'disconnected', 'keep-alive', new Date('2026-11-02T10:00:00Z'));
    const [after] = (await page(owner)).devices;
    expect(after).toMatchObject({
      lifecycle: 'active',
      connectivity: {
        state: 'disconnected',
        since: new Date('2026-11-01T10:00:00Z'),
        cause: 'keep-alive',
        lastSeenAt: new Date('2026-11-02T10:00:00Z'),
      },
      certificate: { state: 'valid', notAfter: certificate.notAfter },
    });
  });

  it('holds what lies in the organizations of the actor, and nothing else', async () => {
    const mine = await register({ serialNumber: 'MINE-1' });
    const theirs = await register({ serialNumber: 'THEIRS-1' }, test.otherProvider);
    const inner = await test.addOrganization('customer', mine.organization, 'inner');
    await test.registry.client.device.update({
      where: { id: (await register({ serialNumber: 'INNER-1' })).registration.device.id },
      data: { organizationId: inner.id },
    });
    expect(serials(await page(test.actorIn(mine.organization, 'viewer')))).toEqual(['INNER-1', 'MINE-1']);
    expect(serials(await page(test.actorIn(test.provider)))).not.toContain('THEIRS-1');
    expect(serials(await page(test.actorIn(test.operator)))).toEqual(expect.arrayContaining(['MINE-1', 'THEIRS-1']));
    const stranger = test.actorIn(mine.organization);
    expect(await page(stranger, { organizationId: theirs.organization.id })).toEqual({ devices: [], next: undefined });
    expect(await page({ ...stranger, memberships: [] })).toEqual({ devices: [], next: undefined });
  });

  it.each(deviceSort.options)(
    'R3-08: pages by %s give each device once and in order, also where values are equal',
    async (sort) => {
      const provider = await test.addOrganization('provider', test.operator, `Provider ${sort}`);
      for (let index = 0; index < 7; index += 1) {
        if (index % 3 === 0) test.clock.advance(10);
        await register(
          { serialNumber: `P${sort}${(index * 5) % 7}`, equipment: index % 2 ? 'same' : 'SAME' },
          provider,
        );
      }
      const actor = test.actorIn(provider);
      const whole = await allPages(actor, 100, sort);
      expect(whole).toHaveLength(7);
      expect(new Set(whole.map(({ id }) => id)).size).toBe(7);
      for (const limit of [1, 2, 3, 6, 7]) expect(await allPages(actor, limit, sort)).toEqual(whole);
      const value = ({ name, serialNumber, createdAt, organizationName }: ListedDevice) =>
        ({ name: name.toLowerCase(), serialNumber, createdAt: createdAt.toISOString(), organizationName })[
          sort.replace('-', '')
        ] ?? '';
      const values = whole.map(value);
      const sorted = [...values].sort();
      expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
      // One organization is read by another plan than many.
      const [{ organizationId }] = whole as [ListedDevice];
      expect(serials(await page(actor, { organizationId, sort }))).toHaveLength(1);
    },
  );

  it('R1-32: finds a device by the start of its serial number, of its MAC address in any spelling, or of its name', async () => {
    const { registration } = await register({
      serialNumber: 'Q7-55/1',
      macAddress: '02AABBCCDD01',
      equipment: '100% Öl_x',
    });
    await register({ serialNumber: 'OTHER-Q7', macAddress: '021111111111', equipment: 'Something' });
    const actor = test.actorIn(test.provider);
    for (const q of [
      'q7-55/1',
      'Q7-',
      '02aa.bbcc.dd',
      '02-AA-BB-CC-DD-01',
      '02:aa:b',
      '02aabbccdd01',
      '100%',
      '100% öl_',
      '100% ÖL_X 1',
    ]) {
      expect({ q, found: (await page(actor, { q })).devices.map(({ id }) => id) }).toEqual({
        q,
        found: [registration.device.id],
      });
    }
    for (const q of ['5-55', '%', '_', 'Q7_55', '02:AA:BB:CC:DD:02', '\\', "' OR 1=1 --"]) {
      expect({ q, found: serials(await page(actor, { q })) }).toEqual({ q, found: [] });
    }
  });

  it('filters by lifecycle, connectivity and organization, together with the search', async () => {
    const provider = await test.addOrganization('provider', test.operator, 'Filtered');
    const [a, b, c] = [
      await register({ serialNumber: 'F-1' }, provider),
      await register({ serialNumber: 'F-2' }, provider),
      await register({ serialNumber: 'F-3' }, provider),
    ];
    await test.fleet.certificates.issue(test.actorIn(a.organization), a.registration.device.id, {});
    await presence(await keyOf(a.registration.device.id), 'connected', null, test.clock.now());
    await presence(await keyOf(b.registration.device.id), 'disconnected', 'keep-alive', test.clock.now());
    const actor = test.actorIn(provider);
    const found = async (query: Record<string, string>) => serials(await page(actor, query));
    expect(await found({ connectivity: 'connected' })).toEqual(['F-1']);
    expect(await found({ connectivity: 'disconnected' })).toEqual(['F-2']);
    expect(await found({ connectivity: 'never' })).toEqual(['F-3']);
    expect(await found({ lifecycle: 'active' })).toEqual(['F-1']);
    expect(await found({ lifecycle: 'registered' })).toEqual(['F-2', 'F-3']);
    expect(await found({ lifecycle: 'registered', connectivity: 'never', q: 'f-' })).toEqual(['F-3']);
    expect(await found({ organizationId: c.organization.id, connectivity: 'never' })).toEqual(['F-3']);
    expect(await found({ lifecycle: 'retired' })).toEqual([]);
  });
});

describe('the page of one device', () => {
  it('shows its equipment, place and contract', async () => {
    const { registration } = await test.fleet.registration.register(
      test.actorIn(test.provider),
      aForm({ site: { address: 'Quay 1, Oslo' }, leaseMonths: 1, startDate: '2027-01-31' }),
    );
    expect(await test.fleet.reader.device(registration.device.id, test.clock.now())).toMatchObject({
      keyAlgorithm: 'ec-p256',
      asset: { model: 'UPS', modelNumber: '1600XP 18kVA' },
      site: { name: 'Quay 1, Oslo', address: 'Quay 1, Oslo', lat: null, lon: null },
      contract: { startDate: '2027-01-31', endDate: '2027-02-28', leaseMonths: 1 },
    });
  });
});

describe('the counts of a fleet', () => {
  it('sum to the total in each group, and tell states apart', async () => {
    const provider = await test.addOrganization('provider', test.operator, 'Counted');
    const devices = [];
    for (let index = 0; index < 6; index += 1) devices.push(await register({}, provider));
    const [fresh, stale, valid, expiring, expired, revoked] = devices.map(({ registration }) => registration.device.id);
    const now = test.clock.now();
    await presence(await keyOf(fresh!), 'connected', null, now);
    await presence(await keyOf(stale!), 'connected', null, new Date(now.getTime() - 16 * 60 * 1000));
    const ends = { [valid!]: 90, [expiring!]: 10, [expired!]: -1, [revoked!]: 90 };
    for (const [index, { registration, organization }] of devices.entries()) {
      const days = ends[registration.device.id];
      if (days === undefined) continue;
      const { certificate } = await test.fleet.certificates.issue(
        test.actorIn(organization),
        registration.device.id,
        {},
      );
      const notAfter = new Date(now.getTime() + days * DAY_MS);
      const { serialNumber } = certificate;
      await test.registry.client.certificate.update({ where: { serialNumber }, data: { notAfter } });
      if (index === 5) await test.fleet.revocation.revoke(test.actorIn(organization), serialNumber, 'superseded');
    }
    await test.fleet.devices.suspend(test.actorIn(provider), valid!, 'unpaid');
    await new ListingUpkeep(test.registry).age(now);
    const counts = await test.fleet.reader.counts(scopeOf(test.actorIn(provider)), {}, now);
    expect(counts).toEqual({
      total: 6,
      unassigned: 0,
      connectivity: { connected: 2, disconnected: 0, never: 4 },
      freshness: { fresh: 1, stale: 1, silent: 4 },
      lifecycle: { registered: 2, active: 3, suspended: 1, retired: 0 },
      certificate: { none: 2, valid: 1, expiring: 1, expired: 1, revoked: 1 },
    });
    const listed = await page(test.actorIn(provider));
    const states = listed.devices.map(({ certificate }) => certificate.state).sort();
    expect(states).toEqual(['expired', 'expiring', 'none', 'none', 'revoked', 'valid']);
    expect(await test.fleet.reader.counts(nothing, {}, now)).toMatchObject({ total: 0 });
  });
});
