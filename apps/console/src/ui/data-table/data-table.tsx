import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableName } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { RemoteView } from '../remote-view';
import { useArrangement } from './arrangement';
import type { DataColumn } from './column';
import { DataGrid, type RowLink } from './data-grid';
import type { ListAddress, ListSearch } from './list-address';
import { PageTurns } from './page-turns';
import type { RowChoice } from './row-choice';

const ColumnPanel = lazy(async () => ({ default: (await import('./column-panel')).ColumnPanel }));
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog')).ExportDialog }));

/** One page of a list, as it is asked for. */
interface PageQuery<Row> {
  readonly data: { readonly items: readonly Row[]; readonly nextCursor: string | null } | undefined;
  readonly error: Refusal | null;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
  readonly dataUpdatedAt: number;
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

interface DataTableProps<Row> {
  /** Under which its reader's arrangement is kept and it is exported; absent: neither. */
  readonly table?: TableName;
  /** What is in it, such as `Devices`. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly query: PageQuery<Row>;
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: RowLink<Row>;
  readonly address: ListAddress;
  /** The sort of the list where the address names none, such as `name`. */
  readonly usualSort?: string;
  /** Where there is no row: what to do. */
  readonly empty: ReactNode;
  /** What narrows the list to what the page is about, beside the address: such as `organizationId`. */
  readonly scope?: ListSearch;
  /** Rows can be chosen, for what is done to several of them. */
  readonly choice?: RowChoice<Row> | undefined;
  /** Filters above the table. */
  readonly children?: ReactNode;
}

/** A list of the API as a table: sorted and searched by the server, arranged by its reader, exported whole. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    table,
    label,
    columns,
    query,
    rowKey,
    rowLink,
    address,
    usualSort,
    empty,
    scope = {},
    choice,
    children,
  } = props;
  const { t } = useTranslation();
  const arrangement = useArrangement(table, columns);
  const [isArranging, setArranging] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const name = useId();
  const grid = (rows: readonly Row[] | undefined) => (
    <DataGrid
      name={table ?? name}
      label={label}
      arrangement={arrangement}
      rows={arrangement.isKnown ? rows : undefined}
      rowKey={rowKey}
      link={rowLink}
      address={address}
      usualSort={usualSort}
      isBusy={query.isPlaceholderData}
      choice={choice}
    />
  );
  const { arrange } = arrangement;
  return (
    <div className="data">
      <div className="data-tools">
        {children}
        {table !== undefined && (
          <span className="data-own">
            <Button
              variant="default"
              size="xs"
              aria-expanded={isArranging}
              disabled={!arrange}
              onClick={() => setArranging(!isArranging)}
            >
              {t('table.columns')}
            </Button>
            <Button variant="default" size="xs" disabled={!arrangement.isKnown} onClick={() => setExporting(true)}>
              {t('table.export.title')}
            </Button>
          </span>
        )}
      </div>
      {isArranging && arrange && (
        <Suspense fallback={null}>
          <ColumnPanel arrangement={{ ...arrangement, arrange }} />
        </Suspense>
      )}
      <RemoteView
        query={query}
        loading={grid(undefined)}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <>
            {grid([])}
            {empty}
          </>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {grid(items)}
            <PageTurns address={address} shown={items.length} nextCursor={nextCursor} />
          </>
        )}
      </RemoteView>
      {isExporting && table !== undefined && (
        <Suspense fallback={null}>
          <ExportDialog
            table={table}
            columns={arrangement.visible.filter(({ id }) => arrangement.keys.includes(id))}
            scope={scope}
            asked={address.asked}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
