import { DomainError } from '#libs/kernel';

/** No API key of the organization has this id. */
export class ApiKeyUnknownError extends DomainError<{ apiKeyId: string }> {
  readonly code = 'identity.api-key-unknown';
  readonly kind = 'not-found';

  constructor(apiKeyId: string) {
    super(`The organization has no API key ${apiKeyId}.`, { apiKeyId });
  }
}

/** The API key was never made, was revoked, or has expired; the answer is the same. */
export class ApiKeyRefusedError extends DomainError {
  readonly code = 'identity.api-key-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The API key does not work: it is unknown, revoked or expired. Ask an administrator for a new one.', {});
  }
}

/** This is for people; a program has no profile, password or sessions. */
export class PeopleOnlyError extends DomainError<{ apiKeyId: string }> {
  readonly code = 'identity.people-only';
  readonly kind = 'forbidden';

  constructor(apiKeyId: string) {
    super('This is about the signed-in person, and an API key is none. Sign in as a person instead.', { apiKeyId });
  }
}

/**
 * An API key cannot hold this action: it is none, more than an administrator of the organization may, not its maker's
 * own there, or for people only.
 */
export class ApiKeyActionError extends DomainError<{ field: string; action: string; allowed: readonly string[] }> {
  readonly code = 'identity.api-key-action';
  readonly kind = 'invalid';

  /** @param allowed what a key made by the same person there can hold */
  constructor(action: string, allowed: readonly string[]) {
    super(
      `An API key of this organization made by you cannot hold "${action}". It can hold: ${allowed.join(', ') || 'nothing'}.`,
      { field: 'actions', action, allowed },
    );
  }
}

/** The API key would end in the past, or too far in the future. */
export class ApiKeyExpiryError extends DomainError<{ field: string; expiresAt: string; latest: string }> {
  readonly code = 'identity.api-key-expiry';
  readonly kind = 'invalid';

  constructor(expiresAt: Date, latest: Date) {
    super(
      `The API key would end at ${expiresAt.toISOString()}; it must end in the future and at ${latest.toISOString()} at the latest.`,
      { field: 'expiresAt', expiresAt: expiresAt.toISOString(), latest: latest.toISOString() },
    );
  }
}

/** The organization has as many working API keys as it may have. */
export class ApiKeyLimitError extends DomainError<{ maximum: number }> {
  readonly code = 'identity.api-key-limit';
  readonly kind = 'conflict';

  constructor(maximum: number) {
    super(`The organization has ${maximum} working API keys, the most there may be. Revoke one that is not needed.`, {
      maximum,
    });
  }
}
