import type { PersonId } from '#libs/kernel';
import type { AccountWork } from '../audit/account-work.js';
import type { AccountLink } from '../links/account-link.js';
import type { AccountLinks } from '../links/account-links.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { NewPasswords } from '../passwords/new-passwords.js';
import type { OpenedSession, Sessions } from '../sign-in/sessions.js';
import { LinkExpiredError, LinkUnknownError, LinkUsedError } from './account.errors.js';
import { LinkReplacedError } from './activation.errors.js';
import type { Person } from './person.js';

/** Turns a registered person's account on (R1-29). */
export class Activations {
  constructor(
    private readonly links: AccountLinks,
    private readonly passwords: NewPasswords,
    private readonly organizations: OrganizationStore,
    private readonly sessions: Sessions,
    private readonly work: AccountWork,
  ) {}

  /**
   * Sets the first password through either mail's link, uses both links up, and signs the person in.
   *
   * @param isCookie the session is for a browser, its token goes out as a cookie
   * @throws {LinkUnknownError | LinkUsedError | LinkReplacedError | LinkExpiredError}
   * @throws {PasswordLengthError | PasswordIsAddressError}
   */
  async activate(token: string, password: string, isCookie: boolean): Promise<OpenedSession & { personId: PersonId }> {
    const found = await this.links.find(token, ['activation', 'password']);
    if (!found) throw new LinkUnknownError();
    const { link, person } = found;
    requireUsable(link, person, this.work.now());
    const passwordHash = await this.passwords.hash(password, person.email, 'password');
    return this.work.run(async () => {
      if (!(await this.links.useAll(person.id))) throw new LinkUsedError();
      await this.passwords.setFirst(person.id, passwordHash, this.work.now());
      await this.organizations.onboardPlacesOf(person.id);
      await this.work.recordOwn(person.id, { action: 'account.activated' });
      return { ...(await this.sessions.open(person.id, { isCookie })), personId: person.id };
    });
  }
}

function requireUsable(link: AccountLink, { passwordHash }: Person, at: Date): void {
  if (link.usedAt !== null) throw passwordHash === null ? new LinkReplacedError() : new LinkUsedError();
  if (at >= link.expiresAt) throw new LinkExpiredError(link.expiresAt);
}
