import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider('North Power');
  await api.database.pool.query(
    `INSERT INTO telemetry.quantity (name, unit) VALUES ('load', '%') ON CONFLICT (name, unit) DO UPDATE SET unit = excluded.unit`,
  );
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

// Within the month for which rejected messages are kept.
const start = Date.now() - 20 * DAY_MS;
/** Noon of a day of the story. */
const noon = (day: number) => new Date(start + day * DAY_MS + DAY_MS / 2);
const edge = (day: number) => new Date(start + day * DAY_MS);

/** What a device measured on a day, and what else happened to it then. */
async function aDayOf(device: { key: number; device: { id: string } }, day: number): Promise<void> {
  const { pool, registry } = api.database;
  const at = noon(day);
  const { rows } = await pool.query(`SELECT id FROM telemetry.quantity WHERE name = 'load'`);
  await pool.query(
    `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
     VALUES ($1, $1, $2, $3, $4, 0)`,
    [at, day, device.key, rows[0].id],
  );
  await pool.query(
    `INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, value, other, time_origin)
     VALUES ($3, $4, $1, $1, $2, NULL, 0)
     ON CONFLICT (device_key, quantity_id) DO UPDATE SET observed_at = excluded.observed_at, value = excluded.value`,
    [at, day, device.key, rows[0].id],
  );
  await pool.query(
    `INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
     VALUES ($1, $2, 'connected', NULL, gen_random_uuid(), gen_random_uuid(), $3)`,
    [at, device.key, `192.0.2.${day}:1`],
  );
  await pool.query(
    `INSERT INTO telemetry.rejected_message
       (received_at, device_key, payload_digest, topic, code, reasons, reason_count, payload, payload_bytes)
     VALUES ($1, $2, $3, 'devices/me/telemetry', 'payload.not-json', '[]', 1, '', 0)`,
    [at, device.key, day],
  );
  // As the ingest notes what comes behind what is summed up already.
  await pool.query(
    `INSERT INTO telemetry.late_day (device_key, quantity_id, day, noted_at, check_at)
     VALUES ($1, $2, time_bucket(INTERVAL '1 day', $3::timestamptz), now(), now() + INTERVAL '1 hour')
     ON CONFLICT DO NOTHING`,
    [device.key, rows[0].id, at],
  );
  await registry.client.connectionAttempt.create({
    data: { at, remoteAddress: `192.0.2.${day}`, cause: 'x', detail: 'x', deviceId: device.device.id },
  });
}

/** Puts the transfers of a device on the days of the story: the first owner from day 0 on, then one each five days. */
async function tellOwners(id: string): Promise<void> {
  const { client } = api.database.registry;
  const history = await client.deviceOwnership.findMany({ where: { deviceId: id }, orderBy: { since: 'asc' } });
  for (const [index, { id: entry, until }] of history.entries()) {
    const data = { since: edge(index * 5), until: until && edge((index + 1) * 5) };
    await client.deviceOwnership.update({ where: { id: entry }, data });
  }
}

/** The days somebody sees in each of the lists; null: the list itself is hidden. */
async function daysSeen(id: string, token: string) {
  const list = async (path: string, day: (item: never) => number) => {
    const { status, body } = await api.get(`/devices/${id}/${path}`, token);
    return status === 200 ? body.items.map(day).sort((one: number, other: number) => one - other) : null;
  };
  const dayOf = (instant: string) => Math.floor((Date.parse(instant) - start) / DAY_MS);
  const from = encodeURIComponent(edge(-30).toISOString());
  return {
    readings: await list(`readings?quantity=load&from=${from}`, ({ value }) => value),
    buckets: await list(`readings?quantity=load&from=${from}&bucket=1d`, ({ min }) => min),
    connectivity: await list('connectivity', ({ occurredAt }) => dayOf(occurredAt)),
    rejected: await list('rejected-messages', ({ receivedAt }) => dayOf(receivedAt)),
    attempts: await list('connection-attempts', ({ at }) => dayOf(at)),
    latest: await list('latest', ({ value }) => value),
  };
}
const allLists = (days: readonly number[], latest: readonly number[]) => ({
  readings: days,
  buckets: days,
  connectivity: days,
  rejected: days,
  attempts: days,
  latest,
});
const nothing = { readings: null, buckets: null, connectivity: null, rejected: null, attempts: null, latest: null };

