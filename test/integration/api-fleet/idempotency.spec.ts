import { DAY_MS, newUuid } from '#libs/kernel';
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

const aKey = () => newUuid(new Date());
const register = (form: unknown, key: string | undefined, token = provider.token) =>
  api.post('/registrations', token, form, key === undefined ? {} : { 'idempotency-key': key });
const counted = async () => {
  const { client } = api.database.registry;
  return Promise.all([client.device.count(), client.organization.count(), client.outboxMail.count()]);
};

describe('a request that is sent again', () => {
  it('with its key gets the first answer, and nothing is made or mailed twice', async () => {
    const [form, key] = [aForm(), aKey()];
    const first = await register(form, key);
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const before = await counted();
    // The fields of a body have no order, and the key may stand in quotation marks.
    const reordered = Object.fromEntries(Object.entries(form).reverse());
    const again = await register(reordered, `"${key}"`);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(await counted()).toEqual(before);
  });

  it('with its key and another body is refused by a code of its own', async () => {
    const [form, key] = [aForm(), aKey()];
    await register(form, key);
    const { status, body } = await register({ ...form, salesOrderNumber: 'another' }, key);
    expect([status, body.type.split(':').at(-1)]).toEqual([422, 'request.idempotency-key-reused']);
    const site = await api.post('/sites', provider.token, { name: 'X' }, { 'idempotency-key': key });
    expect(site.status).toBe(422);
  });

  it('at the same moment makes one, and whoever is not told its answer is told to ask again', async () => {
    const [form, key] = [aForm(), aKey()];
    const answers = await Promise.all(Array.from({ length: 4 }, () => register(form, key)));
    for (const { status, body } of answers.filter(({ status }) => status !== 201))
      expect([status, body.type.split(':').at(-1)]).toEqual([409, 'request.idempotency-key-in-use']);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.device.id)).size).toBe(1);
  });

  it('by somebody else with the same key is a request of its own', async () => {
    const key = aKey();
    const mine = await register(aForm(), key);
    const theirs = await register(aForm(), key, other.token);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.device.id).not.toBe(mine.body.device.id);
  });

  it('after a refusal may use its key again, for nothing was done', async () => {
    const [form, key] = [aForm(), aKey()];
    const wrong = { ...form, equipment: { ...form.equipment, model: 'Steam engine' } };
    expect((await register(wrong, key)).status).toBe(400);
    expect((await register(form, key)).status).toBe(201);
  });

  it('after a day is a new request', async () => {
    const [form, key] = [aForm(), aKey()];
    expect((await register(form, key)).status).toBe(201);
    await api.database.registry.client.idempotencyKey.updateMany({
      where: { key },
      data: { createdAt: new Date(Date.now() - 10 * 365 * DAY_MS) },
    });
    expect((await register(form, key)).status).toBe(409);
    expect((await register(aForm(), key)).status).toBe(201);
  });

  it('without a key is told that the device is registered, not that a person has the address', async () => {
    const form = aForm();
    await register(form, undefined);
    const { status, body } = await register(form, undefined);
    expect(status).toBe(409);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['device.serialNumber', 'device.macAddress']);
  });

  it.each(['two words', 'x'.repeat(256), '"open', 'a"b'])('with the key %s is refused as a request', async (key) => {
    const { status, body } = await register(aForm(), key);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'Idempotency-Key']);
  });
});
