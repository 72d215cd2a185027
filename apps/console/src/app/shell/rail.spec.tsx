/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { currentSession, profile } from '#libs/contracts/http';
import { aMembership } from '../../testing/a-membership';
import { ada } from '../../testing/ada';
import { answer } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const expiresAt = '2026-11-30T15:00:00.000Z';

describe('the pages at the edge of the screen', () => {
  const api = fakeApiOfSuite();
  const before = window.matchMedia;
  let isPhone: boolean;
  beforeEach(() => {
    isPhone = true;
    window.matchMedia = ((media: string) => ({
      media,
      matches: isPhone && media === '(max-width: 640px)',
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    })) as unknown as typeof window.matchMedia;
    const session = { signedIn: true as const, expiresAt, csrfToken: ada.csrfToken, passwordChange: null };
    const memberships = [aMembership(['organization.read', 'fleet.read', 'registration.create'], { kind: 'provider' })];
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, memberships }));
  });
  afterEach(() => {
    window.matchMedia = before;
  });

  async function open(address = '/nothing/here') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    const rail = await screen.findByRole('navigation', { name: 'Pages' });
    await within(rail).findByRole('link', { name: 'Map' });
    return rail;
  }
  const linksIn = (place: HTMLElement) =>
    within(place)
      .getAllByRole('link')
      .map(({ textContent }) => textContent);

  it('are a bar of five on a phone, the last of which opens the others by key', async () => {
    const rail = await open();
    expect(linksIn(rail)).toEqual(['Dashboard', 'Register', 'Map', 'Devices']);
    (await within(rail).findByRole('button', { name: 'More' })).focus();
    await userEvent.keyboard('{Enter}');
    const others = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
    expect(others).toEqual(expect.arrayContaining(['Fleet', 'Contracts', 'Help']));
    expect(others).not.toContain('Devices');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull());
    expect(document.activeElement?.textContent).toBe('More');
  });

  it('are all there at a desk', async () => {
    isPhone = false;
    const rail = await open();
    expect(linksIn(rail)).toEqual(expect.arrayContaining(['Dashboard', 'Fleet', 'Contracts', 'Help']));
    expect(within(rail).queryByRole('button')).toBeNull();
  });
});
