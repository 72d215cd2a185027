/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addedMember,
  apiKeyPage,
  bulkInvitationResult,
  contractPage,
  createdApiKey,
  currentSession,
  customRole,
  customRolePage,
  type InvitationBody,
  invitation,
  invitationPage,
  memberPage,
  onboardingPage,
  organizationDetails,
  profile,
} from '#libs/contracts/http';
import { ada } from '../../testing/ada';
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

describe('who has access to an organization, on its page', () => {
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
    expect(row.textContent).toMatch(/Waits for an answer.*30 Dec 2026.*Not delivered.*550 no such mailbox/);
    expect(within(row).getByRole('button', { name: 'Copy link of new@waterworks.example' })).toBeDefined();
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
});
