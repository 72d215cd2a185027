/** @jest-environment jsdom */
import { notPhotographed, photographed } from '../../../../test/browser/photographed';
import { tabNames as assetTabs } from '../features/assets/page/tabs';
import { tabNames as deviceTabs } from '../features/devices/page/tabs';
import { tabNames as organizationTabs } from '../features/organization/tabs';
import { siteTabs } from '../features/sites/page/tabs';
import { newConsole } from './new-console';

describe('the pictures of pages', () => {
  it('are taken of each route of the router, or there is a reason why not', () => {
    const routes = Object.keys(newConsole().router.routesByPath);
    expect([...Object.keys(photographed), ...Object.keys(notPhotographed)].sort()).toEqual(routes.sort());
  });

  it.each([
    ['/organizations/$organizationId/$tab', organizationTabs],
    ['/devices/$deviceId/$tab', deviceTabs],
    ['/assets/$assetId/$tab', assetTabs],
    ['/sites/$siteId/$tab', siteTabs],
  ])('of %s are taken of each of its parts', (route, tabs) => {
    expect(photographed[route]?.tabs).toEqual(tabs);
  });
});
