import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

describe('a device that is retired', () => {
  let api: FleetApi;
  let provider: { id: string; token: string };
  beforeAll(async () => {
    api = await startFleetApi();
    provider = await api.aProvider();
  }, 120_000);
  afterAll(() => api.stop());

  const retire = (id: string, token: string) =>
    api.post(`/devices/${id}/retirement`, token, { reason: 'Struck by lightning' });

  it('loses its certificates in the same act (rule 19), leaves its asset, and stays with its owner', async () => {
    const { device, asset, organization, token } = await api.aDevice(provider);
    const issued = await api.post(`/devices/${device.id}/certificates`, token, {});
    const { serialNumber } = issued.body.certificate;
    expect((await api.get(`/devices/${device.id}`, provider.token)).body.asset.id).toBe(asset.id);
    const answer = await retire(device.id, provider.token);
    expect(answer).toMatchObject({
      status: 201,
      body: { lifecycle: 'retired', revokedCertificates: [serialNumber] },
    });
    const { body } = await api.get(`/devices/${device.id}`, token);
    expect(body).toMatchObject({ lifecycle: 'retired', organizationId: organization.id, asset: null });
    const [certificate] = (await api.get(`/devices/${device.id}/certificates`, token)).body.items;
    expect(certificate).toMatchObject({ state: 'revoked', revocationReason: 'cessationOfOperation' });
    expect(api.heard).toEqual(
      expect.arrayContaining([
        { name: 'certificate.revoked', event: expect.objectContaining({ serialNumber }) },
        { name: 'device.lifecycle-changed', event: { deviceId: device.id, lifecycle: 'retired' } },
      ]),
    );
    const again = await retire(device.id, provider.token);
    expect([again.status, again.body.code]).toEqual([409, 'fleet.lifecycle-transition']);
  });

  it('is retired by administrators of its provider and of the operator alone', async () => {
    const { device, token } = await api.aDevice(provider);
    const member = await api.join(provider.id, 'member', provider.token);
    for (const who of [token, member]) expect((await retire(device.id, who)).status).toBe(403);
    const stranger = await api.aProvider('South Power');
    expect((await retire(device.id, stranger.token)).body.code).toBe('fleet.device-unknown');
    expect((await retire(device.id, api.operatorToken)).status).toBe(201);
  });
});
