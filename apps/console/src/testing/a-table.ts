import type { TableBody, TableName } from '#libs/contracts/http';

/** How somebody arranged a table: these columns are visible, in their order, and those hidden. */
export function aTable(
  table: TableName,
  visible: readonly string[],
  hidden: readonly string[] = [],
  isArranged = false,
): TableBody {
  const column = (key: string, isVisible: boolean) => ({
    key,
    label: `label of ${key}`,
    type: 'text' as const,
    sort: null,
    search: null,
    visible: isVisible,
    visibleByDefault: isVisible,
  });
  return {
    table,
    isArranged,
    columns: [...visible.map((key) => column(key, true)), ...hidden.map((key) => column(key, false))],
  };
}
