import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RemoteView } from '../remote-view';
import { SearchField } from '../search-field';
import type { Arrangement } from './arrangement';
import type { ColumnSearch, DataColumn } from './column';
import { moved } from './column-order';
import { type ListAddress, valuesOf } from './list-address';

interface ColumnMenuProps {
  readonly column: DataColumn<never>;
  readonly arrangement: Pick<Arrangement<never>, 'arrange' | 'keys'>;
  readonly address: ListAddress;
  readonly onDone: () => void;
}

/** What can be done with a column: search, sort, move without dragging (WCAG 2.2, 2.5.7), hide. */
export function ColumnMenu({ column, arrangement: { arrange, keys }, address, onDone }: ColumnMenuProps) {
  const { t } = useTranslation();
  const { id, sort, search } = column;
  const place = keys.indexOf(id);
  const act = (what: () => void) => () => {
    onDone();
    what();
  };
  return (
    <div className="column-menu">
      {search && <ColumnFilter search={search} header={column.header} address={address} />}
      {sort !== undefined && (
        <>
          <Entry onPress={act(() => address.onAsk({ sort }))}>{t('table.ascending')}</Entry>
          <Entry onPress={act(() => address.onAsk({ sort: `-${sort}` }))}>{t('table.descending')}</Entry>
        </>
      )}
      {arrange && place >= 0 && (
        <>
          {place > 0 && (
            <Entry onPress={act(() => arrange(moved(keys, place, place - 1)))}>{t('table.moveLeft')}</Entry>
          )}
          {place < keys.length - 1 && (
            <Entry onPress={act(() => arrange(moved(keys, place, place + 1)))}>{t('table.moveRight')}</Entry>
          )}
          {keys.length > 1 && (
            <Entry onPress={act(() => arrange(keys.filter((key) => key !== id)))}>{t('table.hide')}</Entry>
          )}
        </>
      )}
    </div>
  );
}

function Entry({ onPress, children }: { readonly onPress: () => void; readonly children: string }) {
  return (
    <button type="button" className="column-entry" onClick={onPress}>
      {children}
    </button>
  );
}

interface ColumnFilterProps {
  readonly search: ColumnSearch;
  readonly header: string;
  readonly address: ListAddress;
}

function ColumnFilter({ search, header, address: { asked, onAsk } }: ColumnFilterProps) {
  const { t } = useTranslation();
  const { name } = search;
  const values = valuesOf(asked[name]);
  if (search.kind === 'text')
    return (
      <SearchField
        label={t('table.searchIn', { column: header })}
        maxLength={search.maxLength}
        asked={values[0] ?? ''}
        onAsk={(text) => onAsk({ [name]: text === '' ? undefined : text }, true)}
      />
    );
  return search.kind === 'loaded' ? (
    <LoadedChoices search={search} values={values} onAsk={onAsk} />
  ) : (
    <Choices {...search} values={values} onAsk={onAsk} />
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly isMany?: boolean;
  /** Chosen. */
  readonly values: readonly string[];
  readonly onAsk: ListAddress['onAsk'];
}

function Choices({ name, options, isMany = false, values, onAsk }: ChoicesProps) {
  const { t } = useTranslation();
  const choose = (value: string, isChosen: boolean) => {
    const others = isMany ? values.filter((one) => one !== value) : [];
    const chosen = isChosen ? [...others, value] : others;
    onAsk({ [name]: chosen.length === 0 ? undefined : isMany ? chosen : chosen[0] });
  };
  return (
    <fieldset className="column-choices">
      <legend>{t('table.onlyThese')}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={({ currentTarget }) => choose(value, currentTarget.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface LoadedChoicesProps extends Pick<ChoicesProps, 'values' | 'onAsk'> {
  readonly search: Extract<ColumnSearch, { kind: 'loaded' }>;
}

/** What is chosen stays to be taken away, also if it is none of the choices any more. */
function LoadedChoices({ search: { name, choices }, values, onAsk }: LoadedChoicesProps) {
  const query = useQuery({ ...choices, staleTime: Number.POSITIVE_INFINITY });
  return (
    <RemoteView query={query} loading={<Skeleton height={80} radius={2} />} isEmpty={() => false} empty={null}>
      {(known) => (
        <Choices
          name={name}
          options={[...new Set([...known, ...values])].map((value) => ({ value, label: value }))}
          isMany
          values={values}
          onAsk={onAsk}
        />
      )}
    </RemoteView>
  );
}
