/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type OwnSessionBody, ownSessionPage, profile } from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { AddressSection } from './address-section';
import { browserIn } from './browser-name';
import { PasswordForm } from './password-form';
import { ProfileSection } from './profile-section';
import { SessionsSection } from './sessions-section';

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const api = fakeApiOfSuite();
const onChanged = jest.fn(async () => undefined);
beforeEach(() => onChanged.mockClear());

describe('the profile', () => {
  it('is saved with what was chosen; an empty field takes a choice back', async () => {
    api.on('PATCH /me', () => answer(profile, { ...ada, language: 'pl' }));
    await show(<ProfileSection person={{ ...ada, phone: '+48 1234' }} onChanged={onChanged} />);
    await userEvent.clear(screen.getByLabelText('Telephone'));
    await userEvent.selectOptions(screen.getByLabelText('Language'), 'Polski');
    await userEvent.selectOptions(screen.getByLabelText('Time zone'), 'Asia/Seoul');
    await press('Save');
    await waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    expect(api.journal.map(({ body }) => body)).toEqual([
      { firstName: 'Ada', lastName: 'Lovelace', phone: null, language: 'pl', timeZone: 'Asia/Seoul' },
    ]);
  });

  it('says at each field what would be right', async () => {
    await show(<ProfileSection person={ada} onChanged={onChanged} />, 'pl');
    await userEvent.clear(screen.getByLabelText('Nazwisko'));
    await userEvent.type(screen.getByLabelText('Telefon'), 'call me');
    await press('Zapisz');
    expect(await screen.findByText('Wpisz imię i nazwisko.')).toBeDefined();
    expect(screen.getByText(/Wpisz numer telefonu/)).toBeDefined();
    expect(api.journal).toEqual([]);
  });

  it('shows a time zone that this browser does not know', async () => {
    await show(<ProfileSection person={{ ...ada, timeZone: 'Europe/Nowhere' }} onChanged={onChanged} />);
    expect(screen.getByLabelText<HTMLSelectElement>('Time zone').value).toBe('Europe/Nowhere');
  });
});

describe('the address to sign in with', () => {
  it('is asked for with the password, and stays until the link is followed', async () => {
    api.on('POST /me/address-change', done);
    await show(<AddressSection email="ada@example.com" />);
    await userEvent.type(screen.getByLabelText('New e-mail address'), 'ada@new.example');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await press('Mail the link to confirm');
    expect((await screen.findByRole('status')).textContent).toContain('on its way to ada@new.example');
  });
});

describe('changing the password', () => {
  const fill = async () => {
    await show(<PasswordForm onChanged={onChanged} />);
    await userEvent.type(screen.getByLabelText('Current password'), 'correct horse battery');
    await userEvent.type(screen.getByLabelText('New password'), 'staple of correct horses');
    await press('Change the password');
  };

  it('sends both, and forgets what was typed', async () => {
    api.on('POST /me/password', done);
    await fill();
    await waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('');
  });

  it('says at its field that the current one is wrong, and keeps the new one', async () => {
    const errors = [{ path: 'currentPassword', message: 'No.' }];
    api.on('POST /me/password', () => problem({ code: 'identity.current-password-wrong', status: 400, errors }));
    await fill();
    expect(await screen.findByText(/This is not your current password/)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('staple of correct horses');
    expect(onChanged).not.toHaveBeenCalled();
  });
});

describe('the own sessions', () => {
  const here: OwnSessionBody = {
    id: '01900000-0000-7000-8000-00000000000a',
    createdAt: '2026-11-29T08:00:00.000Z',
    seenAt: '2026-11-29T09:00:00.000Z',
    expiresAt: '2026-12-29T08:00:00.000Z',
    remoteAddress: '198.51.100.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    cookie: true,
    current: true,
  };
  const there = { ...here, id: '01900000-0000-7000-8000-00000000000b', current: false, userAgent: 'curl/8.5.0' };

  it('are listed by program and place; another one is ended, and this one is not', async () => {
    let items = [here, there];
    api
      .on('GET /me/sessions', () => answer(ownSessionPage, { items, nextCursor: null }))
      .on(`DELETE /me/sessions/${there.id}`, () => {
        items = [here];
        return done();
      });
    await show(<SessionsSection />);
    const [first, second] = await screen.findAllByRole('listitem');
    expect(first?.textContent).toMatch(/^Chrome on Linux198\.51\.100\.7.*This browser$/);
    expect(within(first as HTMLElement).queryByRole('button')).toBeNull();
    expect(second?.textContent).toContain('curl/8.5.0');
    await press('End the session of curl/8.5.0');
    expect(await screen.findByText('You are signed in in this browser only.')).toBeDefined();
  });

  it('are all ended but this one', async () => {
    api
      .on('GET /me/sessions', () => answer(ownSessionPage, { items: [here, there], nextCursor: null }))
      .on('DELETE /me/sessions', done);
    await show(<SessionsSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'End all others' }));
    await waitFor(() => expect(api.askedFor('DELETE /me/sessions')).toHaveLength(1));
  });

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604', 'Safari', 'iOS'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge', 'Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0 Safari/537.36', 'Chrome', 'Linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14.0; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox', 'macOS'],
  ])('call %s by its name', (userAgent, browser, system) => {
    expect(browserIn(userAgent)).toEqual({ browser, system });
  });
});
