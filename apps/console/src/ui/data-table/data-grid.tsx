import { Skeleton } from '@mantine/core';
import { columnOrderingFeature, columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Arrangement } from './arrangement';
import { ChoiceCell, ChoiceHead } from './choice-cells';
import type { DataColumn } from './column';
import { useDrawnRows } from './drawn-rows';
import { HeadCell } from './head-cell';
import type { ListAddress } from './list-address';
import type { RowChoice } from './row-choice';
import { placeAfterKey, useRowFocus } from './row-focus';

const features = tableFeatures({ columnOrderingFeature, columnVisibilityFeature });
/** Rows that stand for the first screen while it loads. */
const SKELETON_ROWS = 12;

/** Leads to the page of a row, whatever stands in it. */
export type RowLink<Row> = (props: { readonly row: Row; readonly children: ReactNode }) => ReactNode;

interface DataGridProps<Row> {
  readonly name: string;
  readonly label: string;
  readonly arrangement: Arrangement<Row>;
  /** Undefined while they load. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly link: RowLink<Row> | undefined;
  readonly address: ListAddress;
  /** The sort of the list where the address names none. */
  readonly usualSort: string | undefined;
  /** Other rows are on their way. */
  readonly isBusy: boolean;
  /** Absent: nothing is done to several rows at once. */
  readonly choice: RowChoice<Row> | undefined;
}

/** The table itself: head, and the rows that are seen. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { name, label, arrangement, rows, rowKey, link, address, usualSort, isBusy, choice } = props;
  const { visible, hidden } = arrangement;
  const all = [...visible, ...hidden];
  const columnsById = new Map(all.map((column) => [column.id, column]));
  const table = useTable({
    features,
    data: useMemo(() => [...(rows ?? [])], [rows]),
    columns: all.map(({ id, header }) => ({ id, header })),
    getRowId: (row: object) => rowKey(row as Row),
    state: {
      columnOrder: visible.map(({ id }) => id),
      columnVisibility: Object.fromEntries(hidden.map(({ id }) => [id, false])),
    },
  });
  const body = useRef<HTMLTableSectionElement>(null);
  const [active, setActive] = useState(-1);
  const drawn = useDrawnRows(name, rows?.length ?? 0, body, active);
  const focusRow = useRowFocus(body, active, setActive);
  const drawnRows = table.getRowModel().rows;
  const heads = table.getVisibleLeafColumns().flatMap(({ id }) => columnsById.get(id) ?? []);
  const linked = heads.find(({ isPressed }) => !isPressed)?.id;
  const turn = (event: KeyboardEvent) => {
    const place = placeAfterKey(event, drawnRows.length);
    if (place === undefined) return;
    event.preventDefault();
    focusRow(place);
  };
  return (
    <div className="data-scroll">
      <table
        className="table data-table"
        aria-label={label}
        aria-busy={rows === undefined || isBusy}
        aria-rowcount={rows === undefined ? undefined : rows.length + 1}
      >
        <thead>
          <tr>
            {choice && <ChoiceHead choice={choice} rows={rows ?? []} />}
            {heads.map((column) => (
              <HeadCell
                key={column.id}
                column={column as DataColumn<never>}
                arrangement={arrangement}
                address={address}
                usualSort={usualSort}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={turn} onFocus={({ target }) => setActive(placeOf(target))}>
          {rows === undefined && <SkeletonRows columns={heads.length + (choice ? 1 : 0)} />}
          {drawn.parts.map((part) => {
            if ('roomPx' in part)
              return <tr key={`room ${part.before}`} className="data-room" style={{ height: part.roomPx }} />;
            const row = drawnRows[part.place];
            if (!row) return null;
            return (
              <tr key={row.id} ref={drawn.measure} data-index={part.place} aria-rowindex={part.place + 2}>
                {choice && <ChoiceCell choice={choice} row={row.original as Row} />}
                {row.getVisibleCells().map((cell) => {
                  const { id } = cell.column;
                  const column = columnsById.get(id);
                  if (!column) return null;
                  const { header, isNumber = false } = column;
                  const content = <Cell draw={column.cell} row={row.original as Row} />;
                  if (id !== linked)
                    return (
                      <td key={id} data-label={header} data-number={isNumber || undefined}>
                        {content}
                      </td>
                    );
                  const Link = link;
                  return (
                    <th key={id} scope="row" data-label={header} data-number={isNumber || undefined}>
                      {Link ? <Link row={row.original as Row}>{content}</Link> : content}
                    </th>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps<Row> {
  readonly draw: DataColumn<Row>['cell'];
  readonly row: Row;
}

/** What stands in a cell. It stays when the table is drawn anew: else a press would begin on one button and end on another. */
function Cell<Row>({ draw, row }: CellProps<Row>) {
  return draw(row);
}

/** The place of the row that something stands in. */
const placeOf = (element: Element) => Number(element.closest('tr')?.dataset.index ?? -1);

function SkeletonRows({ columns }: { readonly columns: number }) {
  return [...Array(SKELETON_ROWS).keys()].map((row) => (
    <tr key={row}>
      <td colSpan={columns}>
        <Skeleton height={14} my={3} radius={2} />
      </td>
    </tr>
  ));
}
