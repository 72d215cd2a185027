/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type AssetDetailsBody,
  assetDetails,
  assetKindPage,
  assetPage,
  currentSession,
  devicePage,
  equipmentModelPage,
  organizationDetails,
  type ProfileBody,
  profile,
  table,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { ada } from '../../testing/ada';
import { anAsset } from '../../testing/an-asset';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const now = new Date().toISOString();
const [transformer, ups] = [
  anAsset({ warrantyState: 'ending', warrantyEnd: '2026-12-24' }),
  anAsset({ id: '01900000-0000-7000-8000-000000000024', label: 'UPS 7', serialNumber: 'U-7', connection: 'new' }),
];
const kind = {
  id: transformer.assetKind.id,
  organizationId: null,
  name: 'Transformer',
  attributes: [{ key: 'ratedPower', label: 'Rated power', type: 'number' as const, unit: 'MVA', required: false }],
  createdAt: now,
  mayChange: false,
};
const customer = { id: transformer.organizationId, name: 'Waterworks' };
const membership = (actions: Record<string, 'tree'>): ProfileBody['memberships'] => [
  { organizationId: customer.id, name: customer.name, kind: 'customer', role: 'admin', homeDashboard: null, actions },
];

describe('the list of assets', () => {
  const api = fakeApiOfSuite();
  let person: ProfileBody;
  beforeEach(() => {
    person = { ...ada, memberships: membership({ 'asset.create': 'tree' }) };
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, person))
      .on('GET /me/tables/assets', () => answer(table, { table: 'assets', isArranged: false, columns }))
      .on('GET /assets', () => answer(assetPage, { items: [transformer, ups], nextCursor: null }))
      .on('GET /asset-kinds', () => answer(assetKindPage, { items: [kind], nextCursor: null }))
      .on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: null }))
      .on('GET /equipment-models', () =>
        answer(equipmentModelPage, {
          items: [
            {
              id: transformer.equipmentModel.id,
              organizationId: null,
              name: 'Transformer',
              manufacturer: null,
              kind: { id: kind.id, name: kind.name },
              retiredAt: null,
              createdAt: now,
              mayChange: false,
            },
          ],
          nextCursor: null,
        }),
      );
  });

  async function open(search = '') {
    window.history.replaceState({}, '', `/assets${search}`);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
  }

  it('tells of each by words what it is, how far it is, and whether its warranty runs', async () => {
    await open();
    const row = await screen.findByRole('row', { name: /Main transformer/ });
    expect(row.textContent).toMatch(/Linked.*Warranty ends soon, 24 Dec 2026/);
    expect(within(row).getByRole('link').getAttribute('href')).toBe(`/assets/${transformer.id}/now`);
  });

  it('R3-10: says of one customer how many machines it has as its own, out of all', async () => {
    api.on(`GET /organizations/${customer.id}`, () =>
      answer(organizationDetails, {
        ...customer,
        kind: 'customer',
        parentId: null,
        status: 'onboarded',
        address: null,
        providerKind: null,
        contactName: null,
        contactEmail: null,
        contactPhone: null,
        language: 'en',
        timeZone: 'Europe/Warsaw',
        homeDashboard: null,
        brandingName: null,
        assetLimit: null,
        delegatesCertificates: false,
        machines: { linked: 3, total: 8 },
        devices: { total: 0, disconnected: 0 },
        nextStep: null,
        createdAt: now,
        serviceOrganization: null,
        ancestors: [],
        may: [],
        gives: { roles: [], roleActions: [], keyActions: [] },
      }),
    );
    await open(`?organizationId=${customer.id}`);
    expect(await screen.findByText('3/8 linked')).toBeDefined();
    expect(screen.getByRole('heading', { name: 'Assets of Waterworks' })).toBeDefined();
    expect(api.askedFor('GET /assets')[0]?.query).toMatchObject({ organizationId: customer.id });
  });

  it('R3-34…R3-42: adds one in one form, paired with a device, and shows all of it at a glance', async () => {
    await open('?do=add');
    const user = userEvent.setup();
    const dialog = await screen.findByRole('dialog', { name: 'Add an asset' });
    const field = (name: RegExp) => within(dialog).getByLabelText(name);
    await waitFor(() => expect(within(dialog).getByRole('option', { name: 'Transformer' })).toBeDefined());
    await user.click(within(dialog).getByRole('button', { name: 'Finish' }));
    expect(await within(dialog).findByText('Choose a model.')).toBeDefined();
    await user.selectOptions(field(/^Model$/), 'Transformer');
    await user.type(field(/Serial number/), 'TR-1');
    await user.type(field(/ERP number/), 'SAP-1');
    await user.type(field(/First day without/), '2028-01-01');
    await user.click(field(/predecessor system/));
    await user.type(field(/Rated power \(MVA\)/), '63,5');
    await user.selectOptions(field(/Edge device/), 'FG-0001');
    api.on('POST /assets', () =>
      problem({
        code: 'fleet.edge-device-unknown',
        status: 400,
        errors: [{ path: 'edgeDeviceSerialNumber', message: 'is taken' }],
      }),
    );
    const add = within(dialog).getByRole('button', { name: 'Add and pair' });
    await user.click(add);
    expect(await within(dialog).findByText(/must belong to the same customer/)).toBeDefined();
    const added: AssetDetailsBody = {
      ...transformer,
      devices: [{ id: aDevice().id, serialNumber: 'FG-0001', name: 'Pump house', connectivity: 'never' }],
    };
    api
      .on('POST /assets', () => answer(assetDetails, added, 201))
      .on(`GET /assets/${added.id}`, () => answer(assetDetails, added));
    await user.click(add);
    const summary = await screen.findByRole('dialog', { name: 'Main transformer was added' });
    expect(summary.textContent).toMatch(/Waterworks.*FG-0001/);
    expect(within(summary).queryByRole('button', { name: 'Choose a device' })).toBeNull();
    expect(within(summary).getByRole('button', { name: 'Go back and change' })).toBeDefined();
    const [first, second] = api.askedFor('POST /assets');
    expect(second?.body).toEqual({
      organizationId: customer.id,
      model: 'Transformer',
      serialNumber: 'TR-1',
      externalId: 'SAP-1',
      warrantyEnd: '2028-01-01',
      migrated: true,
      attributes: { ratedPower: 63.5 },
      edgeDeviceSerialNumber: 'FG-0001',
    });
    expect(first?.headers['idempotency-key']).toBeDefined();
    // The same sent again is the same thing.
    expect(first?.headers['idempotency-key']).toBe(second?.headers['idempotency-key']);
    await user.click(within(summary).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(window.location.search).toBe(''));
  });

  it('offers no addition to who may add none', async () => {
    person = { ...ada, memberships: membership({}) };
    await open('?do=add');
    await screen.findByRole('row', { name: /UPS 7/ });
    expect(screen.queryByRole('button', { name: 'Add asset' })).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what to do where there is none, and where nothing is found', async () => {
    api.on('GET /assets', () => answer(assetPage, { items: [], nextCursor: null }));
    await open('?q=x&warranty=ended&installed=true');
    expect(await screen.findByText('No asset matches')).toBeDefined();
    expect(api.askedFor('GET /assets')[0]?.query).toMatchObject({ q: 'x', warranty: 'ended', installed: 'true' });
    await userEvent.click(screen.getByRole('button', { name: 'Show all assets' }));
    expect(await screen.findByText('There are no assets yet')).toBeDefined();
  });
});

const columns = (
  [
    ['label', 'Asset', 'name'],
    ['serialNumber', 'Serial number', 'serialNumber'],
    ['connection', 'State', null],
    ['warrantyEnd', 'Warranty', 'warrantyEnd'],
  ] as const
).map(([key, label, sort]) => ({
  key,
  label,
  type: 'text' as const,
  sort,
  search: null,
  visible: true,
  visibleByDefault: true,
}));
