import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { deviceColumns } from './device-columns';
import { DeviceFilters } from './device-filters';
import { EmptyDeviceList } from './empty-device-list';
import { deviceListQuery } from './requests';
import type { DeviceSearch } from './search';

interface DeviceListPageProps {
  readonly search: DeviceSearch;
  readonly address: ListAddress;
  readonly deviceLink: RowLink<DeviceBody>;
}

/** All devices somebody sees, found by what is printed on them and by how they are connected. */
export function DeviceListPage({ search, address, deviceLink }: DeviceListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(deviceListQuery(search));
  useEffect(() => {
    document.title = `${t('devices.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('devices.title')}</h1>
      <DataTable
        table="devices"
        label={t('devices.title')}
        columns={deviceColumns(t)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={deviceLink}
        address={address}
        usualSort="serialNumber"
        empty={<EmptyDeviceList isNarrowed={isNarrowed(search)} onClear={address.onClear} />}
      >
        <DeviceFilters {...address} />
      </DataTable>
    </section>
  );
}
