import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoteView } from '../../ui/remote-view';
import { DeviceFilters } from './device-filters';
import { DevicePages, type PageTurns } from './device-pages';
import { type DeviceLink, DeviceTable, DeviceTableSkeleton } from './device-table';
import { EmptyDeviceList } from './empty-device-list';
import { deviceListQuery } from './requests';
import { changedSearch, type DeviceSearch } from './search';

interface DeviceListPageProps extends PageTurns {
  readonly search: DeviceSearch;
  readonly onSearch: (search: DeviceSearch) => void;
  readonly deviceLink: DeviceLink;
}

/** All devices somebody sees, found by what is printed on them and by how they are connected. */
export function DeviceListPage({ search, onSearch, deviceLink, ...turns }: DeviceListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(deviceListQuery(search));
  useEffect(() => {
    document.title = `${t('devices.title')} – Fieldgate`;
  }, [t]);
  const change = (part: Omit<DeviceSearch, 'cursor'>) => onSearch(changedSearch(search, part));
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('devices.title')}</h1>
      <DeviceFilters search={search} onChange={change} />
      <RemoteView
        query={query}
        loading={<DeviceTableSkeleton />}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyDeviceList search={search} onClear={() => onSearch({})} />}
      >
        {({ items, nextCursor }) => (
          <>
            <DeviceTable devices={items} isOfPageBefore={query.isPlaceholderData} link={deviceLink} />
            <DevicePages
              {...turns}
              shown={items.length}
              nextCursor={nextCursor}
              isAtStart={search.cursor === undefined}
            />
          </>
        )}
      </RemoteView>
    </section>
  );
}
