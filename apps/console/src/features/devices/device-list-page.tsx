import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BATCH_IDS, type DeviceBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { type RowChoice, useRowChoice } from '../../ui/data-table/row-choice';
import { deviceColumns } from './device-columns';
import { DeviceFilters } from './device-filters';
import { EmptyDeviceList } from './empty-device-list';
import { deviceListQuery } from './requests';
import type { DeviceSearch } from './search';

interface DeviceListPageProps {
  readonly search: DeviceSearch;
  readonly address: ListAddress;
  readonly deviceLink: RowLink<DeviceBody>;
  /** Beside the title. */
  readonly aside?: ReactNode;
  /** What can be done to the devices that were chosen; absent: nothing, and none are. */
  readonly bar?: ((choice: RowChoice<DeviceBody>) => ReactNode) | undefined;
}

/** All devices somebody sees, found by what is printed on them and by how they are connected. */
export function DeviceListPage({ search, address, deviceLink, aside, bar }: DeviceListPageProps) {
  const { t } = useTranslation();
  const choice = useRowChoice<DeviceBody>(
    ({ id }) => id,
    ({ name }) => name,
    BATCH_IDS,
  );
  const query = useQuery(deviceListQuery(search));
  useEffect(() => {
    document.title = `${t('devices.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="panel-head">
        <h1 id="page-title">{t('devices.title')}</h1>
        {aside}
      </header>
      <DataTable
        table="devices"
        label={t('devices.title')}
        columns={deviceColumns(t)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={deviceLink}
        address={address}
        usualSort="serialNumber"
        choice={bar && choice}
        empty={<EmptyDeviceList isNarrowed={isNarrowed(search)} onClear={address.onClear} />}
      >
        <DeviceFilters {...address} found={query.data?.count} />
      </DataTable>
      {choice.chosen.length > 0 && bar?.(choice)}
    </section>
  );
}
