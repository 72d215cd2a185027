import { readFileSync } from 'node:fs';
import { connectAsync, type MqttClient } from 'mqtt';
import {
  activated,
  assetDetails,
  contractPage,
  deviceCertificateList,
  deviceDetails,
  devicePage,
  issuedCertificate,
  locations,
  organization,
  organizationKey,
  organizationPage,
  type RegistrationAnswer,
  receivedRegistrationRequest,
  registrationAnswer,
  registrationForm,
  registrationRequestPage,
  serviceContract,
} from '#libs/contracts/http';
import type { ApiClient } from '../platform/api-client.js';
import { connectionOf } from '../platform/device-connection.js';
import { eventually } from '../platform/eventually.js';
import { freePorts } from '../platform/free-ports.js';
import { PLATFORM_START_LIMIT_MS } from '../platform/platform.js';
import { linkIn, mailTo, secretOf } from './mailbox.js';
import { joined, opened, password, signedInAs } from './people.js';
import { tryToSend } from './reference-device.js';
import { refusal, refusedAs } from './refusal.js';
import { type Story, startStory } from './story.js';
import { anotherForm, daysFromNow, endDate, form, person, refusedDevices, systemName } from './ups-form.js';

// The reference system R1: a service provider registers customers and the UPS systems it monitors for them.

/** R1-41: within 60 s of its first connection; the reference takes 15 minutes. */
const ON_THE_MAP_WITHIN_MS = 60_000;
/** R1-39. */
const DOCUMENTED_PORT = 8883;
/** R1-15. */
const DEFAULT_LEASE_MONTHS = 12;
/** R1-27. */
const MAILS_WITH_A_LINK = 2;

jest.setTimeout(120_000);

