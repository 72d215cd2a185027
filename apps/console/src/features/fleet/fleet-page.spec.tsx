/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import { contractPage, type FleetForecastBody, fleetForecast, fleetSummary } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import type { ListLink } from './facets';
import { FleetPage } from './fleet-page';
import type { EndsLink } from './forecast';

const ListLinkAs: ListLink = ({ facet, value, children }) => (
  <a href={facet === undefined ? '/devices' : `/devices?${facet}=${value}`}>{children}</a>
);
const EndsLinkAs: EndsLink = ({ of, from, before, children }) => (
  <a href={`/${of}?from=${from}&before=${before}`}>{children}</a>
);
const counts = {
  total: 1234,
  unassigned: 34,
  connectivity: { connected: 1200, disconnected: 30, never: 4 },
  freshness: { fresh: 1190, stale: 40, silent: 4 },
  lifecycle: { registered: 4, active: 1228, suspended: 1, retired: 1 },
  certificate: { none: 4, valid: 1200, expiring: 20, expired: 8, revoked: 2 },
};

describe('the fleet in numbers', () => {
  const api = fakeApiOfSuite();
  const forecast = (of: FleetForecastBody['of'], count: number) =>
    answer(fleetForecast, {
      of,
      months: [
        { from: '2026-11-01', to: '2026-12-01', count: 0 },
        { from: '2026-12-01', to: '2027-01-01', count },
      ],
      later: 7,
    });
  beforeEach(() => {
    api.on('GET /fleet/summary', () => answer(fleetSummary, counts));
    api.on('GET /fleet/forecast', ({ query }) =>
      forecast(query.of as FleetForecastBody['of'], query.of === 'contracts' ? 3 : 20),
    );
    api.on('GET /contracts', () => answer(contractPage, { items: [], nextCursor: null }));
  });
  const page = () =>
    show(
      <FleetPage
        own={undefined}
        listLink={ListLinkAs}
        endsLink={EndsLinkAs}
        deviceLink={({ children }) => <a href="/d">{children}</a>}
      />,
    );

  it('rule 7: makes each number a link to the list of exactly those devices', async () => {
    await page();
    expect((await screen.findByRole('link', { name: '1,234 devices' })).getAttribute('href')).toBe('/devices');
    const section = screen.getByRole('region', { name: 'Connection' });
    const links = within(section).getAllByRole('link');
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['1,200', '/devices?connectivity=connected'],
      ['30', '/devices?connectivity=disconnected'],
      ['4', '/devices?connectivity=never'],
    ]);
    await screen.findByRole('table');
    // Fifteen of how devices are, nine of what ends when.
    expect(screen.getAllByRole('link').filter((link) => /^[\d,]+$/.test(link.textContent ?? ''))).toHaveLength(24);
  });

  it('tells by months what ends', async () => {
    await page();
    const row = await screen.findByRole('row', { name: /Dec 2026/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['20', '3', '20']);
    const links = within(row).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toContain('/contracts?from=2026-12-01&before=2027-01-01');
    expect(await screen.findByText(/No contract that nothing renews ends within 60 days/)).toBeDefined();
  });

  it('rule 16: a part that fails fails alone', async () => {
    api.on('GET /fleet/forecast', () => problem({ code: 'identity.password-change-required', status: 403 }));
    await page();
    expect(await screen.findByRole('alert')).toBeDefined();
    expect(screen.getByRole('link', { name: '1,234 devices' })).toBeDefined();
  });

  it('says what to do first where there is no device', async () => {
    const none = (of: Record<string, number>) => Object.fromEntries(Object.keys(of).map((key) => [key, 0]));
    const { connectivity, freshness, lifecycle, certificate } = counts;
    const empty = {
      connectivity: none(connectivity),
      freshness: none(freshness),
      lifecycle: none(lifecycle),
      certificate: none(certificate),
    };
    api.on('GET /fleet/summary', () => answer(fleetSummary, { total: 0, unassigned: 0, ...empty } as typeof counts));
    await page();
    expect(await screen.findByText('There are no devices yet')).toBeDefined();
  });
});
