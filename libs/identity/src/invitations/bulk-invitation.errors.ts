import { DomainError } from '#libs/kernel';

/** The file of invitations cannot be read as CSV in UTF-8. */
export class BulkFileUnreadableError extends DomainError<{ line: number }> {
  readonly code = 'identity.bulk-file-unreadable';
  readonly kind = 'invalid';

  constructor(line: number, reason: string, options?: ErrorOptions) {
    super(
      `Line ${line} of the file ${reason}. Save it as CSV (RFC 4180) in UTF-8; nobody was invited.`,
      { line },
      options,
    );
  }
}

/** The first line does not name the columns we know. */
export class BulkFileHeaderError extends DomainError<{ expected: string }> {
  readonly code = 'identity.bulk-file-header';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(
      `The first line must name the columns email, name and role, in any order, of which only email is needed; ${reason}. Nobody was invited.`,
      { expected: 'email,name,role' },
    );
  }
}

/** The file of invitations has more rows than are taken at once. */
export class BulkFileTooLongError extends DomainError<{ maximumRows: number }> {
  readonly code = 'identity.bulk-file-too-long';
  readonly kind = 'invalid';

  constructor(maximumRows: number) {
    super(
      `The file has more than ${maximumRows} rows, the most that are taken at once. Divide it; nobody was invited.`,
      { maximumRows },
    );
  }
}

/** One row of the file is no invitation; it stands in the answer, the other rows are sent. */
export class BulkRowError extends DomainError<{ line: number }> {
  readonly code = 'identity.bulk-row';
  readonly kind = 'invalid';

  constructor(line: number, reason: string) {
    super(`Line ${line} was not sent: ${reason}.`, { line });
  }
}
