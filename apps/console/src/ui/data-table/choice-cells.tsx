import { useTranslation } from 'react-i18next';
import type { RowChoice } from './row-choice';

interface ChoiceHeadProps<Row> {
  readonly choice: RowChoice<Row>;
  readonly rows: readonly Row[];
}

/** Chooses all rows that are shown, or none of them. */
export function ChoiceHead<Row>({ choice: { isChosen, choose }, rows }: ChoiceHeadProps<Row>) {
  const { t } = useTranslation();
  const count = rows.filter(isChosen).length;
  const isAll = count > 0 && count === rows.length;
  return (
    <th scope="col" className="data-choice">
      <label>
        <input
          type="checkbox"
          aria-label={t('table.chooseShown')}
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && !isAll;
          }}
          disabled={rows.length === 0}
          onChange={() => choose(rows, !isAll)}
        />
      </label>
    </th>
  );
}

interface ChoiceCellProps<Row> {
  readonly choice: RowChoice<Row>;
  readonly row: Row;
}

/** Chooses a row. */
export function ChoiceCell<Row>({ choice: { isChosen, choose, nameOf }, row }: ChoiceCellProps<Row>) {
  const { t } = useTranslation();
  return (
    <td className="data-choice">
      <label>
        <input
          type="checkbox"
          aria-label={t('table.choose', { row: nameOf(row) })}
          checked={isChosen(row)}
          onChange={({ currentTarget }) => choose([row], currentTarget.checked)}
        />
      </label>
    </td>
  );
}
