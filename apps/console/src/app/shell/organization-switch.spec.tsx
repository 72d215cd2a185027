/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { currentSession, devicePage, type ProfileBody, profile, table } from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { aMembership } from '../../testing/a-membership';
import { aTable } from '../../testing/a-table';
import { ada } from '../../testing/ada';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const expiresAt = '2026-11-30T15:00:00.000Z';
const works = aMembership(['fleet.read', 'audit.read']);
const mill = aMembership(['fleet.read'], {
  organizationId: '01900000-0000-7000-8000-0000000000bb',
  name: 'Mill',
  homeDashboard: '/devices',
});

describe('choosing in which organization one looks', () => {
  const api = fakeApiOfSuite();
  let memberships: ProfileBody['memberships'];
  beforeEach(() => {
    localStorage.clear();
    memberships = [works, mill];
    const session = { signedIn: true as const, expiresAt, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, memberships }))
      .on('GET /me/tables/devices', () => answer(table, aTable('devices', ['serialNumber'])))
      .on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: null }));
  });

  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    await screen.findByRole('button', { name: 'Ada Lovelace' });
  }
  const address = () => `${window.location.pathname}${window.location.search}`;
  const askedIn = () => api.askedFor('GET /devices').at(-1)?.query.in;
  const switcher = (place: string) => screen.findByRole('button', { name: `You look in: ${place}` });
  async function choose(from: string, to: RegExp) {
    await userEvent.click(await switcher(from));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: to }));
  }

  it('rule 4: scopes the list one is on, stands in its address, and is cleared of the other’s filters', async () => {
    await open('/devices?connectivity=connected');
    await choose('All organizations', /^Mill/);
    await waitFor(() => expect(address()).toBe(`/devices?in=${mill.organizationId}`));
    await waitFor(() => expect(askedIn()).toBe(mill.organizationId));
    await choose('Mill', /^All organizations/);
    await waitFor(() => expect(address()).toBe('/devices'));
    await waitFor(() => expect(askedIn()).toBeUndefined());
  });

  it('goes on to other pages, whose menu offers what one may do there', async () => {
    await open(`/devices?in=${works.organizationId}`);
    const rail = await screen.findByRole('navigation', { name: 'Pages' });
    expect(await within(rail).findByRole('link', { name: 'Audit' })).toHaveProperty(
      'search',
      `?in=${works.organizationId}`,
    );
    await choose('Waterworks', /^Mill/);
    await waitFor(() => expect(within(rail).queryByRole('link', { name: 'Audit' })).toBeNull());
  });

  it('is remembered for the first page of the next visit, of this person alone', async () => {
    await open('/devices');
    await choose('All organizations', /^Mill/);
    await switcher('Mill');
    cleanup();
    window.history.replaceState({}, '', '/');
    const next = newConsole();
    await show(<RouterProvider router={next.router} />, 'en', next.client);
    await waitFor(() => expect(address()).toBe(`/devices?in=${mill.organizationId}`));
    expect(Object.keys(localStorage).filter((key) => key.includes(ada.id))).toHaveLength(1);
  });

  it('leaves out of an address an organization that is not, or no longer, one’s own', async () => {
    await open('/devices?in=01900000-0000-7000-8000-0000000000cc&connectivity=connected');
    await waitFor(() => expect(address()).toBe('/devices?connectivity=connected'));
    expect(api.askedFor('GET /devices').every(({ query }) => query.in === undefined)).toBe(true);
  });

  it('leads out of an organization whose membership ends while its list is open', async () => {
    await open(`/devices?in=${mill.organizationId}&connectivity=connected`);
    await switcher('Mill');
    memberships = [works];
    api.on('GET /devices', ({ query }) =>
      query.in === undefined
        ? answer(devicePage, { items: [aDevice()], nextCursor: null })
        : problem({
            code: 'request.invalid',
            status: 400,
            errors: [{ path: 'in', message: 'must be an organization you belong to' }],
          }),
    );
    await userEvent.click((await screen.findAllByRole('button', { name: /^Serial number/ }))[0] as HTMLElement);
    await waitFor(() => expect(address()).toMatch(/^\/devices\?(?!.*in=)/));
    expect(await screen.findByRole('row', { name: /FG-0001/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: /You look in/ })).toBeNull();
  });

  it('is not there for who belongs to one organization alone', async () => {
    memberships = [works];
    await open('/devices');
    expect(screen.queryByRole('button', { name: /You look in/ })).toBeNull();
  });

  it('finds one of many by its name, by keyboard', async () => {
    memberships = Array.from({ length: 120 }, (_, index) =>
      aMembership(['fleet.read'], {
        organizationId: `01900000-0000-7000-8000-000000000${String(100 + index)}`,
        name: `Plant ${index + 1}`,
      }),
    );
    await open('/devices');
    (await switcher('All organizations')).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(51);
    expect(within(dialog).getByRole('status').textContent).toMatch(/^70 more/);
    await userEvent.type(within(dialog).getByRole('searchbox'), 'plant 117{Enter}');
    await switcher('Plant 117');
    expect(address()).toContain('in=01900000-0000-7000-8000-000000000216');
  });
});
