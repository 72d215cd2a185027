import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { siteListQuery } from './requests';
import type { SiteSearch } from './search';
import { siteColumns } from './site-columns';

interface SiteListPageProps {
  readonly search: SiteSearch;
  readonly address: ListAddress;
  readonly siteLink: RowLink<SiteBody>;
  readonly linkToDevices: (site: SiteBody, words: ReactNode) => ReactNode;
  readonly linkToAssets: (site: SiteBody, words: ReactNode) => ReactNode;
  /** Leads to adding a site by the code somebody gave. */
  readonly byCode: ReactNode;
  /** Opens the form of a new site; undefined: its reader may make none. */
  readonly onNew: (() => void) | undefined;
  /** Below the list. */
  readonly children?: ReactNode;
}

/** All sites somebody sees: their own and those that others share, in one list (R4-05). */
export function SiteListPage(props: SiteListPageProps) {
  const { search, address, siteLink, linkToDevices, linkToAssets, byCode, onNew, children } = props;
  const { t } = useTranslation();
  const query = useQuery(siteListQuery(search));
  useEffect(() => {
    document.title = `${t('sites.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="page-head">
        <h1 id="page-title">{t('sites.title')}</h1>
        <span className="actions">
          {byCode}
          {onNew && <Button onClick={onNew}>{t('sites.new.title')}</Button>}
        </span>
      </header>
      <DataTable
        table="sites"
        label={t('sites.title')}
        columns={siteColumns(t, linkToDevices, linkToAssets)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={siteLink}
        address={address}
        usualSort="name"
        empty={<Nothing isNarrowed={isNarrowed(search)} mayMake={onNew !== undefined} onClear={address.onClear} />}
      />
      {children}
    </section>
  );
}

interface NothingProps {
  readonly isNarrowed: boolean;
  readonly mayMake: boolean;
  readonly onClear: () => void;
}

/** Nothing was found, or there is nothing yet: the two have different next steps. */
function Nothing({ isNarrowed: isFiltered, mayMake, onClear }: NothingProps) {
  const { t } = useTranslation();
  if (isFiltered)
    return (
      <div className="notice">
        <h2>{t('sites.nothingFound')}</h2>
        <p>{t('sites.nothingFoundNext')}</p>
        <Button variant="default" size="xs" onClick={onClear}>
          {t('sites.showAll')}
        </Button>
      </div>
    );
  return (
    <div className="notice">
      <h2>{t('sites.none')}</h2>
      <p>{t(mayMake ? 'sites.noneNextMake' : 'sites.noneNext')}</p>
    </div>
  );
}
