import { DomainError } from '#libs/kernel';

/** No invitation belongs to this link. */
export class InvitationUnknownError extends DomainError {
  readonly code = 'identity.invitation-unknown';
  readonly kind = 'not-found';

  constructor() {
    super('No invitation belongs to this link. Copy it whole from the mail, or ask to be invited again.', {});
  }
}

/** The invitation is older than its 30 days. */
export class InvitationExpiredError extends DomainError<{ expiredAt: string }> {
  readonly code = 'identity.invitation-expired';
  readonly kind = 'conflict';

  constructor(expiredAt: Date) {
    super(`The invitation was valid until ${expiredAt.toISOString()}. Ask to be invited again.`, {
      expiredAt: expiredAt.toISOString(),
    });
  }
}

/** A newer invitation went to the same address, so this one's link is dead. */
export class InvitationReplacedError extends DomainError {
  readonly code = 'identity.invitation-replaced';
  readonly kind = 'conflict';

  constructor() {
    super('The invitation was sent again, which ended this link. Use the link in the newest mail.', {});
  }
}

/** The invitation was accepted before; a link works once. */
export class InvitationAcceptedError extends DomainError {
  readonly code = 'identity.invitation-accepted';
  readonly kind = 'conflict';

  constructor() {
    super('The invitation was already accepted. Sign in with your e-mail address and password.', {});
  }
}

/** The invitation was taken back before it was accepted. */
export class InvitationWithdrawnError extends DomainError {
  readonly code = 'identity.invitation-withdrawn';
  readonly kind = 'conflict';

  constructor() {
    super('The invitation was withdrawn, which ended its link. Ask to be invited again.', {});
  }
}

/** Whoever sent the invitation may not give what it offers any more, or there is an administrator by now. */
export class InvitationLapsedError extends DomainError {
  readonly code = 'identity.invitation-lapsed';
  readonly kind = 'conflict';

  constructor(organizationName: string) {
    super(
      `Whoever sent the invitation may not give this role in ${organizationName} any more, so it was not accepted. Ask an administrator of ${organizationName} to invite you again.`,
      {},
    );
  }
}

/** The organization never sent an invitation with this id. */
export class InvitationNotFoundError extends DomainError<{ invitationId: string }> {
  readonly code = 'identity.invitation-not-found';
  readonly kind = 'not-found';

  constructor(invitationId: string) {
    super(`The organization has sent no invitation ${invitationId}. List them to see which there are.`, {
      invitationId,
    });
  }
}

/** The invited address belongs to somebody who is in the organization already. */
export class AlreadyMemberError extends DomainError<{ field: string; email: string }> {
  readonly code = 'identity.already-member';
  readonly kind = 'conflict';

  constructor(email: string) {
    super(`${email} already belongs to a member of the organization.`, { field: 'email', email });
  }
}

/**
 * The invited person has an account elsewhere that was never activated.
 *
 * Whoever invites also sees the link: letting it set the first password would hand over the other memberships.
 */
export class AccountNotActivatedError extends DomainError<{ email: string }> {
  readonly code = 'identity.account-not-activated';
  readonly kind = 'conflict';

  constructor(email: string) {
    super(
      `${email} has an account that waits to be activated. Activate it with the link in its activation mail, then accept this invitation with that password.`,
      { email },
    );
  }
}
