import type { OrganizationId } from '#libs/kernel';
import { endOfMail, type OutboxMail, type OutboxSelection, stateOf } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import { pathsWhere, requireMay, requireSomewhere } from '../access/permissions.js';
import type { AuditEvent, AuditSelection } from '../audit/audit.js';
import { OrganizationUnknownError } from '../organizations/organization.errors.js';
import { isWithin } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import { MailSentError, MailUnknownError } from './outbox-view.errors.js';

/** Which events are asked for; `before` is the id of the last event of the page before. */
export interface AuditRequest extends Omit<AuditSelection, 'paths' | 'seenFrom' | 'everything'> {
  /** Only this one and those below it. */
  readonly organizationId?: OrganizationId | undefined;
}

/** A mail with the link it carries, while that works. */
export type MailToOversee = OutboxMail & { readonly link?: string };

/** What administrators look into: what was done, and which mails went out. */
export class Oversight {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<Parts, 'unitOfWork' | 'clock' | 'audit' | 'outbox' | 'mailLinks'>,
  ) {}

  /**
   * What was done in the organizations the actor administers, newest first; the operator also sees what belongs to none.
   *
   * An event belongs to whoever stood above its organization when it happened, also when that is gone or elsewhere now.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async auditEvents(actor: Actor, { organizationId, ...rest }: AuditRequest): Promise<readonly AuditEvent[]> {
    requireSomewhere(actor, 'audit.read');
    const administered = pathsWhere(actor, 'audit.read');
    if (organizationId !== undefined) {
      const path = await this.#pathOf(actor, organizationId, administered);
      return this.parts.audit.list({ ...rest, paths: [path], seenFrom: administered, everything: false });
    }
    const everything = actor.memberships.some(({ kind, path }) => kind === 'operator' && administered.includes(path));
    return this.parts.audit.list({ ...rest, paths: administered, everything });
  }

  /** Of an organization there is, or of one that was deleted under the actor's. */
  async #pathOf(actor: Actor, id: OrganizationId, administered: readonly string[]): Promise<string> {
    try {
      const organization = await this.organizations.get(actor, id);
      requireMay(actor, 'audit.read', organization);
      return organization.path;
    } catch (failure) {
      if (!(failure instanceof OrganizationUnknownError)) throw failure;
      const path = await this.parts.audit.lastPathOf(id);
      if (path !== undefined && administered.some((above) => isWithin(path, above))) return path;
      throw failure;
    }
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
    const end = endOfMail(mail);
    if (end && this.parts.clock.now() >= end) return mail;
    const link = this.parts.mailLinks.urlIn(mail);
    return link === undefined ? mail : { ...mail, link };
  }
}
