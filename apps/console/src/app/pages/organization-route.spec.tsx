/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  apiKeyPage,
  assetPage,
  contractPage,
  currentSession,
  customRolePage,
  deletedOrganizations,
  devicePage,
  type InvitationBody,
  installation,
  invitationPage,
  member,
  memberPage,
  onboardingPage,
  organization,
  organizationDetails,
  profile,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { aMembership } from '../../testing/a-membership';
import { ada } from '../../testing/ada';
import { anAsset } from '../../testing/an-asset';
import { aMember, anOrganization } from '../../testing/an-organization';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const works = anOrganization();
const path = `/organizations/${works.id}`;
const now = '2026-11-30T09:00:00.000Z';
const empty = { items: [], nextCursor: null };
const link = 'https://fieldgate.example/invitation/secret';
const anInvitation = (differences: Partial<InvitationBody> = {}): InvitationBody => ({
  id: '01900000-0000-7000-8000-000000000041',
  email: 'new@waterworks.example',
  name: null,
  firstName: null,
  lastName: null,
  phone: null,
  role: 'member',
  customRoleId: null,
  status: 'pending',
  mail: { state: 'failed', attempts: 5, lastError: '550 no such mailbox', sentAt: null },
  createdAt: now,
  expiresAt: '2026-12-30T09:00:00.000Z',
  link,
  token: 'secret',
  ...differences,
});

