import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSIGNED_AT_ONCE, type DeviceBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { useRowChoice } from '../../ui/data-table/row-choice';
import { SearchField } from '../../ui/search-field';
import { AssignmentDialog } from './assignment-dialog';
import { Dashboard, type DashboardLink } from './dashboard';
import { stockQuery } from './requests';
import { SEARCHED, type StockSearch } from './search';

interface StockPageProps {
  readonly search: StockSearch;
  readonly address: ListAddress;
  readonly mayAssign: boolean;
  readonly tabLink: DashboardLink;
  readonly rowLink: RowLink<DeviceBody>;
  /** As the list of devices draws them. */
  readonly deviceColumns: readonly DataColumn<DeviceBody>[];
}

/** Devices that production dispatched and no customer has yet: each, or many at once, is given to one (R0-14, R0-15, R0-21). */
export function StockPage(props: StockPageProps) {
  const { search, address, mayAssign, tabLink, rowLink, deviceColumns } = props;
  const { t } = useTranslation();
  const query = useQuery(stockQuery(search));
  const choice = useRowChoice<DeviceBody>({
    keyOf: ({ id }) => id,
    nameOf: ({ serialNumber }) => serialNumber,
    most: ASSIGNED_AT_ONCE,
  });
  const { chosen } = choice;
  const [assigned, setAssigned] = useState<readonly DeviceBody[]>([]);
  const own: readonly DataColumn<DeviceBody>[] = [
    {
      id: 'assign',
      header: t('dashboard.assign.column'),
      isPressed: true,
      cell: (device) => (
        <Button variant="default" size="compact-xs" onClick={() => setAssigned([device])}>
          {t('dashboard.assign.one')} <span className="away">{device.serialNumber}</span>
        </Button>
      ),
    },
  ];
  const many = chosen.length > 0 && (
    <span className="actions">
      <Button onClick={() => setAssigned(chosen)}>{t('dashboard.assign.many', { count: chosen.length })}</Button>
      <Button variant="default" onClick={choice.clear}>
        {t('dashboard.assign.none')}
      </Button>
    </span>
  );
  return (
    <Dashboard own={search.in} view="stock" link={tabLink} action={many}>
      <DataTable
        table="devices"
        label={t('dashboard.view.stock')}
        columns={[...deviceColumns, ...(mayAssign ? own : [])]}
        query={query}
        rowKey={({ id }) => id}
        rowLink={rowLink}
        address={address}
        usualSort="serialNumber"
        scope={{ assignment: 'unassigned' }}
        choice={mayAssign ? choice : undefined}
        empty={<Nothing isNarrowed={isNarrowed(search)} onClear={address.onClear} />}
      >
        <SearchField
          aria-label={t('dashboard.stockSearch')}
          placeholder={t('dashboard.stockSearchHint')}
          maxLength={SEARCHED.device}
          asked={search.q ?? ''}
          onAsk={(q) => address.onAsk({ q: q === '' ? undefined : q }, true)}
        />
      </DataTable>
      {assigned.length > 0 && (
        <AssignmentDialog
          devices={assigned}
          onAssigned={() => choice.choose(assigned, false)}
          onClose={() => setAssigned([])}
        />
      )}
    </Dashboard>
  );
}

function Nothing({ isNarrowed: isFiltered, onClear }: { readonly isNarrowed: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isFiltered ? 'dashboard.nothingFound' : 'dashboard.noStock')}</h2>
      {isFiltered ? (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('dashboard.showAll')}
        </Button>
      ) : (
        <p>{t('dashboard.noStockNext')}</p>
      )}
    </div>
  );
}
