import { getRouteApi, Link } from '@tanstack/react-router';
import { ConnectionListPage, type DeviceLink } from '../../features/connections/connection-list-page';
import { useListAddress } from './list-address';

const route = getRouteApi('/shell/connections');

/** Ties the list of refused connections to the address. */
export function ConnectionListRoute() {
  const search = route.useSearch();
  return <ConnectionListPage search={search} address={useListAddress(search)} deviceLink={ToDevice} />;
}

const ToDevice: DeviceLink = ({ id, children }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'connection' }}>
    {children}
  </Link>
);
