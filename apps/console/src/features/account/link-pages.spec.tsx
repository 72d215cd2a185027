/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { acceptanceAnswer, activationAnswer, openInvitation } from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { ActivationPage } from './activation-page';
import { AddressPage } from './address-page';
import { InvitationPage } from './invitation-page';
import { ResetPage } from './reset-page';
import { ResetRequestPage } from './reset-request-page';

const password = 'correct horse battery';
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const wayOut = <a href="/sign-in">To the sign-in</a>;
const onSignedIn = jest.fn(async () => undefined);
const api = fakeApiOfSuite();
beforeEach(() => onSignedIn.mockClear());

describe('activating an account', () => {
  const open = (language: 'en' | 'pl' = 'en') =>
    show(<ActivationPage token="token" otherPerson={undefined} onSignedIn={onSignedIn} wayOut={wayOut} />, language);

  it('sets the password by the link, asks for a cookie, and goes on signed in', async () => {
    api.on('POST /activations/token', () => answer(activationAnswer, { personId: ada.id }, 201));
    await open();
    await userEvent.type(screen.getByLabelText('New password'), password);
    await press('Activate the account');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
    expect(api.journal.map(({ body }) => body)).toEqual([{ password, cookie: true }]);
  });

  it('asks nobody about a password that is too short', async () => {
    await open();
    await userEvent.type(screen.getByLabelText('New password'), 'short');
    await press('Activate the account');
    expect(await screen.findByText('A password has 10 to 256 characters.')).toBeDefined();
    expect(api.journal).toEqual([]);
  });

  it('says at the field why the platform refuses a password, and keeps it', async () => {
    api.on('POST /activations/token', () =>
      problem({ code: 'identity.password-is-address', status: 400, errors: [{ path: 'password', message: 'No.' }] }),
    );
    await open();
    await userEvent.type(screen.getByLabelText('New password'), 'ada@example.com');
    await press('Activate the account');
    expect(await screen.findByText(/This is your own e-mail address/)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('ada@example.com');
  });

  it.each([
    ['link-expired', 'This link is too old', 'Ten odnośnik jest przeterminowany'],
    ['link-replaced', 'A newer link took the place', 'Ten odnośnik zastąpił nowszy'],
    ['link-used', 'This account is active already', 'To konto jest już aktywne'],
    ['link-unknown', 'No account belongs to this link', 'nie należy żadne konto'],
  ])('says of %s what it is and what to do, and takes the form away', async (code, english, polish) => {
    api.on('POST /activations/token', () => problem({ code: `identity.${code}`, status: 409 }));
    for (const [language, label, action, words] of [
      ['en', 'New password', 'Activate the account', english],
      ['pl', 'Nowe hasło', 'Aktywuj konto', polish],
    ] as const) {
      const { unmount } = await open(language);
      await userEvent.type(screen.getByLabelText(label), password);
      await press(action);
      expect((await screen.findByRole('alert')).textContent).toContain(words);
      expect(screen.queryByLabelText(label)).toBeNull();
      expect(screen.getByRole('link')).toBeDefined();
      unmount();
    }
  });
});

describe('joining by an invitation', () => {
  const offered = {
    organization: { id: ada.id, name: 'Waterworks' },
    email: 'ada@example.com',
    name: null,
    firstName: 'Ada',
    lastName: null,
    expiresAt: '2026-12-30T10:00:00.000Z',
  };
  const open = () =>
    show(<InvitationPage token="token" otherPerson={() => undefined} onSignedIn={onSignedIn} wayOut={wayOut} />);
  const fill = async () => {
    await userEvent.type(await screen.findByLabelText('Last name'), 'Lovelace');
    await userEvent.type(screen.getByLabelText('Password'), password);
    await press('Join');
  };

  it('says which organization, for whom and until when, and joins with the name and password', async () => {
    api
      .on('GET /invitations/token', () => answer(openInvitation, offered))
      .on('POST /invitations/token/acceptance', () =>
        answer(acceptanceAnswer, { organizationId: ada.id, personId: ada.id }, 201),
      );
    await open();
    expect(await screen.findByRole('heading', { name: 'Join Waterworks' })).toBeDefined();
    expect(screen.getByText(/for ada@example\.com/).textContent).toMatch(/30 Dec 2026/);
    await fill();
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
    expect(api.journal.at(-1)?.body).toEqual({ firstName: 'Ada', lastName: 'Lovelace', password, cookie: true });
  });

  it('asks for the code where the address has an account with a second factor, and keeps the rest', async () => {
    api
      .on('GET /invitations/token', () => answer(openInvitation, offered))
      .on('POST /invitations/token/acceptance', ({ body }) =>
        'code' in (body as object)
          ? answer(acceptanceAnswer, { organizationId: ada.id, personId: ada.id }, 201)
          : problem({ code: 'identity.second-factor-needed', status: 401 }),
      );
    await open();
    await fill();
    await userEvent.type(await screen.findByLabelText('Code'), '123456');
    await press('Join');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
    expect(api.journal.at(-1)?.body).toMatchObject({ lastName: 'Lovelace', password, code: '123456' });
  });

  it.each([
    ['invitation-expired', 'This invitation is too old'],
    ['invitation-replaced', 'The invitation was sent again'],
    ['invitation-accepted', 'You have joined already'],
    ['invitation-withdrawn', 'The invitation was withdrawn'],
    ['invitation-unknown', 'No invitation belongs to this link'],
  ])('says of %s what it is, before anything is typed', async (code, words) => {
    api.on('GET /invitations/token', () => problem({ code: `identity.${code}`, status: 409 }));
    await open();
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it.each([
    ['sign-in-refused', 401, 'Address and password do not match'],
    ['sign-in-locked', 429, 'Wait 2 min'],
    ['account-not-activated', 409, 'Your account waits to be activated'],
  ])('keeps the form at %s', async (code, status, words) => {
    api
      .on('GET /invitations/token', () => answer(openInvitation, offered))
      .on('POST /invitations/token/acceptance', () => problem({ code: `identity.${code}`, status }, 90));
    await open();
    await fill();
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.getByLabelText<HTMLInputElement>('Last name').value).toBe('Lovelace');
  });
});

describe('a forgotten password', () => {
  it('is asked about by the address, and the answer tells nobody whether there is an account', async () => {
    api.on('POST /password-resets', done);
    await show(<ResetRequestPage wayOut={wayOut} />);
    await userEvent.type(screen.getByLabelText('E-mail address'), 'Ada@Example.com');
    await press('Mail the link');
    expect((await screen.findByRole('status')).textContent).toContain('If ada@example.com has an account');
    expect(api.journal.map(({ body }) => body)).toEqual([{ email: 'ada@example.com' }]);
  });

  const open = () =>
    show(<ResetPage token="token" otherPerson={undefined} another={<a href="/reset">Again</a>} wayOut={wayOut} />);
  const choose = async () => {
    await userEvent.type(screen.getByLabelText('New password'), password);
    await press('Save the password');
  };

  it('is replaced by the link, and the sign-in is next', async () => {
    api.on('POST /password-resets/token', done);
    await open();
    await choose();
    expect((await screen.findByRole('status')).textContent).toContain('Sign in with the new password');
  });

  it.each([
    ['one-time-link-expired', 'This link is too old'],
    ['one-time-link-unknown', 'Nothing belongs to this link'],
  ])('has a way to a new link at %s', async (code, words) => {
    api.on('POST /password-resets/token', () => problem({ code: `identity.${code}`, status: 409 }));
    await open();
    await choose();
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.getByRole('link', { name: 'Again' })).toBeDefined();
  });
});

describe('confirming another address', () => {
  it('is done by a button, for programs follow links as well', async () => {
    api.on('POST /address-changes/token', done);
    const onConfirmed = jest.fn(async () => undefined);
    await show(<AddressPage token="token" onConfirmed={onConfirmed} wayOut={wayOut} />);
    expect(api.journal).toEqual([]);
    await press('Confirm the address');
    expect((await screen.findByRole('status')).textContent).toContain('The address is confirmed');
    expect(onConfirmed).toHaveBeenCalledTimes(1);
  });

  it('says how to get another link', async () => {
    api.on('POST /address-changes/token', () => problem({ code: 'identity.one-time-link-expired', status: 409 }));
    await show(<AddressPage token="token" onConfirmed={onSignedIn} wayOut={wayOut} />);
    await press('Confirm the address');
    expect((await screen.findByRole('alert')).textContent).toContain('ask for another link under your name');
  });
});
