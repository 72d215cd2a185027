/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  contractPage,
  currentSession,
  devicePage,
  type FleetForecastBody,
  fleetForecast,
  fleetSummary,
  profile,
  table,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { aTable } from '../../testing/a-table';
import { ada } from '../../testing/ada';
import { answer } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

describe('the numbers of what ends', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    const expiresAt = '2026-11-30T15:00:00.000Z';
    const session = { signedIn: true as const, expiresAt, csrfToken: ada.csrfToken, passwordChange: null };
    const months = [{ from: '2026-12-01', to: '2027-01-01', count: 20 }];
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, ada))
      .on('GET /fleet/summary', () =>
        answer(fleetSummary, {
          total: 20,
          unassigned: 0,
          connectivity: { connected: 20, disconnected: 0, never: 0 },
          freshness: { fresh: 20, stale: 0, silent: 0 },
          lifecycle: { registered: 0, active: 20, suspended: 0, retired: 0 },
          certificate: { none: 0, valid: 20, expiring: 0, expired: 0, revoked: 0 },
        }),
      )
      .on('GET /fleet/forecast', ({ query }) =>
        answer(fleetForecast, { of: query.of as FleetForecastBody['of'], months, later: 7 }),
      )
      .on('GET /contracts', () => answer(contractPage, { items: [], nextCursor: null }))
      .on('GET /me/tables/devices', () => answer(table, aTable('devices', ['serialNumber'])))
      .on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: null }));
  });

  async function press(rowName: RegExp) {
    window.history.replaceState({}, '', '/fleet');
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    const [certificates] = within(await screen.findByRole('row', { name: rowName })).getAllByRole('link');
    await userEvent.click(certificates as HTMLElement);
    await waitFor(() => expect(api.askedFor('GET /devices').length).toBeGreaterThan(0));
    return new URLSearchParams(api.askedFor('GET /devices')[0]?.text);
  }

  it('rule 7: open for certificates the devices that are counted: not retired, with one that is valid and ends then', async () => {
    const asked = await press(/Dec 2026/);
    expect(asked.getAll('certificate')).toEqual(['valid', 'expiring']);
    expect(asked.getAll('lifecycle')).toEqual(['registered', 'active', 'suspended']);
    expect([asked.get('certificateEndsFrom'), asked.get('certificateEndsBefore')]).toEqual([
      '2026-12-01',
      '2027-01-01',
    ]);
    expect(asked.get('sort')).toBe('certificateNotAfter');
    expect(await screen.findByText(/^Certificate: Ends from/)).toBeDefined();
  });

  it('have no end where they count what comes after the last month', async () => {
    const asked = await press(/Later/);
    expect([asked.get('certificateEndsFrom'), asked.get('certificateEndsBefore')]).toEqual(['2027-01-01', null]);
  });
});
