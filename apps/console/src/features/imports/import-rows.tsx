import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ImportDetailsBody, type ImportRowBody, importRowOutcome } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { RowOutcome } from './import-state';
import { importRowsQuery } from './requests';
import type { ImportRowSearch } from './search';

interface ImportRowsProps {
  readonly job: ImportDetailsBody;
  readonly search: ImportRowSearch;
  readonly address: ListAddress;
}

/** The rows of a file, each with what it does, what is wrong with it, and what may not be meant. */
export function ImportRows({ job, search, address }: ImportRowsProps) {
  const { t } = useTranslation();
  const query = useQuery(importRowsQuery(job.id, search));
  return (
    <DataTable
      label={t('imports.rowsTitle')}
      columns={columns(t, job.columns)}
      query={query}
      rowKey={({ number }) => String(number)}
      address={address}
      empty={<p className="dimmed">{t(isNarrowed(search) ? 'imports.noSuchRows' : 'imports.noRows')}</p>}
    >
      <RowFilter job={job} search={search} address={address} />
    </DataTable>
  );
}

/** Which rows are shown, each choice with how many there are. */
function RowFilter({ job, search, address: { onAsk } }: ImportRowsProps) {
  const { t, i18n } = useTranslation();
  const all = search.outcome === undefined && search.warned === undefined;
  const count = (number: number) => number.toLocaleString(i18n.language);
  return (
    <fieldset className="chips">
      <legend className="away">{t('imports.rowsShown')}</legend>
      <Chip isChosen={all} onChoose={() => onAsk({ outcome: undefined, warned: undefined })}>
        {`${t('imports.allRows')} ${count(job.totalRows)}`}
      </Chip>
      {importRowOutcome.options.map((outcome) => (
        <Chip
          key={outcome}
          isChosen={search.outcome === outcome}
          onChoose={() => onAsk({ outcome, warned: undefined })}
        >
          {`${t(`imports.outcome.${outcome}`)} ${count(job.rows[outcome])}`}
        </Chip>
      ))}
      {job.warnedRows > 0 && (
        <Chip isChosen={search.warned === true} onChoose={() => onAsk({ outcome: undefined, warned: true })}>
          {`${t('imports.warned')} ${count(job.warnedRows)}`}
        </Chip>
      )}
    </fieldset>
  );
}

interface ChipProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Chip({ isChosen, onChoose, children }: ChipProps) {
  return (
    <label className="chip">
      <input type="radio" name="rows" className="away" checked={isChosen} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}

function columns(t: TFunction, names: readonly string[]): readonly DataColumn<ImportRowBody>[] {
  return [
    { id: 'number', header: t('imports.column.row'), isNumber: true, cell: ({ number }) => number },
    { id: 'outcome', header: t('imports.column.outcome'), cell: (row) => <RowOutcome row={row} /> },
    {
      id: 'cells',
      header: t('imports.column.cells'),
      cell: ({ cells }) => (
        <span className="mono import-cells" title={cells.map((cell, at) => `${names[at] ?? ''}: ${cell}`).join('\n')}>
          {cells.join(' · ')}
        </span>
      ),
    },
    { id: 'difference', header: t('imports.column.difference'), cell: (row) => <Remarks row={row} /> },
  ];
}

/** What changes field by field, and everything said about the row. */
function Remarks({ row: { difference, problems, warnings } }: { readonly row: ImportRowBody }) {
  const { t } = useTranslation();
  const words = (value: string | number | boolean | null) =>
    value === null || value === '' ? t('imports.nothing') : String(value);
  return (
    <ul className="import-remarks">
      {Object.entries(difference ?? {}).map(([field, [before, after]]) => (
        <li key={field}>
          <span className="mono">{field}</span> {before !== null && <del>{words(before)}</del>} → {words(after)}
        </li>
      ))}
      {problems.map(({ column, message }) => (
        <li key={`${column} ${message}`} data-tone="bad">
          {column !== null && <span className="mono">{column} </span>}
          {message}
        </li>
      ))}
      {warnings.map(({ column, message }) => (
        <li key={`${column} ${message}`} data-tone="warn">
          {column !== null && <span className="mono">{column} </span>}
          {message}
        </li>
      ))}
    </ul>
  );
}
