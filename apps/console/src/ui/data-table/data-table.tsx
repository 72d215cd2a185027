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
import { type Found, PageTurns } from './page-turns';
import type { RowChoice } from './row-choice';
import { withWords } from './with-words';

const ColumnPanel = lazy(async () => ({
  default: (await withWords(() => import('./column-panel'))).ColumnPanel,
}));
const ViewsPanel = lazy(async () => ({ default: (await withWords(() => import('./views-panel'))).ViewsPanel }));
const ExportDialog = lazy(async () => ({
  default: (await withWords(() => import('./export-dialog'))).ExportDialog,
}));

/** One page of a list, as it is asked for. */
interface PageQuery<Row> {
  readonly data:
    | { readonly items: readonly Row[]; readonly nextCursor: string | null; readonly count?: Found | undefined }
    | undefined;
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
  const [open, setOpen] = useState<'views' | 'columns'>();
  const [isExporting, setExporting] = useState(false);
  const name = useId();
  // The table is drawn once, whatever becomes of its rows: whoever chooses in the menu of a column goes on choosing.
  const isWithheld = query.error !== null && (query.data === undefined || query.error.isWithheld);
  const { arrange } = arrangement;
  return (
    <div className="data">
      <div className="data-tools">
        {children}
        {table !== undefined && (
          <span className="data-own">
            {(['views', 'columns'] as const).map((panel) => (
              <Button
                key={panel}
                variant="default"
                size="xs"
                aria-expanded={open === panel}
                disabled={!arrange}
                onClick={() => setOpen(open === panel ? undefined : panel)}
              >
                {t(panel === 'views' ? 'table.views' : 'table.columns')}
              </Button>
            ))}
            <Button variant="default" size="xs" disabled={!arrangement.isKnown} onClick={() => setExporting(true)}>
              {t('table.export.title')}
            </Button>
          </span>
        )}
      </div>
      {open !== undefined && arrange && table !== undefined && (
        <Suspense fallback={null}>
          {open === 'columns' ? (
            <ColumnPanel arrangement={{ ...arrangement, arrange }} />
          ) : (
            <ViewsPanel table={table} address={address} columns={arrangement.keys} arrange={arrange} />
          )}
        </Suspense>
      )}
      {!isWithheld && (
        <DataGrid
          name={table ?? name}
          label={label}
          arrangement={arrangement}
          rows={arrangement.isKnown ? query.data?.items : undefined}
          rowKey={rowKey}
          link={rowLink}
          address={address}
          usualSort={usualSort}
          isBusy={query.isPlaceholderData}
          choice={choice}
        />
      )}
      <RemoteView query={query} loading={null} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items, nextCursor, count }) => (
          <PageTurns address={address} shown={items.length} nextCursor={nextCursor} found={count} />
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
