import { DomainError } from '#libs/kernel';

/** One person, program or organization has as many exports under way as it may. */
export class TooManyExportsError extends DomainError<{ limit: number }> {
  readonly code = 'export.too-many';
  readonly kind = 'throttled';

  constructor(limit: number, whose: 'you' | 'your organization' = 'you') {
    super(
      `${limit} exports of ${whose} are under way, and more cannot run at a time. Wait for one to end, then ask again.`,
      { limit },
    );
  }
}

/** The api writes as many exports as it can at a time. */
export class ExportsBusyError extends DomainError<{ limit: number }> {
  readonly code = 'export.busy';
  readonly kind = 'unavailable';

  constructor(limit: number) {
    super(`${limit} exports are under way, as many as the platform writes at a time. Ask again in a minute.`, {
      limit,
    });
  }
}

/** What the reader of an export may see changed while it was written, so the file was broken off. */
export class RightsChangedError extends DomainError<{ table: string }> {
  readonly code = 'export.rights-changed';
  readonly kind = 'forbidden';

  constructor(table: string) {
    super(`The export of ${table} was broken off: its reader’s roles changed while it was written. Ask for it again.`, {
      table,
    });
  }
}
