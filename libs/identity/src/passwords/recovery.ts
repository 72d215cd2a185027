import { newUuid, type PersonId, personId } from '#libs/kernel';
import { type AccountLink, RESET_LINK_LIFETIME_MS } from '../links/account-link.js';
import type { Parts } from '../parts.js';
import type { Person } from '../people/person.js';
import type { Throttle } from '../throttle/throttle.js';
import { checkNewPassword } from './password.js';
import { OneTimeLinkExpiredError, OneTimeLinkUnknownError } from './recovery.errors.js';
import { resetMail } from './reset.mail.js';

/** Lets people who forgot their password choose another, through a link to their address. */
export class Recovery {
  constructor(
    private readonly throttle: Throttle,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'people' | 'accountLinks' | 'sessions' | 'passwords' | 'audit' | 'outbox' | 'linkTokens'
    >,
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
    const person = await this.parts.people.findByEmail(email);
    const organizationId = await this.parts.people.homeOf(person?.id ?? nobody);
    await this.parts.unitOfWork.run(async () => {
      const isSent = isDue && person !== undefined && person.passwordHash !== null;
      if (isSent) await this.#post(person);
      await this.parts.audit.record({
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
    const person = await this.#personBehind(token);
    await checkNewPassword(password, person.email, 'password');
    // Hashing takes its time and must not hold a transaction.
    const passwordHash = await this.parts.passwords.hash(password);
    await this.parts.unitOfWork.run(async () => {
      const now = this.parts.clock.now();
      if (!(await this.parts.accountLinks.useAll(person.id, now))) throw new OneTimeLinkUnknownError();
      await this.parts.people.change(person.id, {
        passwordHash,
        passwordStale: false,
        verifiedAt: person.verifiedAt ?? now,
      });
      const endedSessions = await this.parts.sessions.removeOthers(person.id, null);
      await this.parts.audit.record({
        action: 'password.reset',
        actorId: person.id,
        organizationId: await this.parts.people.homeOf(person.id),
        subject: { kind: 'person', id: person.id },
        details: { endedSessions },
      });
    });
    await this.throttle.forget(person.email);
  }

  async #post(person: Person): Promise<void> {
    const createdAt = this.parts.clock.now();
    const expiresAt = new Date(createdAt.getTime() + RESET_LINK_LIFETIME_MS);
    const link: AccountLink = {
      id: newUuid(createdAt),
      personId: person.id,
      kind: 'reset',
      createdAt,
      expiresAt,
      usedAt: null,
    };
    await this.parts.accountLinks.add(link);
    const data = { accountLinkId: link.id, firstName: person.firstName, expiresAt: expiresAt.toISOString() };
    await this.parts.outbox.post(person.email, null, resetMail.with(data));
  }

  async #personBehind(token: string): Promise<Person> {
    const read = this.parts.linkTokens.read(token, ['reset']);
    const link = read && (await this.parts.accountLinks.find(read.id));
    if (link?.kind !== 'reset' || link.usedAt !== null) throw new OneTimeLinkUnknownError();
    if (this.parts.clock.now() >= link.expiresAt) throw new OneTimeLinkExpiredError(link.expiresAt);
    const person = await this.parts.people.find(link.personId);
    if (!person) throw new OneTimeLinkUnknownError();
    return person;
  }
}

/** The nil UUID (RFC 9562 §5.9), which no person has. */
const nobody: PersonId = personId('00000000-0000-0000-0000-000000000000');
