import { DomainError } from '#libs/kernel';
import type { ImportKind, ImportStatus } from './import-job.js';

/** The file is no CSV in UTF-8, or is broken in the middle. */
export class ImportFileUnreadableError extends DomainError<{ line: number; reason: string }> {
  readonly code = 'fleet.import-file-unreadable';
  readonly kind = 'invalid';

  /** @param line of the file, the header being 1 */
  constructor(line: number, reason: string, options?: ErrorOptions) {
    super(
      `The file cannot be read: line ${line} ${reason}. Nothing of it was kept; send it as CSV (RFC 4180) in UTF-8.`,
      { line, reason },
      options,
    );
  }
}

/** The first line does not name the columns of this kind of import. */
export class ImportHeaderError extends DomainError<{ reason: string; known: readonly string[] }> {
  readonly code = 'fleet.import-header';
  readonly kind = 'invalid';

  constructor(reason: string, known: readonly string[]) {
    super(
      `The first line of the file must name its columns, each once, in any order, and ${reason}. Known: ${known.join(', ')}.`,
      { reason, known },
    );
  }
}

/** The file has more of something than an import takes. */
export class ImportTooLargeError extends DomainError<{ what: string; maximum: number }> {
  readonly code = 'fleet.import-too-large';
  readonly kind = 'invalid';

  constructor(what: 'rows' | 'bytes' | 'columns', maximum: number) {
    super(`The file has more than ${maximum} ${what}; nothing of it was kept. Split it into several files.`, {
      what,
      maximum,
    });
  }
}

/** There is no such import among those the caller sees. */
export class ImportUnknownError extends DomainError<{ importId: string }> {
  readonly code = 'fleet.import-unknown';
  readonly kind = 'not-found';

  constructor(importId: string) {
    super(`There is no import ${importId} among yours.`, { importId });
  }
}

/** Rows of this kind cannot be put into an organization of that kind. */
export class ImportPlaceError extends DomainError<{
  importKind: ImportKind;
  organizationKind: string;
  wanted: string;
}> {
  readonly code = 'fleet.import-place';
  readonly kind = 'invalid';

  constructor(importKind: ImportKind, organizationKind: string, wanted: string) {
    super(`An import of ${importKind} happens in a ${wanted}, but organizationId names a ${organizationKind}.`, {
      importKind,
      organizationKind,
      wanted,
    });
  }
}

/** The import is not in the state in which this can be done. */
export class ImportStatusError extends DomainError<{ importId: string; status: ImportStatus }> {
  readonly code = 'fleet.import-status';
  readonly kind = 'conflict';

  constructor(importId: string, status: ImportStatus, attempted: 'applied' | 'canceled', wanted: string) {
    super(`Import ${importId} cannot be ${attempted}: it is ${status}, and must be ${wanted}.`, { importId, status });
  }
}

/** All rows were to be applied or none, and some are bad. */
export class ImportHasBadRowsError extends DomainError<{ importId: string; badRows: number }> {
  readonly code = 'fleet.import-bad-rows';
  readonly kind = 'conflict';

  constructor(importId: string, badRows: number) {
    super(
      `Import ${importId} cannot be applied: ${badRows} of its rows are bad, and it is all or nothing. ` +
        'Correct the rows of bad-rows.csv in the file and send it again, or send it with mode=best-effort.',
      { importId, badRows },
    );
  }
}

/** The organization has as many unfinished imports as it may have. */
export class TooManyImportsError extends DomainError<{ maximum: number }> {
  readonly code = 'fleet.too-many-imports';
  readonly kind = 'conflict';

  constructor(maximum: number) {
    super(
      `The organization has ${maximum} imports that are not at their end, which is the most. Apply or cancel some first.`,
      { maximum },
    );
  }
}
