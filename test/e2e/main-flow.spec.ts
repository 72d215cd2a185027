import { connect, connectAsync, type MqttClient } from 'mqtt';
import {
  accepted,
  activated,
  bucketPage,
  devicePage,
  fleetSummary,
  invitation,
  issuedCertificate,
  latestReadings,
  locations,
  memberPage,
  organization,
  organizationPage,
  outboxPage,
  problemDocument,
  type RegistrationAnswer,
  readingPage,
  registrationAnswer,
  revocationAnswer,
  signedIn,
} from '#libs/contracts/http';
import { HOUR_MS } from '#libs/kernel';
import type { ApiClient } from './platform/api-client.js';
import { connectionOf } from './platform/device-connection.js';
import { eventually } from './platform/eventually.js';
import { afterFirstStart } from './platform/first-start.js';
import { PLATFORM_START_LIMIT_MS, type Platform } from './platform/platform.js';
import { newProvider } from './platform/provisioning.js';

// The main flow of the HTTP contract, step by step: tools outside this repository are written against these shapes.

/** R1-41: the registered device is on the map within 60 s of its first connection. */
const ON_THE_MAP_WITHIN_MS = 60_000;
const rfc3339 = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
const aToken = expect.any(String);

jest.setTimeout(120_000);

describe('the main flow, from one form to a point on the map', () => {
  let platform: Platform;
  let leave: (() => Promise<void>) | undefined;
  let api: ApiClient;
  let operator: ApiClient;
  let provider: ApiClient;
  let customer: ApiClient;
  let registered: RegistrationAnswer;
  let certificateSerial: string;
  let key: string;
  let pem: string;
  let certificateAskedAt: number;
  let device: MqttClient | undefined;

  beforeAll(async () => {
    ({ platform, leave } = await afterFirstStart());
    ({ api } = platform);
  }, PLATFORM_START_LIMIT_MS);
  afterAll(async () => {
    await device?.endAsync(true);
    await leave?.();
  }, PLATFORM_START_LIMIT_MS);

  const asTheDevice = () => connectionOf(platform, { key, pem });

  it('signs the operator in', async () => {
    const session = await api.make('/sessions', platform.operator, signedIn);
    expect(session).toMatchObject({
      token: aToken,
      expiresAt: rfc3339,
      person: { id: uuid, email: platform.operator.email },
    });
    operator = api.as(session.token);
  });

  it('opens a provider by invitation, which is signed in when it accepts', async () => {
    const form = { kind: 'provider', name: 'Western Power Service' };
    const made = await operator.make('/organizations', form, organization);
    expect(made).toMatchObject({ id: uuid, kind: 'provider', name: 'Western Power Service', parentId: uuid });
    expect(made.status).toBe('new');
    const offer = { email: 'ada@western.example', name: 'Ada' };
    const invited = await operator.make(`/organizations/${made.id}/invitations`, offer, invitation);
    expect(invited).toMatchObject({ id: uuid, status: 'pending', expiresAt: rfc3339, token: aToken });
    expect(invited.link).toContain(invited.token);
    const newcomer = { firstName: 'Ada', lastName: 'Byron', password: 'correct horse battery' };
    const joined = await api.make(`/invitations/${invited.token}/acceptance`, newcomer, accepted);
    expect(joined).toEqual({ organizationId: made.id, personId: uuid, token: aToken });
    provider = api.as(joined.token);
  });

  it('R1-08…R1-26: registers customer, person, device, equipment and contract with one form', async () => {
    const form = {
      organization: { name: 'Harbor Cold Store' },
      person: { firstName: 'Grace', lastName: 'Miller', email: 'grace@quay.example', phone: '+48 22 555 01 00' },
      salesOrderNumber: 'SO-4711',
      device: { type: 'RemotEye 4', serialNumber: 'RE-1001', macAddress: '00:1A:2B:3C:4E:5E' },
      leaseMonths: 24,
      startDate: '2026-12-01',
      serviceContractNumber: 'SC-17',
      equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: '160300007', shipDate: '2026-11-02' },
      site: { name: 'Quay 4', address: 'Quay 4, Gdynia', lat: 54.52, lon: 18.55 },
    };
    registered = await provider.make('/registrations', form, registrationAnswer);
    expect(registered).toMatchObject({
      organization: { id: uuid, name: 'Harbor Cold Store' },
      person: { id: uuid, ...form.person },
      device: { id: uuid, ...form.device },
      asset: { id: uuid, ...form.equipment },
      contract: { startDate: '2026-12-01', endDate: '2028-12-01', leaseMonths: 24 },
    });
  });

  it('R1-15: registers a second device for the same customer; the lease is 12 months unless it is said otherwise', async () => {
    const form = {
      organization: { id: registered.organization.id },
      person: { id: registered.person.id },
      device: { type: 'Sensor', serialNumber: 'SE-2001', macAddress: '00:1A:2B:3C:4E:60' },
      startDate: '2026-12-01',
      equipment: { model: 'Transformer', modelNumber: 'T-400', serialNumber: '77' },
    };
    const second = await provider.make('/registrations', form, registrationAnswer);
    expect(second).toMatchObject({
      organization: { id: registered.organization.id },
      person: { id: registered.person.id },
      contract: { startDate: '2026-12-01', endDate: '2027-12-01', leaseMonths: 12 },
    });
  });

  it('R1-27, R1-28: has two mails with links and a summary for the customer, which the operator reads while there is no mail server', async () => {
    const { items } = await operator.read('/outbox-mails', outboxPage);
    const mails = items.filter(({ recipient }) => recipient === 'grace@quay.example');
    const templates = mails.map(({ template }) => template).sort();
    expect(templates).toEqual(['activation', 'password', 'registration-summary']);
  });

  it.each([
    ['serial number', { serialNumber: 'RE-1001', macAddress: '00:1A:2B:3C:4E:5F' }, 'serialNumber'],
    ['MAC address', { serialNumber: 'RE-1002', macAddress: '00-1a-2b-3c-4e-5e' }, 'macAddress'],
  ])('R1-26: refuses a second device with the same %s, names the field and makes nothing', async (_, taken, field) => {
    const { status, body } = await provider.post('/registrations', {
      organization: { name: 'Second Customer' },
      person: { firstName: 'Jean', lastName: 'Bartik', email: 'jean@second.example', phone: '+48 22 555 01 01' },
      device: { type: 'Sensor', ...taken },
      startDate: '2026-12-01',
      equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: '160300008' },
    });
    expect({ status, body }).toMatchObject({ status: 409, body: { code: expect.any(String) } });
    expect(JSON.stringify(problemDocument.parse(body))).toContain(field);
    expect(JSON.stringify(await provider.read('/organizations', organizationPage))).not.toContain('Second Customer');
  });

  it('R2-11: shows the provider the activation link, and signs the customer in who follows it', async () => {
    const { items } = await provider.read(`/organizations/${registered.organization.id}/members`, memberPage);
    expect(items).toEqual([
      expect.objectContaining({
        person: expect.objectContaining({ id: registered.person.id, email: 'grace@quay.example' }),
        role: 'admin',
        status: expect.any(String),
        activationLink: expect.stringContaining('/'),
      }),
    ]);
    const token = items[0]?.activationLink?.split('/').at(-1);
    const session = await api.make(`/activations/${token}`, { password: 'quay four is cold' }, activated);
    expect(session).toEqual({ personId: registered.person.id, token: aToken });
    customer = api.as(session.token);
    expect((await api.post(`/activations/${token}`, { password: 'quay four is cold' })).status).not.toBe(201);
  });

  it('R1-32: finds the device by its serial number; it has never connected', async () => {
    const { items, nextCursor } = await customer.read('/devices?q=RE-1001', devicePage);
    expect(items).toEqual([
      expect.objectContaining({
        id: registered.device.id,
        serialNumber: 'RE-1001',
        macAddress: '00:1A:2B:3C:4E:5E',
        type: 'RemotEye 4',
        organizationId: registered.organization.id,
        lifecycle: 'registered',
        connectivity: expect.objectContaining({ state: 'never' }),
      }),
    ]);
    expect(nextCursor).toBeNull();
  });

  it('R1-33, R1-35: generates the certificate: two files, the key in this answer and nowhere else', async () => {
    certificateAskedAt = performance.now();
    const issued = await customer.make(`/devices/${registered.device.id}/certificates`, {}, issuedCertificate);
    expect(issued.certificate).toMatchObject({
      serialNumber: expect.any(String),
      notBefore: rfc3339,
      notAfter: rfc3339,
      fingerprintSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      keyAlgorithm: 'rsa-2048',
    });
    expect(issued.files.map(({ name }) => name)).toEqual(['RE-1001.key', 'RE-1001.pem']);
    certificateSerial = issued.certificate.serialNumber;
    [key = '', pem = ''] = issued.files.map(({ content }) => content);
    expect(pem.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
    const lastLine = key.trim().split('\n').at(-2) ?? '';
    expect(lastLine).not.toBe('');
    expect(platform.output).not.toContain(lastLine);
  });

  it('R1-38, R1-41: lets the device in with its two files, and has it on the map', async () => {
    device = await connectAsync(asTheDevice());
    await device.publishAsync('devices/me/telemetry', '{"load":43,"status":"on battery"}', { qos: 1 });
    await device.publishAsync('devices/me/location', '{"lat":54.53,"lon":18.56,"accuracy":8}', { qos: 1 });
    const feature = await eventually(
      'the device is on the map where it says it is',
      async () => {
        const { type, features } = await customer.read('/locations?bbox=18,54,19,55&zoom=12', locations);
        expect(type).toBe('FeatureCollection');
        return features.find(({ properties }) => 'source' in properties && properties.source === 'device');
      },
      ON_THE_MAP_WITHIN_MS,
    );
    const tookMs = performance.now() - certificateAskedAt;
    process.stdout.write(`From "generate certificate" to the point on the map: ${(tookMs / 1000).toFixed(2)} s\n`);
    expect(feature).toMatchObject({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [18.56, 54.53] },
      properties: {
        deviceId: registered.device.id,
        serialNumber: 'RE-1001',
        name: expect.any(String),
        connectivity: 'connected',
        observedAt: rfc3339,
        source: 'device',
      },
    });
    expect((await customer.read('/locations?bbox=-10,40,-9,41', locations)).features).toEqual([]);
  });

  it('says that the device is connected', async () => {
    const [found] = (await customer.read('/devices?q=RE-1001', devicePage)).items;
    expect(found).toMatchObject({ lifecycle: 'active', connectivity: { state: 'connected', since: rfc3339 } });
    expect(await customer.read('/fleet/summary', fleetSummary)).toMatchObject({
      total: 2,
      connectivity: { connected: 1, disconnected: 0, never: 1 },
    });
  });

  it('gives the readings back: newest, raw and in buckets', async () => {
    const path = `/devices/${registered.device.id}`;
    const latest = await eventually('the newest values are there', async () => {
      const { items } = await customer.read(`${path}/latest`, latestReadings);
      return items.length === 2 && items;
    });
    const times = { observedAt: rfc3339, receivedAt: rfc3339 };
    expect(latest).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ quantity: 'load', value: 43, unit: null, ...times }),
        expect.objectContaining({ quantity: 'status', value: 'on battery', ...times }),
      ]),
    );
    const from = new Date(Date.now() - HOUR_MS).toISOString();
    const to = new Date(Date.now() + HOUR_MS).toISOString();
    const span = `${path}/readings?quantity=load&from=${from}&to=${to}`;
    expect(await customer.read(span, readingPage)).toEqual({
      items: [expect.objectContaining({ observedAt: rfc3339, value: 43 })],
      nextCursor: null,
    });
    const { items } = await customer.read(`${span}&bucket=1h`, bucketPage);
    expect(items).toEqual([expect.objectContaining({ from: rfc3339, count: 1, min: 43, avg: 43, max: 43, last: 43 })]);
  });

  it('ends the session of a device whose certificate is revoked, and does not let it in again', async () => {
    const closed = closing(device as MqttClient);
    const askedAt = performance.now();
    const path = `/certificates/${certificateSerial}/revocation`;
    const revoked = await provider.make(path, { reason: 'keyCompromise' }, revocationAnswer);
    expect(revoked).toMatchObject({ revokedAt: rfc3339, reason: 'keyCompromise' });
    await closed;
    process.stdout.write(`From revocation to the end of the session: ${Math.round(performance.now() - askedAt)} ms\n`);
    const again = connect(asTheDevice());
    again.on('error', () => undefined); // a refusal may also come as a reset of the connection
    const letIn = jest.fn();
    again.on('connect', letIn);
    await closing(again);
    expect(letIn).not.toHaveBeenCalled();
    const [found] = await eventually('the device is disconnected', async () => {
      const { items } = await customer.read('/devices?q=RE-1001', devicePage);
      return items[0]?.connectivity.state === 'disconnected' && items;
    });
    expect(found?.connectivity.cause).toContain('certificate-revoked');
  });

  it('is invisible to another provider: what is not yours is not there', async () => {
    const stranger = await newProvider(api, operator, 'Southern Power Service', 'sue@southern.example');
    expect((await stranger.read('/devices?q=RE-1001', devicePage)).items).toEqual([]);
    expect((await stranger.read('/locations', locations)).features).toEqual([]);
    for (const path of ['latest', 'readings?quantity=load', 'connectivity']) {
      expect((await stranger.get(`/devices/${registered.device.id}/${path}`)).status).toBe(404);
    }
    expect((await stranger.post(`/devices/${registered.device.id}/certificates`, {})).status).toBe(404);
    expect((await api.get('/devices')).status).toBe(401);
  });
});

const closing = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));
