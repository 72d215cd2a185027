import { newUuid } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { Parts } from '../parts.js';
import type { PasswordProof } from '../passwords/password-proof.js';
import { OneTimeLinkExpiredError, OneTimeLinkUnknownError } from '../passwords/recovery.errors.js';
import { EmailTakenError } from './account.errors.js';
import { addressChangeMail } from './address-change.mail.js';
import type { AddressChange, AddressChangeStore } from './address-change.store.js';
import { addressNoticeMail } from './address-notice.mail.js';
import type { Person } from './person.js';
import type { Profiles } from './profiles.js';

/** How long the link to the new address works, milliseconds: an hour. */
const LIFETIME_MS = 60 * 60 * 1000;

/** Changes the address somebody signs in with, once the new one has answered (R0-07). */
export class AddressChanges {
  constructor(
    private readonly profiles: Profiles,
    private readonly proof: PasswordProof,
    private readonly store: AddressChangeStore,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'people' | 'accountLinks' | 'audit' | 'outbox' | 'linkTokens'
    >,
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
    const person = await this.profiles.self(actor);
    await this.proof.require(person, password, 'password');
    const createdAt = this.parts.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
    const change: AddressChange = { id: newUuid(createdAt), personId: person.id, email, createdAt, expiresAt };
    const isFree = (await this.parts.people.findByEmail(email)) === undefined;
    await this.parts.unitOfWork.run(async () => {
      await this.store.put(change);
      const { firstName } = person;
      const names = { firstName, newEmail: email };
      if (isFree) {
        const data = { ...names, addressChangeId: change.id, expiresAt: expiresAt.toISOString() };
        await this.parts.outbox.post(email, null, addressChangeMail.with(data));
      }
      const notice = addressNoticeMail.with({ ...names, requestedAt: createdAt.toISOString() });
      await this.parts.outbox.post(person.email, null, notice);
      await this.#record('address.change-requested', person, email);
    });
  }

  /**
   * Makes the new address the sign-in name; whoever follows the link has shown that the mailbox is theirs.
   *
   * Links mailed to the old address end with it.
   *
   * @throws {OneTimeLinkUnknownError | OneTimeLinkExpiredError}
   */
  async confirm(token: string): Promise<void> {
    const read = this.parts.linkTokens.read(token, ['address-change']);
    const change = read && (await this.store.find(read.id));
    if (!change) throw new OneTimeLinkUnknownError();
    const now = this.parts.clock.now();
    if (now >= change.expiresAt) throw new OneTimeLinkExpiredError(change.expiresAt);
    const person = await this.parts.people.find(change.personId);
    if (!person) throw new OneTimeLinkUnknownError();
    try {
      await this.parts.unitOfWork.run(() => this.#take(change, person, now));
    } catch (failure) {
      // Somebody else got the address within the hour; who, is not for the holder of a link.
      if (failure instanceof EmailTakenError) throw new OneTimeLinkUnknownError();
      throw failure;
    }
  }

  async #take(change: AddressChange, person: Person, now: Date): Promise<void> {
    if (!(await this.store.remove(change.id))) throw new OneTimeLinkUnknownError();
    await this.parts.people.change(person.id, { email: change.email, verifiedAt: now });
    await this.parts.accountLinks.useAll(person.id, now);
    await this.#record('address.changed', person, change.email);
  }

  async #record(action: `address.${string}`, person: Person, email: string): Promise<void> {
    await this.parts.audit.record({
      action,
      actorId: person.id,
      organizationId: await this.parts.people.homeOf(person.id),
      subject: { kind: 'person', id: person.id },
      before: { email: person.email },
      after: { email },
    });
  }
}
