// The page of one organization, and the form of a new one.
import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { newOrganizationSearch, organizationSearch } from '../../features/organization/search';
import { isOrganizationTab } from '../../features/organization/tabs';
import { within } from '../chosen-organization';
import { page } from '../page';
import { profileQuery } from '../session';
import { shell } from './shell';

const newOrganization = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/new',
  validateSearch: newOrganizationSearch,
  component: page(() => import('../pages/new-organization-route'), 'NewOrganizationRoute', 'organization'),
});

const organization = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$organizationId',
  beforeLoad: ({ params }) => {
    throw redirect({
      to: '/organizations/$organizationId/$tab',
      params: { ...params, tab: 'overview' },
      replace: true,
    });
  },
});

const organizationTab = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$organizationId/$tab',
  validateSearch: organizationSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.organizationId).success || !isOrganizationTab(params.tab)) throw notFound();
  },
  component: page(
    () => import('../pages/organization-route'),
    'OrganizationRoute',
    'asset',
    'assets',
    'contracts',
    'devices',
    'me',
    'organization',
  ),
});

/** The people of one's own organization, for whoever knows no other. */
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  beforeLoad: async ({ context, search }) => {
    const { memberships } = within(await context.client.ensureQueryData(profileQuery), search.in);
    const own = memberships.find(({ actions }) => 'member.administer' in actions) ?? memberships[0];
    if (!own) throw notFound();
    const params = { organizationId: own.organizationId, tab: 'people' };
    throw redirect({ to: '/organizations/$organizationId/$tab', params, replace: true });
  },
});

export const organizationRoutes = [newOrganization, organization, organizationTab, people];
