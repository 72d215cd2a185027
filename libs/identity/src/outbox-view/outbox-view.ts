import { endOfMail, type OutboxMail, type OutboxSelection, stateOf } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import { requireSomewhere } from '../access/permissions.js';
import type { Parts } from '../parts.js';
import { MailSentError, MailUnknownError } from './outbox-view.errors.js';

/** A mail with the link it carries, while that works. */
export type MailWithLink = OutboxMail & { readonly link?: string };

/** The outbox as administrators of the operator see it. */
export class OutboxView {
  constructor(private readonly parts: Pick<Parts, 'unitOfWork' | 'clock' | 'audit' | 'outbox' | 'mailLinks'>) {}

  /**
   * The mails of the platform, newest first, each with its link until that expires: without SMTP the operator hands it over.
   *
   * @throws {NotAllowedError}
   */
  async list(actor: Actor, selection: OutboxSelection): Promise<readonly MailWithLink[]> {
    requireSomewhere(actor, 'outbox.read');
    const mails = await this.parts.outbox.list(selection);
    return mails.map((mail) => this.#withLink(mail));
  }

  /**
   * Sends an unsent mail again, from the first attempt on.
   *
   * @throws {NotAllowedError | MailUnknownError}
   * @throws {MailSentError} it went out meanwhile
   */
  async retry(actor: Actor, id: string): Promise<MailWithLink> {
    requireSomewhere(actor, 'outbox.read');
    return this.parts.unitOfWork.run(async () => {
      const mail = await this.parts.outbox.find(id);
      if (!mail) throw new MailUnknownError(id);
      if (!(await this.parts.outbox.retry(id, this.parts.clock.now()))) throw new MailSentError(id, mail.sentAt);
      await this.parts.audit.record({
        action: 'mail.retried',
        actorId: actor.personId,
        organizationId: mail.organizationId,
        subject: { kind: 'mail', id },
        details: { template: mail.template, recipient: mail.recipient },
        before: { state: stateOf(mail), attempts: mail.attempts, lastError: mail.lastError },
        after: { state: 'waiting', attempts: 0, lastError: mail.lastError },
      });
      return this.#withLink((await this.parts.outbox.find(id)) ?? mail);
    });
  }

  #withLink(mail: OutboxMail): MailWithLink {
    const end = endOfMail(mail);
    if (end && this.parts.clock.now() >= end) return mail;
    const link = this.parts.mailLinks.urlIn(mail);
    return link === undefined ? mail : { ...mail, link };
  }
}
