import { dayIn } from '#libs/agreements';
import { DAY_MS, newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

type Item = { readonly id: string; readonly state: string; readonly endDate: string };

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const absent = '01900000-0000-7000-8000-000000000000';
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
/** A customer whose contract ends so many days from now, in UTC. */
async function aCustomer(endsInDays: number, of = provider) {
  const made = await api.aDevice(of);
  await endIn(made.contract.id, endsInDays);
  return made;
}
const endIn = (contractId: string, days: number) =>
  api.database.pool.query(`UPDATE service_contract SET end_date = $2, start_date = $3 WHERE id = $1`, [
    contractId,
    daysFromNow(days),
    daysFromNow(days - 365),
  ]);
const renew = (id: string, token: string, body: unknown = {}) => api.post(`/contracts/${id}/renewal`, token, body);
const stateOf = async (id: string, token: string) => (await api.get(`/contracts/${id}`, token)).body.state;
const certificate = (deviceId: string, token: string) => api.post(`/devices/${deviceId}/certificates`, token, {});

describe('contracts', () => {
  it('R1-15, R1-22, R1-26: shows both sides what was registered, with its end and its state', async () => {
    const { contract, organization, device, asset, token } = await api.aDevice(provider);
    for (const reader of [token, provider.token, api.operatorToken]) {
      expect((await api.get(`/contracts/${contract.id}`, reader)).body).toMatchObject({
        customer: { id: organization.id },
        provider: { id: provider.id, name: 'North Power' },
        device: { id: device.id, serialNumber: device.serialNumber },
        asset: { id: asset.id },
        startDate: '2026-11-21',
        endDate: '2027-11-21',
        graceEndDate: '2027-12-21',
        leaseMonths: 12,
        renewsId: null,
        renewedById: null,
      });
    }
  });

  it('every filter by state finds what the contracts themselves say, in every zone and at every boundary', async () => {
    const { organization, contract } = await api.aDevice(provider);
    const { client } = api.database.registry;
    const { customerId: _, ...row } = await client.serviceContract.findUniqueOrThrow({ where: { id: contract.id } });
    const offsets = [-400, -32, -31, -30, -29, -28, -1, 0, 1, 2, 58, 59, 60, 61, 62, 400];
    for (const timeZone of ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12']) {
      const { body } = await api.post('/organizations', provider.token, {
        kind: 'customer',
        name: timeZone,
        parentId: organization.id,
        timeZone,
      });
      const data = offsets.flatMap((offset) =>
        [-365, 0].map((start) => ({
          ...row,
          id: newUuid(new Date()),
          customerId: body.id as string,
          startDate: new Date(daysFromNow(Math.min(offset, offset + start))),
          endDate: new Date(daysFromNow(offset)),
        })),
      );
      await client.serviceContract.createMany({ data });
      const all: Item[] = (await api.get(`/contracts?customerId=${body.id}&limit=200`, provider.token)).body.items;
      expect(all).toHaveLength(data.length);
      for (const state of ['upcoming', 'active', 'ending', 'grace', 'lapsed', 'renewed']) {
        const found = await api.get(`/contracts?customerId=${body.id}&limit=200&state=${state}`, provider.token);
        const told = all.filter((item) => item.state === state);
        expect([timeZone, state, found.body.items]).toEqual([timeZone, state, told]);
      }
      const today = dayIn(timeZone, new Date());
      const within = await api.get(`/contracts?customerId=${body.id}&limit=200&endsWithin=2`, provider.token);
      const last = new Date(Date.parse(today) + 2 * DAY_MS).toISOString().slice(0, 10);
      const expected = all.filter((item) => item.state !== 'lapsed' && item.endDate <= last);
      expect(within.body.items).toEqual(expected);
    }
  });

  it('the database knows every time zone that an organization can have', async () => {
    const { rows } = await api.database.pool.query(
      `SELECT zone FROM unnest($1::text[]) zone WHERE zone NOT IN (SELECT name FROM pg_timezone_names)`,
      [Intl.supportedValuesOf('timeZone')],
    );
    expect(rows).toEqual([]);
  });

  it('the renewal view goes through pages in both directions without a gap', async () => {
    const own = await api.aProvider('Pages Power');
    for (const days of [30, 10, 20, -5, -40, 300]) await aCustomer(days, own);
    const pages = async (query: string) => {
      const found: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await api.get(`/contracts?limit=2&${query}${cursor}`, own.token);
        found.push(...body.items.map((item: Item) => item.endDate));
        if (body.nextCursor === null) return found;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    const ends = (days: readonly number[]) => days.map(daysFromNow);
    expect(await pages('')).toEqual(ends([-40, -5, 10, 20, 30, 300]));
    expect(await pages('sort=-endDate')).toEqual(ends([300, 30, 20, 10, -5, -40]));
    expect(await pages('endsWithin=20')).toEqual(ends([-5, 10, 20]));
  });

  it('a renewal goes on from the old end, for 12 months unless it says otherwise, once', async () => {
    const { contract, token } = await aCustomer(20);
    const made = await renew(contract.id, provider.token, { salesOrderNumber: 'SO-2' });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        startDate: daysFromNow(20),
        leaseMonths: 12,
        renewsId: contract.id,
        state: 'upcoming',
        salesOrderNumber: 'SO-2',
      },
    ]);
    const renewed = await api.get(`/contracts/${contract.id}`, token);
    expect(renewed.body).toMatchObject({ state: 'renewed', renewedById: made.body.id });
    const again = await renew(contract.id, provider.token);
    expect([again.status, again.body.code]).toEqual([409, 'fleet.contract-renewed']);
    const next = await renew(made.body.id, provider.token, { leaseMonths: 1 });
    expect(next.body).toMatchObject({ startDate: made.body.endDate, leaseMonths: 1 });
  });

  it('several renewals at once: one is made', async () => {
    const { contract } = await aCustomer(20);
    const answers = await Promise.all(Array.from({ length: 4 }, () => renew(contract.id, provider.token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('refuses a renewal that begins before the old end, and one whose device is gone', async () => {
    const { contract, device } = await aCustomer(20);
    const early = await renew(contract.id, provider.token, { startDate: daysFromNow(19) });
    expect([early.status, early.body.code]).toEqual([400, 'fleet.renewal-start']);
    await api.database.registry.client.device.update({
      where: { id: device.id },
      data: { organizationId: provider.id },
    });
    expect((await renew(contract.id, provider.token)).body.code).toBe('fleet.contract-device-gone');
  });

  it('only the provider and the operator renew; for others there is no contract', async () => {
    const { contract, token } = await aCustomer(20);
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    expect((await renew(contract.id, token)).status).toBe(403);
    expect((await renew(contract.id, viewer)).status).toBe(403);
    for (const id of [contract.id, absent]) {
      expect((await renew(id, other.token)).body.code).toBe('fleet.contract-unknown');
      expect((await api.get(`/contracts/${id}`, other.token)).body.code).toBe('fleet.contract-unknown');
    }
    expect((await api.get('/contracts', (await api.aDevice(other)).token)).body.items).toHaveLength(1);
    expect((await renew(contract.id, api.operatorToken)).status).toBe(201);
  });
});

describe('what a contract says of itself', () => {
  it('offers its renewal to the provider alone, until it is renewed or its device is gone', async () => {
    const [{ contract, token }, gone] = [await aCustomer(20), await aCustomer(20)];
    const mayOf = async (id: string, reader: string) => (await api.get(`/contracts/${id}`, reader)).body.may;
    expect([await mayOf(contract.id, provider.token), await mayOf(contract.id, token)]).toEqual([
      ['contract.renew'],
      [],
    ]);
    await renew(contract.id, provider.token);
    expect(await mayOf(contract.id, provider.token)).toEqual([]);
    await api.database.registry.client.device.update({
      where: { id: gone.device.id },
      data: { organizationId: provider.id },
    });
    expect(await mayOf(gone.contract.id, provider.token)).toEqual([]);
  });

  it('says which notice of its end was mailed last', async () => {
    const { contract, token } = await aCustomer(20);
    const noticed = async () => (await api.get(`/contracts/${contract.id}`, token)).body.noticedDays;
    expect(await noticed()).toBeNull();
    await api.database.pool.query('UPDATE service_contract SET noticed_days = 30 WHERE id = $1', [contract.id]);
    expect(await noticed()).toBe(30);
  });
});

describe('a lapsed contract', () => {
  it('keeps new certificates from the customer’s people alone, says who can renew, and is released by the renewal', async () => {
    const { contract, device, organization, token } = await aCustomer(-29);
    expect([await stateOf(contract.id, token), (await certificate(device.id, token)).status]).toEqual(['grace', 201]);
    await endIn(contract.id, -31);
    const refused = await certificate(device.id, token);
    expect([refused.status, refused.body.code]).toEqual([409, 'fleet.contract-lapsed']);
    expect(refused.body.detail).toContain('North Power can renew the contract; nothing was deleted.');
    await api.ask('PATCH', `/organizations/${organization.id}`, token, { delegatesCertificates: true });
    expect((await certificate(device.id, provider.token)).status).toBe(201);
    expect((await renew(contract.id, provider.token)).status).toBe(201);
    expect((await certificate(device.id, token)).status).toBe(201);
  });

  it('is none where there never was a contract', async () => {
    const { contract, device, token } = await aCustomer(-100);
    await api.database.registry.client.serviceContract.delete({ where: { id: contract.id } });
    expect((await certificate(device.id, token)).status).toBe(201);
  });
});
