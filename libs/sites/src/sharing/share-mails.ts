import { grouped, type LinkTokens } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import type { AdministratorMail, Outbox } from '#libs/notifications';
import { type SiteShareData, siteShareMail } from './site-share.mail.js';

/** What a mail about a shared site says, but for whom it is to. */
export type SharedSite = Omit<SiteShareData, 'firstName' | 'organizationName'>;

/** The codes that invite to shared sites, and the mails that carry them. */
export class ShareMails {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly outbox: Outbox,
    private readonly administrators: AdministratorMail,
  ) {}

  /** The code of a grant, 16 characters; nobody can make it from the database alone. */
  codeOf(grantId: string): string {
    return this.tokens.shareCodeFor(grantId);
  }

  /** The same as people see it, in groups of four. */
  shownCodeOf(grantId: string): string {
    return grouped(this.codeOf(grantId));
  }

  /**
   * Posts instructions to a person (R4-08), in the running unit of work, whether the address has an account or not.
   *
   * @param email in lower case
   * @param owner whose language and name stand in it if the receiver has chosen none
   */
  async toPerson(email: string, owner: OrganizationId, site: SharedSite): Promise<void> {
    await this.outbox.post(email, owner, siteShareMail.with({ ...site, firstName: null, organizationName: null }));
  }

  /**
   * Posts them to all administrators of an organization and to nobody else (R4-11), in the running unit of work.
   *
   * @returns how many there are
   */
  toAdministrators(
    { id, name }: { readonly id: OrganizationId; readonly name: string },
    site: SharedSite,
  ): Promise<number> {
    const to = (firstName: string) => siteShareMail.with({ ...site, firstName, organizationName: name });
    return this.administrators.post([{ organizationId: id, to }]);
  }
}
