/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type AssetDetailsBody,
  assetConfiguration,
  assetDetails,
  currentSession,
  deviceAttributes,
  installableDevicePage,
  installation,
  installationPage,
  latestReadings,
  profile,
  proposal,
  proposalPage,
  seriesList,
} from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { anAsset } from '../../testing/an-asset';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const now = new Date().toISOString();
const device = {
  id: '01900000-0000-7000-8000-000000000011',
  serialNumber: 'FG-0001',
  name: 'Pump house',
  connectivity: 'connected' as const,
};
const provider = { id: '01900000-0000-7000-8000-000000000051', name: 'North Power' };

describe('the page of an asset', () => {
  const api = fakeApiOfSuite();
  let asset: AssetDetailsBody;
  const path = `/assets/${anAsset().id}`;
  beforeEach(() => {
    asset = anAsset();
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    const nothing = { items: [], nextCursor: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, timeZone: 'Europe/Warsaw' }))
      .on(`GET ${path}`, () => answer(assetDetails, asset))
      .on(`GET ${path}/latest`, () => answer(latestReadings, { items: [] }))
      .on(`GET ${path}/installations`, () => answer(installationPage, nothing))
      .on(`GET ${path}/proposals`, () => answer(proposalPage, nothing))
      .on(`GET ${path}/configuration`, () =>
        answer(assetConfiguration, { thresholds: [], contactNote: null, configuredAt: null, configuredById: null }),
      );
  });

  async function open(tab: string, language: 'en' | 'pl' = 'en') {
    window.history.replaceState({}, '', `${path}/${tab}`);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
  }

  it('rule 18: shows the newest values of what is installed, in no more than six requests', async () => {
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    asset = anAsset({ devices: [device], connection: 'connected' });
    const reading = {
      quantity: 'voltage',
      value: 231.4,
      unit: 'V',
      observedAt: now,
      receivedAt: now,
      timeOrigin: 'device' as const,
      described: null,
    };
    api
      .on(`GET /devices/${device.id}/latest`, () => answer(latestReadings, { items: [reading] }))
      .on(`GET /devices/${device.id}/attributes`, () => answer(deviceAttributes, { items: [] }))
      .on(`GET /devices/${device.id}/series`, () =>
        answer(seriesList, {
          from: now,
          to: now,
          origin: now,
          bucketSeconds: 300,
          series: [],
          events: [],
          eventsLeftOff: false,
        }),
      );
    await open('now');
    expect((await screen.findByRole('row', { name: /Voltage/ })).textContent).toContain('231.4');
    expect(screen.getByRole('link', { name: 'Pump house' }).getAttribute('href')).toBe(`/devices/${device.id}/now`);
    await waitFor(() => expect(api.askedFor(`GET /devices/${device.id}/series`)).toHaveLength(1));
    expect(api.journal.length).toBeLessThanOrEqual(6);
    jest.restoreAllMocks();
  });

  it('says what was measured last where no device is installed, or that nothing ever was', async () => {
    await open('now');
    expect(await screen.findByText('No device is installed on it, and nothing was ever measured.')).toBeDefined();
    expect(screen.queryByText(/This was measured last/)).toBeNull();
  });

  it('R0-24, R3-41: installs one of the devices that are on nothing, and once however often it is pressed', async () => {
    api
      .on(`GET ${path}/installable-devices`, () =>
        answer(installableDevicePage, {
          items: [{ ...device, type: 'Sensor', siteId: null, connectivity: 'never' }],
          nextCursor: null,
        }),
      )
      .on(`POST /devices/${device.id}/installation`, () => {
        asset = anAsset({ devices: [device] });
        const installed = { id: provider.id, device, assetId: asset.id, installedAt: now, removedAt: null };
        return answer(installation, installed, 201);
      });
    await open('installation');
    await userEvent.click(await screen.findByRole('button', { name: 'Install' }));
    const dialog = screen.getByRole('dialog', { name: 'Install on Main transformer' });
    const install = within(dialog).getByRole('button', { name: 'Install' });
    await userEvent.click(install);
    expect(within(dialog).getByText('Choose a device.')).toBeDefined();
    await userEvent.click(await within(dialog).findByRole('radio', { name: /FG-0001/ }));
    await userEvent.dblClick(install);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByRole('button', { name: 'Take off' })).toBeDefined();
    expect(api.askedFor(`POST /devices/${device.id}/installation`)).toHaveLength(1);
  });

  it('R0-26: configures for the customer’s people, and says to others whose it is to do', async () => {
    api.on(`PUT ${path}/configuration`, () =>
      answer(assetConfiguration, {
        thresholds: [{ quantity: 'oilTemperature', high: 95.5 }],
        contactNote: null,
        configuredAt: now,
        configuredById: ada.id,
      }),
    );
    await open('configuration', 'pl');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Konfiguruj' }));
    await user.click(screen.getByRole('button', { name: 'Dodaj granicę' }));
    await user.type(screen.getByLabelText('Wielkość'), 'oilTemperature');
    await user.click(screen.getByRole('button', { name: 'Zapisz konfigurację' }));
    expect(await screen.findByText('Podaj liczbę tutaj albo jako górną granicę.')).toBeDefined();
    await user.type(screen.getByLabelText('Górna granica'), '95,5');
    await user.click(screen.getByRole('button', { name: 'Zapisz konfigurację' }));
    expect(await screen.findByRole('row', { name: /Temperatura oleju.*95,5/ })).toBeDefined();
    expect(api.askedFor(`PUT ${path}/configuration`)[0]?.body).toEqual({
      thresholds: [{ quantity: 'oilTemperature', high: 95.5 }],
    });
  });

  it('R0-26, R0-27: offers no configuration to who may not, names who may, and leads to joining them', async () => {
    asset = anAsset({ may: ['asset.edit'] });
    const actions = { 'member.self-grant': 'below' as const };
    const membership = { organizationId: provider.id, name: provider.name, homeDashboard: null, actions };
    api.on('GET /me', () =>
      answer(profile, { ...ada, memberships: [{ ...membership, kind: 'provider', role: 'admin' }] }),
    );
    await open('configuration');
    expect(await screen.findByText(/Only people of Waterworks configure its assets/)).toBeDefined();
    const join = await screen.findByRole('link', { name: 'Join Waterworks' });
    expect(join.getAttribute('href')).toBe(`/organizations/${asset.organizationId}/overview?do=join`);
    expect(screen.queryByRole('button', { name: 'Configure' })).toBeNull();
  });

  it('R3-33: proposes service after asking, and shows that it waits for the customer', async () => {
    asset = anAsset({ may: ['service.propose'], connection: 'new', linkedAt: null, provider });
    const proposed = {
      id: provider.id,
      status: 'proposed' as const,
      asset: { id: asset.id, name: asset.label },
      customer: asset.customer,
      provider,
      message: 'We know it.',
      proposedById: ada.id,
      proposedAt: now,
      answeredById: null,
      answeredAt: null,
      reason: null,
      may: ['service.propose'],
    };
    api.on(`POST ${path}/proposals`, () => {
      asset = { ...asset, connection: 'proposed' };
      api.on(`GET ${path}/proposals`, () => answer(proposalPage, { items: [proposed], nextCursor: null }));
      return answer(proposal, proposed, 201);
    });
    await open('service');
    await userEvent.click(await screen.findByRole('button', { name: 'Propose service' }));
    const dialog = screen.getByRole('dialog', { name: 'Offer Waterworks to look after Main transformer?' });
    await userEvent.type(within(dialog).getByLabelText(/Message/), 'We know it.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Propose service' }));
    expect(await screen.findByText('Waits for an answer')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Propose service' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeDefined();
  });

  it('R3-32: changes what is known of it, with the platform’s refusal at the field; an emptied field is emptied', async () => {
    asset = anAsset({ externalId: 'SAP-1', warrantyBegin: '2026-01-01', warrantyEnd: '2027-01-01' });
    await open('service');
    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = screen.getByRole('dialog', { name: 'Edit Main transformer' });
    api.on(`PATCH ${path}`, () =>
      problem({ code: 'fleet.asset-taken', status: 409, errors: [{ path: 'serialNumber', message: 'is taken' }] }),
    );
    await userEvent.clear(within(dialog).getByLabelText(/ERP number/));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/This customer has one of the same model number/)).toBeDefined();
    expect(api.askedFor(`PATCH ${path}`)[0]?.body).toMatchObject({ externalId: null, warrantyEnd: '2027-01-01' });
    api.on(`PATCH ${path}`, () => answer(assetDetails, { ...asset, externalId: null }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('R3-32: deletes it only once its serial number is typed, and says what goes with it', async () => {
    asset = anAsset({ offlineMeasurements: 3 });
    api.on(`DELETE ${path}`, () => done()).on('GET /assets', () => problem({ code: 'internal', status: 500 }));
    await open('service');
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = screen.getByRole('dialog', { name: 'Delete Main transformer?' });
    expect(dialog.textContent).toContain('Its 3 oil tests go with it.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(within(dialog).getByText('This is not its serial number.')).toBeDefined();
    await userEvent.type(within(dialog).getByLabelText(/Type its serial number/), 'TR-1');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(api.askedFor(`DELETE ${path}`)[0]?.query).toEqual({ confirm: 'TR-1' }));
    await waitFor(() => expect(window.location.pathname).toBe('/assets'));
  });
});
