import { DomainError } from '#libs/kernel';

/** An applied migration is not the file of that name any more. */
export class MigrationChangedError extends DomainError<{ migration: string; applied: string; found: string }> {
  readonly code = 'platform.migration-changed';
  readonly kind = 'conflict';

  /** @param applied @param found sha256 of the text that was applied and of the file, lower-case hex */
  constructor(migration: string, applied: string, found: string) {
    super(
      `Migration ${migration} was changed after it was applied (sha256 ${applied.slice(0, 12)}…, the file has ` +
        `${found.slice(0, 12)}…). Put the applied text back and make the change in a new migration.`,
      { migration, applied, found },
    );
  }
}

/** A migration failed; its cause says why. */
export class MigrationFailedError extends DomainError<{ migration: string; part: number; parts: number }> {
  readonly code = 'platform.migration-failed';
  readonly kind = 'conflict';

  /** @param part which failed, from 1; the parts before it are done */
  constructor(migration: string, part: number, parts: number, options: ErrorOptions) {
    super(
      parts === 1
        ? `Migration ${migration} failed and was rolled back whole. Correct it and start again.`
        : `Part ${part} of ${parts} of migration ${migration} failed; the parts before it stay. Bring the database to ` +
            'where the migration begins or ends by hand, then record which of the two it is.',
      { migration, part, parts },
      options,
    );
  }
}

/** A migration in several parts was begun and not finished, so nobody knows how far the database is. */
export class MigrationUnfinishedError extends DomainError<{ migration: string }> {
  readonly code = 'platform.migration-unfinished';
  readonly kind = 'conflict';

  constructor(migration: string, nextStep: string) {
    super(`Migration ${migration} was begun before and did not finish. ${nextStep}`, { migration });
  }
}

/** A file in timescale/ cannot take its place in the order. */
export class MigrationOrderError extends DomainError<{ migration: string; problem: string }> {
  readonly code = 'platform.migration-order';
  readonly kind = 'conflict';

  constructor(migration: string, problem: string) {
    super(`Migration ${migration} cannot be applied: ${problem}.`, { migration, problem });
  }
}

/** The server is no TimescaleDB we can stand on. */
export class TimescaleMissingError extends DomainError<{ found: string; wanted: string }> {
  readonly code = 'platform.timescale-missing';
  readonly kind = 'unavailable';

  constructor(found: string, wanted: string, nextStep: string, options?: ErrorOptions) {
    super(`The database server has ${found}; ${wanted} is needed. ${nextStep}`, { found, wanted }, options);
  }
}
