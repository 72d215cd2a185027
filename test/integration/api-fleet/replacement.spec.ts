import { deviceDetails, replacement } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider('North Power');
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

let counter = 0;
/** A device in a provider's stock. */
async function aSpare(organizationId = provider.id): Promise<{ id: string; serialNumber: string }> {
  counter += 1;
  const macAddress = `00:C0:B7:22:00:${counter.toString(16).padStart(2, '0')}`;
  const devices = [{ type: 'Sensor', serialNumber: `SPARE-${counter}`, macAddress }];
  return (await api.post('/devices/dispatches', api.operatorToken, { organizationId, devices })).body.items[0];
}
const replace = (id: string, serialNumber: string, token = provider.token) =>
  api.post(`/devices/${id}/replacement`, token, { serialNumber, reason: 'Struck by lightning' });
const detailsOf = async (id: string, token = provider.token) =>
  deviceDetails.parse((await api.get(`/devices/${id}`, token)).body);
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
/** One more device of a customer, on equipment of its own. */
const anotherOf = async (id: string) =>
  (await api.post('/registrations', provider.token, aForm({ organization: { id } }))).body.device;
const plant = { site: { name: 'Plant', lat: 52, lon: 21 } };

describe('replacing a device', () => {
  it('puts the new one on equipment, site and contract at the same instant, and leaves equipment and history alone', async () => {
    const made = await api.aDevice(provider, plant);
    const spare = await aSpare();
    const answer = await replace(made.device.id, spare.serialNumber.toLowerCase());
    expect([answer.status, replacement.strict().parse(answer.body)]).toMatchObject([
      201,
      { deviceId: spare.id, organizationId: made.organization.id, siteId: made.site.id, assetIds: [made.asset.id] },
    ]);
    expect(answer.body.contractIds).toEqual([made.contract.id]);
    const before = made.device;
    expect(await detailsOf(spare.id, made.token)).toMatchObject({
      asset: { id: made.asset.id },
      site: { id: made.site.id },
      contract: { endDate: made.contract.endDate },
      name: before.name,
      lifecycle: 'registered',
    });
    expect(await detailsOf(before.id, made.token)).toMatchObject({
      asset: null,
      site: null,
      contract: null,
      lifecycle: 'retired',
      organizationId: made.organization.id,
    });
    const installations = await api.database.registry.client.installation.findMany({
      where: { assetId: made.asset.id },
      orderBy: { installedAt: 'asc' },
    });
    expect(installations.map(({ deviceId }) => deviceId)).toEqual([before.id, spare.id]);
    expect(installations[0]?.removedAt).toEqual(installations[1]?.installedAt);
    const history = await api.get(`/devices/${spare.id}/transfers`, provider.token);
    expect(history.body.items[0]).toMatchObject({
      cause: 'assigned',
      note: `In place of ${made.form.device.serialNumber}: Struck by lightning`,
    });
  });

  it('rule 19: revokes in the same act every valid certificate of the old one as superseded and ends its sessions', async () => {
    const made = await api.aDevice(provider);
    const { id } = made.device;
    const issued: string[] = [];
    for (let each = 0; each < 2; each++) {
      issued.push((await api.post(`/devices/${id}/certificates`, made.token, {})).body.certificate.serialNumber);
    }
    await api.post(`/certificates/${issued[0]}/revocation`, provider.token, { reason: 'keyCompromise' });
    api.heard.length = 0;
    const answer = await replace(id, (await aSpare()).serialNumber);
    expect(answer.body.retired).toEqual({
      deviceId: id,
      serialNumber: made.form.device.serialNumber,
      revokedCertificates: [issued[1]],
    });
    expect(api.heard).toMatchObject([
      { name: 'certificate.revoked', event: { serialNumber: issued[1], deviceId: id, reason: 'superseded' } },
      { name: 'device.lifecycle-changed', event: { deviceId: id, lifecycle: 'retired' } },
    ]);
    const { body } = await api.get(`/devices/${id}/certificates`, made.token);
    const reasons = body.items.map(({ revocationReason }: { revocationReason: string }) => revocationReason);
    expect(reasons.sort()).toEqual(['keyCompromise', 'superseded']);
    expect((await api.post(`/devices/${id}/certificates`, made.token, {})).status).toBe(409);
  });

  it('takes a device of the same customer that is on nothing, too', async () => {
    const made = await api.aDevice(provider);
    const spare = await aSpare();
    await api.post(`/devices/${spare.id}/assignment`, provider.token, { organizationId: made.organization.id });
    expect((await replace(made.device.id, spare.serialNumber)).status).toBe(201);
    const history = await api.get(`/devices/${spare.id}/transfers`, provider.token);
    expect(history.body.items).toHaveLength(2);
  });

  it('refuses what cannot take the place, and changes nothing', async () => {
    const made = await api.aDevice(provider, plant);
    const { id } = made.device;
    const busy = await anotherOf(made.organization.id);
    const elsewhere = await api.aDevice(provider);
    const retired = await anotherOf(made.organization.id);
    await replace(retired.id, (await aSpare()).serialNumber);
    const foreign = await aSpare((await api.aProvider('South Power')).id);
    const inStock = await aSpare();
    const operators = await aSpare((await api.aProvider('West Power')).id);
    expect(codeOf(await replace(id, made.form.device.serialNumber))).toEqual([409, 'fleet.replacement-unfit']);
    expect(codeOf(await replace(id, busy.serialNumber))).toEqual([409, 'fleet.replacement-unfit']);
    expect(codeOf(await replace(id, elsewhere.form.device.serialNumber))).toEqual([409, 'fleet.replacement-unfit']);
    expect(codeOf(await replace(id, retired.serialNumber))).toEqual([409, 'fleet.replacement-unfit']);
    expect(codeOf(await replace(id, operators.serialNumber, api.operatorToken))).toEqual([
      409,
      'fleet.replacement-unfit',
    ]);
    expect(codeOf(await replace(id, foreign.serialNumber))).toEqual([404, 'fleet.serial-number-unknown']);
    expect(codeOf(await replace(id, 'NEVER-MADE'))).toEqual([404, 'fleet.serial-number-unknown']);
    expect(codeOf(await replace(inStock.id, (await aSpare()).serialNumber))).toEqual([409, 'fleet.device-in-stock']);
    const again = await replace(retired.id, inStock.serialNumber);
    expect(codeOf(again)).toEqual([409, 'fleet.lifecycle-transition']);
    expect(await detailsOf(id)).toMatchObject({ lifecycle: 'registered', asset: { id: made.asset.id } });
    expect((await detailsOf(inStock.id)).organizationId).toBe(provider.id);
  });

  it('is the provider’s; the customer is refused, and for neighbors there is no such device', async () => {
    const made = await api.aDevice(provider);
    const spare = await aSpare();
    const neighbor = await api.aProvider('East Power');
    expect((await replace(made.device.id, spare.serialNumber, made.token)).status).toBe(403);
    expect(codeOf(await replace(made.device.id, spare.serialNumber, neighbor.token))).toEqual([
      404,
      'fleet.device-unknown',
    ]);
  });

  it('by two at once happens once; and one spare takes one place', async () => {
    const made = await api.aDevice(provider);
    const [one, two] = [await aSpare(), await aSpare()];
    const twice = await Promise.all([one, two].map(({ serialNumber }) => replace(made.device.id, serialNumber)));
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    const places = [await api.aDevice(provider), await api.aDevice(provider)];
    const spare = await aSpare();
    const both = await Promise.all(places.map(({ device }) => replace(device.id, spare.serialNumber)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const present = await api.database.registry.client.installation.count({
      where: { deviceId: spare.id, removedAt: null },
    });
    expect(present).toBe(1);
  });

  it('racing an assignment of the same device leaves it with one owner and no half-made place', async () => {
    for (let round = 0; round < 3; round++) {
      const made = await api.aDevice(provider);
      const spare = await aSpare();
      const { body: rival } = await api.post('/organizations', provider.token, {
        kind: 'customer',
        name: `Rival ${round}`,
      });
      const answers = await Promise.all([
        replace(made.device.id, spare.serialNumber),
        api.post(`/devices/${made.device.id}/assignment`, provider.token, { organizationId: rival.id }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const replaced = answers[0]?.status === 201;
      expect((await detailsOf(spare.id)).asset?.id).toBe(replaced ? made.asset.id : undefined);
      expect((await detailsOf(made.device.id)).organizationId).toBe(replaced ? made.organization.id : rival.id);
    }
  });
});

describe('changing a device', () => {
  it('R1-06: shows the system name, whether it tells of the equipment, and the pattern for it', async () => {
    const made = await api.aDevice(provider);
    const { modelNumber, serialNumber } = made.form.equipment;
    const { id } = made.device;
    const template = `${modelNumber} RATING ${serialNumber}`;
    const nothing = { systemName: null, systemNameMatches: null, systemNameTemplate: template };
    expect(await detailsOf(id, made.token)).toMatchObject(nothing);
    const change = async (body: unknown) => (await api.ask('PATCH', `/devices/${id}`, made.token, body)).body;
    expect(await change({ systemName: `${modelNumber} 18kVA 7` })).toMatchObject({ systemNameMatches: false });
    const right = `${modelNumber.toLowerCase()} 18 kVA ${serialNumber}`;
    await api.database.pool.query(
      `INSERT INTO telemetry.attribute (device_key, name, value, received_at)
       VALUES ($1, 'systemName', $2, now() + INTERVAL '1 minute')`,
      [made.key, JSON.stringify(right)],
    );
    expect(await detailsOf(id, made.token)).toMatchObject({ systemName: right, systemNameMatches: true });
    await api.database.pool.query(
      `UPDATE telemetry.attribute SET received_at = now() - INTERVAL '1 hour' WHERE device_key = $1`,
      [made.key],
    );
    expect(await detailsOf(id, made.token)).toMatchObject({ systemNameMatches: false });
    expect(await change({ systemName: null })).toMatchObject(nothing);
  });

  it('takes sites of the owner alone, and leaves an event of what was and is', async () => {
    const made = await api.aDevice(provider, plant);
    const other = await api.aDevice(provider, plant);
    const { id } = made.device;
    const change = (body: unknown, token = made.token) => api.ask('PATCH', `/devices/${id}`, token, body);
    for (const siteId of [other.site.id, '01900000-0000-7000-8000-000000000000']) {
      expect(codeOf(await change({ siteId }, provider.token))).toEqual([404, 'fleet.site-unknown']);
    }
    expect((await change({ name: 'Spare', siteId: null })).body).toMatchObject({ name: 'Spare', siteId: null });
    expect((await change({ siteId: made.site.id })).body).toMatchObject({ name: 'Spare', siteId: made.site.id });
    const { body } = await api.get('/audit-events?action=device.changed', made.token);
    expect(body.items[1]).toMatchObject({
      before: { name: made.device.name, siteId: made.site.id },
      after: { name: 'Spare', siteId: null },
    });
    expect((await change({})).status).toBe(400);
    const viewer = await api.join(made.organization.id, 'viewer', made.token);
    expect((await change({ name: 'No' }, viewer)).status).toBe(403);
    expect((await change({ name: 'No' }, (await api.aProvider()).token)).status).toBe(404);
  });
});
