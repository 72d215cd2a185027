import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { EndsBetween } from '../../ui/data-table/ends-between';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { SearchField } from '../../ui/search-field';
import { assetColumns } from './asset-columns';
import { assetListQuery, customerQuery } from './requests';
import { type AssetListSearch, SEARCHED } from './search';

interface AssetListPageProps {
  readonly search: AssetListSearch;
  readonly address: ListAddress;
  readonly assetLink: RowLink<AssetBody>;
  /** Opens the form; absent: the reader may add none. */
  readonly onAdd: (() => void) | undefined;
  /** What is open over the list. */
  readonly children?: ReactNode;
}

/** Equipment somebody sees, or the machines of one customer with how many of them it has as its own (R3-10, R3-31). */
export function AssetListPage({ search, address, assetLink, onAdd, children }: AssetListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(assetListQuery(search));
  const { data: customer } = useQuery(customerQuery(search.organizationId));
  const title = customer ? t('assets.machinesOf', { name: customer.name }) : t('assets.title');
  useEffect(() => {
    document.title = `${title} – Fieldgate`;
  }, [title]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="panel-head">
        <h1 id="page-title">{title}</h1>
        {onAdd && <Button onClick={onAdd}>{t('assets.add')}</Button>}
      </header>
      {customer && (
        <p className="actions">
          <strong className="machines">{t('assets.machines', { ...customer.machines })}</strong>
          <span className="dimmed">{t('assets.machinesWhat', { ...customer.machines })}</span>
          <Button variant="default" size="xs" onClick={() => address.onAsk({ organizationId: undefined })}>
            {t('assets.allOrganizations')}
          </Button>
        </p>
      )}
      <DataTable
        table="assets"
        label={t('assets.title')}
        columns={assetColumns(t)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={assetLink}
        address={address}
        usualSort="name"
        empty={<Empty isNarrowed={isNarrowed({ ...search })} onClear={address.onClear} mayAdd={onAdd !== undefined} />}
      >
        <div className="filters">
          <SearchField
            aria-label={t('assets.search')}
            placeholder={t('assets.searchHint')}
            maxLength={SEARCHED}
            asked={search.q ?? ''}
            onAsk={(q) => address.onAsk({ q: q === '' ? undefined : q }, true)}
          />
          <EndsBetween from={search.warrantyFrom} before={search.warrantyBefore} />
          {(search.warrantyFrom ?? search.warrantyBefore) !== undefined && (
            <Button variant="default" size="xs" onClick={address.onClear}>
              {t('assets.showAll')}
            </Button>
          )}
        </div>
      </DataTable>
      {children}
    </section>
  );
}

interface EmptyProps {
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
  readonly mayAdd: boolean;
}

/** Nothing was found, or there is nothing yet: what to do differs. */
function Empty({ isNarrowed: isSearched, onClear, mayAdd }: EmptyProps) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isSearched ? 'assets.nothingFound' : 'assets.none')}</h2>
      <p>{t(isSearched ? 'assets.nothingFoundNext' : mayAdd ? 'assets.noneNext' : 'assets.noneToSee')}</p>
      {isSearched && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('assets.showAll')}
        </Button>
      )}
    </div>
  );
}
