/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addedMember,
  apiKeyPage,
  assetPage,
  bulkInvitationResult,
  contractPage,
  createdApiKey,
  currentSession,
  customRole,
  customRolePage,
  deletedOrganizations,
  devicePage,
  type InvitationBody,
  installation,
  invitation,
  invitationPage,
  member,
  memberPage,
  onboardingPage,
  organization,
  organizationDetails,
  profile,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { ada } from '../../testing/ada';
import { anAsset } from '../../testing/an-asset';
import { aMember, anOrganization } from '../../testing/an-organization';
import { answer, done, problem } from '../../testing/fake-api';
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
    await show(<RouterProvider router={router} />, 'en', client);
    const type = async (label: string | RegExp, text: string) =>
      userEvent.type(await screen.findByLabelText(label), text);
    const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
    return { router, type, press };
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
    await open(`${path}/overview`);
    expect((await screen.findByRole('navigation', { name: 'Where it stands' })).textContent).toContain('North Service');
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
    expect(dialog.textContent).toContain('Waterworks sees it: among its people and in its audit trail.');
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

  it('R2-08, R2-11: adds a person by a link that is shown, keeps what was typed when it is refused, and adds once', async () => {
    const added = {
      outcome: 'invited' as const,
      invitation: anInvitation({ mail: { state: 'none', attempts: 0, lastError: null, sentAt: null } }),
    };
    api.on(`POST ${path}/members`, () => problem({ code: 'identity.already-member', status: 409 }));
    const { type, press } = await open(`${path}/people?do=add`);
    await type(/^First name/, 'Mary');
    await type(/^Last name/, 'Somerville');
    await type(/E-mail address/, 'new@waterworks.example');
    await userEvent.click(screen.getByRole('radio', { name: /Show me the link/ }));
    const button = screen.getAllByRole('button', { name: 'Add person' })[0] as HTMLElement;
    await userEvent.click(button);
    expect((await screen.findByRole('alert')).textContent).toContain('The person belongs to it already');
    expect((screen.getByLabelText(/^First name/) as HTMLInputElement).value).toBe('Mary');
    api.on(`POST ${path}/members`, () => answer(addedMember, added, 201));
    await userEvent.dblClick(button);
    expect(await screen.findByText(link)).toBeDefined();
    expect(screen.getByText(/No mail was sent. Hand this link to new@waterworks.example/)).toBeDefined();
    const asked = api.askedFor(`POST ${path}/members`);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.body).toMatchObject({ firstName: 'Mary', role: 'member', activation: 'link' });
    await press('Close');
    expect(screen.queryByText(link)).toBeNull();
  });

  it('resets a second factor only after it was said what comes of it', async () => {
    const factor = `DELETE ${path}/members/${aMember().person.id}/second-factor`;
    api.on(factor, done);
    const { press } = await open(`${path}/people`);
    await choose('Actions for Grace Hopper', 'Reset the second factor');
    expect((await screen.findByRole('dialog')).textContent).toContain('all sessions end');
    expect(api.askedFor(factor)).toEqual([]);
    await press('Reset');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor(factor)).toHaveLength(1);
  });

  it('R0-27: marks who of the provider joined by themselves', async () => {
    const provider = { id: works.parentId as string, name: 'North Service' };
    const joined = aMember({ addedBy: { personId: aMember().person.id, selfGranted: true, provider } });
    api.on(`GET ${path}/members`, () => answer(memberPage, { items: [joined], nextCursor: null }));
    await open(`${path}/people`);
    expect(await screen.findByText('Joined by themselves, from North Service')).toBeDefined();
  });

  it('R3-28, R3-29: tells how the mail fares, copies the link, and says that sending again ends it', async () => {
    api.on(`POST ${path}/invitations/${anInvitation().id}/resend`, () =>
      answer(invitation, anInvitation({ id: '01900000-0000-7000-8000-000000000042' }), 201),
    );
    const { press } = await open(`${path}/invitations`);
    const row = await screen.findByRole('row', { name: /new@waterworks.example/ });
    expect(row.textContent).toMatch(/Waits for an answer.*Dec 30, 2026.*Not delivered.*550 no such mailbox/);
    expect(within(row).getByRole('button', { name: 'Copy the link of new@waterworks.example' })).toBeDefined();
    await choose('Actions for new@waterworks.example', 'Send again');
    expect(screen.getByRole('dialog').textContent).toContain('The link sent before is dead at once.');
    await press('Send again');
    expect(await screen.findByText('new@waterworks.example is invited')).toBeDefined();
  });

  it('shows what each row of a file would do before anything is sent', async () => {
    const rows = [
      { line: 2, email: 'a@waterworks.example', outcome: 'invited' as const },
      { line: 3, email: 'no address', outcome: 'refused' as const, code: 'identity.bulk-row', detail: 'No address.' },
    ];
    const bulk = `POST ${path}/invitations/bulk`;
    api.on(bulk, ({ query }) => answer(bulkInvitationResult, { dryRun: query.dryRun === 'true', rows }));
    const { press } = await open(`${path}/invitations?do=file`);
    await userEvent.upload(
      await screen.findByLabelText('File'),
      new File(['email\na'], 'people.csv', { type: 'text/csv' }),
    );
    expect(await screen.findByText('Of 2 rows, 1 would be sent.')).toBeDefined();
    expect(screen.getByRole('row', { name: /no address/ }).textContent).toContain('Not possible');
    await press('Send 1 invitation');
    expect(await screen.findByText('Of 2 rows, 1 was sent.')).toBeDefined();
    expect(api.askedFor(bulk).map(({ query, headers }) => [query.dryRun, headers['content-type']])).toEqual([
      ['true', 'text/csv'],
      ['false', 'text/csv'],
    ]);
  });

  it('makes a role of actions in words, of no more than its reader may give', async () => {
    api.on(`POST ${path}/roles`, () =>
      answer(customRole, { id: works.id, name: 'Fitter', actions: ['asset.install'], createdAt: now }, 201),
    );
    const { type, press } = await open(`${path}/roles?do=new`);
    await type(/^Name of the role/, 'Fitter');
    expect(screen.getAllByRole('checkbox')).toHaveLength(works.gives.roleActions.length);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Install devices on assets' }));
    await press('Create role');
    await waitFor(() => expect(address()).toBe(`${path}/roles`));
    expect(api.askedFor(`POST ${path}/roles`)[0]?.body).toEqual({ name: 'Fitter', actions: ['asset.install'] });
  });

  it('shows a new key once, and makes none that may do nothing', async () => {
    const key = 'fgk_once';
    api.on(`POST ${path}/api-keys`, ({ body }) => {
      const { name, actions } = body as { name: string; actions: string[] };
      const created = { name, actions, key, createdById: ada.id, createdAt: now, expiresAt: now };
      return answer(
        createdApiKey,
        { id: works.id, ...created, state: 'active', lastUsedAt: null, revokedAt: null },
        201,
      );
    });
    const { type, press } = await open(`${path}/keys?do=new`);
    await type(/What the key is for/, 'Importer');
    await press('Create key');
    expect((await screen.findByRole('alert')).textContent).toContain('Tick at least one action');
    await userEvent.click(screen.getByRole('checkbox', { name: 'See devices, assets, sites and values' }));
    await press('Create key');
    expect(await screen.findByText(key)).toBeDefined();
    expect(api.askedFor(`POST ${path}/api-keys`)).toHaveLength(1);
    await press('I have kept it');
    expect(screen.queryByText(key)).toBeNull();
  });

  it('R0-25: installs a device from its row, on an asset that has none', async () => {
    const device = aDevice();
    api.on('GET /devices', ({ query }) =>
      answer(devicePage, { items: query.installed === 'false' ? [device] : [], nextCursor: null }),
    );
    api.on('GET /assets', () => answer(assetPage, empty));
    await open(`${path}/devices`);
    await choose('Actions for Pump house', 'Install');
    const dialog = await screen.findByRole('dialog', { name: 'Install Pump house on an asset' });
    expect(await within(dialog).findByText(/Create the asset first/)).toBeDefined();
    expect(api.askedFor('GET /assets')[0]?.query).toMatchObject({ organizationId: works.id, installed: 'false' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Install' }));
    expect(within(dialog).getByRole('alert').textContent).toBe('Choose the asset it is mounted on.');
    api.on('GET /assets', () => answer(assetPage, { items: [anAsset()], nextCursor: null }));
    const made = { id: works.id, device: { id: device.id, serialNumber: 'FG-0001' }, assetId: anAsset().id };
    api.on(`POST /devices/${device.id}/installation`, () =>
      answer(installation, { ...made, installedAt: now, removedAt: null }, 201),
    );
    await userEvent.type(within(dialog).getByLabelText('Find an asset'), 'M');
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

describe('a new organization', () => {
  const api = fakeApiOfSuite();
  const own = { organizationId: works.parentId as string, name: 'North Service', kind: 'provider' as const };
  beforeEach(() => {
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    const actions = { 'organization.create': 'tree' as const, 'member.administer': 'tree' as const };
    const membership = { ...own, role: 'admin' as const, homeDashboard: null, actions };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, memberships: [membership] }))
      .on(`GET ${path}`, () => answer(organizationDetails, works))
      .on('GET /contracts', () => answer(contractPage, empty))
      .on('GET /onboarding', () => answer(onboardingPage, empty));
  });

  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
  }

  it('R0-16, R2-07: needs a name and nothing else; a double click makes one, and it opens', async () => {
    api.on('POST /organizations', () => answer(organization, works, 201));
    await open('/organizations/new');
    const button = await screen.findByRole('button', { name: 'Create customer' });
    await userEvent.click(button);
    expect(await screen.findByText('Type a name: one line of 200 characters at most.')).toBeDefined();
    await userEvent.type(screen.getByLabelText(/^Name/), 'Waterworks');
    await userEvent.dblClick(button);
    expect(await screen.findByRole('heading', { name: 'Waterworks' })).toBeDefined();
    const asked = api.askedFor('POST /organizations');
    expect(asked.map(({ body }) => body)).toEqual([
      { kind: 'customer', name: 'Waterworks', parentId: own.organizationId, assetLimit: null },
    ]);
    expect(asked[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends again what was not answered as the same, so that it makes one', async () => {
    api.on('POST /organizations', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await open(`/organizations/new?in=${works.id}`);
    await userEvent.type(await screen.findByLabelText(/^Name/), 'Hall 2');
    expect(screen.getByText('It will stand below Waterworks.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    await screen.findByRole('alert');
    await userEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    await waitFor(() => expect(api.askedFor('POST /organizations')).toHaveLength(2));
    const keys = api.askedFor('POST /organizations').map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect((screen.getByLabelText(/^Name/) as HTMLInputElement).value).toBe('Hall 2');
  });

  it('the people of one’s own organization stand at /people', async () => {
    const { pathname } = window.location;
    expect(pathname).toBe('/');
    api.on(`GET /organizations/${own.organizationId}`, () =>
      answer(organizationDetails, { ...works, id: own.organizationId, kind: 'provider', name: own.name }),
    );
    api.on(`GET /organizations/${own.organizationId}/members`, () =>
      answer(memberPage, { items: [aMember()], nextCursor: null }),
    );
    await open('/people');
    expect(await screen.findByRole('heading', { name: own.name })).toBeDefined();
    expect(window.location.pathname).toBe(`/organizations/${own.organizationId}/people`);
  });
});
