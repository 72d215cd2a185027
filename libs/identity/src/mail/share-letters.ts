import type { OrganizationId } from '#libs/kernel';
import type { LinkTokens } from '../links/link-tokens.js';
import { grouped } from '../links/typed-code.js';
import type { AdministratorMail } from './administrator-mail.store.js';
import type { MailData } from './outbox.js';
import type { Outbox } from './outbox.store.js';

/** What a letter about a shared site says, but for whom it is to. */
export type ShareLetter = Omit<MailData['site-share'], 'firstName' | 'organizationName'>;

/** The codes that invite to shared sites, and the letters that carry them. */
export class ShareLetters {
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
  async toPerson(email: string, owner: OrganizationId, letter: ShareLetter): Promise<void> {
    const data = { ...letter, firstName: null, organizationName: null };
    await this.outbox.post(email, owner, { template: 'site-share', data });
  }

  /**
   * Posts them to all administrators of an organization and to nobody else (R4-11), in the running unit of work.
   *
   * @returns how many there are
   */
  toAdministrators(
    { id, name }: { readonly id: OrganizationId; readonly name: string },
    letter: ShareLetter,
  ): Promise<number> {
    const to = (firstName: string) =>
      ({ template: 'site-share', data: { ...letter, firstName, organizationName: name } }) as const;
    return this.administrators.post([{ organizationId: id, to }]);
  }
}
