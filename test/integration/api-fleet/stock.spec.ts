import { assignments, transferPage } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider('North Power');
  other = await api.aProvider('South Power');
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

let counter = 0;
/** As production names a device. */
function aProduct(differences: Record<string, string> = {}) {
  counter += 1;
  const digits = counter.toString(16).padStart(4, '0').toUpperCase();
  const macAddress = `00:C0:B7:11:${digits.slice(0, 2)}:${digits.slice(2)}`;
  return { type: 'Sensor', serialNumber: `STOCK-${counter}`, macAddress, ...differences };
}
const dispatch = (devices: readonly unknown[], organizationId = provider.id, token = api.operatorToken) =>
  api.post('/devices/dispatches', token, { organizationId, devices });
/** A device in the provider's stock, by its id. */
async function aStocked(product = aProduct()): Promise<string> {
  return (await dispatch([product])).body.items[0].id;
}
const aCustomer = async (name: string, token = provider.token) =>
  (await api.post('/organizations', token, { kind: 'customer', name })).body.id as string;
const historyOf = async (id: string, token = provider.token) =>
  transferPage.parse((await api.get(`/devices/${id}/transfers`, token)).body).items;
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('what waits for a customer', () => {
  it('rule 7: is counted as many as the list of unassigned devices shows, and each organization’s as its own list', async () => {
    const dealer = await api.aProvider('Counting Power');
    const stocked = (await dispatch([aProduct(), aProduct(), aProduct()], dealer.id)).body.items;
    const customer = await aCustomer('Counted', dealer.token);
    await api.post(`/devices/${stocked[0].id}/assignment`, dealer.token, { organizationId: customer });
    const lengthOf = async (query: string) => (await api.get(`/devices?${query}`, dealer.token)).body.items.length;
    const { body: counts } = await api.get('/fleet/summary', dealer.token);
    expect([counts.total, counts.unassigned]).toEqual([await lengthOf(''), await lengthOf('assignment=unassigned')]);
    expect(counts.unassigned).toBe(2);
    const { body } = await api.get(`/organizations/${customer}`, dealer.token);
    expect(body).toMatchObject({ devices: { total: 1, disconnected: 0 }, nextStep: 'add-people' });
    expect(body.devices.total).toBe(await lengthOf(`organizationId=${customer}`));
  });
});

