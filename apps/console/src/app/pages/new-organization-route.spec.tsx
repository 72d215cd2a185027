/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  contractPage,
  currentSession,
  memberPage,
  onboardingPage,
  organization,
  organizationDetails,
  profile,
} from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { aMember, anOrganization } from '../../testing/an-organization';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const works = anOrganization();
const path = `/organizations/${works.id}`;
const now = '2026-11-30T09:00:00.000Z';
const empty = { items: [], nextCursor: null };

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
    await open(`/organizations/new?parentId=${works.id}`);
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
