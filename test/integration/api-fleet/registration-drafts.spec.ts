import { randomUUID } from 'node:crypto';
import { REGISTRATION_DRAFTS, registrationDraft, registrationDraftList } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const fields = { 'device.serialNumber': 'fg-1', 'person.email': 'not yet an addr' };
const save = (id: string, body: object, token = provider.token) =>
  api.ask('PUT', `/registration-drafts/${id}`, token, body);
const drafts = async (token: string) =>
  registrationDraftList.parse((await api.get('/registration-drafts', token)).body).items;

describe('a registration form that was begun', () => {
  it('is kept as it was typed, and read by nobody but whoever typed it', async () => {
    const id = randomUUID();
    const saved = await save(id, { version: 0, fields });
    expect(saved.status).toBe(200);
    expect(registrationDraft.parse(saved.body)).toMatchObject({ id, version: 1, fields });
    expect(await drafts(provider.token)).toMatchObject([{ id, version: 1, fields }]);
    const colleague = await api.join(provider.id, 'admin', provider.token);
    expect(await drafts(colleague)).toEqual([]);
    expect((await save(id, { version: 1, fields: {} }, colleague)).body.code).toBe('fleet.registration-draft-unknown');
    expect((await api.ask('DELETE', `/registration-drafts/${id}`, colleague)).status).toBe(404);
    expect(await drafts(provider.token)).toHaveLength(1);
    expect((await api.ask('DELETE', `/registration-drafts/${id}`, provider.token)).status).toBe(204);
    expect(await drafts(provider.token)).toEqual([]);
  });

  it('is not overwritten by a browser that read an older version, but saved again by one that lost the answer', async () => {
    const id = randomUUID();
    await save(id, { version: 0, fields });
    const later = { ...fields, 'device.type': 'Sensor' };
    expect((await save(id, { version: 1, fields: later })).body.version).toBe(2);
    expect((await save(id, { version: 1, fields: later })).body.version).toBe(2);
    const refused = await save(id, { version: 1, fields });
    expect(refused).toMatchObject({ status: 409, body: { code: 'fleet.registration-draft-changed' } });
    expect((await drafts(provider.token))[0]?.fields).toEqual(later);
  });

  it('is one of two when both browsers begin it at once', async () => {
    const id = randomUUID();
    const answers = await Promise.all([
      save(id, { version: 0, fields: { 'device.serialNumber': 'A' } }),
      save(id, { version: 0, fields: { 'device.serialNumber': 'B' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['a line break', { 'person.email': 'a\nb' }],
    ['a text that is too long', { 'site.address': 'x'.repeat(501) }],
    ['a name of no field', { '../etc': 'x' }],
  ])('is refused with %s', async (_what, wrong) => {
    expect(await save(randomUUID(), { version: 0, fields: wrong })).toMatchObject({ status: 400 });
  });

  it('is one of twenty at most', async () => {
    const token = await api.join(provider.id, 'member', provider.token);
    for (let n = 0; n < REGISTRATION_DRAFTS; n++)
      expect((await save(randomUUID(), { version: 0, fields }, token)).status).toBe(200);
    const refused = await save(randomUUID(), { version: 0, fields }, token);
    expect(refused).toMatchObject({ status: 409, body: { code: 'fleet.too-many-registration-drafts' } });
  });

  it('is nothing for who registers nowhere', async () => {
    const { token } = await api.aDevice(provider);
    expect((await save(randomUUID(), { version: 0, fields }, token)).status).toBe(403);
    expect((await api.get('/registration-drafts', token)).status).toBe(403);
  });
});

describe('serial number and MAC address, while they are typed', () => {
  const check = async (query: string, token = provider.token) =>
    (await api.get(`/registrations/availability?${query}`, token)).body;

  it('are free, or taken by a device of whomever', async () => {
    const { form } = await api.aDevice(await api.aProvider('South Power'));
    const { serialNumber, macAddress } = form.device;
    expect(await check('serialNumber=free-1&macAddress=00-C0-B7-77-77-77')).toEqual({
      serialNumber: 'free',
      macAddress: 'free',
      stockedDevice: null,
    });
    expect(await check(`serialNumber=${serialNumber.toLowerCase()}`)).toMatchObject({
      serialNumber: 'taken',
      macAddress: null,
      stockedDevice: null,
    });
    expect(await check(`serialNumber=free-1&macAddress=${macAddress}`)).toMatchObject({
      serialNumber: 'free',
      macAddress: 'taken',
    });
  });

  it('are known where the device lies in one’s own stock, unless they are of two devices', async () => {
    const dispatched = [
      { type: 'Sensor', serialNumber: 'DRAFTED-1', macAddress: '00:C0:B7:66:66:01' },
      { type: 'Sensor', serialNumber: 'DRAFTED-2', macAddress: '00:C0:B7:66:66:02' },
    ];
    const order = { organizationId: provider.id, devices: dispatched };
    expect((await api.post('/devices/dispatches', api.operatorToken, order)).status).toBe(201);
    expect(await check('serialNumber=drafted-1')).toMatchObject({
      serialNumber: 'in-stock',
      stockedDevice: dispatched[0],
    });
    expect(await check('serialNumber=DRAFTED-1&macAddress=00c0b7666602')).toEqual({
      serialNumber: 'taken',
      macAddress: 'taken',
      stockedDevice: null,
    });
    const other = await api.aProvider('East Power');
    expect(await check('serialNumber=DRAFTED-1', other.token)).toMatchObject({
      serialNumber: 'taken',
      stockedDevice: null,
    });
  });

  it('are checked for nobody who registers nowhere', async () => {
    const { token } = await api.aDevice(provider);
    expect((await api.get('/registrations/availability?serialNumber=X', token)).status).toBe(403);
  });
});
