import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const register = (form: unknown, token = provider.token) => api.post('/registrations', token, form);
const equipment = (differences: Record<string, unknown> = {}) => ({ ...aForm().equipment, ...differences });

describe('the registration form', () => {
  it('R1-08…R1-23: is registered with every optional field left out, and the defaults are told', async () => {
    const { status, body } = await register(aForm());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      device: { systemName: null, systemNameMatches: null },
      asset: { shipDate: null, externalId: null, warrantyBegin: null, warrantyEnd: null },
      site: null,
      contract: {
        leaseMonths: 12,
        startDate: '2026-11-21',
        endDate: '2027-11-21',
        salesOrderNumber: null,
        serviceContractNumber: null,
      },
    });
  });

  it('R1-06, R1-13, R1-21, R1-23, R3-35, R3-37: keeps every optional field', async () => {
    const form = aForm();
    const { status, body } = await register({
      ...form,
      salesOrderNumber: 'SO-1',
      serviceContractNumber: 'SC-1',
      leaseMonths: 1,
      startDate: '2028-01-31',
      device: { ...form.device, systemName: `1600xp 18kVA ${form.equipment.serialNumber}` },
      equipment: {
        ...form.equipment,
        shipDate: '2026-10-01',
        externalId: 'ERP-7',
        warrantyBegin: '2026-10-01',
        warrantyEnd: '2028-10-01',
      },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      device: { systemNameMatches: true },
      asset: { shipDate: '2026-10-01', externalId: 'ERP-7', warrantyBegin: '2026-10-01', warrantyEnd: '2028-10-01' },
      contract: { endDate: '2028-02-29', leaseMonths: 1, salesOrderNumber: 'SO-1', serviceContractNumber: 'SC-1' },
    });
    const asset = await api.database.registry.client.asset.findUniqueOrThrow({ where: { id: body.asset.id } });
    expect(asset).toMatchObject({ externalId: 'ERP-7', warrantyEnd: new Date('2028-10-01') });
  });

  it('R1-06: flags a system name that tells of other equipment, and registers all the same', async () => {
    const form = aForm();
    const { status, body } = await register({ ...form, device: { ...form.device, systemName: '1600XP 18kVA 99999' } });
    expect([status, body.device.systemNameMatches]).toEqual([201, false]);
  });

  it.each([
    ['organization', { organization: {} }, ['organization.name']],
    ['contact', { person: { email: 'x' } }, ['person.email', 'person.firstName', 'person.lastName', 'person.phone']],
    ['device', { device: {} }, ['device.macAddress', 'device.serialNumber', 'device.type']],
    ['equipment', { equipment: {} }, ['equipment.model', 'equipment.modelNumber', 'equipment.serialNumber']],
    ['start', { startDate: undefined }, ['startDate']],
    ['lease of no month', { leaseMonths: 0 }, ['leaseMonths']],
    ['lease of 241 months', { leaseMonths: 241 }, ['leaseMonths']],
    [
      'end of the warranty before its begin',
      {
        equipment: {
          model: 'UPS',
          modelNumber: 'M',
          serialNumber: '1',
          warrantyBegin: '2026-01-02',
          warrantyEnd: '2026-01-02',
        },
      },
      ['equipment.warrantyEnd'],
    ],
    ['request that is no id', { requestId: 'x' }, ['requestId']],
  ])('names each field that is missing or wrong: %s', async (_what, differences, paths) => {
    const { status, body } = await register(aForm(differences));
    expect([status, body.errors.map(({ path }: { path: string }) => path).sort()]).toEqual([400, paths]);
  });

  it('R1-20, R1-26: refuses equipment the customer has already, naming it, and makes nothing', async () => {
    const { body: first } = await register(aForm());
    const organization = { id: first.organization.id };
    const person = { id: first.person.id };
    const same = equipment({ modelNumber: first.asset.modelNumber, serialNumber: first.asset.serialNumber });
    const form = aForm({ organization, person, equipment: same });
    const refused = await register(form);
    expect([refused.status, refused.body.code]).toEqual([409, 'fleet.asset-taken']);
    expect(JSON.stringify(refused.body)).toContain('equipment.serialNumber');
    expect(refused.body.detail).toContain(first.asset.serialNumber);
    const { client } = api.database.registry;
    expect(await client.device.count({ where: { serialNumber: form.device.serialNumber } })).toBe(0);
    expect((await register(aForm({ equipment: same }))).status).toBe(201); // another customer's is another machine
  });

  it('R1-14, R1-18: offers the platform’s and the provider’s own models, none that is retired or another provider’s', async () => {
    const { client } = api.database.registry;
    const { id: kindId } = await client.assetKind.findFirstOrThrow();
    const model = (name: string, organizationId: string, retiredAt: Date | null = null) =>
      client.equipmentModel.create({ data: { id: newUuid(new Date()), name, kindId, organizationId, retiredAt } });
    await model('North 5000', provider.id);
    await model('North 4000', provider.id, new Date());
    await model('South 1', other.id);
    const { body } = await api.get('/registrations/form', provider.token);
    expect(body.equipmentModels).toEqual(expect.arrayContaining(['North 5000', 'UPS', 'Transformer']));
    expect(body.equipmentModels).not.toEqual(expect.arrayContaining(['North 4000']));
    expect(body.equipmentModels).not.toEqual(expect.arrayContaining(['South 1']));
    expect(body).toMatchObject({
      systemNameTemplate: 'MODEL RATING SERIAL',
      leaseMonths: { minimum: 1, default: 12, maximum: 240 },
    });
    const of = (name: string) => register(aForm({ equipment: equipment({ model: name }) }));
    expect((await of('North 5000')).status).toBe(201);
    for (const name of ['North 4000', 'South 1']) {
      const refused = await of(name);
      expect([refused.status, refused.body.code]).toEqual([400, 'fleet.model-unknown']);
      expect(refused.body.detail).not.toMatch(/known:.*(North 4000|South 1)/);
    }
  });
});
