import { getRouteApi, Link } from '@tanstack/react-router';
import type { DeviceBody } from '#libs/contracts/http';
import { DeviceListPage } from '../../features/devices/device-list-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { useListAddress, useRowLink } from './list-address';

const route = getRouteApi('/shell/devices');

/** Ties the list to the address. */
export function DeviceListRoute() {
  const search = route.useSearch();
  const address = useListAddress(search);
  return <DeviceListPage search={search} address={address} deviceLink={DeviceRowLink} />;
}

const DeviceRowLink: RowLink<DeviceBody> = ({ row: { id }, children }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} {...useRowLink(id)}>
    {children}
  </Link>
);
