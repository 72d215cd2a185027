import type { OrganizationId } from '#libs/kernel';
import type { Actor } from './actor.js';
import type { AuditEvent } from './audit.js';
import { linkIn } from './letter.js';
import { MailSentError, MailUnknownError } from './mail-errors.js';
import type { Organizations } from './organizations.js';
import { type OutboxMail, type OutboxSelection, stateOf } from './outbox.js';
import type { Parts } from './parts.js';
import { pathsWhere, requireMay, requireSomewhere } from './permissions.js';

/** A mail with the link it carries, while that works. */
export type MailToOversee = OutboxMail & { readonly link?: string };

/** What administrators look into: what was done, and which mails went out. */
export class Oversight {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<Parts, 'unitOfWork' | 'clock' | 'audit' | 'outbox' | 'links'>,
  ) {}

  /**
   * What was done in the organizations the actor administers, newest first; the operator also sees what belongs to none.
   *
   * @param organizationId only this one and those below it
   * @param before id of the last event of the page before
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async auditEvents(
    actor: Actor,
    {
      organizationId,
      ...page
    }: { organizationId?: OrganizationId | undefined; before?: string | undefined; limit: number },
  ): Promise<readonly AuditEvent[]> {
    requireSomewhere(actor, 'audit.read');
    if (organizationId !== undefined) {
      const organization = await this.organizations.get(actor, organizationId);
      requireMay(actor, 'audit.read', organization);
      return this.parts.audit.list({ paths: [organization.path], withUnowned: false, ...page });
    }
    const withUnowned = actor.memberships.some(({ kind, role }) => kind === 'operator' && role === 'admin');
    return this.parts.audit.list({ paths: pathsWhere(actor, 'audit.read'), withUnowned, ...page });
  }

  /**
   * The mails of the platform, newest first, each with its link until that expires: without SMTP the operator hands it over.
   *
   * @throws {NotAllowedError}
   */
  async outboxMails(actor: Actor, selection: OutboxSelection): Promise<readonly MailToOversee[]> {
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
  async retryMail(actor: Actor, id: string): Promise<MailToOversee> {
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

  #withLink(mail: OutboxMail): MailToOversee {
    if ('expiresAt' in mail.data && this.parts.clock.now() >= new Date(mail.data.expiresAt)) return mail;
    const link = linkIn(mail, this.parts.links);
    return link === undefined ? mail : { ...mail, link };
  }
}
