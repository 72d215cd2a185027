import type { OrganizationId } from '#libs/kernel';
import type { Actor } from './actor.js';
import type { AuditEvent } from './audit.js';
import type { Organizations } from './organizations.js';
import type { Mail, OutboxMail } from './outbox.js';
import type { Parts } from './parts.js';
import { pathsWhere, requireMay, requireSomewhere } from './permissions.js';

/** What administrators look into: what was done, and which mails went out. */
export class Oversight {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<Parts, 'clock' | 'audit' | 'outbox' | 'links'>,
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
   * @param before id of the last mail of the page before
   * @throws {NotAllowedError}
   */
  async outboxMails(
    actor: Actor,
    limit: number,
    before?: string,
  ): Promise<readonly (OutboxMail & { link?: string })[]> {
    requireSomewhere(actor, 'outbox.read');
    const mails = await this.parts.outbox.list(limit, before);
    return mails.map((mail) => {
      const expired = this.parts.clock.now() >= new Date(mail.data.expiresAt);
      return expired ? mail : { ...mail, link: this.#linkIn(mail) };
    });
  }

  #linkIn(mail: Mail): string {
    switch (mail.template) {
      case 'invitation':
        return this.parts.links.linkTo('invitation', mail.data.invitationId).url;
      case 'activation':
      case 'password':
        return this.parts.links.linkTo(mail.template, mail.data.accountLinkId).url;
    }
  }
}
