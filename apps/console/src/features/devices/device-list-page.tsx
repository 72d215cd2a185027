import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BATCH_DEVICES, BATCH_IDS, type DeviceBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { EndsBetween } from '../../ui/data-table/ends-between';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { type RowChoice, useRowChoice } from '../../ui/data-table/row-choice';
import { deviceColumns } from './device-columns';
import { DeviceFilters } from './device-filters';
import { EmptyDeviceList } from './empty-device-list';
import { deviceListQuery } from './requests';
import { type AllFound, type DeviceSearch, filterIn } from './search';

interface DeviceListPageProps {
  readonly search: DeviceSearch;
  readonly address: ListAddress;
  readonly deviceLink: RowLink<DeviceBody>;
  /** Beside the title. */
  readonly aside?: ReactNode;
  /** What can be done to the devices that were chosen; absent: nothing, and none are. */
  readonly bar?: ((choice: RowChoice<DeviceBody>, all: AllFound | undefined) => ReactNode) | undefined;
}

/** All devices somebody sees, found by what is printed on them and by how they are connected. */
export function DeviceListPage({ search, address, deviceLink, aside, bar }: DeviceListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(deviceListQuery(search));
  const filter = filterIn(search);
  const found = query.data?.count;
  const all = found?.exact && found.value <= BATCH_DEVICES ? { filter, count: found.value } : undefined;
  const choice = useRowChoice<DeviceBody>({
    keyOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    most: BATCH_IDS,
    filter: JSON.stringify(filter),
    hasAll: all !== undefined,
  });
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
        <DeviceFilters {...address} found={found} />
        <EndsBetween
          of={t('devices.column.certificate')}
          from={search.certificateEndsFrom}
          before={search.certificateEndsBefore}
        />
        {(search.certificateEndsFrom ?? search.certificateEndsBefore) !== undefined && (
          <Button variant="default" size="xs" onClick={address.onClear}>
            {t('devices.showAll')}
          </Button>
        )}
      </DataTable>
      {choice.chosen.length > 0 && bar?.(choice, all)}
    </section>
  );
}
