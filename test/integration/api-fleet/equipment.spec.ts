import { assetKind, equipmentModel, problemDocument } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let customer: Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  customer = await api.aDevice(provider);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const power = { key: 'power', label: 'Power', type: 'number', unit: 'kW', required: true, minimum: 0, maximum: 100 };

function problem(answer: Answer, status: number) {
  expect([answer.status, answer.body.code]).toEqual([status, expect.any(String)]);
  const { code, errors = [], detail } = problemDocument.strict().parse(answer.body);
  return { code, detail, paths: errors.map(({ path }) => path) };
}

async function namesOf(path: string, token: string): Promise<string[]> {
  return (await api.get(path, token)).body.items.map(({ name }: { name: string }) => name);
}

let counter = 0;
async function aKind(token: string, differences: Record<string, unknown> = {}) {
  counter += 1;
  const answer = await api.post('/asset-kinds', token, {
    name: `Kind ${counter}`,
    attributes: [power],
    ...differences,
  });
  expect(answer.status).toBe(201);
  return assetKind.strict().parse(answer.body);
}

describe('kinds of equipment', () => {
  it('R0-22: the platform’s own are there for everybody', async () => {
    const names = await namesOf('/asset-kinds', customer.token);
    expect(names).toEqual(expect.arrayContaining(['Charge point', 'Machine', 'Transformer', 'UPS']));
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
  });

  it('a provider’s own are seen by it, its customers and the operator, and by nobody else', async () => {
    const kind = await aKind(provider.token);
    expect(kind).toMatchObject({ organizationId: provider.id, attributes: [power] });
    for (const token of [provider.token, customer.token, api.operatorToken])
      expect(await namesOf('/asset-kinds', token)).toContain(kind.name);
    expect(await namesOf('/asset-kinds', other.token)).not.toContain(kind.name);
    problem(await api.ask('PATCH', `/asset-kinds/${kind.id}`, other.token, { name: 'X' }), 404);
    problem(await api.ask('PATCH', `/asset-kinds/${kind.id}`, customer.token, { name: 'X' }), 403);
  });

  it('the operator administers the platform’s own, a provider does not', async () => {
    const kind = await aKind(api.operatorToken, { name: 'Chiller' });
    expect(kind.organizationId).toBeNull();
    problem(await api.ask('PATCH', `/asset-kinds/${kind.id}`, provider.token, { name: 'X' }), 403);
    const changed = await api.ask('PATCH', `/asset-kinds/${kind.id}`, api.operatorToken, { name: 'Cooler' });
    expect(changed.body.name).toBe('Cooler');
    const { body: trail } = await api.get('/audit-events?action=asset-kind.changed', api.operatorToken);
    expect(trail.items[0]).toMatchObject({ before: { name: 'Chiller' }, after: { name: 'Cooler' } });
  });

  it('says of each whether the reader may change it', async () => {
    const [own, platforms] = [await aKind(provider.token), await aKind(api.operatorToken)];
    const mayChange = async (token: string) => {
      const { body } = await api.get('/asset-kinds?limit=100', token);
      const items: { id: string; mayChange: boolean }[] = body.items;
      return [own, platforms].map(({ id }) => items.find((kind) => kind.id === id)?.mayChange);
    };
    expect(await mayChange(provider.token)).toEqual([true, false]);
    expect(await mayChange(customer.token)).toEqual([false, false]);
    expect(await mayChange(api.operatorToken)).toEqual([true, true]);
  });

  it('a name is there once for an owner, in any case, and again for another', async () => {
    const { name } = await aKind(provider.token);
    const again = await api.post('/asset-kinds', provider.token, { name: name.toUpperCase() });
    expect(problem(again, 409)).toMatchObject({ code: 'fleet.equipment-name-taken', paths: ['name'] });
    await aKind(other.token, { name });
  });

  it.each([
    ['a key with a space', { ...power, key: 'rated power' }, ['attributes.0.key']],
    ['a choice without choices', { key: 'a', label: 'A', type: 'choice' }, ['attributes.0.choices']],
    ['choices of a text', { key: 'a', label: 'A', type: 'text', choices: ['x'] }, ['attributes.0.choices']],
    ['a minimum above the maximum', { ...power, minimum: 101 }, ['attributes.0.maximum']],
    ['a unit of a date', { key: 'a', label: 'A', type: 'date', unit: 'd' }, ['attributes.0.unit']],
    ['an unknown type', { ...power, type: 'color' }, ['attributes.0.type']],
  ])('refuses %s', async (_what, definition, paths) => {
    const answer = await api.post('/asset-kinds', provider.token, { name: 'Bad', attributes: [definition] });
    expect(problem(answer, 400).paths).toEqual(paths);
  });

  it('refuses two attributes of one key', async () => {
    const answer = await api.post('/asset-kinds', provider.token, { name: 'Bad', attributes: [power, power] });
    expect(problem(answer, 400).paths).toEqual(['attributes.1.key']);
  });

  it('is not made by customers, members of providers, nor for a customer', async () => {
    problem(await api.post('/asset-kinds', customer.token, { name: 'Mine' }), 403);
    const member = await api.join(provider.id, 'member', provider.token);
    problem(await api.post('/asset-kinds', member, { name: 'Mine' }), 403);
    const organizationId = customer.organization.id;
    const answer = await api.post('/asset-kinds', provider.token, { name: 'Mine', organizationId });
    expect(problem(answer, 400).paths).toEqual(['organizationId']);
  });
});

