import { queryOptions } from '@tanstack/react-query';
import { assignments, devicePage, fleetSummary, organizationPage, organizationSummary } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { OrganizationSearch, StockSearch } from './search';

/** Rows a page. */
const PAGE = 50;
/** Customers offered while one is looked for: who is not among them types more. */
const OFFERED = 8;

/** Everything of the dashboard: asked anew when something of it was changed. */
export const dashboardKeys = { all: ['dashboard'] } as const;

/** One page of the customers, or of the organizations of another kind that is asked for. */
export const organizationListQuery = (search: OrganizationSearch) =>
  queryOptions({
    queryKey: [...dashboardKeys.all, 'organizations', search],
    queryFn: ({ signal }) =>
      ask({
        path: '/organizations',
        query: { ...search, kind: search.kind ?? 'customer', limit: PAGE },
        answer: organizationPage,
        signal,
      }),
    placeholderData: nextPageInPlace(search),
  });

/** How many customers that the filters leave are in each status. */
export const statusCountsQuery = ({ in: own, q, address, contact, parentId }: OrganizationSearch) => {
  const filters = { in: own, q, address, contact, parentId };
  return queryOptions({
    queryKey: [...dashboardKeys.all, 'statuses', filters],
    queryFn: ({ signal }) =>
      ask({ path: '/organizations/summary', query: filters, answer: organizationSummary, signal }),
  });
};

/** How many devices wait for a customer, among other counts. */
export const fleetCountsQuery = (own: string | undefined) =>
  queryOptions({
    queryKey: [...dashboardKeys.all, 'fleet', own],
    queryFn: ({ signal }) => ask({ path: '/fleet/summary', query: { in: own }, answer: fleetSummary, signal }),
  });

/** One page of the devices that no customer has. */
export const stockQuery = (search: StockSearch) =>
  queryOptions({
    queryKey: [...dashboardKeys.all, 'stock', search],
    queryFn: ({ signal }) =>
      ask({
        path: '/devices',
        query: { ...search, assignment: 'unassigned', limit: PAGE },
        answer: devicePage,
        signal,
      }),
    placeholderData: nextPageInPlace(search),
  });

/** The first customers whose name contains a text. */
export const customersCalledQuery = (q: string) =>
  queryOptions({
    queryKey: [...dashboardKeys.all, 'customers', q],
    queryFn: ({ signal }) =>
      ask({
        path: '/organizations',
        query: { kind: 'customer', q: q === '' ? undefined : q, limit: OFFERED },
        answer: organizationPage,
        signal,
      }),
  });

/** Gives devices to a customer: all or none. */
export const assignDevices = (deviceIds: readonly string[], organizationId: string, note: string) =>
  ask({
    method: 'POST',
    path: '/devices/assignments',
    body: { deviceIds, organizationId, ...(note !== '' && { note }) },
    answer: assignments,
  });
