/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  currentSession,
  type Language,
  type NotificationBody,
  type NotificationPreferencesBody,
  notificationPage,
  notificationPreferences,
  profile,
} from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { forgetAnswers } from '../http';
import { newConsole } from '../new-console';

const expiresAt = '2026-11-30T15:00:00.000Z';
const contractId = '01900000-0000-7000-8000-0000000000c1';
const ending: NotificationBody = {
  id: '01900000-0000-7000-8000-0000000000e2',
  kind: 'contract-ending',
  params: {
    contractId,
    customerName: 'Waterworks',
    providerName: 'North Power',
    deviceSerialNumber: 'FG-7',
    machine: 'UPS 3',
    daysLeft: 30,
    endDate: '2026-12-30',
  },
  createdAt: '2026-11-30T09:00:00.000Z',
  readAt: null,
};
const withdrawn: NotificationBody = {
  id: '01900000-0000-7000-8000-0000000000e1',
  kind: 'site-withdrawn',
  params: { organizationName: null },
  createdAt: '2026-11-29T09:00:00.000Z',
  readAt: '2026-11-29T10:00:00.000Z',
};

describe('what somebody is told', () => {
  const api = fakeApiOfSuite();
  let items: NotificationBody[];
  let preferences: NotificationPreferencesBody['items'];
  beforeEach(() => {
    forgetAnswers();
    items = [ending, withdrawn];
    preferences = [
      { kind: 'contract-ending', page: { on: true, fixed: false }, mail: { on: true, fixed: false } },
      { kind: 'key-refused', page: { on: true, fixed: true }, mail: { on: true, fixed: true } },
      { kind: 'site-withdrawn', page: { on: true, fixed: false }, mail: { on: false, fixed: true } },
    ];
    const session = { signedIn: true as const, expiresAt, csrfToken: ada.csrfToken, passwordChange: null };
    const unread = () => ({ value: items.filter(({ readAt }) => readAt === null).length, exact: true });
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, ada))
      .on('GET /notifications', ({ query }) => {
        const shown = items.filter(({ readAt }) => query.unread === undefined || readAt === null);
        return answer(notificationPage, { items: shown, nextCursor: null, unread: unread() });
      })
      .on('PUT /notifications/read', () => {
        items = items.map((item) => ({ ...item, readAt: item.readAt ?? expiresAt }));
        return done();
      })
      .on('GET /me/notification-preferences', () => answer(notificationPreferences, { items: preferences }));
  });

  async function open(address: string, language: Language = 'en') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
  }
  const address = () => `${window.location.pathname}${window.location.search}`;

  it('is counted at the bell, opens under it by keyboard, and leads to what it is about', async () => {
    await open('/nothing/here');
    const bell = await screen.findByRole('button', { name: 'Notifications 1 unread' });
    bell.focus();
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('region', { name: 'Notifications' });
    const link = await within(panel).findByRole('link', { name: /The service of FG-7 ends within 30 days/ });
    expect(panel.textContent).toContain('UPS 3 of Waterworks, looked after by North Power');
    expect(link.getAttribute('href')).toBe(`/contracts/${contractId}`);
    await userEvent.click(within(panel).getByRole('button', { name: 'Mark all as read' }));
    expect(api.askedFor('PUT /notifications/read').map(({ body }) => body)).toEqual([{ upTo: ending.id }]);
    expect(await screen.findByRole('button', { name: 'Notifications' })).toBeDefined();
  });

  it('leads to the list of exactly those devices, of the organization it is about, where it is about many', async () => {
    const organizationId = '01900000-0000-7000-8000-0000000000a1';
    const params = { organizationId, organizationName: 'North Power', devices: 12, firstEndsAt: expiresAt };
    items = [{ ...ending, kind: 'certificates-ending', params }];
    await open('/notifications');
    const link = await screen.findByRole('link', { name: /The certificates of 12 devices of North Power end/ });
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '', window.location.href);
    expect([pathname, searchParams.get('in'), searchParams.get('certificate')]).toEqual([
      '/devices',
      organizationId,
      'expiring',
    ]);
  });

  it('is a page of its own: all, or what is unread, which stands in the address', async () => {
    await open('/notifications');
    const list = await screen.findByRole('main');
    expect(await within(list).findByText('A site is shared with you no longer')).toBeDefined();
    const shown = () => within(list).getByRole('link', { current: 'page' }).textContent;
    expect(shown()).toBe('All');
    await userEvent.click(within(list).getByRole('link', { name: 'Unread' }));
    await waitFor(() => expect(address()).toBe('/notifications?unread=true'));
    expect(shown()).toBe('Unread');
    await waitFor(() => expect(within(list).queryByText('A site is shared with you no longer')).toBeNull());
    await userEvent.click(within(list).getByRole('button', { name: 'Mark all as read' }));
    expect(await within(list).findByText('You have read everything.')).toBeDefined();
  });

  it('says what will stand there while nothing does, and what went wrong', async () => {
    items = [];
    await open('/notifications');
    expect(await screen.findByText('Nothing happened yet that concerns you.')).toBeDefined();
    api.on('GET /notifications', () => problem({ code: 'internal', status: 500 }));
    await open('/notifications?unread=true');
    expect((await screen.findAllByRole('alert')).length).toBeGreaterThan(0);
  });

  it('is chosen by kind, kept at once, and says in words what is not to choose', async () => {
    api.on('PUT /me/notification-preferences', ({ body }) => {
      const chosen = (body as { items: { kind: string; page: boolean; mail: boolean }[] }).items;
      preferences = preferences.map((item) => {
        const { page, mail } = chosen.find(({ kind }) => kind === item.kind) ?? { page: true, mail: true };
        return { ...item, page: { ...item.page, on: page }, mail: { ...item.mail, on: mail } };
      });
      return answer(notificationPreferences, { items: preferences });
    });
    await open('/me/notifications');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'A service contract ends, By mail' }));
    await waitFor(() =>
      expect(api.askedFor('PUT /me/notification-preferences').map(({ body }) => body)).toEqual([
        {
          items: [
            { kind: 'contract-ending', page: true, mail: false },
            { kind: 'key-refused', page: true, mail: true },
            { kind: 'site-withdrawn', page: true, mail: false },
          ],
        },
      ]),
    );
    const row = screen.getByRole('row', { name: /A key is refused/ });
    expect([within(row).queryAllByRole('checkbox').length, row.textContent]).toEqual([
      0,
      'A key is refused for a certificateAlwaysAlways',
    ]);
    expect(screen.getByRole('row', { name: /A shared site is withdrawn/ }).textContent).toContain('Not by mail');
  });

  it('takes a choice back that was not kept, and says why', async () => {
    api.on('PUT /me/notification-preferences', () => problem({ code: 'internal', status: 500 }));
    await open('/me/notifications');
    const box = await screen.findByRole('checkbox', { name: 'A service contract ends, By mail' });
    await userEvent.click(box);
    expect(await screen.findByRole('alert')).toBeDefined();
    expect((box as HTMLInputElement).checked).toBe(true);
  });

  it('is said in Polish with its plurals', async () => {
    await open('/notifications', 'pl');
    expect(await screen.findByText('Usługa dla FG-7 kończy się w ciągu 30 dni')).toBeDefined();
  });
});
