import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableName } from '#libs/contracts/http';
import { addressOf, mayBegin } from '../../app/http';
import type { Refusal } from '../../app/refusal';
import { Confirm } from '../confirm';
import { isNarrowed, type ListSearch } from './list-address';

interface ExportDialogProps {
  readonly table: TableName;
  /** Those that are visible: others are added to the table first (R3-18). */
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly scope: ListSearch;
  readonly asked: ListSearch;
  readonly onClose: () => void;
}

/** The list as a file: all of it or what is filtered, with the columns that are ticked (R3-15…R3-18). */
export function ExportDialog({ table, columns, scope, asked, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const isFiltered = isNarrowed(asked);
  const [rows, setRows] = useState<'all' | 'filtered'>(isFiltered ? 'filtered' : 'all');
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const [isForSpreadsheet, setForSpreadsheet] = useState(true);
  const kept = columns.map(({ id }) => id).filter((id) => !dropped.includes(id));
  const { cursor: _, limit: __, ...list } = asked;
  // “All” of the platform knows of no scope: all customers is what is left of all organizations by their kind.
  const isWithinScope = rows === 'all' && isNarrowed(scope);
  const question = {
    path: `/exports/${table}`,
    query: {
      ...(isWithinScope ? { sort: list.sort } : list),
      ...scope,
      columns: kept.join(','),
      rows: isWithinScope ? ('filtered' as const) : rows,
      ...(isForSpreadsheet && { bom: true, delimiter: ';' }),
    },
  };
  const download = useMutation<void, Refusal>({
    mutationFn: async () => {
      await mayBegin(question);
      const link = document.createElement('a');
      link.href = addressOf(question);
      link.download = '';
      link.click();
      onClose();
    },
  });
  return (
    <Confirm
      title={t('table.export.title')}
      verb={t('table.export.verb')}
      isPending={download.isPending}
      refusal={download.error}
      onConfirm={() => kept.length > 0 && download.mutate()}
      onClose={onClose}
    >
      <fieldset className="column-choices">
        <legend>{t('table.export.rows')}</legend>
        {(['all', 'filtered'] as const).map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="rows"
              checked={rows === choice}
              disabled={choice === 'filtered' && !isFiltered}
              onChange={() => setRows(choice)}
            />
            {t(`table.export.of.${choice}`)}
            {choice === 'filtered' && !isFiltered && <span className="dimmed">{t('table.export.noFilter')}</span>}
          </label>
        ))}
      </fieldset>
      <fieldset className="column-choices">
        <legend>{t('table.export.columns')}</legend>
        {columns.map(({ id, header }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={!dropped.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                setDropped(checked ? dropped.filter((one) => one !== id) : [...dropped, id])
              }
            />
            {header}
          </label>
        ))}
        {kept.length === 0 && <p role="alert">{t('table.export.noColumn')}</p>}
      </fieldset>
      <label className="column-choice">
        <input
          type="checkbox"
          checked={isForSpreadsheet}
          onChange={({ currentTarget }) => setForSpreadsheet(currentTarget.checked)}
        />
        {t('table.export.spreadsheet')}
      </label>
    </Confirm>
  );
}