describe('R1: a service provider monitors a customer’s UPS', () => {
  let story: Story;
  let api: ApiClient;
  let service: Awaited<ReturnType<typeof opened>>;
  let provider: ApiClient;
  let stranger: ApiClient;
  let customer: ApiClient;
  let registered: RegistrationAnswer;
  let requestId: string;
  let files: { key: string; pem: string };
  let device: MqttClient | undefined;
  let connectedAt: number;

  beforeAll(async () => {
    story = await startStory();
    ({ api } = story);
    service = await opened(api, story.operator, { kind: 'provider', name: 'Power Service' }, 'ada@power.example');
    provider = service.admin.api;
    const other = { kind: 'provider', name: 'Other Service' } as const;
    stranger = (await opened(api, story.operator, other, 'sue@other.example')).admin.api;
  }, PLATFORM_START_LIMIT_MS);
  afterAll(async () => {
    await device?.endAsync(true);
    await story?.stop();
  }, PLATFORM_START_LIMIT_MS);

  const another = (n: number, more: object = {}) => anotherForm(registered, n, more);

  describe('the registration', () => {
    it('R1-07: the filled-in form of the device reaches the provider whose key it names', async () => {
      const { key } = await provider.read(`/organizations/${service.id}/key`, organizationKey);
      const { salesOrderNumber: _, ...filled } = form;
      expect((await api.post('/registration-requests', { providerKey: key, ...filled })).status).toBe(202);
      const { items } = await eventually('the request is there', async () => {
        const page = await provider.read('/registration-requests?status=open', registrationRequestPage);
        return page.items.length > 0 && page;
      });
      expect(items).toMatchObject([{ status: 'open', form: filled }]);
      requestId = items[0]?.id ?? '';
      expect((await refusal(stranger.get(`/registration-requests/${requestId}`))).status).toBe(404);
    });

    it('R1-14, R1-15, R1-18, R1-06: the form offers device types, equipment models, 12 months and the name to set', async () => {
      const offered = await provider.read('/registrations/form', registrationForm);
      expect(offered.deviceTypes).toEqual(expect.arrayContaining(['RemotEye 4', 'Sensor']));
      expect(offered.equipmentModels).toContain('UPS');
      expect(offered.leaseMonths.default).toBe(DEFAULT_LEASE_MONTHS);
      expect(offered.systemNameTemplate).toMatch(/model.*rating.*serial/i);
    });

    it('R1-01, R1-03: only people of a provider who may register do so', async () => {
      expect((await refusal(api.post('/registrations', form))).status).toBe(401);
      const viewer = await joined(api, provider, service.id, 'vic@power.example', 'viewer');
      expect(await refusedAs(viewer.api.post('/registrations', form))).toEqual([403, 'identity.not-allowed']);
    });

    it('R1-08…R1-24, R1-02: one form makes customer, person, device, equipment, place and contract', async () => {
      registered = await provider.make('/registrations', { ...form, requestId }, registrationAnswer);
      expect(registered).toMatchObject({
        organization: { kind: 'customer', name: 'Harbor Cold Store', parentId: service.id },
        person,
        device: { ...form.device, systemNameMatches: true, lifecycle: 'registered' },
        asset: form.equipment,
        site: form.site,
        contract: { salesOrderNumber: 'SO-4711', serviceContractNumber: 'SC-17', startDate: form.startDate },
      });
    });

    it('R1-15, R1-26: 12 months unless it is said otherwise; start and lease give the end that is shown', async () => {
      const lease = { leaseMonths: DEFAULT_LEASE_MONTHS, endDate };
      expect(registered.contract).toMatchObject(lease);
      const { contract } = await provider.read(`/devices/${registered.device.id}`, deviceDetails);
      expect(contract).toMatchObject(lease);
    });

    it('R1-07, R1-25: the request is answered by it, once', async () => {
      const seen = await provider.read(`/registration-requests/${requestId}`, receivedRegistrationRequest);
      expect(seen).toMatchObject({ status: 'registered', deviceId: registered.device.id });
      const again = await refusedAs(provider.post('/registrations', another(9, { requestId })));
      expect(again).toEqual([409, 'fleet.registration-request-answered']);
    });

    it.each(refusedDevices)(
      'R1-04, R1-25, R1-26: $what is refused by the name of the field, and nothing is half-made',
      async ({ device: { serialNumber, macAddress }, status, path }) => {
        const refused = await refusal(
          provider.post('/registrations', {
            ...form,
            organization: { name: 'Second Customer' },
            person: { ...person, email: 'jean@second.example' },
            device: { type: 'Sensor', serialNumber, macAddress },
          }),
        );
        expect(refused).toMatchObject({ status, errors: [{ path }] });
        const { items } = await provider.read('/organizations?kind=customer', organizationPage);
        expect(items.map(({ name }) => name)).toEqual(['Harbor Cold Store']);
      },
    );

    it('R1-08, R1-09, R1-13, R1-21, R1-23: a further device is for the same person and company; optional fields are optional', async () => {
      const second = await provider.make('/registrations', another(1, { leaseMonths: 24 }), registrationAnswer);
      expect(second).toMatchObject({
        organization: { id: registered.organization.id },
        person: { id: registered.person.id },
        asset: { shipDate: null },
        contract: { leaseMonths: 24, salesOrderNumber: null, serviceContractNumber: null },
      });
      expect((await refusal(stranger.post('/registrations', another(2)))).status).toBe(404);
    });

    it('R1-06: a system name that tells of other equipment is flagged', async () => {
      const path = `/devices/${registered.device.id}`;
      const wrong = await provider.change(path, { systemName: '1600XP 18kVA 999' }, deviceDetails);
      expect(wrong.systemNameMatches).toBe(false);
      expect((await provider.change(path, { systemName }, deviceDetails)).systemNameMatches).toBe(true);
    });
  });

  describe('the account', () => {
    it('R1-27, R1-28: the customer gets two mails, and a summary that says to expect them', async () => {
      const summary = await mailTo(story.mail, person.email, 'Power Service registered a device');
      expect(summary.text).toMatch(/RE-1001.*You receive two more mails/s);
      await mailTo(story.mail, person.email, 'Activate your');
      await mailTo(story.mail, person.email, 'Choose your');
      const links = new Set(story.mail.to(person.email).map(linkIn));
      links.delete(''); // the summary has none
      expect(links.size).toBe(MAILS_WITH_A_LINK);
    });

    it('R1-29: follows the activation mail, and is signed in', async () => {
      const link = linkIn(await mailTo(story.mail, person.email, 'Activate your'));
      const { token } = await api.make(`/activations/${secretOf(link)}`, { password }, activated);
      customer = api.as(token);
      expect((await refusal(api.post(`/activations/${secretOf(link)}`, { password }))).status).toBeGreaterThan(400);
    });

    it('R1-30: changes the password', async () => {
      const newPassword = 'quay four is cold';
      expect((await customer.post('/me/password', { currentPassword: password, newPassword })).status).toBe(204);
      expect((await api.post('/sessions', { email: person.email, password })).status).toBe(401);
      customer = await signedInAs(api, person.email, newPassword);
    });

    it('R1-01, R1-03: registers nothing itself', async () => {
      expect(await refusedAs(customer.post('/registrations', another(3)))).toEqual([403, 'identity.not-allowed']);
    });
  });

  describe('the certificate', () => {
    const generate = (as: ApiClient) => as.post(`/devices/${registered.device.id}/certificates`, {});

    it('R1-31, R1-32: the customer finds the device by its serial number', async () => {
      expect((await customer.read('/devices', devicePage)).items).toHaveLength(2);
      const { items } = await customer.read('/devices?serialNumber=re-1001', devicePage);
      expect(items).toMatchObject([{ id: registered.device.id, certificate: { state: 'none' } }]);
    });

    it('R1-34: others may not generate it, the provider only when the customer lets it', async () => {
      expect((await refusal(generate(stranger))).status).toBe(404);
      expect(await refusedAs(generate(provider))).toEqual([403, 'identity.not-allowed']);
      const path = `/organizations/${registered.organization.id}`;
      await customer.change(path, { delegatesCertificates: true }, organization);
      expect((await generate(provider)).status).toBe(201);
      await customer.change(path, { delegatesCertificates: false }, organization);
      expect((await generate(provider)).status).toBe(403);
    });

    it('R1-33, R1-35…R1-37: the customer generates two PEM files: the key, shown this once, and the certificate with its chain', async () => {
      const path = `/devices/${registered.device.id}/certificates`;
      const issued = await customer.make(path, {}, issuedCertificate);
      expect(issued.files.map(({ name }) => name)).toEqual(['RE-1001.key', 'RE-1001.pem']);
      const [key = '', pem = ''] = issued.files.map(({ content }) => content);
      expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
      expect(pem.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
      files = { key, pem };
      const { items } = await customer.read(path, deviceCertificateList);
      expect(items.map(({ state }) => state)).toEqual(['valid', 'valid']);
      expect(JSON.stringify(items)).not.toContain('PRIVATE KEY');
    });
  });

  describe('the connection', () => {
    it('R1-39: devices need outbound TCP 8883 and nothing inbound, and whoever cannot get out is told so', async () => {
      const [protocol, configuration] = ['protocol', 'configuration'].map((page) =>
        readFileSync(`docs/${page}.md`, 'utf8'),
      );
      expect(protocol).toContain(`| Port | outbound TCP ${DOCUMENTED_PORT}; nothing inbound is needed |`);
      expect(configuration).toContain(`| \`MQTT_PORT\` | \`${DOCUMENTED_PORT}\` |`);
      expect(story.platform.output).toContain(`outbound TCP ${story.platform.mqttPort} at the customer's site`);
      const [closed = 0] = await freePorts(1);
      expect(tryToSend(story.platform, files, closed)).toContain(`Allow outbound TCP ${closed}`);
    });

    it('R1-37, R1-38: with the two files the device connects, and is shown as connected', async () => {
      connectedAt = performance.now();
      device = await connectAsync(connectionOf(story.platform, files));
      const { items } = await eventually('the device is connected', async () => {
        const page = await customer.read('/devices?connectivity=connected', devicePage);
        return page.items.length > 0 && page;
      });
      expect(items).toMatchObject([{ serialNumber: 'RE-1001', lifecycle: 'active' }]);
    });

    it('R1-40, R1-41: it is on the map within 60 s of its first connection, where it says it is', async () => {
      await device?.publishAsync('devices/me/location', '{"lat":54.53,"lon":18.56,"accuracy":8}', { qos: 1 });
      await eventually(
        'the device is on the map',
        async () => {
          const { features } = await customer.read('/locations?bbox=18,54,19,55&zoom=12', locations);
          return features.find(({ properties }) => 'source' in properties && properties.source === 'device');
        },
        ON_THE_MAP_WITHIN_MS - (performance.now() - connectedAt),
      );
    });

    it('R1-06: the name the device reports itself is kept', async () => {
      await device?.publishAsync('devices/me/attributes', '{"systemName":"1600XP 20kVA 160300007"}', { qos: 1 });
      await eventually('the reported name is there', async () => {
        const found = await customer.read(`/devices/${registered.device.id}`, deviceDetails);
        return found.systemName === '1600XP 20kVA 160300007' && found.systemNameMatches === true;
      });
    });

    it('R1-38: once it disconnects, it is shown as disconnected', async () => {
      await device?.endAsync();
      const gone = '/devices?connectivity=disconnected';
      await eventually('it is gone', async () => (await customer.read(gone, devicePage)).items.length === 1);
    });
  });

  describe('the end of the lease', () => {
    it('R1-26: contracts at their end are in the renewal view, and go on when they are renewed', async () => {
      const ending = another(4, { startDate: daysFromNow(-340) });
      const { contract } = await provider.make('/registrations', ending, registrationAnswer);
      const view = await provider.read('/contracts?endsWithin=60', contractPage);
      expect(view.items.map(({ id, state }) => [id, state])).toEqual([[contract.id, 'ending']]);
      const renewed = await provider.make(`/contracts/${contract.id}/renewal`, {}, serviceContract);
      expect(renewed).toMatchObject({ startDate: contract.endDate, leaseMonths: DEFAULT_LEASE_MONTHS });
      expect((await provider.read('/contracts?endsWithin=60', contractPage)).items).toEqual([]);
    });

    it('R1-26: after the time of grace there are no new certificates, nothing is deleted, and a renewal releases them', async () => {
      const over = another(5, { startDate: daysFromNow(-100), leaseMonths: 1 });
      const { contract, device: lapsed, asset } = await provider.make('/registrations', over, registrationAnswer);
      expect((await customer.read(`/contracts/${contract.id}`, serviceContract)).state).toBe('lapsed');
      const generate = () => customer.post(`/devices/${lapsed.id}/certificates`, {});
      expect(await refusedAs(generate())).toEqual([409, 'fleet.contract-lapsed']);
      expect(await customer.read(`/assets/${asset.id}`, assetDetails)).toMatchObject({ devices: [{ id: lapsed.id }] });
      expect((await refusal(customer.post(`/contracts/${contract.id}/renewal`, {}))).status).toBe(403);
      await provider.make(`/contracts/${contract.id}/renewal`, {}, serviceContract);
      expect((await generate()).status).toBe(201);
    });
  });
});
