import { Skeleton } from '@mantine/core';
import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { itemsOf, Older, type OlderQuery } from './older';
import { type RemoteQuery, RemoteView } from './remote-view';

export interface GrowingColumn<Item> {
  /** Names the cell where the table is too narrow for its head. */
  readonly header: string;
  /** A column of buttons: its heading is there for whoever hears it, and not seen. */
  readonly isAction?: boolean;
  readonly isMono?: boolean;
  readonly cell: (item: Item) => ReactNode;
}

interface GrowingTableProps<Item> {
  readonly query: RemoteQuery<InfiniteData<{ readonly items: readonly Item[] }>> & OlderQuery;
  /** The first one names the row. */
  readonly columns: readonly GrowingColumn<Item>[];
  readonly rowKey: (item: Item) => string;
  /** Of what stands there while it loads, CSS pixels. */
  readonly height: number;
  /** What to say, and what to do first, where there is nothing. */
  readonly empty: string;
  /** What loads more of it, where that is not older. */
  readonly more?: string;
}

/** A table of which more comes when it is asked for. */
export function GrowingTable<Item>({ query, columns, rowKey, height, empty, more }: GrowingTableProps<Item>) {
  const [naming, ...others] = columns;
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={height} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{empty}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                {columns.map(({ header, isAction }) => (
                  <th key={header} scope="col">
                    {isAction ? <span className="away">{header}</span> : header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map((item) => (
                <tr key={rowKey(item)}>
                  <th scope="row" className={naming?.isMono ? 'mono' : ''}>
                    {naming?.cell(item)}
                  </th>
                  {others.map((column) => (
                    <Cell key={column.header} {...column} item={item} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <Older query={query} {...(more !== undefined && { label: more })} />
        </>
      )}
    </RemoteView>
  );
}

function Cell<Item>({ header, isAction, isMono, cell, item }: GrowingColumn<Item> & { readonly item: Item }) {
  if (isAction) return <td className="row-end">{cell(item)}</td>;
  return (
    <td data-label={header} className={isMono ? 'mono' : ''}>
      {cell(item)}
    </td>
  );
}
