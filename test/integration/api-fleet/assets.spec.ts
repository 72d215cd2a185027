import { assetDetails, problemDocument } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let customer: Awaited<ReturnType<FleetApi['aDevice']>>;
let customerId: string;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  customer = await api.aDevice(provider, { site: { name: 'Hall 1', lat: 52, lon: 21 } });
  customerId = customer.organization.id;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

let counter = 0;
/** A machine of its own serial number. */
function aMachine(differences: Record<string, unknown> = {}) {
  counter += 1;
  return { organizationId: customerId, model: 'Transformer', serialNumber: `TR-${counter}`, ...differences };
}

const create = (token: string, differences: Record<string, unknown> = {}) =>
  api.post('/assets', token, aMachine(differences));
const patch = (id: string, token: string, change: unknown) => api.ask('PATCH', `/assets/${id}`, token, change);

/** The answer is a problem document of this status; its code and the paths of its errors. */
function problem(answer: Answer, status: number) {
  expect([answer.status, answer.body.code]).toEqual([status, expect.any(String)]);
  const { code, errors = [] } = problemDocument.strict().parse(answer.body);
  return { code, paths: errors.map(({ path }) => path) };
}

describe('POST /assets', () => {
  it('R0-23, R3-34…R3-39: the customer’s administrator enters a machine; it is linked at once', async () => {
    const answer = await create(customer.token, {
      modelNumber: 'T-63',
      name: 'Main transformer',
      externalId: 'SAP-1',
      shipDate: '2025-05-01',
      warrantyBegin: '2025-06-01',
      warrantyEnd: '2126-06-01',
      migrated: true,
      attributes: { ratedPower: 63, oilVolume: null },
      siteId: customer.site.id,
    });
    expect(answer.status).toBe(201);
    const asset = assetDetails.strict().parse(answer.body);
    expect(asset).toMatchObject({
      label: 'Main transformer',
      model: 'Transformer',
      kind: 'Transformer',
      modelNumber: 'T-63',
      externalId: 'SAP-1',
      shipDate: '2025-05-01',
      warrantyBegin: '2025-06-01',
      warrantyEnd: '2126-06-01',
      warrantyState: 'active',
      migrated: true,
      attributes: { ratedPower: 63 },
      connection: 'linked',
      devices: [],
      customer: { id: customerId },
      provider: null,
      site: { name: 'Hall 1' },
      contract: null,
      offlineMeasurements: 0,
    });
    expect((await api.get(`/assets/${asset.id}`, customer.token)).body).toEqual(answer.body);
  });

  it('R3-45: what the provider enters is new, is its own, and is linked only when the customer takes it', async () => {
    const answer = await create(provider.token);
    expect(answer.body).toMatchObject({
      connection: 'new',
      linkedAt: null,
      provider: { id: provider.id },
      modelNumber: 'Transformer',
      label: `Transformer ${answer.body.serialNumber}`,
    });
  });

  it('shows a registered machine with model, device, contract, customer and provider', async () => {
    const { body } = await api.get(`/assets/${customer.asset.id}`, provider.token);
    expect(body).toMatchObject({
      serialNumber: customer.form.equipment.serialNumber,
      connection: 'linked',
      devices: [{ id: customer.device.id, connectivity: 'never' }],
      contract: { startDate: '2026-11-21', leaseMonths: 12 },
      provider: { id: provider.id },
      customer: { id: customerId },
    });
  });

  it('says what the reader may do with it, so that no page offers what would be refused', async () => {
    const { body } = await create(customer.token);
    const may = async (token: string) => (await api.get(`/assets/${body.id}`, token)).body.may;
    const whole = ['asset.edit', 'asset.install', 'asset.configure', 'measurement.upload', 'service.answer'];
    expect(await may(customer.token)).toEqual(whole);
    expect(await may(provider.token)).toEqual(['asset.edit', 'asset.install', 'measurement.upload', 'service.propose']);
    expect(await may(await api.join(customerId, 'viewer', customer.token))).toEqual([]);
  });

  it.each([
    ['no serial number', { serialNumber: undefined }, 'request.invalid', ['serialNumber']],
    ['an unknown field', { color: 'red' }, 'request.invalid', ['color']],
    ['a day that does not exist', { shipDate: '2026-02-30' }, 'request.invalid', ['shipDate']],
    ['an unknown model', { model: 'Toaster' }, 'fleet.model-unknown', ['model']],
    ['a wrong attribute', { attributes: { ratedPower: -1 } }, 'fleet.attribute-values', ['attributes.ratedPower']],
    ['an attribute of another kind', { attributes: { phases: '3' } }, 'fleet.attribute-values', ['attributes.phases']],
    [
      'a warranty that ends before it begins',
      { warrantyBegin: '2026-01-02', warrantyEnd: '2026-01-01' },
      'fleet.warranty-span',
      ['warrantyEnd'],
    ],
    ['a site of nobody', { siteId: '0199f0c4-77b0-7abc-8def-001122334455' }, 'fleet.asset-site', ['siteId']],
    [
      'a device of nobody',
      { edgeDeviceSerialNumber: 'NOBODY' },
      'fleet.edge-device-unknown',
      ['edgeDeviceSerialNumber'],
    ],
  ])('refuses %s with 400 and the name of the field', async (_what, differences, code, paths) => {
    const refused = problem(await create(customer.token, differences), 400);
    expect(refused.paths).toEqual(paths);
    if (code.startsWith('fleet.')) expect(refused.code).toBe(code);
  });

  it('refuses the same model number and serial number twice, and keeps one', async () => {
    const first = await create(customer.token, { modelNumber: 'M' });
    const again = await create(provider.token, { modelNumber: 'M', serialNumber: first.body.serialNumber });
    expect(problem(again, 409)).toEqual({ code: 'fleet.asset-taken', paths: ['serialNumber'] });
  });

  it('is not for members, viewers and the provider itself as an owner', async () => {
    for (const role of ['member', 'viewer']) {
      const token = await api.join(customerId, role, customer.token);
      problem(await create(token), 403);
    }
    const own = await create(provider.token, { organizationId: provider.id });
    expect(problem(own, 400)).toEqual({ code: 'fleet.asset-owner-kind', paths: ['organizationId'] });
  });

  it('a customer of others does not exist', async () => {
    expect(problem(await create(other.token), 404).paths).toEqual(['organizationId']);
  });
});

