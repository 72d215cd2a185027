import { deviceDetails, dispatchAnswer, transferPage } from '#libs/contracts/http';
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
  const macAddress = `00:C0:B7:12:${digits.slice(0, 2)}:${digits.slice(2)}`;
  return { type: 'Sensor', serialNumber: `DISPATCHED-${counter}`, macAddress, ...differences };
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

describe('dispatching', () => {
  it('R0-13, R0-14: puts devices into the provider’s stock with no act of the provider', async () => {
    const products = [aProduct(), aProduct({ type: 'RemotEye 4' })];
    const answer = await dispatch(products);
    expect(answer.status).toBe(201);
    expect(
      dispatchAnswer
        .strict()
        .parse(answer.body)
        .items.map(({ outcome }) => outcome),
    ).toEqual(['created', 'created']);
    const list = await api.get(`/devices?assignment=unassigned&q=${products[0]?.serialNumber}`, provider.token);
    expect(list.body.items).toMatchObject([{ organizationId: provider.id, lifecycle: 'registered', siteId: null }]);
    expect(await historyOf(answer.body.items[0].id)).toMatchObject([
      { cause: 'dispatched', organizationId: provider.id },
    ]);
  });

  it('R0-13: the same list again changes nothing, also when a device has gone on to a customer', async () => {
    const products = [aProduct(), aProduct()];
    const first = await dispatch(products);
    const customer = await aCustomer('Went On');
    await api.post(`/devices/${first.body.items[0].id}/assignment`, provider.token, { organizationId: customer });
    const again = await dispatch([...products, aProduct()]);
    expect(again.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'created',
    ]);
    expect(again.body.items[0].id).toBe(first.body.items[0].id);
    expect((await api.get(`/devices/${first.body.items[0].id}`, provider.token)).body.organizationId).toBe(customer);
  });

  it('R0-13: two feeds of the same thousand devices at once make each once', async () => {
    const products = Array.from({ length: 1_000 }, () => aProduct());
    const answers = await Promise.all([dispatch(products), dispatch([...products].reverse())]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const created = answers.flatMap(({ body }) =>
      body.items.filter((item: { outcome: string }) => item.outcome === 'created'),
    );
    expect(created).toHaveLength(1_000);
  });

  it('R1-26: a serial number or MAC address of another device is a conflict that names each, and nothing is dispatched', async () => {
    const [one, two, three] = [aProduct(), aProduct(), aProduct()];
    await dispatch([one, two, three]);
    const fresh = aProduct();
    const answer = await dispatch([
      fresh,
      { ...aProduct(), serialNumber: one.serialNumber },
      { ...aProduct(), macAddress: two.macAddress },
      { ...three, type: 'RemotEye 4' },
    ]);
    expect(codeOf(answer)).toEqual([409, 'fleet.dispatch-conflict']);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'devices[1].serialNumber',
      'devices[2].macAddress',
      'devices[3].type',
    ]);
    expect((await api.get(`/devices?q=${fresh.serialNumber}`, api.operatorToken)).body.items).toEqual([]);
  });

  it('R0-13: refuses a device that another provider has, a list that names one twice, and an unknown type', async () => {
    const product = aProduct();
    await dispatch([product], other.id);
    expect(codeOf(await dispatch([product]))).toEqual([409, 'fleet.dispatch-conflict']);
    const twice = aProduct();
    expect(codeOf(await dispatch([twice, twice]))).toEqual([409, 'fleet.dispatch-conflict']);
    expect(codeOf(await dispatch([aProduct({ type: 'Toaster' })]))).toEqual([400, 'fleet.model-unknown']);
    expect((await dispatch([])).status).toBe(400);
  });

  it('R0-13: hands over what lies in the operator’s own stock, with its history', async () => {
    const gone = await api.aProvider('Gone');
    const product = aProduct();
    const id = (await dispatch([product], gone.id)).body.items[0].id;
    await api.ask('DELETE', `/organizations/${gone.id}?confirm=Gone`, api.operatorToken);
    const answer = await dispatch([product]);
    expect([answer.status, answer.body.items]).toEqual([
      201,
      [{ id, serialNumber: product.serialNumber, outcome: 'handed-over' }],
    ]);
    expect(await historyOf(id, api.operatorToken)).toMatchObject([
      { cause: 'dispatched', organizationName: 'North Power', until: null },
      { cause: 'organization-deleted' },
      { cause: 'dispatched', organizationName: 'Gone' },
    ]);
  });

  it('R0-13: is the operator’s alone, and goes to providers alone', async () => {
    expect(codeOf(await dispatch([aProduct()], provider.id, provider.token))).toEqual([403, 'identity.not-allowed']);
    expect((await dispatch([aProduct()], other.id, provider.token)).status).toBe(404);
    const customer = await aCustomer('No Provider');
    expect(codeOf(await dispatch([aProduct()], customer))).toEqual([400, 'identity.organization-kind']);
  });
});

describe('a device in stock', () => {
  it('R0-15: is registered with a customer by the form, and keeps its id and history', async () => {
    const product = aProduct();
    const id = await aStocked(product);
    const answer = await api.post('/registrations', provider.token, aForm({ device: product }));
    expect([answer.status, answer.body.device.id]).toEqual([201, id]);
    const device = await api.get(`/devices/${id}`, provider.token);
    expect(deviceDetails.parse(device.body)).toMatchObject({
      organizationId: answer.body.organization.id,
      asset: { id: answer.body.asset.id },
    });
    expect((await historyOf(id)).map(({ cause }) => cause)).toEqual(['registered', 'dispatched']);
  });

  it('R1-26: is not registered with another MAC address, by another provider, or as another type', async () => {
    const product = aProduct();
    await aStocked(product);
    const register = (device: unknown, token = provider.token) => api.post('/registrations', token, aForm({ device }));
    const wrong = await register({ ...product, macAddress: aProduct().macAddress });
    expect(codeOf(wrong)).toEqual([409, 'fleet.device-taken']);
    expect(codeOf(await register(product, other.token))).toEqual([409, 'fleet.device-taken']);
    expect(codeOf(await register({ ...product, type: 'RemotEye 4' }))).toEqual([409, 'fleet.device-type-differs']);
    expect((await register(product)).status).toBe(201);
  });
});