describe('assigning', () => {
  it('R0-15, R0-21: gives a device to a customer; it leaves the unassigned ones, and its people see it', async () => {
    const product = aProduct();
    const id = await aStocked(product);
    const customer = await aCustomer('Gets One');
    const owner = await api.join(customer, 'admin', provider.token);
    expect((await api.get(`/devices/${id}`, owner)).status).toBe(404);
    const answer = await api.post(`/devices/${id}/assignment`, provider.token, {
      organizationId: customer,
      note: 'Order 7',
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        deviceId: id,
        serialNumber: product.serialNumber,
        organizationId: customer,
        changed: true,
        revokedCertificates: 0,
      },
    ]);
    const unassigned = await api.get(`/devices?assignment=unassigned&q=${product.serialNumber}`, provider.token);
    expect(unassigned.body.items).toEqual([]);
    expect((await api.get(`/devices/${id}`, owner)).body.organizationId).toBe(customer);
    const again = await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: customer });
    expect(again.body.changed).toBe(false);
    expect(await historyOf(id)).toMatchObject([{ cause: 'assigned', note: 'Order 7' }, { cause: 'dispatched' }]);
  });

  it('R0-21: many at once, all or none', async () => {
    const ids = [await aStocked(), await aStocked(), await aStocked()];
    const foreign = (await dispatch([aProduct()], other.id)).body.items[0].id;
    const customer = await aCustomer('Gets Many');
    const assign = (deviceIds: readonly string[], token = provider.token) =>
      api.post('/devices/assignments', token, { deviceIds, organizationId: customer });
    expect(codeOf(await assign([...ids, foreign]))).toEqual([404, 'fleet.device-unknown']);
    expect(codeOf(await assign([...ids, foreign], api.operatorToken))).toEqual([409, 'fleet.device-elsewhere']);
    for (const id of ids) expect(await historyOf(id)).toHaveLength(1);
    const answer = await assign([...ids, ids[0] as string]);
    expect(
      assignments
        .strict()
        .parse(answer.body)
        .items.map(({ changed }) => changed),
    ).toEqual([true, true, true]);
  });

  it('R0-15: takes an installed device off its equipment and site, and keeps the contract with whom it was made', async () => {
    const made = await api.aDevice(provider, { site: { name: 'Plant', lat: 52, lon: 21 } });
    const { id } = made.device;
    const customer = await aCustomer('Takes Over');
    const owner = await api.join(customer, 'admin', provider.token);
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: customer });
    const { body } = await api.get(`/devices/${id}`, owner);
    expect(body).toMatchObject({
      asset: null,
      site: null,
      siteId: null,
      contract: null,
      name: made.form.device.serialNumber,
    });
    expect(await api.database.registry.client.serviceContract.count({ where: { deviceId: id } })).toBe(1);
    expect((await api.get(`/devices/${id}`, made.token)).status).toBe(404);
    const back = await api.ask('DELETE', `/devices/${id}/assignment`, provider.token);
    expect([back.status, back.body.organizationId, back.body.changed]).toEqual([200, provider.id, true]);
    expect((await api.ask('DELETE', `/devices/${id}/assignment`, provider.token)).body.changed).toBe(false);
    expect((await historyOf(id)).map(({ cause }) => cause)).toEqual(['returned', 'assigned', 'registered']);
  });

  it('R0-21: a hidden customer is answered before anything else, whoever’s the device is', async () => {
    const id = await aStocked();
    const foreign = await aCustomer('Foreign', other.token);
    const absent = '01900000-0000-7000-8000-000000000000';
    for (const organizationId of [foreign, absent]) {
      expect(codeOf(await api.post(`/devices/${absent}/assignment`, provider.token, { organizationId }))).toEqual([
        404,
        'identity.organization-unknown',
      ]);
      expect(codeOf(await api.post(`/devices/${id}/assignment`, provider.token, { organizationId }))).toEqual([
        404,
        'identity.organization-unknown',
      ]);
    }
    const own = await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: provider.id });
    expect(codeOf(own)).toEqual([400, 'identity.organization-kind']);
  });

  it('R0-21: is the provider’s; customers and viewers are refused', async () => {
    const made = await api.aDevice(provider);
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    const body = { organizationId: made.organization.id };
    for (const token of [made.token, viewer]) {
      expect((await api.post(`/devices/${made.device.id}/assignment`, token, body)).status).toBe(403);
      expect((await api.ask('DELETE', `/devices/${made.device.id}/assignment`, token)).status).toBe(403);
    }
  });

  it('R0-21: two at once leave one owner and a history without gap', async () => {
    const id = await aStocked();
    const customers = [await aCustomer('Fast'), await aCustomer('Faster')];
    const answers = await Promise.all(
      customers.map((organizationId) => api.post(`/devices/${id}/assignment`, provider.token, { organizationId })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [now, before, first] = await historyOf(id);
    expect([now?.until, before?.until, first?.until]).toEqual([null, now?.since, before?.since]);
    expect([now?.organizationId, before?.organizationId].sort()).toEqual([...customers].sort());
    expect((await api.get(`/devices/${id}`, provider.token)).body.organizationId).toBe(now?.organizationId);
  });

  it('R0-15: racing a registration leaves one owner, whoever comes first', async () => {
    for (let round = 0; round < 4; round++) {
      const product = aProduct();
      const id = await aStocked(product);
      const organizationId = await aCustomer(`Racer ${round}`);
      const [assigned, registered] = await Promise.all([
        api.post(`/devices/${id}/assignment`, provider.token, { organizationId }),
        api.post('/registrations', provider.token, aForm({ device: product })),
      ]);
      expect(assigned.status).toBe(201);
      expect([201, 409]).toContain(registered.status);
      const history = await historyOf(id);
      expect(history.filter(({ until }) => until === null)).toMatchObject([{ organizationId }]);
      expect(history.map(({ cause }) => cause)).toEqual(
        registered.status === 201 ? ['assigned', 'registered', 'dispatched'] : ['assigned', 'dispatched'],
      );
    }
  });
});

describe('the history of transfers', () => {
  it('R0-21: is paged, and names nobody outside the caller’s view', async () => {
    const id = await aStocked();
    const [first, second] = [await aCustomer('First Owner'), await aCustomer('Second Owner')];
    const owner = await api.join(second, 'viewer', provider.token);
    for (const organizationId of [first, second]) {
      await api.post(`/devices/${id}/assignment`, provider.token, { organizationId, note: `for ${organizationId}` });
    }
    const seen = await historyOf(id, owner);
    expect(seen.map(({ organizationName }) => organizationName)).toEqual(['Second Owner', null, null]);
    expect(seen.slice(1)).toMatchObject([{ organizationId: null, byId: null, note: null }, { organizationId: null }]);
    const names: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await api.get(`/devices/${id}/transfers?limit=1${cursor && `&cursor=${cursor}`}`, provider.token);
      names.push(...page.body.items.map(({ organizationName }: { organizationName: string }) => organizationName));
      cursor = page.body.nextCursor;
    }
    expect(names).toEqual(['Second Owner', 'First Owner', 'North Power']);
  });

  it('R2-17: goes on when the customer is deleted, and keeps its name for those above', async () => {
    const id = await aStocked();
    const customer = await aCustomer('Short Lived');
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: customer });
    await api.ask('DELETE', `/organizations/${customer}?confirm=Short%20Lived`, provider.token);
    expect(await historyOf(id)).toMatchObject([
      { cause: 'organization-deleted', organizationName: 'North Power', byId: null },
      { cause: 'assigned', organizationName: 'Short Lived', organizationId: null },
      { cause: 'dispatched' },
    ]);
  });
});
