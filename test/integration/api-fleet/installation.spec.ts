import { installation, problemDocument } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, aForm, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

type Made = Awaited<ReturnType<FleetApi['aDevice']>>;

let api: FleetApi;
let provider: { id: string; token: string };
let made: Made;
let customerId: string;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  made = await api.aDevice(provider, { site: { name: 'Hall 1' } });
  customerId = made.organization.id;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

let counter = 0;
async function anAsset(differences: Record<string, unknown> = {}): Promise<{ id: string; label: string }> {
  counter += 1;
  const machine = { organizationId: customerId, model: 'UPS', serialNumber: `INST-${counter}`, ...differences };
  const answer = await api.post('/assets', made.token, machine);
  expect(answer.status).toBe(201);
  return answer.body;
}

/** A device of the same customer that is on nothing. */
async function aFreeDevice(): Promise<{ id: string; serialNumber: string }> {
  const registered = await api.post('/registrations', provider.token, aForm({ organization: { id: customerId } }));
  const { device } = registered.body;
  await api.ask('DELETE', `/devices/${device.id}/installation`, made.token);
  return device;
}

const install = (deviceId: string, assetId: string, token = made.token) =>
  api.post(`/devices/${deviceId}/installation`, token, { assetId });

function problem(answer: Answer, status: number) {
  expect([answer.status, answer.body.code]).toEqual([status, expect.any(String)]);
  return problemDocument.strict().parse(answer.body);
}

