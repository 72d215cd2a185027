import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../lazy-part';
import type { Arrangement } from './arrangement';
import type { DataColumn } from './column';
import { type ListAddress, sortOf } from './list-address';
import { withWords } from './with-words';

const ColumnMenu = lazyPart(async () => (await withWords(() => import('./column-menu'))).ColumnMenu);

interface HeadCellProps {
  readonly column: DataColumn<never>;
  readonly arrangement: Pick<Arrangement<never>, 'arrange' | 'keys'>;
  readonly address: ListAddress;
  readonly usualSort: string | undefined;
}

/** A column's name, which sorts the list, and beside it what else can be done with the column. */
export function HeadCell({ column, arrangement, address, usualSort }: HeadCellProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { asked, onAsk } = address;
  const { field, isDescending } = sortOf((asked.sort as string | undefined) ?? usualSort);
  const isSorted = column.sort !== undefined && column.sort === field;
  const isSearched = column.search !== undefined && asked[column.search.name] !== undefined;
  const hasMenu = column.sort ?? column.search ?? (arrangement.keys.includes(column.id) || undefined);
  return (
    <th
      scope="col"
      data-number={column.isNumber || undefined}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <span className="data-head">
        {column.sort === undefined ? (
          <span>{column.header}</span>
        ) : (
          <button
            type="button"
            className="data-sort"
            onClick={() => onAsk({ sort: isSorted && !isDescending ? `-${column.sort}` : column.sort })}
          >
            {column.header}
            <SortMark isShown={isSorted} isDescending={isDescending} />
          </button>
        )}
        {hasMenu !== undefined && (
          <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
            <Popover.Target>
              <button
                type="button"
                className="data-menu"
                data-active={isSearched || undefined}
                aria-label={t(isSearched ? 'table.menuFiltered' : 'table.menu', { column: column.header })}
                onClick={() => setOpen(!isOpen)}
              >
                <MenuMark isSearch={column.search !== undefined} />
              </button>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('table.menu', { column: column.header })}>
              <ColumnMenu column={column} arrangement={arrangement} address={address} onDone={() => setOpen(false)} />
            </Popover.Dropdown>
          </Popover>
        )}
      </span>
    </th>
  );
}

function SortMark({ isShown, isDescending }: { readonly isShown: boolean; readonly isDescending: boolean }) {
  return (
    <svg viewBox="0 0 10 10" className="data-sort-mark" data-shown={isShown || undefined} aria-hidden="true">
      <path d={isDescending ? 'M1.5 3h7L5 8z' : 'M1.5 7h7L5 2z'} fill="currentColor" />
    </svg>
  );
}

/** A funnel where the column can be searched, three dots elsewhere. */
function MenuMark({ isSearch }: { readonly isSearch: boolean }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {isSearch ? (
        <path d="M1 1.5h10L7.2 6.3v4.2L4.8 9V6.3z" fill="none" stroke="currentColor" strokeLinejoin="round" />
      ) : (
        <path d="M1.5 5h2v2h-2zM5 5h2v2H5zM8.5 5h2v2h-2z" fill="currentColor" />
      )}
    </svg>
  );
}
