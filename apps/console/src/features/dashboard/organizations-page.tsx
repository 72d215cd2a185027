import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationBody } from '#libs/contracts/http';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { SearchField } from '../../ui/search-field';
import { Dashboard, type DashboardLink } from './dashboard';
import { LifecycleBar } from './lifecycle-bar';
import { type OrganizationActs, type OrganizationTargetLink, organizationColumns } from './organization-columns';
import { organizationListQuery } from './requests';
import { type OrganizationSearch, SEARCHED } from './search';

interface OrganizationsPageProps {
  readonly search: OrganizationSearch;
  readonly address: ListAddress;
  /** Leads to the form of a new one; absent where the reader may open none. */
  readonly createLink: ReactNode;
  readonly tabLink: DashboardLink;
  readonly rowLink: RowLink<OrganizationBody>;
  readonly targetLink: OrganizationTargetLink;
  readonly acts: OrganizationActs;
}

/** Every customer one looks after, where each stands and what is next (R0-10, R0-33, R3-01). */
export function OrganizationsPage(props: OrganizationsPageProps) {
  const { search, address, createLink, tabLink, rowLink, targetLink, acts } = props;
  const { t } = useTranslation();
  const query = useQuery(organizationListQuery(search));
  return (
    <Dashboard own={search.in} view="organizations" link={tabLink} action={createLink}>
      {(search.kind ?? 'customer') === 'customer' && <LifecycleBar search={search} onAsk={address.onAsk} />}
      <DataTable
        table="organizations"
        label={t('dashboard.view.organizations')}
        columns={organizationColumns(t, targetLink, acts)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={rowLink}
        address={address}
        usualSort="name"
        scope={{ kind: search.kind ?? 'customer' }}
        empty={
          <Nothing isNarrowed={isNarrowed(search)} mayCreate={createLink !== undefined} onClear={address.onClear} />
        }
      >
        <SearchField
          aria-label={t('dashboard.search')}
          placeholder={t('dashboard.searchHint')}
          maxLength={SEARCHED.organization}
          asked={search.q ?? ''}
          onAsk={(q) => address.onAsk({ q: q === '' ? undefined : q }, true)}
        />
      </DataTable>
    </Dashboard>
  );
}

interface NothingProps {
  readonly isNarrowed: boolean;
  readonly mayCreate: boolean;
  readonly onClear: () => void;
}

function Nothing({ isNarrowed: isFiltered, mayCreate, onClear }: NothingProps) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isFiltered ? 'dashboard.nothingFound' : 'dashboard.none')}</h2>
      {isFiltered ? (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('dashboard.showAll')}
        </Button>
      ) : (
        mayCreate && <p>{t('dashboard.noneNext')}</p>
      )}
    </div>
  );
}
