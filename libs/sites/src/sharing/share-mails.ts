import { grouped, type LinkTokens } from '#libs/identity';
import type { OrganizationId, PersonId } from '#libs/kernel';
import type { AdministratorNotices, Notice, Outbox } from '#libs/notifications';
import type { WithdrawnGrant } from './site-grant.js';
import { type SiteShareData, siteShareMail } from './site-share.mail.js';

/** What a mail about a shared site says, but for whom it is to. */
export type SharedSite = Omit<SiteShareData, 'firstName' | 'organizationName'>;

/** The codes that invite to shared sites, the mails that carry them, and what those are told who were let in. */
export class ShareMails {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly outbox: Outbox,
    private readonly administrators: AdministratorNotices,
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
    const mail = siteShareMail.with({ ...site, firstName: null, organizationName: null });
    await this.outbox.post(email, owner, mail, noticeOf(site, null));
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
    return this.administrators.post([{ organizationId: id, notice: noticeOf(site, name), to }]);
  }

  /**
   * Tells those who were let in until now that they are not any longer, without a name of what they see no more; in the page
   * alone, in the running unit of work.
   *
   * @param by who withdrew, and needs not be told
   */
  async withdrawn(grants: readonly WithdrawnGrant[], by: PersonId): Promise<void> {
    const live = grants.filter(({ wasLive }) => wasLive);
    await this.outbox.tell(
      live.flatMap(({ id, personId }) =>
        personId === null || personId === by ? [] : [{ personId, notice: withdrawalOf(id, null) }],
      ),
    );
    await this.administrators.post(
      live.flatMap(({ id, personId, organization }) =>
        personId !== null || organization === null
          ? []
          : [{ organizationId: organization.id, notice: withdrawalOf(id, organization.name) }],
      ),
    );
  }
}

const noticeOf = ({ grantId, siteName, ownerName, sharedBy }: SharedSite, organizationName: string | null): Notice => ({
  kind: 'site-shared',
  key: `site-shared ${grantId}`,
  grantId,
  params: { siteName, ownerName, sharedBy, organizationName },
});

const withdrawalOf = (grantId: string, organizationName: string | null): Notice => ({
  kind: 'site-withdrawn',
  key: `site-withdrawn ${grantId}`,
  params: { organizationName },
});
