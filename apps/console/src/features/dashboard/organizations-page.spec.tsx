/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fleetSummary, organizationPage, organizationSummary, table } from '#libs/contracts/http';
import { aListedCustomer } from '../../testing/a-listed-customer';
import { aTable } from '../../testing/a-table';
import { answer } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import type { OrganizationAct, OrganizationActs } from './organization-columns';
import { OrganizationsPage } from './organizations-page';
import { type OrganizationSearch, organizationSearch } from './search';

const counts = (unassigned: number) => ({
  total: 9,
  unassigned,
  connectivity: { connected: 9, disconnected: 0, never: 0 },
  freshness: { fresh: 9, stale: 0, silent: 0 },
  lifecycle: { registered: 0, active: 9, suspended: 0, retired: 0 },
  certificate: { none: 0, valid: 9, expiring: 0, expired: 0, revoked: 0 },
});

interface PageProps {
  readonly start?: OrganizationSearch;
  readonly mayCreate?: boolean;
  readonly acts?: OrganizationActs;
}

function Page({ start = {}, mayCreate = true, acts = { offered: [], begin: () => undefined } }: PageProps) {
  return (
    <OrganizationsPage
      {...useKeptAddress(organizationSearch, start)}
      createLink={mayCreate ? <a href="/organizations/new">New organization</a> : undefined}
      tabLink={({ view, children }) => <a href={`/${view}`}>{children}</a>}
      rowLink={({ row, children }) => <a href={`/organizations/${row.id}`}>{children}</a>}
      targetLink={({ target, children }) => <a href={`#${target}`}>{children}</a>}
      acts={acts}
    />
  );
}

describe('the organizations of the dashboard', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    const columns = ['name', 'status', 'machines.total', 'devices.total', 'devices.disconnected', 'nextStep'];
    api.on('GET /me/tables/organizations', () => answer(table, aTable('organizations', columns)));
    api.on('GET /organizations', () => answer(organizationPage, { items: [aListedCustomer()], nextCursor: null }));
    api.on('GET /organizations/summary', () => answer(organizationSummary, { new: 3, invited: 2, onboarded: 9 }));
    api.on('GET /fleet/summary', () => answer(fleetSummary, counts(6)));
  });

  it('R0-09, rule 7: are one of exactly two tabs, each with the number of rows it opens', async () => {
    await show(<Page />);
    await waitFor(() => {
      const tabs = within(screen.getByRole('navigation', { name: 'Views of the dashboard' })).getAllByRole('link');
      expect(tabs.map(({ textContent }) => textContent)).toEqual(['Organizations 14', 'Unassigned devices 6']);
    });
  });

  it('R3-03, R3-07: a panel of the lifecycle filters by its status, and pressed again no longer', async () => {
    await show(<Page />);
    const panel = await screen.findByRole('button', { name: /^Invited\s*2/ });
    await userEvent.click(panel);
    await waitFor(() => expect(api.askedFor('GET /organizations').at(-1)?.query).toMatchObject({ status: 'invited' }));
    expect(panel.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(panel);
    expect(panel.getAttribute('aria-pressed')).toBe('false');
  });

  it('rule 7: the panels count what the filters leave, whatever status is chosen', async () => {
    await show(<Page start={{ q: 'mill', status: 'new' }} />);
    await waitFor(() =>
      expect(api.askedFor('GET /organizations/summary').map(({ query }) => query)).toContainEqual({ q: 'mill' }),
    );
  });

  it('R3-10, R0-33: a row tells linked of all machines, what is disconnected, and the next step as a link', async () => {
    await show(<Page />);
    const row = await screen.findByRole('row', { name: /Mill/ });
    const links = within(row).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['Mill', '3/8', '5', '2', 'Add people']);
  });

  it('R2-08, R2-14, R3-12: what its reader may do about one is begun from its row, and what they may not is not there', async () => {
    const begun: [string, OrganizationAct][] = [];
    const acts: OrganizationActs = { offered: ['people', 'edit'], begin: ({ name }, act) => begun.push([name, act]) };
    const { unmount } = await show(<Page acts={acts} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for Mill' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual(['Manage people', 'Edit']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Edit' }));
    expect(begun).toEqual([['Mill', 'edit']]);
    unmount();
    await show(<Page />);
    await screen.findByRole('row', { name: /Mill/ });
    expect(screen.queryByRole('columnheader', { name: 'Actions' })).toBeNull();
  });

  it('R0-11: leads to a new organization at the top right where the reader may open one, and says so where there is none', async () => {
    api.on('GET /organizations', () => answer(organizationPage, { items: [], nextCursor: null }));
    const { unmount } = await show(<Page mayCreate={false} />);
    expect(await screen.findByText('You manage no organization yet')).toBeDefined();
    expect(screen.queryByText('Create the first; only its name is needed.')).toBeNull();
    unmount();
    await show(<Page />);
    expect(await screen.findByText('Create the first; only its name is needed.')).toBeDefined();
  });
});
