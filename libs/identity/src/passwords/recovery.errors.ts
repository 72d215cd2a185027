import { DomainError } from '#libs/kernel';

/** No open request belongs to the link of a password reset or an address change. */
export class OneTimeLinkUnknownError extends DomainError {
  readonly code = 'identity.one-time-link-unknown';
  readonly kind = 'not-found';

  constructor() {
    super(
      'Nothing belongs to this link: it is incomplete, was used, or a newer one took its place. Ask for a new one.',
      {},
    );
  }
}

/** The link of a password reset or an address change is too old. */
export class OneTimeLinkExpiredError extends DomainError<{ expiredAt: string }> {
  readonly code = 'identity.one-time-link-expired';
  readonly kind = 'conflict';

  constructor(expiredAt: Date) {
    super(`The link was valid until ${expiredAt.toISOString()}. Ask for a new one; it works for an hour.`, {
      expiredAt: expiredAt.toISOString(),
    });
  }
}
