import {
  type AssetDetailsBody,
  accepted,
  assetDetails,
  assetPage,
  assignments,
  devicePage,
  dispatchAnswer,
  equipmentModelPage,
  installableDevicePage,
  installation,
  invitation,
  invitationPage,
  organization,
  organizationDetails,
  organizationPage,
  organizationSummary,
  proposal,
  siteDetails,
  table,
} from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import type { MailServer } from '../../integration/api-identity/receiving-mail-server.js';
import type { ApiClient } from '../platform/api-client.js';
import { PLATFORM_START_LIMIT_MS } from '../platform/platform.js';
import { linkIn, mailTo } from './mailbox.js';
import { joined, opened, password, type Somebody, signedInAs } from './people.js';
import { refusal } from './refusal.js';
import { type Story, startStory } from './story.js';

// The reference system R3: a service organization with its customers and their machines.

/** R3-27. */
const THIRTY_DAYS_MS = 30 * DAY_MS;
/** R3-10: 3 of 8. */
const [LINKED, ADDED] = [3, 8];

const email = 'karin@mill.example';
const newcomer = { firstName: 'Karin', lastName: 'Young', password };

jest.setTimeout(120_000);

describe('R3: a service organization looks after its customers’ machines', () => {
  let story: Story;
  let mail: MailServer;
  let api: ApiClient;
  let operator: ApiClient;
  let service: Awaited<ReturnType<typeof opened>>;
  let provider: ApiClient;
  let colleague: Somebody;
  let customer: ApiClient;
  let customerId: string;
  let edgeDevices: readonly string[];
  const machines: AssetDetailsBody[] = [];
  const proposals: string[] = [];

  beforeAll(async () => {
    story = await startStory();
    ({ mail, api, operator } = story);
    service = await opened(api, operator, { kind: 'provider', name: 'Press Service' }, 'petra@press.example');
    provider = service.admin.api;
    colleague = await joined(api, provider, service.id, 'paul@press.example', 'member');
  }, PLATFORM_START_LIMIT_MS);
  afterAll(() => story?.stop(), PLATFORM_START_LIMIT_MS);

  const customers = (query = '') => provider.read(`/organizations?kind=customer${query}`, organizationPage);
  const namesOf = ({ items }: { items: readonly { name: string | null }[] }) => items.map(({ name }) => name);
  const theCustomer = () => provider.read(`/organizations/${customerId}`, organizationDetails);

  describe('the customers', () => {
    it('R3-01, R3-04, R3-14: a customer is added with a form whose name is mandatory, and is in the list as new', async () => {
      const refused = await refusal(provider.post('/organizations', { kind: 'customer', address: 'Mill Lane 3' }));
      expect(refused).toMatchObject({ status: 400, errors: [{ path: 'name' }] });
      const form = {
        kind: 'customer',
        name: 'Mill Bakery',
        address: 'Mill Lane 3, Poznań',
        contactName: 'Karin Young',
        contactEmail: email,
      };
      ({ id: customerId } = await provider.make('/organizations', form, organization));
      for (const name of ['Alder Dairy', 'Zinc Foundry'])
        await provider.make('/organizations', { kind: 'customer', name }, organization);
      const { items } = await customers();
      expect(items.find(({ id }) => id === customerId)).toMatchObject({
        name: 'Mill Bakery',
        address: 'Mill Lane 3, Poznań',
        status: 'new',
        machines: { linked: 0, total: 0 },
      });
    });

    it('R3-02, R3-05, R3-25, R3-26: an invitation goes out by mail, and the customer is invited', async () => {
      await provider.make(`/organizations/${customerId}/invitations`, { email, name: 'Karin Young' }, invitation);
      expect((await mailTo(mail, email, 'Invitation to Mill Bakery')).text).toContain('Hello Karin Young,');
      expect((await theCustomer()).status).toBe('invited');
    });

    it('R3-27, R3-28: its link can be copied, and works for 30 days', async () => {
      const { items } = await provider.read(`/organizations/${customerId}/invitations`, invitationPage);
      const [{ link, createdAt, expiresAt } = { createdAt: '', expiresAt: '' }] = items;
      expect(link).toBe(linkIn(await mailTo(mail, email, 'Invitation')));
      expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(THIRTY_DAYS_MS);
    });

    it('R3-29: sent again, it makes the link before it worthless at that moment', async () => {
      const path = `/organizations/${customerId}/invitations`;
      const [before] = (await provider.read(path, invitationPage)).items;
      const again = await provider.make(`${path}/${before?.id}/resend`, {}, invitation);
      expect(again.token).not.toBe(before?.token);
      const late = await refusal(api.post(`/invitations/${before?.token}/acceptance`, newcomer));
      expect(late.code).toBe('identity.invitation-replaced');
      expect(late.detail).toMatch(/Use the link in the newest mail/);
      expect((await theCustomer()).status).toBe('invited');
    });

    it('R3-06, R3-30: whoever accepts is at home in the customer’s tenant, and the customer is onboarded', async () => {
      const [{ token } = {}] = (await provider.read(`/organizations/${customerId}/invitations`, invitationPage)).items;
      const joinedNow = await api.make(`/invitations/${token}/acceptance`, newcomer, accepted);
      expect(joinedNow.organizationId).toBe(customerId);
      customer = api.as(joinedNow.token);
      expect((await theCustomer()).status).toBe('onboarded');
    });

    it('R3-03…R3-07: counts of the three states, each a filter of the list', async () => {
      const [alder] = (await customers('&q=alder')).items;
      await provider.make(`/organizations/${alder?.id}/invitations`, { email: 'al@alder.example' }, invitation);
      const counts = await provider.read('/organizations/summary', organizationSummary);
      expect(counts).toEqual({ new: 1, invited: 1, onboarded: 1 });
      expect(namesOf(await customers('&status=new'))).toEqual(['Zinc Foundry']);
      expect(namesOf(await customers('&status=invited'))).toEqual(['Alder Dairy']);
      expect(namesOf(await customers('&status=onboarded'))).toEqual(['Mill Bakery']);
    });

    it('R3-08, R3-09: the list is sorted by its header, and each column has a search of its own', async () => {
      expect(namesOf(await customers())).toEqual(['Alder Dairy', 'Mill Bakery', 'Zinc Foundry']);
      expect(namesOf(await customers('&sort=-name'))).toEqual(['Zinc Foundry', 'Mill Bakery', 'Alder Dairy']);
      expect(namesOf(await customers('&sort=status'))).toEqual(['Zinc Foundry', 'Alder Dairy', 'Mill Bakery']);
      for (const search of ['q=bakery', 'address=mill%20lane', 'contact=young', 'contact=karin%40mill'])
        expect(namesOf(await customers(`&${search}`))).toEqual(['Mill Bakery']);
    });

    it('R3-11, R3-12, R3-23, R3-24: its page has id, service organization, address and status, and can be edited', async () => {
      await provider.change(`/organizations/${customerId}`, { address: 'Mill Lane 5, Poznań' }, organization);
      expect(await theCustomer()).toMatchObject({
        id: customerId,
        serviceOrganization: { id: service.id, name: 'Press Service' },
        status: 'onboarded',
        address: 'Mill Lane 5, Poznań',
      });
    });
  });

  describe('the machines', () => {
    const add = (form: object) => provider.make('/assets', { organizationId: customerId, ...form }, assetDetails);
    const listed = (query = '') => provider.read(`/assets?organizationId=${customerId}${query}`, assetPage);
    const serialsOf = async (query = '') => (await listed(query)).items.map(({ serialNumber }) => serialNumber);

    it('R3-13, R3-34, R3-36: a machine needs a serial number and one of the stored models', async () => {
      const refused = (form: object) => refusal(provider.post('/assets', { organizationId: customerId, ...form }));
      expect(await refused({ model: 'UPS' })).toMatchObject({ status: 400, errors: [{ path: 'serialNumber' }] });
      expect((await refused({ model: 'Toaster', serialNumber: 'M-0' })).code).toBe('fleet.model-unknown');
    });

    it('R3-35…R3-37, R3-39: it has an ERP number, a stored model, a warranty, and may come from the predecessor system', async () => {
      const { items: models } = await provider.read('/equipment-models', equipmentModelPage);
      expect(models.map(({ name }) => name)).toContain('UPS');
      const form = {
        model: 'UPS',
        serialNumber: 'M-1',
        externalId: 'ERP-0815',
        warrantyBegin: '2026-01-01',
        warrantyEnd: '2099-01-01',
        migrated: true,
      };
      const machine = await add(form);
      expect(machine).toMatchObject({ ...form, connection: 'new', linkedAt: null, customer: { name: 'Mill Bakery' } });
      machines.push(machine);
    });

    it('R3-38, R3-40, R3-42: is paired with an edge device while it is entered, and shows everything at a glance', async () => {
      const devices = [1, 2].map((n) => ({
        type: 'Sensor',
        serialNumber: `EDGE-${n}`,
        macAddress: `00:1A:2B:00:00:0${n}`,
      }));
      const { items } = await operator.make(
        '/devices/dispatches',
        { organizationId: service.id, devices },
        dispatchAnswer,
      );
      edgeDevices = items.map(({ id }) => id);
      await provider.make('/devices/assignments', { organizationId: customerId, deviceIds: edgeDevices }, assignments);
      const machine = await add({ model: 'UPS', serialNumber: 'M-2', edgeDeviceSerialNumber: 'EDGE-1' });
      machines.push(machine);
      expect(machine.devices).toMatchObject([{ serialNumber: 'EDGE-1' }]);
      expect(await provider.read(`/assets/${machine.id}`, assetDetails)).toEqual(machine);
    });

    it('R3-41: offers only edge devices that are on nothing', async () => {
      const { items } = await provider.read(`/assets/${machines[0]?.id}/installable-devices`, installableDevicePage);
      expect(items.map(({ serialNumber }) => serialNumber)).toEqual(['EDGE-2']);
      const free = await provider.read(`/devices?organizationId=${customerId}&installed=false`, devicePage);
      expect(free.items.map(({ serialNumber }) => serialNumber)).toEqual(['EDGE-2']);
    });

    it('R3-43: keeps to one machine, one edge device', async () => {
      const [first, second] = machines;
      const install = (device: string | undefined, assetId: string | undefined) =>
        provider.post(`/devices/${device}/installation`, { assetId });
      expect((await refusal(install(edgeDevices[0], first?.id))).code).toBe('fleet.device-installed');
      expect((await refusal(install(edgeDevices[1], second?.id))).code).toBe('fleet.asset-occupied');
      await provider.make(`/devices/${edgeDevices[1]}/installation`, { assetId: first?.id }, installation);
      const { items } = await provider.read(`/assets/${first?.id}/installable-devices`, installableDevicePage);
      expect(items).toEqual([]);
    });

    it('R3-31: the customer’s machines are sorted and searched by column', async () => {
      for (let n = machines.length + 1; n <= ADDED; n += 1)
        machines.push(await add({ model: 'UPS', serialNumber: `M-${n}`, name: n === 5 ? 'Dough press' : undefined }));
      expect(await serialsOf('&sort=-serialNumber&limit=3')).toEqual(['M-8', 'M-7', 'M-6']);
      expect(await serialsOf('&serialNumber=m-4')).toEqual(['M-4']);
      expect(await serialsOf('&externalId=erp')).toEqual(['M-1']);
      expect(await serialsOf('&name=dough')).toEqual(['M-5']);
      expect(await serialsOf('&warranty=active')).toEqual(['M-1']);
      expect((await serialsOf('&installed=true')).sort()).toEqual(['M-1', 'M-2']);
    });

    it('R3-33: the provider proposes its service, and the customer’s administrator gets a mail', async () => {
      for (const { id } of machines.slice(0, 5)) {
        const { id: proposalId } = await provider.make(`/assets/${id}/proposals`, { message: 'We know it.' }, proposal);
        proposals.push(proposalId);
      }
      await mailTo(mail, email, 'Press Service proposes to look after');
      expect((await theCustomer()).machines).toEqual({ linked: 0, total: ADDED });
      expect(await serialsOf('&connection=proposed')).toHaveLength(5);
    });

    it('R3-33: the customer accepts some, one under another name and at a site of its own, and declines one', async () => {
      const place = { organizationId: customerId, name: 'Bakehouse', lat: 52.4, lon: 16.9 };
      const { id: siteId } = await customer.make('/sites', place, siteDetails);
      await customer.make(`/proposals/${proposals[0]}/acceptance`, { name: 'Oven 1', siteId }, proposal);
      for (const id of proposals.slice(1, LINKED)) await customer.make(`/proposals/${id}/acceptance`, {}, proposal);
      const declined = await customer.make(`/proposals/${proposals[3]}/decline`, { reason: 'Sold.' }, proposal);
      expect(declined).toMatchObject({ status: 'declined', reason: 'Sold.' });
      expect(await provider.read(`/assets/${machines[0]?.id}`, assetDetails)).toMatchObject({
        name: 'Oven 1',
        site: { name: 'Bakehouse' },
      });
    });

    it('R3-10, R3-45: 3/8 — three of the eight machines that were added are linked', async () => {
      expect((await theCustomer()).machines).toEqual({ linked: LINKED, total: ADDED });
      expect((await customers('&q=mill')).items[0]?.machines).toEqual({ linked: LINKED, total: ADDED });
    });

    it('R3-32: a machine is edited, and deleted by whoever types its serial number', async () => {
      const change = { name: 'Mixer', externalId: 'ERP-4711' };
      expect(await provider.change(`/assets/${machines[5]?.id}`, change, assetDetails)).toMatchObject(change);
      const wrong = await refusal(provider.delete(`/assets/${machines[7]?.id}?confirm=M-7`));
      expect(wrong.code).toBe('fleet.asset-confirmation');
      await provider.remove(`/assets/${machines[7]?.id}?confirm=M-8`);
      expect(await serialsOf('&serialNumber=M-8')).toEqual([]);
      expect((await theCustomer()).machines).toEqual({ linked: LINKED, total: ADDED - 1 });
    });
  });

  describe('the table', () => {
    const shown = async (as: ApiClient) =>
      (await as.read('/me/tables/organizations', table)).columns.flatMap(({ key, visible }) => (visible ? [key] : []));
    const arrangement = { columns: ['machines.total', 'name', 'status'] };

    it('R3-19…R3-21: shows the columns each person chose, in their order, also after signing in anew', async () => {
      const factory = await shown(provider);
      const arranged = await provider.replace('/me/tables/organizations', arrangement, table);
      expect(arranged.isArranged).toBe(true);
      const later = await signedInAs(api, service.admin.email);
      expect(await shown(later)).toEqual(arrangement.columns);
      expect(await shown(colleague.api)).toEqual(factory);
    });

    it('R3-15…R3-18: exports the ticked ones of the visible columns, of all rows or the filtered ones', async () => {
      const rowsOf = (file: string) => file.trim().split('\r\n');
      const path = '/exports/organizations?kind=customer&status=onboarded';
      const filtered = await provider.download(`${path}&columns=name,status`);
      expect(rowsOf(filtered)).toEqual(['Name,Status', 'Mill Bakery,onboarded']);
      const all = rowsOf(await provider.download(`${path}&rows=all`));
      expect(all[0]).toBe('Registered machines,Name,Status');
      expect(all).toEqual(expect.arrayContaining([`${ADDED - 1},Mill Bakery,onboarded`, '0,Zinc Foundry,new']));
      expect((await refusal(provider.get(`${path}&columns=name,address`))).code).toBe('fleet.column-hidden');
      const machineList = await provider.download('/exports/assets?columns=serialNumber&serialNumber=M-4');
      expect(rowsOf(machineList)).toEqual(['Serial number', 'M-4']);
    });

    it('R3-22: goes back to the factory setting', async () => {
      expect((await provider.delete('/me/tables/organizations')).status).toBeLessThan(300);
      expect(await shown(provider)).toEqual(await shown(colleague.api));
    });
  });
});
