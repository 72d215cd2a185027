import { type PersonId, personId } from '#libs/kernel';
import type { AccountWork } from '../audit/account-work.js';
import type { PersonStore } from '../people/person.store.js';
import type { Throttle } from '../throttle/throttle.js';
import type { NewPasswords } from './new-passwords.js';
import type { ResetLinks } from './reset-links.js';

/** Lets people who forgot their password choose another, through a link to their address. */
export class Recovery {
  constructor(
    private readonly throttle: Throttle,
    private readonly people: PersonStore,
    private readonly links: ResetLinks,
    private readonly passwords: NewPasswords,
    private readonly work: AccountWork,
  ) {}

  /**
   * Posts a link that lets a new password be chosen, valid for an hour.
   *
   * Nothing tells whether there is an account: for an unknown address, one not activated, or one written to too often
   * of late, it does nothing and says nothing. How long it takes is for the caller to hide.
   *
   * @param email in lower case
   */
  async request(email: string): Promise<void> {
    const isDue = await this.throttle.mayWrite(email);
    const person = await this.people.findByEmail(email);
    const organizationId = await this.people.homeOf(person?.id ?? nobody);
    await this.work.run(async () => {
      const isSent = isDue && person !== undefined && person.passwordHash !== null;
      if (isSent) await this.links.post(person);
      await this.work.record({
        action: 'password.reset-requested',
        actorId: null,
        organizationId,
        subject: { kind: 'person', id: person?.id ?? null },
        details: { email, isSent },
      });
    });
  }

  /**
   * Sets a new password through the link, and ends all sessions and all other links of the person.
   *
   * @throws {OneTimeLinkUnknownError | OneTimeLinkExpiredError}
   * @throws {PasswordLengthError | PasswordIsAddressError | PasswordCommonError}
   */
  async reset(token: string, password: string): Promise<void> {
    const person = await this.links.personBehind(token);
    const passwordHash = await this.passwords.hash(password, person.email, 'password');
    await this.work.run(async () => {
      await this.links.useUp(person);
      const verifiedAt = person.verifiedAt ?? this.work.now();
      const fields = { passwordHash, passwordStale: false, verifiedAt };
      const endedSessions = await this.passwords.replace(person.id, fields, null);
      await this.work.recordOwn(person.id, { action: 'password.reset', details: { endedSessions } });
    });
    await this.throttle.forget(person.email);
  }
}

/** The nil UUID (RFC 9562 §5.9), which no person has. */
const nobody: PersonId = personId('00000000-0000-0000-0000-000000000000');