describe('R0-17…R0-19: the limit of assets', () => {
  async function aCustomer(assetLimit: number | null) {
    const made = await api.post('/organizations', provider.token, { kind: 'customer', name: 'Limited', assetLimit });
    return made.body.id as string;
  }

  it('is reached exactly by many at once, and the refusal names limit and count', async () => {
    const organizationId = await aCustomer(3);
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(provider.token, { organizationId })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body.code)).toEqual(Array.from({ length: 5 }, () => 'fleet.asset-limit'));
    expect(refused[0]?.body.detail).toContain('has 3 assets, and its limit is 3');
    expect((await api.get(`/assets?organizationId=${organizationId}`, provider.token)).body.items).toHaveLength(3);
  });

  it('counts again when one is deleted, and not at all when it is empty', async () => {
    const organizationId = await aCustomer(1);
    const { body } = await create(provider.token, { organizationId });
    problem(await create(provider.token, { organizationId }), 409);
    await api.ask('DELETE', `/assets/${body.id}?confirm=${body.serialNumber}`, provider.token);
    expect((await create(provider.token, { organizationId })).status).toBe(201);
    await api.ask('PATCH', `/organizations/${organizationId}`, provider.token, { assetLimit: null });
    expect((await create(provider.token, { organizationId })).status).toBe(201);
  });
});

