/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { begunSingleSignOn, signInAnswer, signInMethods } from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { keepSignOn, keptSignOn } from './single-sign-on';
import { SingleSignOnChoice } from './single-sign-on-choice';
import { SingleSignOnPage } from './single-sign-on-page';

const expiresAt = '2026-11-30T15:00:00.000Z';
const attempt = 'a'.repeat(43);
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const password = { kind: 'password' } as const;

describe('signing in through one’s organization', () => {
  const api = fakeApiOfSuite();
  const onLeave = jest.fn();
  beforeEach(() => {
    onLeave.mockClear();
    sessionStorage.clear();
  });
  const look = async () => {
    await show(<SingleSignOnChoice next="/devices?q=FG" onLeave={onLeave} />);
    await press('Sign in through your organization');
    await userEvent.type(screen.getByLabelText('Your address at work'), 'ada@example.com');
    await press('Go on');
  };

  it('names the place before it leads there, and keeps for this window what to come back with', async () => {
    const here = {
      kind: 'single-sign-on',
      organizationId: ada.id,
      issuer: 'https://login.example.com/realms/a',
    } as const;
    const authorizationUrl = 'https://login.example.com/authorize?state=x';
    api
      .on('POST /sessions/lookup', () => answer(signInMethods, { methods: [password, here] }))
      .on('POST /single-sign-ons', () => answer(begunSingleSignOn, { authorizationUrl, attempt, expiresAt }, 201));
    await look();
    await press('Sign in at login.example.com');
    await waitFor(() => expect(onLeave).toHaveBeenCalledWith(authorizationUrl));
    expect(keptSignOn()).toEqual({ attempt, next: '/devices?q=FG' });
    expect(api.journal.map(({ body }) => body)).toEqual([{ email: 'ada@example.com' }, { organizationId: ada.id }]);
  });

  it('says that there is none for an address', async () => {
    api.on('POST /sessions/lookup', () => answer(signInMethods, { methods: [password] }));
    await look();
    expect((await screen.findByRole('status')).textContent).toContain('Sign in with your password');
  });

  const onSignedIn = jest.fn(async () => undefined);
  const comeBack = () =>
    show(<SingleSignOnPage parameters="code=1&state=x" onSignedIn={onSignedIn} wayOut={<a href="/sign-in">Back</a>} />);

  it('is completed once, with what this window kept, and goes on to the page that was asked for', async () => {
    keepSignOn({ attempt, next: '/devices?q=FG' });
    const opened = {
      expiresAt,
      person: { id: ada.id, email: ada.email },
      csrfToken: ada.csrfToken,
      passwordChange: null,
    };
    api.on('POST /single-sign-ons/completion', () => answer(signInAnswer, opened, 201));
    await comeBack();
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith('/devices?q=FG'));
    expect(api.journal.map(({ body }) => body)).toEqual([{ attempt, parameters: 'code=1&state=x', cookie: true }]);
    expect(keptSignOn()).toBeUndefined();
  });

  it('asks nobody where this window began nothing', async () => {
    await comeBack();
    expect((await screen.findByRole('alert')).textContent).toContain('This sign-in is over');
    expect(screen.getByRole('link', { name: 'Back' })).toBeDefined();
    expect(api.journal).toEqual([]);
  });

  it.each([
    ['single-sign-on-failed', 401, 'Your organization did not sign you in'],
    ['single-sign-on-refused', 401, 'Nobody of this address may come in this way'],
    ['identity-provider-failed', 503, 'Your organization’s sign-in does not answer'],
  ])('says %s in plain words', async (code, status, words) => {
    keepSignOn({ attempt });
    api.on('POST /single-sign-ons/completion', () => problem({ code: `identity.${code}`, status }));
    await comeBack();
    expect((await screen.findByRole('alert')).textContent).toContain(words);
  });

  it('takes nothing from the window that it did not keep there', () => {
    sessionStorage.setItem('fieldgate-single-sign-on', '{"attempt":7}');
    expect(keptSignOn()).toBeUndefined();
    sessionStorage.setItem('fieldgate-single-sign-on', 'x');
    expect(keptSignOn()).toBeUndefined();
  });
});
