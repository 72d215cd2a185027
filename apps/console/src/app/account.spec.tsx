/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  activationAnswer,
  addedSite,
  currentSession,
  devicePage,
  openInvitation,
  profile,
  sharedSiteOffer,
} from '#libs/contracts/http';
import { ada } from '../testing/ada';
import { answer, done } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { newConsole } from './new-console';

const { csrfToken } = ada;
const expiresAt = '2026-12-30T15:00:00.000Z';

describe('the pages of an account in the console', () => {
  const api = fakeApiOfSuite();
  let isSignedIn: boolean;
  let passwordChange: 'required' | 'recommended' | null;
  beforeEach(() => {
    isSignedIn = true;
    passwordChange = null;
    api
      .on('GET /sessions/current', () =>
        answer(
          currentSession,
          isSignedIn ? { signedIn: true, expiresAt, csrfToken, passwordChange } : { signedIn: false },
        ),
      )
      .on('DELETE /sessions/current', () => {
        isSignedIn = false;
        return done();
      })
      .on('GET /me', () => answer(profile, { ...ada, passwordChange }))
      .on('GET /devices', () => answer(devicePage, { items: [], nextCursor: null }));
  });
  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
  }
  const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
  const path = () => window.location.pathname;

  it('says who is signed in before a link of somebody else is followed, signs them out, and goes on', async () => {
    api.on('POST /activations/token', () => {
      isSignedIn = true;
      return answer(activationAnswer, { personId: ada.id }, 201);
    });
    await open('/activate/token');
    expect((await screen.findByText('ada@example.com is signed in here')).textContent).toBeDefined();
    expect(screen.queryByLabelText('New password')).toBeNull();
    await press('Sign out and go on');
    await userEvent.type(await screen.findByLabelText('New password'), 'correct horse battery');
    await press('Activate the account');
    expect(await screen.findByRole('heading', { name: 'Sites' })).toBeDefined();
  });

  it('lets the invited person join without signing out', async () => {
    const offered = { organization: { id: ada.id, name: 'Waterworks' }, email: ada.email, name: null };
    api.on('GET /invitations/token', () =>
      answer(openInvitation, { ...offered, firstName: null, lastName: null, expiresAt }),
    );
    await open('/invitation/token');
    expect(await screen.findByLabelText('Last name')).toBeDefined();
  });

  it('opens nothing before a password that must be changed is changed, then the page that was asked for', async () => {
    passwordChange = 'required';
    api.on('POST /me/password', () => {
      passwordChange = null;
      return done();
    });
    await open('/me/sessions-of-nobody');
    expect(await screen.findByRole('heading', { name: 'Choose a new password first' })).toBeDefined();
    expect(path()).toBe('/password-change');
    await userEvent.type(screen.getByLabelText('Current password'), 'seen by somebody');
    await userEvent.type(screen.getByLabelText('New password'), 'correct horse battery');
    await press('Change the password');
    await waitFor(() => expect(path()).toBe('/me/sessions-of-nobody'));
  });

  it('says on every page that a password was seen by somebody else, with the way to change it', async () => {
    passwordChange = 'recommended';
    await open('/devices');
    await userEvent.click(await screen.findByRole('link', { name: 'Change it' }));
    expect(await screen.findByRole('heading', { name: 'Password' })).toBeDefined();
  });

  it.each([
    ['Profile', '/me'],
    ['Password', '/me/password'],
    ['Second factor', '/me/second-factor'],
    ['Sessions', '/me/sessions'],
  ])('R0-06: the name menu leads to %s', async (name, address) => {
    api.on('GET /me/sessions', () => new Promise(() => undefined));
    await open('/devices');
    await press('Ada Lovelace');
    await userEvent.click(await screen.findByRole('menuitem', { name }));
    expect(await screen.findByRole('heading', { name })).toBeDefined();
    expect(path()).toBe(address);
  });

  it('adds a shared site by the link of its mail', async () => {
    api
      .on('GET /share-codes/ABCD-EFGH', () =>
        answer(sharedSiteOffer, {
          siteName: 'Pump house',
          owner: { id: ada.id, name: 'Waterworks' },
          access: 'read',
          way: 'email',
          organization: null,
          expiresAt,
          endsAt: null,
        }),
      )
      .on('POST /share-codes/ABCD-EFGH/acceptance', () =>
        answer(
          addedSite,
          { siteId: ada.id, siteName: 'Pump house', owner: { id: ada.id, name: 'Waterworks' }, access: 'read' },
          201,
        ),
      );
    await open('/add-site/ABCD-EFGH');
    expect(await screen.findByText(/Waterworks shares the site Pump house with you/)).toBeDefined();
    await press('Add the site');
    expect((await screen.findByRole('status')).textContent).toContain('Pump house is among your sites now');
  });
});
