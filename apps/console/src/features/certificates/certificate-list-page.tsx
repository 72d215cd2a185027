import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { RemoteView } from '../../ui/remote-view';
import { SearchField } from '../../ui/search-field';
import { certificateDevicesQuery } from './requests';
import type { CertificateSearch } from './search';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

interface CertificateListPageProps {
  readonly search: CertificateSearch;
  readonly onSearch: (search: CertificateSearch) => void;
  /** What the certificates of a device are worth, drawn. */
  readonly markOf: (device: DeviceBody) => ReactNode;
  readonly linkTo: (device: DeviceBody, words: ReactNode) => ReactNode;
}

/** Devices by serial number, each leading to its certificate. */
export function CertificateListPage({ search, onSearch, markOf, linkTo }: CertificateListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(certificateDevicesQuery(search));
  useEffect(() => {
    document.title = `${t('certificates.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('certificates.title')}</h1>
      <p className="page-lead">{t('certificates.lead')}</p>
      <SearchField
        className="field-mono certificate-search"
        label={t('certificates.search')}
        maxLength={64}
        asked={search.serialNumber ?? ''}
        onAsk={(text) => onSearch(text === '' ? {} : { serialNumber: text })}
      />
      <RemoteView
        query={query}
        loading={<ListSkeleton />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Nothing isSearched={search.serialNumber !== undefined} onClear={() => onSearch({})} />}
      >
        {({ items, nextCursor }) => (
          <>
            <ul className="certificate-devices" aria-busy={query.isPlaceholderData}>
              {items.map((device) => (
                <li key={device.id}>
                  <span className="certificate-device">
                    <span className="mono">{device.serialNumber}</span>
                    {device.name !== device.serialNumber && <span>{device.name}</span>}
                    <span className="dimmed">{device.organizationName}</span>
                  </span>
                  <span>{markOf(device)}</span>
                  {linkTo(
                    device,
                    <>
                      {t('certificates.open')} <span className="away">{device.serialNumber}</span>
                    </>,
                  )}
                </li>
              ))}
            </ul>
            {nextCursor !== null && (
              <Button variant="default" onClick={() => onSearch({ ...search, cursor: nextCursor })}>
                {t('certificates.next')}
              </Button>
            )}
          </>
        )}
      </RemoteView>
    </section>
  );
}

function Nothing({ isSearched, onClear }: { readonly isSearched: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isSearched ? 'certificates.nothingFound' : 'certificates.none')}</h2>
      <p>{t(isSearched ? 'certificates.nothingFoundNext' : 'certificates.noneNext')}</p>
      {isSearched && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('certificates.showAll')}
        </Button>
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <ul className="certificate-devices" aria-hidden="true">
      {SKELETON_ROWS.map((row) => (
        <li key={row}>
          <Skeleton height={20} radius={2} />
        </li>
      ))}
    </ul>
  );
}
