import { DomainError } from '#libs/kernel';

/** No mail with this id is in the outbox. */
export class MailUnknownError extends DomainError<{ mailId: string }> {
  readonly code = 'identity.mail-unknown';
  readonly kind = 'not-found';

  constructor(mailId: string) {
    super(`There is no mail ${mailId} in the outbox. Sent mails are removed after a while.`, { mailId });
  }
}

/** The mail server has taken the mail already. */
export class MailSentError extends DomainError<{ mailId: string; sentAt: string | null }> {
  readonly code = 'identity.mail-sent';
  readonly kind = 'conflict';

  constructor(mailId: string, sentAt: Date | null) {
    const at = sentAt?.toISOString() ?? null;
    super(
      `Mail ${mailId} went out${at === null ? '' : ` at ${at}`} and is not sent again. Resend the invitation or ask for a new link instead.`,
      { mailId, sentAt: at },
    );
  }
}