describe('pairing', () => {
  it('R0-24, R0-25: puts a device on an asset; it stands where the asset stands, and the trail tells', async () => {
    const device = await aFreeDevice();
    const asset = await anAsset({ siteId: made.site.id });
    const answer = await install(device.id, asset.id);
    expect(answer.status).toBe(201);
    expect(installation.strict().parse(answer.body)).toMatchObject({
      device: { id: device.id, serialNumber: device.serialNumber },
      assetId: asset.id,
      removedAt: null,
    });
    const shown = await api.get(`/devices/${device.id}`, made.token);
    expect(shown.body).toMatchObject({ siteId: made.site.id, asset: { id: asset.id } });
    expect((await api.get(`/assets/${asset.id}`, made.token)).body.devices).toMatchObject([{ id: device.id }]);
    const { body: trail } = await api.get('/audit-events?action=device.installed', made.token);
    expect(trail.items[0]).toMatchObject({
      before: { assetId: null },
      after: { assetId: asset.id, siteId: made.site.id },
    });
  });

  it('R3-43: refuses a device that is on something, and an asset that has one; each names what is on what', async () => {
    const [device, second] = [await aFreeDevice(), await aFreeDevice()];
    const [asset, free] = [await anAsset(), await anAsset()];
    await install(device.id, asset.id);
    const onTwo = problem(await install(device.id, free.id), 409);
    expect(onTwo.code).toBe('fleet.device-installed');
    expect(onTwo.detail).toContain(asset.label);
    const again = problem(await install(device.id, asset.id), 409);
    expect(again.code).toBe('fleet.device-installed');
    const occupied = problem(await install(second.id, asset.id), 409);
    expect(occupied.code).toBe('fleet.asset-occupied');
    expect(occupied.detail).toContain(device.serialNumber);
  });

  it('R3-43: many assets ask for one device at once: exactly one gets it', async () => {
    const device = await aFreeDevice();
    const assets = [];
    for (let n = 0; n < 6; n++) assets.push(await anAsset());
    const answers = await Promise.all(assets.map(({ id }) => install(device.id, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await presentOf({ deviceId: device.id })).toBe(1);
  });

  it('R3-43: many devices ask for one asset at once: exactly one gets it', async () => {
    const asset = await anAsset();
    const devices = [];
    for (let n = 0; n < 5; n++) devices.push(await aFreeDevice());
    const answers = await Promise.all(devices.map(({ id }) => install(id, asset.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await presentOf({ assetId: asset.id })).toBe(1);
  });

  it('R3-44: the tables hold several devices on one asset: the rule is a policy', async () => {
    const asset = await anAsset();
    const { client } = api.database.registry;
    for (const device of [await aFreeDevice(), await aFreeDevice()]) {
      const id = device.id.replace(/^......../, '0190aaaa');
      await client.installation.create({
        data: { id, deviceId: device.id, assetId: asset.id, installedAt: new Date() },
      });
    }
    expect((await api.get(`/assets/${asset.id}`, made.token)).body.devices).toHaveLength(2);
  });

  const presentOf = (end: { deviceId: string } | { assetId: string }) =>
    api.database.registry.client.installation.count({ where: { ...end, removedAt: null } });
});

describe('R3-38, R3-40: an asset paired while it is entered', () => {
  it('has its device at a glance', async () => {
    const device = await aFreeDevice();
    const asset = await anAsset({ edgeDeviceSerialNumber: device.serialNumber.toLowerCase() });
    expect(asset).toMatchObject({ devices: [{ id: device.id }] });
  });

  it('R3-41: is not made at all if the device is on something', async () => {
    const serialNumber = 'NOT-MADE';
    const edgeDeviceSerialNumber = made.device.serialNumber;
    const machine = { organizationId: customerId, model: 'UPS', serialNumber, edgeDeviceSerialNumber };
    problem(await api.post('/assets', made.token, machine), 409);
    expect((await api.get(`/assets?serialNumber=${serialNumber}`, made.token)).body.items).toEqual([]);
  });
});

describe('what is refused', () => {
  it('a device of another customer of the same provider: both are named, neither moves', async () => {
    const elsewhere = await api.aDevice(provider);
    await api.ask('DELETE', `/devices/${elsewhere.device.id}/installation`, provider.token);
    const refused = problem(await install(elsewhere.device.id, (await anAsset()).id, provider.token), 409);
    expect(refused.code).toBe('fleet.different-owners');
    expect(refused.detail).toContain(elsewhere.organization.id);
  });

  it('a viewer with 403, others with 404, and an asset of others with 404 and the field', async () => {
    const [device, asset] = [await aFreeDevice(), await anAsset()];
    const viewer = await api.join(customerId, 'viewer', made.token);
    problem(await install(device.id, asset.id, viewer), 403);
    problem(await api.ask('DELETE', `/devices/${made.device.id}/installation`, viewer), 403);
    problem(await api.get(`/assets/${asset.id}/installable-devices`, viewer), 403);
    const other = await api.aDevice(await api.aProvider('South Power'));
    expect(problem(await install(device.id, asset.id, other.token), 404).code).toBe('fleet.device-unknown');
    await api.ask('DELETE', `/devices/${other.device.id}/installation`, other.token);
    const hidden = problem(await install(other.device.id, asset.id, other.token), 404);
    expect(hidden).toMatchObject({ code: 'fleet.asset-unknown', errors: [{ path: 'assetId' }] });
    problem(await api.get(`/assets/${asset.id}/installations`, other.token), 404);
  });

  it('taking off a device that is on nothing', async () => {
    const device = await aFreeDevice();
    const refused = problem(await api.ask('DELETE', `/devices/${device.id}/installation`, made.token), 409);
    expect(refused.code).toBe('fleet.not-installed');
  });
});

describe('what was on an asset', () => {
  it('is a history, newest first, page by page', async () => {
    const asset = await anAsset();
    const devices = [await aFreeDevice(), await aFreeDevice(), await aFreeDevice()];
    for (const { id } of devices) {
      expect((await install(id, asset.id)).status).toBe(201);
      if (id !== devices[2]?.id) await api.ask('DELETE', `/devices/${id}/installation`, made.token);
    }
    const first = await api.get(`/assets/${asset.id}/installations?limit=2`, made.token);
    const path = `/assets/${asset.id}/installations?limit=2&cursor=${first.body.nextCursor}`;
    const { body: second } = await api.get(path, made.token);
    const all = [...first.body.items, ...second.items];
    expect(all.map(({ device }) => device.id)).toEqual(devices.map(({ id }) => id).reverse());
    expect(all.map(({ removedAt }) => removedAt === null)).toEqual([true, false, false]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('R3-41: the devices one can install', () => {
  it('are those of the same customer that are on nothing, by serial number, searched by its start', async () => {
    const asset = await anAsset();
    const free = [await aFreeDevice(), await aFreeDevice()];
    await api.aDevice(provider);
    const { body } = await api.get(`/assets/${asset.id}/installable-devices`, made.token);
    const serials: string[] = body.items.map((device: { serialNumber: string }) => device.serialNumber);
    expect(serials).toEqual([...serials].sort());
    expect(serials).toEqual(expect.arrayContaining(free.map(({ serialNumber }) => serialNumber)));
    expect(serials).not.toContain(made.device.serialNumber);
    const owners = await api.database.registry.client.device.findMany({ where: { serialNumber: { in: serials } } });
    expect(new Set(owners.map(({ organizationId }) => organizationId))).toEqual(new Set([customerId]));
    const one = free[0]?.serialNumber ?? '';
    const found = await api.get(`/assets/${asset.id}/installable-devices?q=${one.toLowerCase()}`, made.token);
    expect(found.body.items[0]).toMatchObject({ serialNumber: one, connectivity: 'never', type: 'Sensor' });
    const page = await api.get(`/assets/${asset.id}/installable-devices?limit=1`, made.token);
    const rest = await api.get(`/assets/${asset.id}/installable-devices?cursor=${page.body.nextCursor}`, made.token);
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items);
  });
});
