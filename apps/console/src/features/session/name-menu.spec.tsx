/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { profile } from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { NameMenu } from './name-menu';

describe('the name menu', () => {
  const api = fakeApiOfSuite();
  const onSignedOut = jest.fn();
  beforeEach(() => onSignedOut.mockClear());

  async function open() {
    await show(<NameMenu person={ada} onSignedOut={onSignedOut} />);
    await userEvent.click(screen.getByRole('button', { name: 'Ada Lovelace' }));
  }

  it('signs out, and only then says so', async () => {
    api.on('DELETE /sessions/current', done);
    await open();
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1));
  });

  it('leaves somebody signed in whom the platform did not sign out', async () => {
    api.on('DELETE /sessions/current', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await open();
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(api.askedFor('DELETE /sessions/current')).toHaveLength(1));
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('speaks another language at once, and keeps it here and with the account', async () => {
    api.on('PATCH /me', () => answer(profile, { ...ada, language: 'pl' }));
    await open();
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Polski' }));
    expect(await screen.findByRole('menuitem', { name: 'Wyloguj się' })).toBeDefined();
    expect(screen.getByRole('menuitemradio', { name: 'Polski' }).getAttribute('aria-checked')).toBe('true');
    expect(document.documentElement.lang).toBe('pl');
    expect(localStorage.getItem('fieldgate-language')).toBe('pl');
    expect(api.askedFor('PATCH /me').map(({ body }) => body)).toEqual([{ language: 'pl' }]);
  });

  it('turns dark when that is chosen', async () => {
    await open();
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Dark' }));
    expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark');
  });
});
