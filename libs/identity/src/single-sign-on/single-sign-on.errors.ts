import { DomainError } from '#libs/kernel';

/** The organization signs nobody in through an identity provider, or is not there; the answer is the same. */
export class NoIdentityProviderError extends DomainError<{ organizationId: string }> {
  readonly code = 'identity.no-identity-provider';
  readonly kind = 'not-found';

  constructor(organizationId: string) {
    super(`No identity provider is set up for organization ${organizationId}. Sign in with address and password.`, {
      organizationId,
    });
  }
}

/** An issuer that cannot be used. */
export class IssuerUnusableError extends DomainError<{ field: string; issuer: string }> {
  readonly code = 'identity.issuer-unusable';
  readonly kind = 'invalid';

  constructor(issuer: string, cause?: unknown) {
    super(
      cause === undefined
        ? `${issuer} cannot be an issuer: it must be an https address without query and fragment.`
        : `No OpenID Connect discovery document could be read for the issuer ${issuer}: check the address and that the platform can reach it.`,
      { field: 'issuer', issuer },
      cause === undefined ? undefined : { cause },
    );
  }
}

/** The identity provider cannot be reached, or answers what it must not. */
export class IdentityProviderFailedError extends DomainError<{ issuer: string }> {
  readonly code = 'identity.identity-provider-failed';
  readonly kind = 'unavailable';

  constructor(issuer: string, cause: unknown) {
    super(
      `The identity provider ${issuer} did not answer as OpenID Connect asks it to. Try again later.`,
      { issuer },
      { cause },
    );
  }
}

/** A sign-in at an identity provider that was not begun here, took longer than ten minutes, or is over already. */
export class SingleSignOnUnknownError extends DomainError {
  readonly code = 'identity.single-sign-on-unknown';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This sign-in was not begun here, took longer than ten minutes, or is over already. Begin again.', {});
  }
}

/** The identity provider said no, or what it said does not prove who signed in. */
export class SingleSignOnFailedError extends DomainError<{ reason: string }> {
  readonly code = 'identity.single-sign-on-failed';
  readonly kind = 'unauthenticated';

  constructor(reason: string, cause?: unknown) {
    super(`The identity provider signed nobody in: ${reason}. Begin again.`, { reason }, { cause });
  }
}

/** The identity provider knows who it is, but nobody of that address may come in through it. */
export class SingleSignOnRefusedError extends DomainError<{ email: string }> {
  readonly code = 'identity.single-sign-on-refused';
  readonly kind = 'unauthenticated';

  constructor(email: string) {
    super(
      `Nobody with the address ${email} may sign in through this identity provider: the account must be active, belong to its organization or those below it alone, and have an address of its domains. Ask an administrator for an invitation, or sign in with your password.`,
      { email },
    );
  }
}
