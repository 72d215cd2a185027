import { DomainError } from '#libs/kernel';
import type { Person } from '../people/person.js';

/** Nobody resets the own second factor as an administrator: that takes its code, or another administrator. */
export class OwnRecoveryError extends DomainError {
  readonly code = 'identity.own-recovery';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Your own account is let in again by another administrator. Remove your second factor with DELETE /api/v1/me/second-factor, with password and code.',
      {},
    );
  }
}

/** The member has no second factor to reset. */
export class MemberWithoutSecondFactorError extends DomainError<{ personId: string }> {
  readonly code = 'identity.member-without-second-factor';
  readonly kind = 'conflict';

  constructor({ id, firstName, lastName }: Pick<Person, 'id' | 'firstName' | 'lastName'>) {
    super(
      `${firstName} ${lastName} has no second factor, so there is nothing to reset. Signing in takes the password alone.`,
      {
        personId: id,
      },
    );
  }
}
