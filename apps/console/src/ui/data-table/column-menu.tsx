import { useTranslation } from 'react-i18next';
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
  const choose = (value: string, isChosen: boolean) => {
    const others = search.isMany ? values.filter((one) => one !== value) : [];
    const chosen = isChosen ? [...others, value] : others;
    onAsk({ [name]: chosen.length === 0 ? undefined : search.isMany ? chosen : chosen[0] });
  };
  return (
    <fieldset className="column-choices">
      <legend>{t('table.onlyThese')}</legend>
      {search.options.map(({ value, label }) => (
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
