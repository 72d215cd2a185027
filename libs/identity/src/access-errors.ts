import { DomainError, type OrganizationId } from '#libs/kernel';

/** The request carries no bearer token. */
export class NotSignedInError extends DomainError {
  readonly code = 'identity.not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This needs a session: sign in with POST /api/v1/sessions and send its token as a bearer token.', {});
  }
}

/** The bearer token belongs to no session: it was never issued, or its session was ended. */
export class SessionUnknownError extends DomainError {
  readonly code = 'identity.session-unknown';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The token belongs to no session. Sign in again.', {});
  }
}

/** The session of the bearer token has reached its end. */
export class SessionExpiredError extends DomainError<{ expiredAt: string }> {
  readonly code = 'identity.session-expired';
  readonly kind = 'unauthenticated';

  constructor(expiredAt: Date) {
    super(`The session ended at ${expiredAt.toISOString()}. Sign in again.`, { expiredAt: expiredAt.toISOString() });
  }
}

/** Address and password do not belong together; the answer is the same whichever of them is wrong. */
export class SignInRefusedError extends DomainError {
  readonly code = 'identity.sign-in-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('No active account has this e-mail address and password. Check both, and that the account is activated.', {});
  }
}

/** The action is not among those the person's roles allow in this organization. */
export class NotAllowedError extends DomainError<{ action: string; organizationId: OrganizationId | null }> {
  readonly code = 'identity.not-allowed';
  readonly kind = 'forbidden';

  /** @param organizationId null when it was refused in all of the person's organizations */
  constructor(action: string, organizationId: OrganizationId | null) {
    super(
      `Your roles do not allow ${action} in ${organizationId ? `organization ${organizationId}` : 'any organization'}. Ask one of its administrators, or those of the organization above it.`,
      { action, organizationId },
    );
  }
}

/** More passwords wait to be checked than the platform holds in memory. */
export class PasswordChecksBusyError extends DomainError<{ waiting: number }> {
  readonly code = 'identity.password-checks-busy';
  readonly kind = 'unavailable';

  constructor(waiting: number) {
    super(`${waiting} passwords already wait to be checked, the most there is room for. Try again in a few seconds.`, {
      waiting,
    });
  }
}
