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

/** The session was silent for longer than the platform allows. */
export class SessionIdleError extends DomainError<{ endedAt: string; idleMinutes: number }> {
  readonly code = 'identity.session-idle';
  readonly kind = 'unauthenticated';

  constructor(endedAt: Date, idleMs: number) {
    const idleMinutes = Math.round(idleMs / 60_000);
    super(
      `The session ended at ${endedAt.toISOString()}, after ${idleMinutes} minutes without a request. Sign in again.`,
      {
        endedAt: endedAt.toISOString(),
        idleMinutes,
      },
    );
  }
}

/** The caller has no session with this id. */
export class SessionNotFoundError extends DomainError<{ sessionId: string }> {
  readonly code = 'identity.session-not-found';
  readonly kind = 'not-found';

  constructor(sessionId: string) {
    super(`You have no session ${sessionId}: it may have ended already.`, { sessionId });
  }
}

/** Too many sign-ins with this account, or from this network address, failed. */
export class SignInLockedError extends DomainError<{ lockedUntil: string; retryAfterSeconds: number }> {
  readonly code = 'identity.sign-in-locked';
  readonly kind = 'throttled';

  constructor(lockedUntil: Date, retryAfterSeconds: number) {
    super(
      `Too many tries failed, so none is taken before ${lockedUntil.toISOString()}. Wait ${retryAfterSeconds} s, or have a new password set by mail.`,
      { lockedUntil: lockedUntil.toISOString(), retryAfterSeconds },
    );
  }
}

/** A request with a session cookie does not carry the session's token against forgery. */
export class CsrfTokenWrongError extends DomainError<{ header: string }> {
  readonly code = 'identity.csrf-token-wrong';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'A request that changes something and is signed in by cookie needs the header X-CSRF-Token, with the csrfToken of the sign-in or of GET /api/v1/me.',
      { header: 'X-CSRF-Token' },
    );
  }
}

/** A request with a session cookie was made by a page of another site. */
export class OriginRefusedError extends DomainError<{ header: string }> {
  readonly code = 'identity.origin-refused';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'A page of another origin made this request with a session cookie. Open the platform at its public address.',
      {
        header: 'Origin',
      },
    );
  }
}

/** Somebody else has seen the password, and the operator wants it changed before anything else is done. */
export class PasswordChangeRequiredError extends DomainError {
  readonly code = 'identity.password-change-required';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'Somebody else has seen your password. Change it with POST /api/v1/me/password; then everything is open.',
      {},
    );
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

  /**
   * @param organizationId null when it was refused in all of the person's organizations
   * @param where its name, and who may do it there, as a sentence's subject
   */
  constructor(
    action: string,
    organizationId: OrganizationId | null,
    { name, whoMay }: { readonly name?: string | undefined; readonly whoMay?: string | undefined } = {},
  ) {
    const place = organizationId === null ? 'any of your organizations' : (name ?? 'the organization it belongs to');
    super(
      `Your roles do not allow ${action} in ${place}.${whoMay === undefined ? '' : ` ${whoMay} may: ask one of them.`}`,
      {
        action,
        organizationId,
      },
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