describe('PATCH /assets/{id}', () => {
  it('R3-32: changes what is given, empties what is null, keeps the rest, and the trail tells before and after', async () => {
    const { body } = await create(customer.token, { name: 'A', externalId: 'E', attributes: { ratedPower: 1 } });
    const changed = await patch(body.id, provider.token, { name: null, attributes: { primaryVoltage: 110 } });
    expect(changed.body).toMatchObject({
      name: null,
      externalId: 'E',
      attributes: { ratedPower: 1, primaryVoltage: 110 },
    });
    const { body: trail } = await api.get('/audit-events?action=asset.changed', customer.token);
    expect(trail.items[0]).toMatchObject({
      before: { name: 'A', attributes: { ratedPower: 1 } },
      after: { name: null, attributes: { ratedPower: 1, primaryVoltage: 110 } },
    });
  });

  it('drops values of attributes that the kind of a new model does not have', async () => {
    const { body } = await create(customer.token, { attributes: { ratedPower: 1, oilVolume: 5 } });
    const changed = await patch(body.id, customer.token, { model: 'UPS' });
    expect(changed.body).toMatchObject({ kind: 'UPS', attributes: { ratedPower: 1 } });
  });

  it('takes the device on it along to a new site', async () => {
    const made = await api.aDevice(provider, { site: { name: 'Old' } });
    const { id: siteId } = await api.database.registry.client.site.create({
      data: {
        id: '01900000-0000-7000-8000-0000000000aa',
        name: 'New',
        organizationId: made.organization.id,
        createdAt: new Date(),
      },
    });
    await patch(made.asset.id, made.token, { siteId });
    expect((await api.get(`/devices/${made.device.id}`, made.token)).body.siteId).toBe(siteId);
  });

  it('refuses what creating refuses, and who may not', async () => {
    const { body } = await create(customer.token, { modelNumber: 'P' });
    const { body: second } = await create(customer.token, { modelNumber: 'P' });
    const taken = await patch(second.id, customer.token, { serialNumber: body.serialNumber });
    expect(problem(taken, 409).code).toBe('fleet.asset-taken');
    problem(await patch(body.id, customer.token, { warrantyBegin: '2026-01-01', warrantyEnd: '2026-01-01' }), 400);
    problem(await patch(body.id, customer.token, { siteId: '0199f0c4-77b0-7abc-8def-001122334455' }), 400);
    problem(await patch(body.id, await api.join(customerId, 'member', customer.token), { name: 'X' }), 403);
    expect(problem(await patch(body.id, other.token, { name: 'X' }), 404).code).toBe('fleet.asset-unknown');
  });
});

describe('DELETE /assets/{id}', () => {
  it('R3-32: goes with its serial number as confirmation, frees its device, and the trail keeps what it was', async () => {
    const made = await api.aDevice(provider);
    const path = `/assets/${made.asset.id}`;
    expect(problem(await api.ask('DELETE', `${path}?confirm=wrong`, made.token), 400).paths).toEqual(['confirm']);
    problem(await api.ask('DELETE', path, made.token), 400);
    const gone = await api.ask('DELETE', `${path}?confirm=${made.asset.serialNumber}`, made.token);
    expect(gone.status).toBe(204);
    problem(await api.get(path, made.token), 404);
    expect((await api.get(`/devices/${made.device.id}`, made.token)).body.asset).toBeNull();
    const { body: trail } = await api.get('/audit-events?action=asset.deleted', made.token);
    expect(trail.items[0]).toMatchObject({
      details: { contracts: 1, devices: [made.device.serialNumber] },
      before: { serialNumber: made.asset.serialNumber, model: 'UPS' },
    });
  });

  it('is not for viewers, and for others it does not exist', async () => {
    const { body } = await create(customer.token);
    const path = `/assets/${body.id}?confirm=${body.serialNumber}`;
    problem(await api.ask('DELETE', path, await api.join(customerId, 'viewer', customer.token)), 403);
    problem(await api.ask('DELETE', path, other.token), 404);
    expect((await api.get(`/assets/${body.id}`, customer.token)).status).toBe(200);
  });
});
