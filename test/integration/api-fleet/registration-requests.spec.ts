import { OPEN_REQUESTS } from '#libs/agreements';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
const key = '0123-4567-89AB-CDEF';
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  const { client } = api.database.registry;
  await client.organization.update({ where: { id: provider.id }, data: { shareKey: '0123456789ABCDEF' } });
  await client.organization.update({ where: { id: other.id }, data: { shareKey: 'FFFFFFFFFFFFFFFF' } });
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const absent = '01900000-0000-7000-8000-000000000000';
let devices = 0;
const aSerialNumber = () => {
  devices += 1;
  return `REQ-${devices}`;
};
const send = (serialNumber: string, fields: Record<string, unknown> = {}, providerKey = key) =>
  api.post('/registration-requests', undefined, { providerKey, device: { serialNumber }, ...fields });
const list = async (token: string, query = '') => (await api.get(`/registration-requests${query}`, token)).body.items;
/** A request that waits; its id. */
async function anOpenRequest(serialNumber = aSerialNumber()): Promise<string> {
  await send(serialNumber);
  return (await list(provider.token)).at(0).id;
}

describe('registration requests', () => {
  it('R1-07: the form of a device reaches the provider whose key it names, with what was filled in', async () => {
    const form = {
      organization: { name: 'Harbor Works' },
      person: { firstName: 'Ada', email: 'ADA@harbor.example' },
      equipment: { model: 'UPS', modelNumber: '1600XP 18kVA' },
      leaseMonths: 24,
      startDate: '2026-12-01',
      site: { name: 'Quay', lat: 54.4, lon: 18.6 },
    };
    const sent = await send(
      'abc-1',
      { ...form, device: { serialNumber: 'abc-1', macAddress: '00c0b7140001' } },
      '0123 4567 89ab cdef',
    );
    expect([sent.status, sent.body.length]).toEqual([202, 0]);
    const [received] = await list(provider.token);
    expect(received).toMatchObject({
      providerId: provider.id,
      status: 'open',
      form: {
        ...form,
        person: { firstName: 'Ada', email: 'ada@harbor.example' },
        device: { serialNumber: 'ABC-1', macAddress: '00:C0:B7:14:00:01' },
      },
      deviceId: null,
    });
    expect((await api.get(`/registration-requests/${received.id}`, provider.token)).body).toEqual(received);
    expect(await list(other.token)).toEqual([]);
  });

  it.each(['FEDC-BA98-7654-3210', 'nonsense', ''])(
    'a key that is nobody’s, "%s", is answered as a known one',
    async (wrong) => {
      const before = await api.database.registry.client.registrationRequest.count();
      const answers = [await send(aSerialNumber(), {}, wrong), await send(aSerialNumber())];
      const told = answers.map(({ status, body, headers }) => [status, body.length, headers.get('content-length')]);
      expect(told[0]).toEqual(told[1]);
      expect(await api.database.registry.client.registrationRequest.count()).toBe(before + 1);
    },
  );

  it('the key of a customer receives nothing', async () => {
    const { organization } = await api.aDevice(provider);
    await api.database.registry.client.organization.update({
      where: { id: organization.id },
      data: { shareKey: 'CCCCCCCCCCCCCCCC' },
    });
    const before = await api.database.registry.client.registrationRequest.count();
    expect((await send(aSerialNumber(), {}, 'CCCC-CCCC-CCCC-CCCC')).status).toBe(202);
    expect(await api.database.registry.client.registrationRequest.count()).toBe(before);
  });

  it('sent again it takes the place of the open one of that serial number, and of no other provider’s', async () => {
    const serialNumber = aSerialNumber();
    await send(serialNumber, { salesOrderNumber: 'SO-1' });
    await send(serialNumber, { salesOrderNumber: 'SO-9' }, 'FFFFFFFFFFFFFFFF');
    await Promise.all([1, 2, 3].map(() => send(serialNumber.toLowerCase(), { salesOrderNumber: 'SO-2' })));
    const mine = (await list(provider.token)).filter(
      (each: { form: { device: { serialNumber: string } } }) => each.form.device.serialNumber === serialNumber,
    );
    expect(mine).toMatchObject([{ form: { salesOrderNumber: 'SO-2' } }]);
    expect((await list(other.token))[0].form.salesOrderNumber).toBe('SO-9');
  });

  it('a registration with its id answers it in the same transaction; one that is refused leaves it open', async () => {
    const requestId = await anOpenRequest();
    const refused = await api.post(
      '/registrations',
      provider.token,
      aForm({ requestId, leaseMonths: 12, equipment: { model: 'Toaster', modelNumber: 'T', serialNumber: '1' } }),
    );
    expect(refused.status).toBe(400);
    expect((await list(provider.token))[0].status).toBe('open');
    const made = await api.post('/registrations', provider.token, aForm({ requestId }));
    expect(made.status).toBe(201);
    const { body } = await api.get(`/registration-requests/${requestId}`, provider.token);
    expect(body).toMatchObject({ status: 'registered', deviceId: made.body.device.id });
    const form = aForm({ requestId });
    const again = await api.post('/registrations', provider.token, form);
    expect([again.status, again.body.code]).toEqual([409, 'fleet.registration-request-answered']);
    const { client } = api.database.registry;
    expect(await client.device.count({ where: { serialNumber: form.device.serialNumber } })).toBe(0);
  });

  it('registering and declining at once: one of them happens', async () => {
    for (let round = 0; round < 3; round += 1) {
      const requestId = await anOpenRequest();
      const [made, declined] = await Promise.all([
        api.post('/registrations', provider.token, aForm({ requestId })),
        api.post(`/registration-requests/${requestId}/decline`, provider.token, { reason: 'No order.' }),
      ]);
      expect([made.status, declined.status].sort()).toEqual([201, 409]);
      const { body } = await api.get(`/registration-requests/${requestId}`, provider.token);
      expect(body.status).toBe(made.status === 201 ? 'registered' : 'declined');
    }
  });

  it('is declined once, with a reason, and listed by status', async () => {
    const id = await anOpenRequest();
    const decline = () => api.post(`/registration-requests/${id}/decline`, provider.token, { reason: 'No order.' });
    expect((await decline()).body).toMatchObject({ status: 'declined', reason: 'No order.' });
    expect((await decline()).status).toBe(409);
    const declined = await list(provider.token, '?status=declined');
    expect(declined.map((each: { id: string }) => each.id)).toContain(id);
    expect((await list(provider.token, '?status=open')).map((each: { id: string }) => each.id)).not.toContain(id);
  });

  it('for others, customers among them, there is none; a viewer of the provider reads and answers nothing', async () => {
    const id = await anOpenRequest();
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    const customer = await api.aDevice(provider);
    const decline = (token: string) => api.post(`/registration-requests/${id}/decline`, token, { reason: 'No.' });
    expect([(await api.get(`/registration-requests/${id}`, viewer)).status, (await decline(viewer)).status]).toEqual([
      200, 403,
    ]);
    for (const token of [other.token, customer.token]) {
      expect((await api.get(`/registration-requests/${id}`, token)).status).toBe(404);
      expect((await decline(token)).status).toBe(404);
    }
    expect(await list(customer.token)).toEqual([]);
    for (const requestId of [id, absent]) {
      const stolen = await api.post('/registrations', other.token, aForm({ requestId }));
      expect([stolen.status, stolen.body.code]).toEqual([404, 'fleet.registration-request-unknown']);
    }
  });

  it('is offered to whoever may register, as long as it is open', async () => {
    const id = await anOpenRequest();
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    const mayOf = async (token: string) => (await api.get(`/registration-requests/${id}`, token)).body.may;
    expect([await mayOf(provider.token), await mayOf(viewer)]).toEqual([['registration.create'], []]);
    await api.post(`/registration-requests/${id}/decline`, provider.token, { reason: 'No.' });
    expect(await mayOf(provider.token)).toEqual([]);
  });

  it('as many as may be are open: more are refused and told nothing, those that are there can be sent again', async () => {
    const { client } = api.database.registry;
    const at = new Date();
    const data = Array.from({ length: OPEN_REQUESTS }, (_, n) => ({
      id: newUuid(at),
      providerId: other.id,
      form: { device: { serialNumber: `FULL-${n}` } },
      serialNumber: `FULL-${n}`,
      sentAt: at,
    }));
    await client.registrationRequest.createMany({ data });
    const open = () => client.registrationRequest.count({ where: { providerId: other.id, status: 'open' } });
    const before = await open();
    expect((await send(aSerialNumber(), {}, 'FFFFFFFFFFFFFFFF')).status).toBe(202);
    expect(await open()).toBe(before);
    await send('FULL-7', { salesOrderNumber: 'SO-7' }, 'FFFFFFFFFFFFFFFF');
    expect((await list(other.token))[0].form.salesOrderNumber).toBe('SO-7');
    expect(await api.metrics()).toContain('fieldgate_registration_requests_total{outcome="full"} 1');
  });

  it.each([
    ['without a device', { device: undefined }, 'device'],
    ['with an unknown field', { color: 'red' }, 'color'],
    ['with a broken MAC address', { device: { serialNumber: 'X', macAddress: '1' } }, 'device.macAddress'],
  ])('%s it is refused with the name of the field', async (_what, fields, path) => {
    const refused = await send('X', fields);
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, path]);
  });
});
