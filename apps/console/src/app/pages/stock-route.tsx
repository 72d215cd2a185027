import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StockPage } from '../../features/dashboard/stock-page';
import { deviceColumns } from '../../features/devices/device-columns';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { DashboardTab } from './dashboard-link';
import { DeviceRowLink } from './device-row-link';
import { useListAddress } from './list-address';

const route = getRouteApi('/shell/stock');

/** Ties the list of unassigned devices to the address. */
export function StockRoute() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const person = usePerson();
  return (
    <StockPage
      search={search}
      address={useListAddress(search)}
      mayAssign={person !== undefined && mayAct(person, 'device.assign')}
      tabLink={DashboardTab}
      rowLink={DeviceRowLink}
      deviceColumns={deviceColumns(t)}
    />
  );
}
