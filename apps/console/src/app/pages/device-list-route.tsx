import { getRouteApi } from '@tanstack/react-router';
import { DeviceListPage } from '../../features/devices/device-list-page';
import { DeviceRowLink } from './device-row-link';
import { useListAddress } from './list-address';

const route = getRouteApi('/shell/devices');

/** Ties the list to the address. */
export function DeviceListRoute() {
  const search = route.useSearch();
  return <DeviceListPage search={search} address={useListAddress(search)} deviceLink={DeviceRowLink} />;
}
