import { DomainError } from '#libs/kernel';

/** The table has no such column. */
export class ColumnUnknownError extends DomainError<{ field: string; unknown: readonly string[]; known: string[] }> {
  readonly code = 'fleet.column-unknown';
  readonly kind = 'invalid';

  constructor(table: string, unknown: readonly string[], known: readonly string[]) {
    super(`The table ${table} has no column ${quoted(unknown)}; it has ${quoted(known)}.`, {
      field: 'columns',
      unknown,
      known: [...known],
    });
  }
}

/** Only columns that are visible in the table can be exported. */
export class ColumnHiddenError extends DomainError<{ field: string; hidden: readonly string[]; visible: string[] }> {
  readonly code = 'fleet.column-hidden';
  readonly kind = 'invalid';

  constructor(table: string, hidden: readonly string[], visible: readonly string[]) {
    super(
      `Exported is what the table ${table} shows, and ${quoted(hidden)} is hidden. Add it to the table first, or choose from ${quoted(visible)}.`,
      { field: 'columns', hidden, visible: [...visible] },
    );
  }
}

const quoted = (keys: readonly string[]) => keys.map((key) => JSON.stringify(key.slice(0, 100))).join(', ');
