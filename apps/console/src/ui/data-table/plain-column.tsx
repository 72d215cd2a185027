import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnType, TableColumnBody } from '#libs/contracts/http';
import { Day, When } from '../when';
import type { DataColumn } from './column';

/** A column that the platform knows and the page draws in no way of its own. */
export function plainColumn<Row>({ key, label, type, sort }: TableColumnBody): DataColumn<Row> {
  return {
    id: key,
    header: label,
    isNumber: type === 'number',
    ...(sort !== null && { sort }),
    cell: (row) => <PlainCell type={type} value={valueAt(row, key)} />,
  };
}

/** The value of an item at a dotted path, such as `connectivity.state`; each of a list's, where there is one on the way. */
function valueAt(item: unknown, path: string): unknown {
  const values = path
    .split('.')
    .reduce<readonly unknown[]>(
      (places, name) => places.flatMap((place) => (place as Readonly<Record<string, unknown>> | null)?.[name] ?? []),
      [item],
    );
  return values.length > 1 ? values.join('; ') : values[0];
}

function PlainCell({ type, value }: { readonly type: ColumnType; readonly value: unknown }): ReactNode {
  const { t, i18n } = useTranslation();
  if (value === undefined) return null;
  if (type === 'instant') return <When at={String(value)} />;
  if (type === 'day') return <Day date={String(value)} />;
  if (type === 'boolean') return t(value === true ? 'table.yes' : 'table.no');
  if (type === 'number') return Number(value).toLocaleString(i18n.language);
  if (type === 'json') return <span className="mono json">{JSON.stringify(value)}</span>;
  return String(value);
}