/** A device that was a customer's, then another's, then a third one's; with a day of each, and one before anybody had it. */
async function aStory() {
  const device = await api.aDevice(provider, { organization: { name: 'First' } });
  const { id } = device.device;
  const customers = [];
  for (const name of ['Second', 'Third']) {
    const { body } = await api.post('/organizations', provider.token, { kind: 'customer', name });
    customers.push({ id: body.id as string, token: await api.join(body.id, 'admin', provider.token) });
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: body.id });
  }
  await tellOwners(id);
  for (const day of [-3, 2, 7, 12]) await aDayOf(device, day);
  const [second, third] = customers;
  if (!second || !third) throw new Error('two customers were made');
  return {
    id,
    key: device.key,
    device,
    first: { id: device.organization.id as string, token: device.token },
    second,
    third,
  };
}

describe('what a device measured', () => {
  it('R0-15: is not shown to a new owner as far as it was the former one’s; the provider above both sees all', async () => {
    const { id, first, second, third } = await aStory();
    expect(await daysSeen(id, third.token)).toEqual(allLists([12], [12]));
    expect(await daysSeen(id, second.token)).toEqual(nothing);
    expect(await daysSeen(id, first.token)).toEqual(nothing);
    expect(await daysSeen(id, provider.token)).toEqual(allLists([-3, 2, 7, 12], [12]));
    expect(await daysSeen(id, api.operatorToken)).toEqual(allLists([-3, 2, 7, 12], [12]));
  });

  it('R0-15: is shown again to an owner who gets the device back, but for the time it was away', async () => {
    const { id, first } = await aStory();
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: first.id });
    await tellOwners(id);
    expect(await daysSeen(id, first.token)).toEqual(allLists([-3, 2], []));
  });

  it('R0-15: has no latest value where the newest is a former owner’s', async () => {
    const { id, second } = await aStory();
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: second.id });
    await tellOwners(id);
    expect(await daysSeen(id, second.token)).toEqual(allLists([7], []));
  });

  it('R2-17: is still seen from above when the customer is deleted, and by no later owner', async () => {
    const { id, second, third } = await aStory();
    await api.ask('DELETE', `/organizations/${second.id}?confirm=Second`, provider.token);
    expect(await daysSeen(id, provider.token)).toEqual(allLists([-3, 2, 7, 12], [12]));
    expect(await daysSeen(id, third.token)).toEqual(allLists([12], [12]));
  });

  it('R0-15: of two customers with one person, that person sees the times of both', async () => {
    const { id, first, third } = await aStory();
    const { body: me } = await api.get('/me', third.token);
    await api.database.registry.client.membership.create({
      data: { organizationId: first.id, personId: me.id, role: 'viewer', createdAt: new Date() },
    });
    expect(await daysSeen(id, third.token)).toEqual(allLists([-3, 2, 12], [12]));
  });

  it('R4-05: is shown to who is let in to the site for the time of the owner who shared it', async () => {
    const { id, third } = await aStory();
    const site = await api.database.registry.client.site.create({
      data: { id: crypto.randomUUID(), organizationId: third.id, name: 'Shared', createdAt: new Date() },
    });
    expect((await api.ask('PATCH', `/devices/${id}`, third.token, { siteId: site.id })).status).toBe(200);
    const guest = await api.aDevice(await api.aProvider('Elsewhere'));
    await api.database.registry.client.siteGrant.create({
      data: {
        id: crypto.randomUUID(),
        siteId: site.id,
        way: 'email',
        access: 'read',
        personId: guest.person.id,
        codeExpiresAt: new Date(),
        createdAt: new Date(),
        createdById: guest.person.id,
        acceptedAt: new Date(),
      },
    });
    // What was refused names network addresses, and who had it before names organizations: both are the owner's.
    expect(await daysSeen(id, guest.token)).toEqual({ ...allLists([12], [12]), attempts: null, rejected: null });
    expect((await api.get(`/devices/${id}/transfers`, guest.token)).status).toBe(403);
  });
});
