import { DomainError } from '#libs/kernel';

/** The telemetry database gave no answer, or not now; the same work may be sent again as it is. */
export class TelemetryUnavailableError extends DomainError<{ operation: string }> {
  readonly code = 'telemetry.unavailable';
  readonly kind = 'unavailable';

  constructor(operation: string, options?: ErrorOptions) {
    super(
      `The telemetry database did not answer "${operation}"; nothing was acknowledged. Send it again.`,
      { operation },
      options,
    );
  }
}

/** The database refuses what a message holds; sending it again cannot help. */
export class UnstorableMessageError extends DomainError<{ sqlState: string }> {
  readonly code = 'telemetry.unstorable';
  readonly kind = 'invalid';

  constructor(sqlState: string, options?: ErrorOptions) {
    super(
      `The database cannot store what was sent (SQLSTATE ${sqlState}). The message is kept among the rejected ones.`,
      { sqlState },
      options,
    );
  }
}

/** A page of telemetry was asked for with a cursor that no answer of ours gave. */
export class BadCursorError extends DomainError<{ field: string; cursor: string }> {
  readonly code = 'telemetry.bad-cursor';
  readonly kind = 'invalid';

  constructor(cursor: string) {
    const shown = cursor.slice(0, 64);
    super(`"${shown}" is not a cursor of this list. Ask for the first page without one.`, {
      field: 'cursor',
      cursor: shown,
    });
  }
}

/** Buckets of a length that is not offered. */
export class BucketLengthError extends DomainError<{ bucketSeconds: number }> {
  readonly code = 'telemetry.bucket-length';
  readonly kind = 'invalid';

  constructor(bucketSeconds: number) {
    super(
      `Buckets of ${bucketSeconds} s were asked for; whole seconds from 1 to ${MAXIMUM_BUCKET_SECONDS} are offered.`,
      { bucketSeconds },
    );
  }
}

/** Buckets of a quantity that is no number. */
export class NotNumericError extends DomainError<{ field: string; quantity: string }> {
  readonly code = 'telemetry.not-numeric';
  readonly kind = 'invalid';

  constructor(quantity: string) {
    super(
      `Buckets of "${quantity}" were asked for, but in this span it holds texts, true or false, objects or arrays, and no ` +
        'number. Ask for its readings without "bucket".',
      { field: 'bucket', quantity },
    );
  }
}

/** A year of 366 days. */
export const MAXIMUM_BUCKET_SECONDS = 366 * 86_400;
