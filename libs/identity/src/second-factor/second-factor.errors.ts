import { DomainError } from '#libs/kernel';

/** Address and password are right, and the account asks for a code of its authenticator app as well. */
export class SecondFactorNeededError extends DomainError {
  readonly code = 'identity.second-factor-needed';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This account has a second factor. Send the code its app shows now, or a recovery code, as code.', {});
  }
}

/** The code is not the one the app shows, was used already, or is no unused recovery code. */
export class SecondFactorRefusedError extends DomainError<{ field: string }> {
  readonly code = 'identity.second-factor-refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The code was not taken: each works once, and only while the app shows it. Wait for the next one.', {
      field: 'code',
    });
  }
}

/** The code given to a change of the second factor was not taken. */
export class SecondFactorCodeWrongError extends DomainError<{ field: string }> {
  readonly code = 'identity.second-factor-code-wrong';
  readonly kind = 'invalid';

  constructor() {
    super('The code was not taken, so nothing was changed: each works once, and only while the app shows it.', {
      field: 'code',
    });
  }
}

/** The account has a second factor already. */
export class SecondFactorActiveError extends DomainError {
  readonly code = 'identity.second-factor-active';
  readonly kind = 'conflict';

  constructor() {
    super('The account has a second factor already. Remove it first, then set up another.', {});
  }
}

/** There is no second factor to confirm or to remove. */
export class SecondFactorMissingError extends DomainError {
  readonly code = 'identity.second-factor-missing';
  readonly kind = 'not-found';

  constructor() {
    super('The account has no second factor for this: set one up with POST /api/v1/me/second-factor.', {});
  }
}
