import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSIGNED_AT_ONCE, type DeviceBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
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

type Chosen = readonly Pick<DeviceBody, 'id' | 'serialNumber'>[];

/** Devices that production dispatched and no customer has yet: each, or many at once, is given to one (R0-14, R0-15, R0-21). */
export function StockPage(props: StockPageProps) {
  const { search, address, mayAssign, tabLink, rowLink, deviceColumns } = props;
  const { t } = useTranslation();
  const query = useQuery(stockQuery(search));
  const [chosen, setChosen] = useState<Chosen>([]);
  const [assigned, setAssigned] = useState<Chosen>([]);
  const choose = (device: DeviceBody, isChosen: boolean) => {
    const others = chosen.filter(({ id }) => id !== device.id);
    setChosen(isChosen && others.length < ASSIGNED_AT_ONCE ? [...others, device] : others);
  };
  const own: readonly DataColumn<DeviceBody>[] = [
    {
      id: 'assign',
      header: t('dashboard.assign.column'),
      isPressed: true,
      cell: (device) => (
        <AssignCell
          serialNumber={device.serialNumber}
          isChosen={chosen.some(({ id }) => id === device.id)}
          onChoose={(isChosen) => choose(device, isChosen)}
        >
          <Button variant="default" size="compact-xs" onClick={() => setAssigned([device])}>
            {t('dashboard.assign.one')} <span className="away">{device.serialNumber}</span>
          </Button>
        </AssignCell>
      ),
    },
  ];
  const many = chosen.length > 0 && (
    <span className="actions">
      <Button onClick={() => setAssigned(chosen)}>{t('dashboard.assign.many', { count: chosen.length })}</Button>
      <Button variant="default" onClick={() => setChosen([])}>
        {t('dashboard.assign.none')}
      </Button>
    </span>
  );
  return (
    <Dashboard view="stock" link={tabLink} action={many}>
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
          onAssigned={() => setChosen(chosen.filter(({ id }) => !assigned.some((one) => one.id === id)))}
          onClose={() => setAssigned([])}
        />
      )}
    </Dashboard>
  );
}

interface AssignCellProps {
  readonly serialNumber: string;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly children: ReactNode;
}

function AssignCell({ serialNumber, isChosen, onChoose, children }: AssignCellProps) {
  const { t } = useTranslation();
  return (
    <span className="assign-cell">
      {children}
      <label className="assign-choice">
        <input
          type="checkbox"
          aria-label={t('dashboard.assign.choose', { serialNumber })}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </label>
    </span>
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
