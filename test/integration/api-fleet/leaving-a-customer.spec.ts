import { HOUR_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider('North Power');
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** A device with a certificate, and another customer of the same provider. */
async function twoCustomers() {
  const device = await api.aDevice(provider);
  const other = await api.aDevice(provider);
  const { body } = await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
  return { device, other, id: device.device.id as string, certificate: body.certificate as { serialNumber: string } };
}
const certificatesOf = async (id: string) =>
  (await api.get(`/devices/${id}/certificates`, provider.token)).body.items as {
    revocation: { reason: string } | null;
  }[];

describe('a device that leaves a customer', () => {
  it('R0-15: loses its certificates, for whoever kept a key must not speak as a device that is another’s', async () => {
    const { device, other, id, certificate } = await twoCustomers();
    const answer = await api.post(`/devices/${id}/assignment`, provider.token, {
      organizationId: other.organization.id,
    });
    expect(answer.body).toMatchObject({ changed: true, revokedCertificates: 1 });
    expect(await certificatesOf(id)).toMatchObject([{ revocationReason: 'affiliationChanged' }]);
    expect(api.heard).toContainEqual({
      name: 'certificate.revoked',
      event: expect.objectContaining({ serialNumber: certificate.serialNumber, deviceId: id }),
    });
    const again = await api.post(`/devices/${id}/certificates`, other.token, {});
    expect(again.status).toBe(201);
    expect((await api.post(`/devices/${id}/certificates`, device.token, {})).status).toBe(404);
  });

  it('R0-15: also on its way back into stock, and when the customer is deleted (R2-17)', async () => {
    const back = await twoCustomers();
    await api.ask('DELETE', `/devices/${back.id}/assignment`, provider.token);
    expect(await certificatesOf(back.id)).toMatchObject([{ revocationReason: 'affiliationChanged' }]);
    const gone = await twoCustomers();
    const { id, name } = gone.device.organization;
    const deleted = await api.ask('DELETE', `/organizations/${id}?confirm=${encodeURIComponent(name)}`, provider.token);
    expect(deleted.status).toBe(200);
    expect(await certificatesOf(gone.id)).toMatchObject([{ revocationReason: 'affiliationChanged' }]);
  });

  it('R0-21: keeps them when it comes out of stock, or to the customer that has it already', async () => {
    const { device, id } = await twoCustomers();
    const same = await api.post(`/devices/${id}/assignment`, provider.token, {
      organizationId: device.organization.id,
    });
    expect(same.body).toMatchObject({ changed: false, revokedCertificates: 0 });
    expect(await certificatesOf(id)).toMatchObject([{ revocationReason: null }]);
  });

  it('R0-15: is not shown to its new owner where it stood before', async () => {
    const device = await api.aDevice(provider, { site: { name: 'Quay', lat: 10, lon: 10 } });
    const other = await api.aDevice(provider);
    const id = device.device.id as string;
    const at = new Date(Date.now() - HOUR_MS);
    const report = (when: Date, latitude: number) =>
      api.database.pool.query(
        `INSERT INTO telemetry.latest_position (device_key, observed_at, received_at, latitude, longitude, time_origin)
         VALUES ($1, $2, $2, $3, 20, 0)
         ON CONFLICT (device_key) DO UPDATE SET observed_at = excluded.observed_at, latitude = excluded.latitude`,
        [device.key, when, latitude],
      );
    await report(at, 50);
    const places = async (token: string) =>
      (await api.get('/locations', token)).body.features
        .filter(({ properties }: { properties: { deviceId: string } }) => properties.deviceId === id)
        .map(({ geometry }: { geometry: { coordinates: number[] } }) => geometry.coordinates);
    expect(await places(device.token)).toEqual([[20, 50]]);
    await api.post(`/devices/${id}/assignment`, provider.token, { organizationId: other.organization.id });
    expect(await places(other.token)).toEqual([]);
    expect(await places(device.token)).toEqual([]);
    await report(new Date(Date.now() + 1000), 51);
    expect(await places(other.token)).toEqual([[20, 51]]);
  });
});
