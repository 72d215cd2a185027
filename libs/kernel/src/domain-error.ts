/** What a failure means to its caller, in no transport's words; each edge has one table that maps it. */
export type FailureKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'throttled'
  | 'unavailable';

/**
 * A failure the platform foresees and names.
 *
 * `code` is public and permanent: it ends the problem type (RFC 9457 §3.1.1), keys docs/errors.md and
 * labels the metric. `details` holds the values behind the message and is safe to log and to show to the
 * caller: identifiers and limits, never keys, tokens or payloads.
 */
export abstract class DomainError<Details extends object = object> extends Error {
  abstract readonly code: `${string}.${string}`;
  abstract readonly kind: FailureKind;

  constructor(
    message: string,
    readonly details: Readonly<Details>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
