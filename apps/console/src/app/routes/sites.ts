import { createRoute, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { isSiteTab } from '../../features/sites/page/tabs';
import { siteDialogSearch, siteListSearch } from '../../features/sites/search';
import { shell } from './shell';

const addSitePages = () => import('../pages/add-site-route');

const sites = createRoute({
  getParentRoute: () => shell,
  path: '/sites',
  validateSearch: siteListSearch,
  component: lazyRouteComponent(() => import('../pages/site-list-route'), 'SiteListRoute'),
});

const site = createRoute({
  getParentRoute: () => shell,
  path: '/sites/$siteId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/sites/$siteId/$tab', params: { ...params, tab: 'overview' }, replace: true });
  },
});

const siteTab = createRoute({
  getParentRoute: () => shell,
  path: '/sites/$siteId/$tab',
  validateSearch: siteDialogSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.siteId).success || !isSiteTab(params.tab)) throw notFound();
  },
  component: lazyRouteComponent(() => import('../pages/site-route'), 'SiteRoute'),
});

const codeEntry = createRoute({
  getParentRoute: () => shell,
  path: '/add-site',
  component: lazyRouteComponent(addSitePages, 'CodeEntryRoute'),
});

const addSite = createRoute({
  getParentRoute: () => shell,
  path: '/add-site/$code',
  component: lazyRouteComponent(addSitePages, 'AddSiteRoute'),
});

export const siteRoutes = [sites, site, siteTab, codeEntry, addSite];
