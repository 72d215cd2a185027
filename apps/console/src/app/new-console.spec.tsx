/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { currentSession, devicePage, profile, signInAnswer } from '#libs/contracts/http';
import { ada } from '../testing/ada';
import { answer, done, problem } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { newConsole } from './new-console';

const expiresAt = '2026-11-30T15:00:00.000Z';
const { csrfToken } = ada;
const person = { id: ada.id, email: ada.email };

describe('the console', () => {
  const api = fakeApiOfSuite();
  let isSignedIn: boolean;
  beforeEach(() => {
    isSignedIn = false;
    const session = () =>
      isSignedIn
        ? { signedIn: true as const, expiresAt, csrfToken, passwordChange: null }
        : { signedIn: false as const };
    api
      .on('GET /sessions/current', () => answer(currentSession, session()))
      .on('POST /sessions', () => {
        isSignedIn = true;
        return answer(signInAnswer, { expiresAt, person, csrfToken, passwordChange: null }, 201);
      })
      .on('DELETE /sessions/current', done)
      .on('GET /me', () => answer(profile, ada))
      .on('GET /devices', () => answer(devicePage, { items: [], nextCursor: null }));
  });

  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    return { client };
  }
  const address = () => `${window.location.pathname}${window.location.search}`;

  it('asks nothing but whether somebody is signed in, leads to the sign-in, and on to the page that was asked for', async () => {
    await open('/devices?connectivity=connected');
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('E-mail address'), person.email);
    expect(api.journal.map(({ path }) => path)).toEqual(['/sessions/current']);
    await user.type(screen.getByLabelText('Password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { name: 'Devices' })).toBeDefined();
    expect(address()).toBe('/devices?connectivity=connected');
  });

  it.each(['//bad.example/', '/\\bad.example', '/\t/bad.example'])(
    'goes nowhere but to its own pages after the sign-in, not to %s',
    async (next) => {
      isSignedIn = true;
      await open(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(await screen.findByRole('heading', { name: 'Sites' })).toBeDefined();
      expect(address()).toBe('/sites');
    },
  );

  it('says why a session is over, keeps nothing that was read in it, and returns to the same page', async () => {
    isSignedIn = true;
    const { client } = await open('/devices?q=FG');
    await screen.findByText('No device matches');
    api.on('GET /devices', () => problem({ code: 'identity.session-idle', status: 401 }));
    isSignedIn = false;
    await act(() => client.refetchQueries({ queryKey: ['devices'] }));
    expect((await screen.findByText(/You were away for long/)).textContent).toContain('Sign in again');
    expect(address()).toBe(`/sign-in?next=${encodeURIComponent('/devices?q=FG')}`);
    expect(client.getQueryCache().findAll({ queryKey: ['devices'] })).toEqual([]);
  });

  it('sends the token against forgery of the session it found', async () => {
    isSignedIn = true;
    await open('/devices');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Ada Lovelace' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(address()).toBe('/sign-in'));
    expect(api.askedFor('DELETE /sessions/current').map(({ headers }) => headers['x-csrf-token'])).toEqual([csrfToken]);
  });

  it('has a page for an address that nothing has', async () => {
    isSignedIn = true;
    await open('/nothing/here');
    expect(await screen.findByText(/Nothing has the address \/nothing\/here/)).toBeDefined();
  });

  it('leaves out of an address what is wrong in it', async () => {
    isSignedIn = true;
    await open('/devices?connectivity=sideways&q=FG');
    await screen.findByText('No device matches');
    expect(api.askedFor('GET /devices').at(-1)?.query).toEqual({ q: 'FG', limit: '50', count: 'true' });
  });
});
