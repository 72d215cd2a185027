/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { signInAnswer } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { SignInPage } from './sign-in-page';

const opened = {
  expiresAt: '2026-11-30T03:00:00.000Z',
  person: { id: '01900000-0000-7000-8000-000000000001', email: 'ada@example.com' },
  csrfToken: 'x'.repeat(43),
  passwordChange: null,
};

describe('signing in', () => {
  const api = fakeApiOfSuite();
  const onSignedIn = jest.fn(async () => undefined);
  beforeEach(() => onSignedIn.mockClear());

  async function signIn(password = 'correct horse battery') {
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('E-mail address'), 'Ada@Example.com');
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    return user;
  }

  it('sends address and password once, asks for a cookie, and goes on', async () => {
    api.on('POST /sessions', () => answer(signInAnswer, opened, 201));
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />);
    await signIn();
    expect(api.journal.map(({ body }) => body)).toEqual([
      { email: 'ada@example.com', password: 'correct horse battery', cookie: true },
    ]);
    expect(onSignedIn).toHaveBeenCalledTimes(1);
  });

  it('asks nobody while the address is none, and says so at the field', async () => {
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('E-mail address'), 'ada');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    const wrong = { name: 'E-mail address', description: 'Type an e-mail address, such as ada@example.com.' };
    expect(await screen.findByRole('textbox', wrong)).toBeDefined();
    expect(screen.getByText('Type your password.')).toBeDefined();
    expect(api.journal).toEqual([]);
  });

  it.each([
    ['identity.sign-in-refused', 401, 'Address and password do not match'],
    ['identity.sign-in-locked', 429, 'Too many tries failed'],
    ['request.too-many', 429, 'Too many requests from here'],
    ['platform.database-unavailable', 503, 'The platform cannot reach its database'],
  ])('says %s in plain words, with what to do and what to tell whoever helps', async (code, status, title) => {
    api.on('POST /sessions', () => problem({ code, status }, 90));
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />);
    await signIn();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(title);
    expect(alert.textContent).toContain('7eadf30b-8dc3-4907-be9f-d7546aa1dc29');
    expect(alert.textContent).not.toContain('{{');
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('Ada@Example.com');
  });

  it('says how long a lock lasts, in Polish as well', async () => {
    api.on('POST /sessions', () => problem({ code: 'identity.sign-in-locked', status: 429 }, 300));
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />, 'pl');
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Adres e-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Hasło'), 'x');
    await user.click(screen.getByRole('button', { name: 'Zaloguj się' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Odczekaj 5 min');
  });

  it('asks for the code of a second factor, keeps what was typed, and says when the code is wrong', async () => {
    api.on('POST /sessions', ({ body }) => {
      const { code } = body as { code?: string };
      if (code === undefined) return problem({ code: 'identity.second-factor-needed', status: 401 });
      if (code !== '123456') return problem({ code: 'identity.second-factor-refused', status: 401 });
      return answer(signInAnswer, opened, 201);
    });
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />);
    const user = await signIn();
    const code = await screen.findByLabelText('Code');
    await user.type(code, '000000');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/This code is not right/)).toBeDefined();
    await user.clear(screen.getByLabelText('Code'));
    await user.type(screen.getByLabelText('Code'), '123456');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(onSignedIn).toHaveBeenCalledTimes(1);
  });

  it('leads a page at another address to the right one', async () => {
    document.head.innerHTML = '<meta name="public-origin" content="https://fieldgate.example">';
    api.on('POST /sessions', () => problem({ code: 'identity.origin-refused', status: 403 }));
    await show(<SignInPage endedBy={undefined} onSignedIn={onSignedIn} />);
    await signIn();
    const link = await screen.findByRole('link', { name: 'https://fieldgate.example' });
    expect(link.getAttribute('href')).toBe('https://fieldgate.example/');
  });

  it('says that a session is over, and when it ended by silence', async () => {
    await show(<SignInPage endedBy="identity.session-idle" onSignedIn={onSignedIn} />);
    expect(screen.getByRole('status').textContent).toContain('You were away for long');
  });
});
