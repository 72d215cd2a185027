import {
  addedMember,
  assetConfiguration,
  assetDetails,
  assetPage,
  assignment,
  auditPage,
  devicePage,
  dispatchAnswer,
  installation,
  member,
  memberPage,
  offlineMeasurement,
  offlineMeasurementPage,
  onboardingPage,
  organization,
  organizationPage,
  profile,
  transferPage,
} from '#libs/contracts/http';
import type { MailServer } from '../../integration/api-identity/receiving-mail-server.js';
import type { ApiClient } from '../platform/api-client.js';
import { PLATFORM_START_LIMIT_MS } from '../platform/platform.js';
import { appliedFile, checkedFile } from './csv-file.js';
import { linkIn, mailTo, secretOf } from './mailbox.js';
import { accept, opened, password, signedInAs } from './people.js';
import { refusal, refusedAs } from './refusal.js';
import { type Story, startStory } from './story.js';

// The reference system R0: the portal of a distributor of transformer monitors.

jest.setTimeout(120_000);

describe('R0: a distributor equips a customer with transformer monitors', () => {
  let story: Story;
  let mail: MailServer;
  let api: ApiClient;
  let operator: ApiClient;
  let office: Awaited<ReturnType<typeof opened>>;
  let rival: Awaited<ReturnType<typeof opened>>;
  let distributor: ApiClient;
  let customerId: string;
  let admin: ApiClient;
  let engineer: ApiClient;
  let deviceId: string;
  let assetId: string;

  beforeAll(async () => {
    story = await startStory();
    ({ mail, api, operator } = story);
    const kind = { kind: 'provider', providerKind: 'distributor' } as const;
    office = await opened(api, operator, { ...kind, name: 'Front Office' }, 'dora@office.example');
    rival = await opened(api, operator, { ...kind, name: 'Rival Partner' }, 'rex@rival.example');
    distributor = office.admin.api;
  }, PLATFORM_START_LIMIT_MS);
  afterAll(() => story?.stop(), PLATFORM_START_LIMIT_MS);

  const unassigned = (as = distributor) => as.read('/devices?assignment=unassigned', devicePage);
  const serialsOf = ({ items }: { items: readonly { serialNumber: string }[] }) =>
    items.map(({ serialNumber }) => serialNumber);
  /** R0-33: what the distributor is told to do next for the customer. */
  const nextStep = async () =>
    (await distributor.read(`/onboarding?organizationId=${customerId}`, onboardingPage)).items[0]?.nextStep;

  describe('the profile', () => {
    it('R0-07 (a): the name', async () => {
      const change = { firstName: 'Dora', lastName: 'Quint' };
      expect(await distributor.change('/me', change, profile)).toMatchObject(change);
    });

    it('R0-07 (b): the language, which the next mail is written in', async () => {
      await distributor.change('/me', { language: 'pl' }, profile);
      await api.post('/password-resets', { email: office.admin.email });
      expect((await mailTo(mail, office.admin.email, 'Nowe hasło')).text).toContain('Dzień dobry, Dora!');
      await distributor.change('/me', { language: 'en' }, profile);
    });

    it('R0-07 (c): the sign-in address, once the new one is confirmed', async () => {
      const email = 'dora.quint@office.example';
      expect((await distributor.post('/me/address-change', { email, password })).status).toBe(202);
      expect((await distributor.read('/me', profile)).email).toBe(office.admin.email);
      expect((await api.post('/sessions', { email, password })).status).toBe(401);
      const link = linkIn(await mailTo(mail, email, 'Confirm your new'));
      await mailTo(mail, office.admin.email, 'sign-in address is about to change');
      expect((await api.post(`/address-changes/${secretOf(link)}`, {})).status).toBe(204);
      distributor = await signedInAs(api, email);
      expect((await api.post('/sessions', { email: office.admin.email, password })).status).toBe(401);
    });

    it('R0-07 (d): the password', async () => {
      const newPassword = 'transformers hum at night';
      expect((await distributor.post('/me/password', { currentPassword: password, newPassword })).status).toBe(204);
      const email = 'dora.quint@office.example';
      expect((await api.post('/sessions', { email, password })).status).toBe(401);
      distributor = await signedInAs(api, email, newPassword);
    });
  });

  describe('the stock', () => {
    const devices = [1, 2, 3].map((n) => ({
      type: 'Sensor',
      serialNumber: `TM-${n}`,
      macAddress: `00:1A:2B:0A:00:0${n}`,
    }));

    it('R0-13, R0-14: what production dispatches lies in “unassigned” with no act of the distributor', async () => {
      expect((await unassigned()).items).toEqual([]);
      await operator.make('/devices/dispatches', { organizationId: office.id, devices }, dispatchAnswer);
      expect(serialsOf(await unassigned())).toEqual(['TM-1', 'TM-2', 'TM-3']);
      expect(serialsOf(await unassigned(rival.admin.api))).toEqual([]);
    });

    it('R0-13: nobody but the operator dispatches, and a list that comes twice changes nothing', async () => {
      const list = { organizationId: office.id, devices };
      expect((await refusal(distributor.post('/devices/dispatches', list))).status).toBe(403);
      const { items } = await operator.make('/devices/dispatches', list, dispatchAnswer);
      expect(items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    });

    it('R0-13: a file does the same, and says what it will do before it does', async () => {
      const file = 'macAddress,type,serialNumber\n00:1A:2B:0A:00:03,Sensor,TM-3\n00:1A:2B:0A:00:04,Sensor,TM-4\n';
      const query = `kind=devices&organizationId=${office.id}&mode=all-or-nothing`;
      const checked = await checkedFile(operator, query, file);
      expect(checked.rows).toEqual({ create: 1, change: 0, unchanged: 1, bad: 0 });
      expect(serialsOf(await unassigned())).not.toContain('TM-4');
      await appliedFile(operator, checked);
      expect(serialsOf(await unassigned())).toEqual(['TM-1', 'TM-2', 'TM-3', 'TM-4']);
    });
  });

  describe('the organizations', () => {
    it('R0-11, R0-12, R0-16, R0-18: a customer is an organization, made with nothing but a name and without a limit', async () => {
      const made = await distributor.make('/organizations', { kind: 'customer', name: 'Grid East' }, organization);
      expect(made).toMatchObject({ name: 'Grid East', status: 'new', assetLimit: null, parentId: office.id });
      customerId = made.id;
      expect(await nextStep()).toBe('add-people');
    });

    it('R0-09, R0-10: each distributor sees its own customers and no other’s', async () => {
      const theirs = await rival.admin.api.make(
        '/organizations',
        { kind: 'customer', name: 'Grid West' },
        organization,
      );
      const listed = await distributor.read('/organizations?kind=customer', organizationPage);
      expect(listed.items.map(({ name }) => name)).toEqual(['Grid East']);
      expect((await refusal(distributor.get(`/organizations/${theirs.id}`))).status).toBe(404);
    });

    it('R0-20: people are added to it, administrators too, and join by the link in their mail', async () => {
      const add = async (email: string, role: string) => {
        const person = { email, firstName: 'Ewa', lastName: 'Nowak', role };
        const added = await distributor.make(`/organizations/${customerId}/members`, person, addedMember);
        expect(added.outcome).toBe('invited');
        return accept(api, secretOf(linkIn(await mailTo(mail, email, 'Grid East'))));
      };
      admin = await add('ewa@grid.example', 'admin');
      engineer = await add('emil@grid.example', 'member');
      const { items } = await distributor.read(`/organizations/${customerId}/members`, memberPage);
      expect(items.map(({ role, status }) => [role, status])).toEqual([
        ['admin', 'active'],
        ['member', 'active'],
      ]);
      expect(await nextStep()).toBe('assign-devices');
    });

    it('R0-15, R0-21: a device is assigned to it and leaves “unassigned”; its history tells the way', async () => {
      deviceId = (await unassigned()).items[0]?.id ?? '';
      const assigned = await distributor.make(
        `/devices/${deviceId}/assignment`,
        { organizationId: customerId },
        assignment,
      );
      expect(assigned).toMatchObject({ serialNumber: 'TM-1', organizationId: customerId, changed: true });
      expect(serialsOf(await unassigned())).toEqual(['TM-2', 'TM-3', 'TM-4']);
      expect(serialsOf(await admin.read('/devices', devicePage))).toEqual(['TM-1']);
      const { items } = await distributor.read(`/devices/${deviceId}/transfers`, transferPage);
      expect(items.map(({ cause, organizationName }) => [cause, organizationName])).toEqual([
        ['assigned', 'Grid East'],
        ['dispatched', 'Front Office'],
      ]);
      expect(await nextStep()).toBe('create-asset');
    });

    it('R0-15: one that went to the wrong customer is taken back', async () => {
      const path = `/devices/${(await unassigned()).items[0]?.id}/assignment`;
      await distributor.make(path, { organizationId: customerId }, assignment);
      expect((await distributor.delete(path)).status).toBe(200);
      expect(serialsOf(await unassigned())).toEqual(['TM-2', 'TM-3', 'TM-4']);
    });
  });

  describe('the assets', () => {
    const add = (serialNumber: string) => ({ organizationId: customerId, model: 'Transformer', serialNumber });

    it('R0-22, R0-23: one asset for each subscription is created in the customer’s account', async () => {
      const made = await distributor.make('/assets', { ...add('T-1'), name: 'Substation 1' }, assetDetails);
      assetId = made.id;
      expect(made).toMatchObject({ customer: { name: 'Grid East' }, kind: 'Transformer', devices: [] });
      const { items } = await admin.read('/assets', assetPage);
      expect(items.map(({ id }) => id)).toEqual([assetId]);
      expect(await nextStep()).toBe('install-device');
    });

    it('R0-17, R0-19: a limit refuses the next one, and names limit and count', async () => {
      await distributor.change(`/organizations/${customerId}`, { assetLimit: 1 }, organization);
      const refused = await refusal(distributor.post('/assets', add('T-2')));
      expect(refused).toMatchObject({ status: 409, code: 'fleet.asset-limit' });
      expect(refused.detail).toContain('has 1 assets, and its limit is 1.');
      expect((await refusal(admin.patch(`/organizations/${customerId}`, { assetLimit: 5 }))).status).toBe(403);
    });

    it('R0-18: an empty limit is none', async () => {
      await distributor.change(`/organizations/${customerId}`, { assetLimit: null }, organization);
      await distributor.make('/assets', add('T-2'), assetDetails);
    });

    it('R0-24, R0-25: a mounted device is installed on its asset from the list of the customer’s devices', async () => {
      const free = await distributor.read(`/devices?organizationId=${customerId}&installed=false`, devicePage);
      expect(serialsOf(free)).toEqual(['TM-1']);
      const made = await distributor.make(`/devices/${deviceId}/installation`, { assetId }, installation);
      expect(made).toMatchObject({ device: { serialNumber: 'TM-1' }, assetId, removedAt: null });
      expect(await nextStep()).toBe('configure-asset');
    });
  });

  describe('the configuration', () => {
    const configure = (as: ApiClient, high: number) =>
      as.put(`/assets/${assetId}/configuration`, { thresholds: [{ quantity: 'hydrogen', high, unit: 'µL/L' }] });

    it('R0-26: is refused to the distributor, and the customer’s people do it', async () => {
      expect(await refusedAs(configure(distributor, 100))).toEqual([403, 'fleet.customers-configure']);
      expect((await configure(engineer, 150)).status).toBe(200);
      const seen = await distributor.read(`/assets/${assetId}/configuration`, assetConfiguration);
      expect(seen.thresholds).toEqual([{ quantity: 'hydrogen', high: 150, unit: 'µL/L' }]);
      expect(await nextStep()).toBeNull();
    });

    it('R0-27: is open to a distributor who joins the customer, which the customer sees', async () => {
      const joined = await distributor.make(`/organizations/${customerId}/members/me`, {}, member);
      expect((await configure(distributor, 120)).status).toBe(200);
      const { items: people } = await admin.read(`/organizations/${customerId}/members`, memberPage);
      expect(people.find(({ person }) => person.id === joined.person.id)?.addedBy).toMatchObject({
        selfGranted: true,
        provider: { id: office.id, name: 'Front Office' },
      });
      const { items: trail } = await admin.read('/audit-events?action=member.self-granted', auditPage);
      expect(trail).toMatchObject([{ actorId: office.admin.id, organizationId: customerId }]);
    });
  });

  describe('the oil tests', () => {
    const path = () => `/assets/${assetId}/offline-measurements`;
    /** A discharge of high energy, by the ratios of IEC 60599. */
    const arcing = { hydrogen: 305, methane: 85, acetylene: 130, ethylene: 197, ethane: 25, laboratory: 'Oil & Co' };

    it('R0-28: the distributor uploads one of the past, and is told what the gases say', async () => {
      const sample = { sampledAt: '2026-03-01T09:30:00Z', ...arcing };
      const { interpretation } = await distributor.make(path(), sample, offlineMeasurement);
      expect(interpretation).toMatchObject({
        isSignificant: true,
        ratios: { faults: ['D2'] },
        duval: { zone: 'D2' },
        rates: null,
      });
    });

    it('R0-29: the customer’s own people upload as well; what changed since is told with it', async () => {
      const sample = {
        sampledAt: '2026-06-01T09:30:00Z',
        ...arcing,
        hydrogen: 405,
        moisture: 12.5,
        breakdownVoltage: 61,
      };
      const { interpretation } = await engineer.make(path(), sample, offlineMeasurement);
      expect(interpretation.rates).toMatchObject({ since: '2026-03-01T09:30:00.000Z', days: 92 });
      const { items } = await distributor.read(path(), offlineMeasurementPage);
      expect(items.map(({ sampledAt }) => sampledAt)).toEqual(['2026-06-01T09:30:00.000Z', '2026-03-01T09:30:00.000Z']);
    });

    it('R0-30: the tabs of organization and asset have what they show', async () => {
      const of = `organizationId=${customerId}`;
      expect((await distributor.read(`/organizations/${customerId}/members`, memberPage)).items).toHaveLength(3);
      expect((await distributor.read(`/assets?${of}`, assetPage)).items).toHaveLength(2);
      expect((await distributor.read(`/devices?${of}`, devicePage)).items).toHaveLength(1);
      expect((await distributor.read(`/assets/${assetId}`, assetDetails)).offlineMeasurements).toBe(2);
    });
  });

  it('R0-33: every step of the onboarding is done, and another distributor sees nothing of it', async () => {
    const { items } = await distributor.read('/onboarding', onboardingPage);
    expect(items).toMatchObject([{ name: 'Grid East', nextStep: null }]);
    const steps = items[0]?.steps.flatMap(({ step, done }) => (done ? [step] : []));
    expect(steps?.join(', ')).toBe('add-people, assign-devices, create-asset, install-device, configure-asset');
    expect(JSON.stringify(await rival.admin.api.read('/onboarding', onboardingPage))).not.toContain('Grid East');
  });
});
