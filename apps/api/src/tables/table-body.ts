import type { Language, TableBody, TableColumnBody } from '#libs/contracts/http';
import type { ArrangedTable, Column } from '#libs/tables';

/** A table as the API shows it to somebody who reads this language. */
export function tableBody({ table, isArranged, visible, hidden }: ArrangedTable, language: Language): TableBody {
  const body = (isSeen: boolean) => (column: Column) => columnBody(column, isSeen, language);
  return { table, isArranged, columns: [...visible.map(body(true)), ...hidden.map(body(false))] };
}

function columnBody(
  { key, label, type, sort, search, isVisible }: Column,
  visible: boolean,
  language: Language,
): TableColumnBody {
  return {
    key,
    label: label[language],
    type,
    sort: sort ?? null,
    search: search ?? null,
    visible,
    visibleByDefault: isVisible,
  };
}
