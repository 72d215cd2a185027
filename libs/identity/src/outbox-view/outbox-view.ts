import {
  endOfMail,
  type MailLinks,
  type Outbox,
  type OutboxMail,
  type OutboxSelection,
  stateOf,
} from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import { requireSomewhere } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { MailSentError, MailUnknownError } from './outbox-view.errors.js';

/** A mail with the link it carries, while that works. */
export type MailWithLink = OutboxMail & { readonly link?: string };

/** The outbox as administrators of the operator see it. */
export class OutboxView {
  constructor(
    private readonly outbox: Outbox,
    private readonly mailLinks: MailLinks,
    private readonly work: AuditedWork,
  ) {}

  /**
   * The mails of the platform, newest first, each with its link until that expires: without SMTP the operator hands it over.
   *
   * @throws {NotAllowedError}
   */
  async list(actor: Actor, selection: OutboxSelection): Promise<readonly MailWithLink[]> {
    requireSomewhere(actor, 'outbox.read');
    const mails = await this.outbox.list(selection);
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
    return this.work.run(async () => {
      const mail = await this.outbox.find(id);
      if (!mail) throw new MailUnknownError(id);
      if (!(await this.outbox.retry(id, this.work.now()))) throw new MailSentError(id, mail.sentAt);
      await this.work.record({
        action: 'mail.retried',
        actorId: actor.personId,
        organizationId: mail.organizationId,
        subject: { kind: 'mail', id },
        details: { template: mail.template, recipient: mail.recipient },
        before: { state: stateOf(mail), attempts: mail.attempts, lastError: mail.lastError },
        after: { state: 'waiting', attempts: 0, lastError: mail.lastError },
      });
      return this.#withLink((await this.outbox.find(id)) ?? mail);
    });
  }

  #withLink(mail: OutboxMail): MailWithLink {
    const end = endOfMail(mail);
    if (stateOf(mail) === 'superseded' || (end && this.work.now() >= end)) return mail;
    const link = this.mailLinks.urlIn(mail);
    return link === undefined ? mail : { ...mail, link };
  }
}