describe('models of equipment', () => {
  const create = (token: string, draft: unknown) => api.post('/equipment-models', token, draft);
  const anAsset = (model: string, attributes = {}) =>
    api.post('/assets', customer.token, {
      organizationId: customer.organization.id,
      model,
      serialNumber: `E-${++counter}`,
      attributes,
    });

  it('R1-18, R3-36: a provider’s own model is chosen for its customers’ machines, and its kind’s values are checked', async () => {
    const kind = await aKind(provider.token);
    const made = await create(provider.token, { name: 'Pump 9', kindId: kind.id, manufacturer: 'Acme' });
    expect(equipmentModel.strict().parse(made.body)).toMatchObject({ kind: { name: kind.name }, retiredAt: null });
    const refused = problem(await anAsset('Pump 9', { power: 101 }), 400);
    expect(refused).toMatchObject({ code: 'fleet.attribute-values', paths: ['attributes.power'] });
    expect(refused.detail).toBe('Power must be at most 100 kW, but 101 was given.');
    expect(problem(await anAsset('Pump 9'), 400).detail).toBe('Power must be given.');
    expect((await anAsset('pump 9', { power: 100 })).body).toMatchObject({ model: 'Pump 9', kind: kind.name });
  });

  it('R1-18: another provider’s models are in no list, in no form and in no refusal', async () => {
    const kind = await aKind(other.token);
    await create(other.token, { name: 'Secret engine', kindId: kind.id });
    expect(await namesOf('/equipment-models', provider.token)).not.toContain('Secret engine');
    const form = await api.get('/registrations/form', provider.token);
    expect(form.body.equipmentModels).not.toContain('Secret engine');
    expect(JSON.stringify((await anAsset('Toaster')).body)).not.toContain('Secret engine');
    problem(await anAsset('Secret engine', { power: 1 }), 400);
    problem(await create(provider.token, { name: 'Mine', kindId: kind.id }), 404);
  });

  it('a retired model is offered no more; machines that have it keep it', async () => {
    const kind = await aKind(provider.token, { attributes: [] });
    const { body: model } = await create(provider.token, { name: 'Old pump', kindId: kind.id });
    const { body: machine } = await anAsset('Old pump');
    const path = `/equipment-models/${model.id}`;
    const retired = await api.ask('PATCH', path, provider.token, { retired: true });
    expect(retired.body.retiredAt).toEqual(expect.any(String));
    problem(await anAsset('Old pump'), 400);
    expect((await api.get('/registrations/form', provider.token)).body.equipmentModels).not.toContain('Old pump');
    expect((await api.get(`/assets/${machine.id}`, customer.token)).body.model).toBe('Old pump');
    expect(await namesOf('/equipment-models?retired=false', provider.token)).not.toContain('Old pump');
    expect(await namesOf('/equipment-models?retired=true', provider.token)).toEqual(['Old pump']);
    await api.ask('PATCH', path, provider.token, { retired: false });
    expect((await anAsset('Old pump')).status).toBe(201);
  });

  it('pages by name', async () => {
    const { body: all } = await api.get('/equipment-models?limit=200', provider.token);
    const { body: first } = await api.get('/equipment-models?limit=2', provider.token);
    const { body: rest } = await api.get(`/equipment-models?limit=200&cursor=${first.nextCursor}`, provider.token);
    expect([...first.items, ...rest.items]).toEqual(all.items);
  });
});

