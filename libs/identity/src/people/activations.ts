import type { PersonId } from '#libs/kernel';
import type { AccountLink } from '../links/account-link.js';
import type { Parts } from '../parts.js';
import { checkNewPassword } from '../passwords/password.js';
import type { OpenedSession, Sessions } from '../sign-in/sessions.js';
import { LinkExpiredError, LinkUnknownError, LinkUsedError } from './account.errors.js';
import { LinkReplacedError } from './activation.errors.js';
import type { Person } from './person.js';

/** Turns a registered person's account on (R1-29). */
export class Activations {
  constructor(
    private readonly sessions: Sessions,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'organizations' | 'people' | 'accountLinks' | 'passwords' | 'audit' | 'linkTokens'
    >,
  ) {}

  /**
   * Sets the first password through either mail's link, uses both links up, and signs the person in.
   *
   * @param isCookie the session is for a browser, its token goes out as a cookie
   * @throws {LinkUnknownError | LinkUsedError | LinkReplacedError | LinkExpiredError}
   * @throws {PasswordLengthError | PasswordIsAddressError}
   */
  async activate(token: string, password: string, isCookie: boolean): Promise<OpenedSession & { personId: PersonId }> {
    const person = await this.#personBehind(token);
    await checkNewPassword(password, person.email, 'password');
    // Hashing takes its time and must not hold a transaction.
    const passwordHash = await this.parts.passwords.hash(password);
    return this.parts.unitOfWork.run(async () => {
      const now = this.parts.clock.now();
      if (!(await this.parts.accountLinks.useAll(person.id, now))) throw new LinkUsedError();
      await this.parts.people.change(person.id, { passwordHash, verifiedAt: now });
      await this.#onboard(person.id);
      await this.parts.audit.record({
        action: 'account.activated',
        actorId: person.id,
        organizationId: await this.parts.people.homeOf(person.id),
        subject: { kind: 'person', id: person.id },
      });
      return { ...(await this.sessions.open(person.id, { isCookie })), personId: person.id };
    });
  }

  async #personBehind(token: string): Promise<Person> {
    const read = this.parts.linkTokens.read(token, ['activation', 'password']);
    const link = read && (await this.parts.accountLinks.find(read.id));
    if (!link || link.kind !== read.kind) throw new LinkUnknownError();
    const person = await this.parts.people.find(link.personId);
    if (!person) throw new LinkUnknownError();
    requireUsable(link, person, this.parts.clock.now());
    return person;
  }

  async #onboard(id: PersonId): Promise<void> {
    for (const { organization } of await this.parts.people.membershipsOf(id))
      if (organization.status !== 'onboarded')
        await this.parts.organizations.change(organization.id, { status: 'onboarded' });
  }
}

function requireUsable(link: AccountLink, { passwordHash }: Person, at: Date): void {
  if (link.usedAt !== null) throw passwordHash === null ? new LinkReplacedError() : new LinkUsedError();
  if (at >= link.expiresAt) throw new LinkExpiredError(link.expiresAt);
}
