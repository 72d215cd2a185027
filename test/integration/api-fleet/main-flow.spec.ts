import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  deviceCertificateList,
  deviceDetails,
  devicePage,
  fleetSummary,
  issuedCertificate,
  locations,
  registrationAnswer,
  registrationForm,
} from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
beforeAll(async () => {
  api = await startFleetApi();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

describe('the main flow over HTTP', () => {
  it('leads from one form to a certificate, a point on the map and a revocation', async () => {
    const provider = await api.aProvider();
    const device = await api.aDevice(provider, { site: { name: 'Plant', lat: 52.2, lon: 21 }, leaseMonths: 3 });
    expect(device.registered.status).toBe(201);
    registrationAnswer.strict().parse(device.registered.body);
    expect(device.contract).toMatchObject({ startDate: '2026-11-21', endDate: '2027-02-21', leaseMonths: 3 });
    expect(device.device.macAddress).toMatch(/^00:C0:B7:00:00:/);

    // R1-32: the customer finds the device by its serial number.
    const found = await api.get(`/devices?q=${device.form.device.serialNumber}`, device.token);
    expect(found.status).toBe(200);
    devicePage.strict().parse(found.body);
    expect(found.body).toMatchObject({
      items: [{ id: device.device.id, lifecycle: 'registered', connectivity: { state: 'never', since: null } }],
      nextCursor: null,
    });

    // R1-33…R1-36: generates the certificate and gets two files.
    const issued = await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
    expect(issued.status).toBe(201);
    issuedCertificate.strict().parse(issued.body);
    expect(issued.headers.get('cache-control')).toBe('no-store');
    const [keyFile, pemFile] = issued.body.files;
    const serial = device.form.device.serialNumber;
    expect([keyFile.name, pemFile.name]).toEqual([`${serial}.key`, `${serial}.pem`]);
    const [leaf, issuing, root] = pemFile.content
      .split(/(?<=-----END CERTIFICATE-----\n)/)
      .map((pem: string) => new X509Certificate(pem));
    expect(leaf.checkPrivateKey(createPrivateKey(keyFile.content))).toBe(true);
    expect(leaf.verify(issuing.publicKey) && issuing.verify(root.publicKey)).toBe(true);

    const listed = await api.get(`/devices/${device.device.id}/certificates`, device.token);
    deviceCertificateList.strict().parse(listed.body);
    expect(listed.body.items).toMatchObject([{ ...issued.body.certificate, state: 'valid' }]);
    expect(JSON.stringify(listed.body)).not.toContain('PRIVATE KEY');

    const details = await api.get(`/devices/${device.device.id}`, device.token);
    deviceDetails.strict().parse(details.body);
    expect(details.body).toMatchObject({
      lifecycle: 'active',
      certificate: { state: 'valid' },
      site: { name: 'Plant' },
    });

    // R1-40: it is on the map, at its site until it reports a position.
    const map = await api.get('/locations', device.token);
    expect(map.headers.get('content-type')).toContain('application/geo+json');
    locations.strict().parse(map.body);
    expect(map.body.features).toEqual([
      {
        type: 'Feature',
        id: device.device.id,
        geometry: { type: 'Point', coordinates: [21, 52.2] },
        properties: {
          deviceId: device.device.id,
          serialNumber: serial,
          name: device.device.name,
          connectivity: 'never',
          freshness: 'silent',
          observedAt: null,
          source: 'site',
          organizationId: device.organization.id,
          siteId: expect.any(String),
          model: expect.any(String),
        },
      },
    ]);

    const summary = await api.get('/fleet/summary', device.token);
    fleetSummary.strict().parse(summary.body);
    expect(summary.body).toMatchObject({ total: 1, connectivity: { connected: 0, disconnected: 0, never: 1 } });

    const revoked = await api.post(`/certificates/${issued.body.certificate.serialNumber}/revocation`, device.token, {
      reason: 'keyCompromise',
    });
    expect(revoked.status).toBe(201);
    expect(revoked.body).toMatchObject({ reason: 'keyCompromise', revokedAt: expect.stringMatching(/Z$/) });
    expect(api.heard.at(-1)).toMatchObject({ name: 'certificate.revoked' });
    const again = await api.post(`/certificates/${issued.body.certificate.serialNumber}/revocation`, device.token, {});
    expect([again.status, again.body]).toEqual([200, revoked.body]);

    // R1-36: the key was in that one answer; not in the log, not in the database.
    const body = keyFile.content.split('\n').slice(1, -2).join('');
    const log = api.lines.join('');
    expect(log).toContain(`/devices/${device.device.id}/certificates`);
    expect(log).not.toContain('PRIVATE KEY');
    expect(log).not.toContain(body.slice(40, 90));
  });

  it('R1-14, R1-15, R1-18: tells what the form offers', async () => {
    const { token } = await api.aProvider();
    const form = await api.get('/registrations/form', token);
    registrationForm.strict().parse(form.body);
    expect(form.body).toEqual({
      deviceTypes: ['RemotEye 4', 'Sensor'],
      equipmentModels: ['Charge point', 'Machine', 'Transformer', 'UPS'],
      systemNameTemplate: 'MODEL RATING SERIAL',
      leaseMonths: { minimum: 1, default: 12, maximum: 240 },
    });
  });

  it('gives an archive with the same two files to who asks for one', async () => {
    const device = await api.aDevice(await api.aProvider());
    const answer = await api.post(
      `/devices/${device.device.id}/certificates`,
      device.token,
      {},
      { accept: 'application/zip' },
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const serial = device.form.device.serialNumber;
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${serial}.zip"`);
    expect(answer.body.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    for (const name of [`${serial}.key`, `${serial}.pem`]) expect(answer.body.includes(name)).toBe(true);
  });

  it('takes an empty body for an empty object when a certificate is asked for', async () => {
    const device = await api.aDevice(await api.aProvider());
    expect((await api.post(`/devices/${device.device.id}/certificates`, device.token, undefined)).status).toBe(201);
  });

  it('hands out root and revocation list to everybody', async () => {
    const root = await api.get('/pki/ca.pem');
    expect(root.status).toBe(200);
    expect(new X509Certificate(root.body).raw.equals(api.authority.root.der)).toBe(true);
    const list = await api.get('/pki/crl');
    expect(list.status).toBe(200);
    expect(list.headers.get('content-type')).toBe('application/pkix-crl');
    expect(list.headers.get('cache-control')).toBe('public, max-age=60');
    expect(list.body[0]).toBe(0x30);
  });

  it('suspends a device, tells the brokers, and lets it in again', async () => {
    const provider = await api.aProvider();
    const device = await api.aDevice(provider);
    const path = `/devices/${device.device.id}/suspension`;
    expect(await api.post(path, provider.token, { reason: 'unpaid' })).toMatchObject({
      status: 409,
      body: { code: 'fleet.lifecycle-transition' },
    });
    await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
    expect(await api.post(path, device.token, { reason: 'unpaid' })).toMatchObject({ status: 403 });
    expect(await api.post(path, provider.token, { reason: 'unpaid' })).toMatchObject({
      status: 201,
      body: { lifecycle: 'suspended' },
    });
    expect(api.heard.at(-1)).toEqual({
      name: 'device.lifecycle-changed',
      event: { deviceId: device.device.id, lifecycle: 'suspended' },
    });
    expect(await api.post(`/devices/${device.device.id}/certificates`, device.token, {})).toMatchObject({
      status: 409,
      body: { code: 'fleet.device-not-enrollable' },
    });
    expect(await api.ask('DELETE', path, provider.token)).toMatchObject({ status: 200, body: { lifecycle: 'active' } });
  });

  it('answers 304 to who has the map already, and 200 once it changed', async () => {
    const device = await api.aDevice(await api.aProvider(), { site: { lat: 10, lon: 20 } });
    const first = await api.get('/locations?bbox=19,9,21,11&zoom=5', device.token);
    const etag = first.headers.get('etag')!;
    const same = await api.get('/locations?bbox=19,9,21,11&zoom=5', device.token, { 'if-none-match': etag });
    expect([same.status, same.body.length, same.headers.get('etag')]).toEqual([304, 0, etag]);
    await api.database.pool.query(
      `INSERT INTO telemetry.latest_position (observed_at, received_at, latitude, longitude, device_key, time_origin)
       VALUES (now(), now(), 10.5, 20.5, $1, 0)`,
      [device.key],
    );
    const moved = await api.get('/locations?bbox=19,9,21,11&zoom=5', device.token, { 'if-none-match': etag });
    expect(moved.status).toBe(200);
    expect(moved.body.features[0]).toMatchObject({
      geometry: { coordinates: [20.5, 10.5] },
      properties: { source: 'device', observedAt: expect.stringMatching(/Z$/) },
    });
  });

  it('pages through devices with the cursor of each answer', async () => {
    const provider = await api.aProvider();
    for (let count = 0; count < 3; count += 1)
      await api.post('/registrations', provider.token, (await import('./running-fleet.js')).aForm());
    const first = await api.get('/devices?limit=2&sort=-createdAt', provider.token);
    expect(first.body.items).toHaveLength(2);
    const rest = await api.get(`/devices?limit=2&sort=-createdAt&cursor=${first.body.nextCursor}`, provider.token);
    expect(rest.body).toMatchObject({ items: [{}], nextCursor: null });
    const ids = [...first.body.items, ...rest.body.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(await api.get(`/devices?limit=2&cursor=${first.body.nextCursor}`, provider.token)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'cursor', message: expect.stringContaining('-createdAt') }] },
    });
  });
});
