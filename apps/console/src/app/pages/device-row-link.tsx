import { Link } from '@tanstack/react-router';
import type { DeviceBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { useRowLink } from './list-address';

/** Leads from a row to the device's page. */
export const DeviceRowLink: RowLink<DeviceBody> = ({ row: { id }, children }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} {...useRowLink(id)}>
    {children}
  </Link>
);
