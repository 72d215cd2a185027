import type { AccountWork } from '../audit/account-work.js';
import type { AccountLinks } from '../links/account-links.js';
import type { LinkTokens } from '../links/link-tokens.js';
import { OneTimeLinkExpiredError, OneTimeLinkUnknownError } from '../passwords/recovery.errors.js';
import { EmailTakenError } from './account.errors.js';
import type { AddressChange, AddressChangeStore } from './address-change.store.js';
import type { Person } from './person.js';
import type { PersonStore } from './person.store.js';

/** Changes the address somebody signs in with, once the new one has answered (R0-07). */
export class AddressConfirmations {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly store: AddressChangeStore,
    private readonly people: PersonStore,
    private readonly links: AccountLinks,
    private readonly work: AccountWork,
  ) {}

  /**
   * Makes the new address the sign-in name; whoever follows the link has shown that the mailbox is theirs.
   *
   * Links mailed to the old address end with it.
   *
   * @throws {OneTimeLinkUnknownError | OneTimeLinkExpiredError}
   */
  async confirm(token: string): Promise<void> {
    const read = this.tokens.read(token, ['address-change']);
    const change = read && (await this.store.find(read.id));
    if (!change) throw new OneTimeLinkUnknownError();
    if (this.work.now() >= change.expiresAt) throw new OneTimeLinkExpiredError(change.expiresAt);
    const person = await this.people.find(change.personId);
    if (!person) throw new OneTimeLinkUnknownError();
    try {
      await this.work.run(() => this.#take(change, person));
    } catch (failure) {
      // Somebody else got the address within the hour; who, is not for the holder of a link.
      if (failure instanceof EmailTakenError) throw new OneTimeLinkUnknownError();
      throw failure;
    }
  }

  async #take({ id, email }: AddressChange, person: Person): Promise<void> {
    if (!(await this.store.remove(id))) throw new OneTimeLinkUnknownError();
    await this.people.change(person.id, { email, verifiedAt: this.work.now() });
    await this.links.useAll(person.id);
    const before = { email: person.email };
    await this.work.recordOwn(person.id, { action: 'address.changed', before, after: { email } });
  }
}
