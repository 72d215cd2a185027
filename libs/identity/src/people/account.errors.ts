import { DomainError } from '#libs/kernel';

/** The password is shorter or longer than allowed. */
export class PasswordLengthError extends DomainError<{
  field: string;
  length: number;
  minimum: number;
  maximum: number;
}> {
  readonly code = 'identity.password-length';
  readonly kind = 'invalid';

  constructor(field: string, length: number, minimum: number, maximum: number) {
    super(`A password has ${minimum} to ${maximum} characters, but this one has ${length}.`, {
      field,
      length,
      minimum,
      maximum,
    });
  }
}

/** The password is the person's own e-mail address, or the part before the @. */
export class PasswordIsAddressError extends DomainError<{ field: string }> {
  readonly code = 'identity.password-is-address';
  readonly kind = 'invalid';

  constructor(field: string) {
    super('The password is your own e-mail address, the first thing anybody would try. Choose another.', { field });
  }
}

/** The password is among those found most often in leaked collections. */
export class PasswordCommonError extends DomainError<{ field: string }> {
  readonly code = 'identity.password-common';
  readonly kind = 'invalid';

  constructor(field: string) {
    super(
      'The password is among the first that anybody tries. Choose another, such as four words that do not belong together.',
      { field },
    );
  }
}

/** The current password given with a change is not the current password. */
export class CurrentPasswordWrongError extends DomainError<{ field: string }> {
  readonly code = 'identity.current-password-wrong';
  readonly kind = 'invalid';

  constructor(field: string) {
    super('The current password is wrong, so nothing was changed.', { field });
  }
}

/** The link from an activation or password mail is incomplete, altered, or its account is gone. */
export class LinkUnknownError extends DomainError {
  readonly code = 'identity.link-unknown';
  readonly kind = 'not-found';

  constructor() {
    super('No account belongs to this link. Copy it whole from the mail, or ask your administrator for a new one.', {});
  }
}

/** The link from an activation or password mail is too old. */
export class LinkExpiredError extends DomainError<{ expiredAt: string }> {
  readonly code = 'identity.link-expired';
  readonly kind = 'conflict';

  constructor(expiredAt: Date) {
    super(`The link was valid until ${expiredAt.toISOString()}. Ask your administrator to invite you again.`, {
      expiredAt: expiredAt.toISOString(),
    });
  }
}

/** The account was already activated through this link or the one in the other mail. */
export class LinkUsedError extends DomainError {
  readonly code = 'identity.link-used';
  readonly kind = 'conflict';

  constructor() {
    super('The account is already active: a link works once. Sign in with your e-mail address and password.', {});
  }
}

/** Another person already has the e-mail address. */
export class EmailTakenError extends DomainError<{ field: string; email: string }> {
  readonly code = 'identity.email-taken';
  readonly kind = 'conflict';

  constructor(field: string, email: string) {
    super(`A person with the e-mail address ${email} already exists. Choose that person, or give another address.`, {
      field,
      email,
    });
  }
}

/** No person with this id in the organizations the caller sees. */
export class PersonUnknownError extends DomainError<{ field: string; personId: string }> {
  readonly code = 'identity.person-unknown';
  readonly kind = 'not-found';

  constructor(field: string, personId: string) {
    super(`There is no person ${personId} in your organizations.`, { field, personId });
  }
}
