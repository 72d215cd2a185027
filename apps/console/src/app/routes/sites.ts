import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { isSiteTab } from '../../features/sites/page/tabs';
import { siteDialogSearch, siteListSearch } from '../../features/sites/search';
import { page } from '../page';
import { shell } from './shell';

const addSitePages = () => import('../pages/add-site-route');

const sites = createRoute({
  getParentRoute: () => shell,
  path: '/sites',
  validateSearch: siteListSearch,
  component: page(() => import('../pages/site-list-route'), 'SiteListRoute', 'sharing', 'sites', 'table'),
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
  component: page(() => import('../pages/site-route'), 'SiteRoute', 'devices', 'sharing', 'sites'),
});

const codeEntry = createRoute({
  getParentRoute: () => shell,
  path: '/add-site',
  component: page(addSitePages, 'CodeEntryRoute', 'addSite', 'me'),
});

const addSite = createRoute({
  getParentRoute: () => shell,
  path: '/add-site/$code',
  component: page(addSitePages, 'AddSiteRoute', 'addSite', 'me'),
});

export const siteRoutes = [sites, site, siteTab, codeEntry, addSite];
