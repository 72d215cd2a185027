import { newUuid } from '#libs/kernel';
import type { Outbox } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import type { AccountWork } from '../audit/account-work.js';
import { ADDRESS_CHANGE_LIFETIME_MS } from '../links/link-lifetimes.js';
import { addressChangeMail } from './address-change.mail.js';
import type { AddressChange, AddressChangeStore } from './address-change.store.js';
import { addressNoticeMail } from './address-notice.mail.js';
import type { PersonStore } from './person.store.js';
import type { Profiles } from './profiles.js';

/** Asks for a change of the address somebody signs in with (R0-07). */
export class AddressChanges {
  constructor(
    private readonly profiles: Profiles,
    private readonly people: PersonStore,
    private readonly store: AddressChangeStore,
    private readonly outbox: Outbox,
    private readonly work: AccountWork,
  ) {}

  /**
   * Posts a link to the new address and a notice to the old one; nothing changes before the link is followed.
   *
   * An address that belongs to somebody gets no mail. The caller is told the same, and so is the old address: whether
   * somebody has an account here is nobody's business.
   *
   * @param email in lower case
   * @throws {CurrentPasswordWrongError}
   * @throws {SignInLockedError} too many tries failed before
   */
  async request(actor: Actor, email: string, password: string): Promise<void> {
    const person = await this.profiles.prove(actor, password, 'password');
    const createdAt = this.work.now();
    const expiresAt = new Date(createdAt.getTime() + ADDRESS_CHANGE_LIFETIME_MS);
    const change: AddressChange = { id: newUuid(createdAt), personId: person.id, email, createdAt, expiresAt };
    const isFree = (await this.people.findByEmail(email)) === undefined;
    await this.work.run(async () => {
      await this.store.put(change);
      const { firstName } = person;
      const names = { firstName, newEmail: email };
      if (isFree) {
        const data = { ...names, addressChangeId: change.id, expiresAt: expiresAt.toISOString() };
        await this.outbox.post(email, null, addressChangeMail.with(data));
      }
      const notice = addressNoticeMail.with({ ...names, requestedAt: createdAt.toISOString() });
      await this.outbox.post(person.email, null, notice, {
        kind: 'address-change-requested',
        key: `address-change-requested ${change.id}`,
        params: { newEmail: email },
      });
      await this.work.recordOwn(person.id, {
        action: 'address.change-requested',
        before: { email: person.email },
        after: { email },
      });
    });
  }
}