describe('the page of an organization', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, ada))
      .on(`GET ${path}`, () => answer(organizationDetails, works))
      .on('GET /contracts', () => answer(contractPage, empty))
      .on('GET /onboarding', () => answer(onboardingPage, empty))
      .on(`GET ${path}/members`, () => answer(memberPage, { items: [aMember()], nextCursor: null }))
      .on(`GET ${path}/invitations`, () => answer(invitationPage, { items: [anInvitation()], nextCursor: null }))
      .on(`GET ${path}/roles`, () => answer(customRolePage, empty))
      .on(`GET ${path}/api-keys`, () => answer(apiKeyPage, empty));
  });

  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    const { unmount } = await show(<RouterProvider router={router} />, 'en', client);
    const type = async (label: string | RegExp, text: string) =>
      userEvent.type(await screen.findByLabelText(label), text);
    const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
    return { router, type, press, unmount };
  }
  const address = () => `${window.location.pathname}${window.location.search}`;
  const choose = async (label: string, item: string) => {
    await userEvent.click(await screen.findByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  };

  it('R3-23, R0-33: says where it stands, its UUID, who serves it, and what is next on the way to a monitored asset', async () => {
    const steps = [
      { step: 'add-people' as const, done: true },
      { step: 'assign-devices' as const, done: true },
      { step: 'create-asset' as const, done: false },
      { step: 'install-device' as const, done: false },
      { step: 'configure-asset' as const, done: false },
    ];
    const customer = { organizationId: works.id, name: works.name, steps, nextStep: 'create-asset' as const };
    api.on('GET /onboarding', () => answer(onboardingPage, { items: [customer], nextCursor: null }));
    const memberships = [aMembership(['organization.read'], { kind: 'provider', name: 'North Service' })];
    api.on('GET /me', () => answer(profile, { ...ada, memberships }));
    await open(`${path}/overview`);
    const trail = within(await screen.findByRole('navigation', { name: 'Where it stands' })).getAllByRole('link');
    expect(trail.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['All organizations', '/organizations'],
      ['North Service', `/organizations/${works.parentId}/overview`],
    ]);
    expect(screen.getByText(works.id)).toBeDefined();
    expect(screen.getByText('3/8 assets linked')).toBeDefined();
    const next = await screen.findByText('Create an asset');
    expect(next.closest('li')?.getAttribute('aria-current')).toBe('step');
    expect(
      within(next.closest('li') as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe(`${path}/assets`);
  });

  it('R0-21, R0-33: who may assign devices is led to those that nobody has, anybody else to the customer’s own', async () => {
    const steps = [{ step: 'assign-devices' as const, done: false }];
    const customer = { organizationId: works.id, name: works.name, steps, nextStep: 'assign-devices' as const };
    api.on('GET /onboarding', () => answer(onboardingPage, { items: [customer], nextCursor: null }));
    const { unmount } = await open(`${path}/overview`);
    expect((await screen.findByRole('link', { name: 'See the devices' })).getAttribute('href')).toBe(`${path}/devices`);
    unmount();
    const may = [...works.may, 'device.assign'];
    api.on(`GET ${path}`, () => answer(organizationDetails, { ...works, may }));
    await open(`${path}/overview`);
    const choose = await screen.findByRole('link', { name: 'Choose unassigned devices' });
    expect(choose.getAttribute('href')).toBe('/stock');
  });

  it('shows no part and no button of what its reader may not', async () => {
    const gives = { roles: [], roleActions: [], keyActions: [] };
    api.on(`GET ${path}`, () => answer(organizationDetails, { ...works, may: ['member.read', 'role.read'], gives }));
    await open(`${path}/people`);
    await screen.findByRole('row', { name: /Grace Hopper/ });
    const tabs = within(screen.getByRole('navigation', { name: 'Parts of this page' })).getAllByRole('link');
    expect(tabs.map(({ textContent }) => textContent)).toEqual([
      'Overview',
      'People',
      'Devices',
      'Assets',
      'Sites',
      'Contracts',
      'Roles',
    ]);
    expect(screen.queryByRole('button', { name: 'Add person' })).toBeNull();
  });

  it('R0-27: asks before its reader joins, and says that the customer sees it', async () => {
    api.on(`POST ${path}/members/me`, () => answer(member, aMember(), 201));
    const { press } = await open(`${path}/overview`);
    await press('Join as a user');
    expect(address()).toBe(`${path}/overview?do=join`);
    const dialog = screen.getByRole('dialog', { name: 'Join Waterworks as a user?' });
    expect(dialog.textContent).toContain('Waterworks sees it: its administrators are told at once');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Join as a user' }));
    await waitFor(() => expect(address()).toBe(`${path}/overview`));
    expect(api.askedFor(`POST ${path}/members/me`)).toHaveLength(1);
  });

  it('R2-16: deletes only once its name was typed, and says before that nothing brings it back', async () => {
    const deleted = { organizations: 1, people: 1, invitations: 0, devices: 2 };
    api
      .on(`DELETE ${path}`, () => answer(deletedOrganizations, deleted))
      .on('GET /devices', () => answer(devicePage, empty));
    await open(`${path}/overview?do=delete`);
    const dialog = await screen.findByRole('dialog', { name: 'Delete Waterworks?' });
    expect(dialog.textContent).toContain('This cannot be undone');
    const field = within(dialog).getByLabelText('Type its name to delete it: Waterworks');
    await userEvent.type(field, 'Waterwork');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(dialog.textContent).toContain('Type exactly: Waterworks');
    expect(api.askedFor(`DELETE ${path}`)).toEqual([]);
    await userEvent.type(field, 's');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() =>
      expect(api.askedFor(`DELETE ${path}`).map(({ query }) => query)).toEqual([{ confirm: 'Waterworks' }]),
    );
  });

  it('R2-12: changes the home page and what else is given; an empty field takes a value away', async () => {
    api.on(`GET ${path}`, () => answer(organizationDetails, { ...works, address: 'Old Street 1' }));
    api.on(`PATCH ${path}`, () => answer(organization, works));
    const { press } = await open(`${path}/overview?do=edit`);
    await userEvent.clear(await screen.findByLabelText('Address'));
    await userEvent.selectOptions(screen.getByLabelText('Home page'), '/map');
    await userEvent.type(screen.getByLabelText('Asset limit'), '12');
    await press('Save');
    await waitFor(() => expect(address()).toBe(`${path}/overview`));
    const [asked] = api.askedFor(`PATCH ${path}`);
    expect(asked?.body).toMatchObject({ name: 'Waterworks', address: null, homeDashboard: '/map', assetLimit: 12 });
    expect(asked?.body).not.toHaveProperty('delegatesCertificates');
  });

  it('R0-25: installs a device from its row, on an asset that has none', async () => {
    const device = aDevice({ organizationId: works.id });
    api.on('GET /devices', ({ query }) =>
      answer(devicePage, { items: query.installed === 'false' ? [device] : [], nextCursor: null }),
    );
    api.on('GET /assets', () => answer(assetPage, empty));
    await open(`${path}/devices`);
    await choose('Actions for Pump house', 'Install');
    const dialog = await screen.findByRole('dialog', { name: 'Install Pump house' });
    expect(await within(dialog).findByText(/Add one first/)).toBeDefined();
    expect(api.askedFor('GET /assets')[0]?.query).toMatchObject({ organizationId: works.id, installed: 'false' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Install' }));
    expect(within(dialog).getByRole('alert').textContent).toBe('Choose an asset.');
    api.on('GET /assets', () => answer(assetPage, { items: [anAsset()], nextCursor: null }));
    const made = { id: works.id, device: { id: device.id, serialNumber: 'FG-0001' }, assetId: anAsset().id };
    api.on(`POST /devices/${device.id}/installation`, () =>
      answer(installation, { ...made, installedAt: now, removedAt: null }, 201),
    );
    await userEvent.type(within(dialog).getByLabelText('Asset, by name or number'), 'M');
    await userEvent.click(await within(dialog).findByRole('radio'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Install' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor(`POST /devices/${device.id}/installation`)[0]?.body).toEqual({ assetId: anAsset().id });
  });

  it('has no page for an id that is none, nor for a part that is none', async () => {
    await open(`${path}/sideways`);
    expect(await screen.findByText(/Nothing has the address/)).toBeDefined();
  });

  it('shows why it cannot be read', async () => {
    api.on(`GET ${path}`, () => problem({ code: 'identity.organization-unknown', status: 404 }));
    await open(`${path}/overview`);
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such organization');
  });
});