describe('R0-26, R0-27: the configuration of an asset', () => {
  const thresholds = [
    { quantity: 'temperature', low: -5, high: 80, unit: 'Cel' },
    { quantity: 'load', high: 90 },
  ];
  const pathOf = () => `/assets/${customer.asset.id}/configuration`;
  const put = (token: string, body: unknown) => api.ask('PUT', pathOf(), token, body);

  it('is refused to the provider’s and the operator’s people, who are told how to join', async () => {
    for (const token of [provider.token, api.operatorToken]) {
      const refused = problem(await put(token, { thresholds }), 403);
      expect(refused.code).toBe('fleet.customers-configure');
      expect(refused.detail).toContain(`/organizations/${customer.organization.id}/members/me`);
    }
    expect((await api.get(pathOf(), provider.token)).body).toMatchObject({ thresholds: [], configuredAt: null });
  });

  it('is for the customer’s people, replaces what was there, and the trail tells before and after', async () => {
    const answer = await put(customer.token, { thresholds, contactNote: 'Call the night shift' });
    expect(answer.body).toMatchObject({ thresholds, contactNote: 'Call the night shift' });
    await put(customer.token, { thresholds: [] });
    expect((await api.get(pathOf(), provider.token)).body).toMatchObject({ thresholds: [], contactNote: null });
    const { body: trail } = await api.get('/audit-events?action=asset.configured', customer.token);
    expect(trail.items[0]).toMatchObject({
      before: { contactNote: 'Call the night shift', thresholds: [{ quantity: 'temperature' }, { quantity: 'load' }] },
      after: { contactNote: null, thresholds: [] },
    });
  });

  it('is for a provider’s person who joined the customer', async () => {
    const joined = await api.post(`/organizations/${customer.organization.id}/members/me`, provider.token, undefined);
    expect(joined.status).toBeLessThan(300);
    expect((await put(provider.token, { thresholds })).status).toBe(200);
  });

  it.each([
    ['low above high', [{ quantity: 'a', low: 2, high: 1 }], ['thresholds.0.high']],
    ['no bound', [{ quantity: 'a' }], ['thresholds.0.low']],
    ['a quantity twice', [thresholds[0], thresholds[0]], ['thresholds.1.quantity']],
    ['more than fifty', Array.from({ length: 51 }, (_, n) => ({ quantity: `q${n}`, low: 1 })), ['thresholds']],
  ])('refuses %s', async (_what, bad, paths) => {
    expect(problem(await put(customer.token, { thresholds: bad }), 400).paths).toEqual(paths);
  });

  it('is not for viewers, and for others it does not exist', async () => {
    const viewer = await api.join(customer.organization.id, 'viewer', customer.token);
    expect(problem(await put(viewer, { thresholds }), 403).code).toBe('identity.not-allowed');
    problem(await put(other.token, { thresholds }), 404);
  });
});

it('R3-10: an organization shows its machines as linked of total, in the list and on its page', async () => {
  const made = await api.post('/organizations', provider.token, {
    kind: 'customer',
    name: 'Eight machines',
    parentId: provider.id,
  });
  expect(made.body.machines).toEqual({ linked: 0, total: 0 });
  const { id } = made.body;
  const owner = await api.join(id, 'admin', provider.token);
  for (const token of [owner, provider.token, provider.token])
    await api.post('/assets', token, { organizationId: id, model: 'UPS', serialNumber: `M-${++counter}` });
  expect((await api.get(`/organizations/${id}`, owner)).body.machines).toEqual({ linked: 1, total: 3 });
  const { body: list } = await api.get('/organizations?q=Eight', provider.token);
  expect(list.items[0].machines).toEqual({ linked: 1, total: 3 });
});
