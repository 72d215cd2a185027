import { newUuid, type PersonId, personId } from '#libs/kernel';
import type { AccountLinks } from '../links/account-links.js';
import type { Joining } from '../members/joining.js';
import type { NewPasswords } from '../passwords/new-passwords.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { CredentialCheck } from '../sign-in/credential-check.js';
import { AccountNotActivatedError } from './invitation.errors.js';
import type { Invitation } from './invitation.js';

/** Who accepts, as they give it on the form. */
export interface Newcomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  /** Of the second factor of an account there is already. */
  readonly code?: string | undefined;
}

/** Who accepts, once they have shown who they are. */
export interface ProvenNewcomer extends Newcomer {
  /** Whose address it is already. */
  readonly known: Person | undefined;
  readonly passwordHash: string;
}

/** Makes members of the people who follow an invitation. */
export class Newcomers {
  constructor(
    private readonly people: PersonStore,
    private readonly accountLinks: AccountLinks,
    private readonly passwords: NewPasswords,
    private readonly credentials: CredentialCheck,
    private readonly joining: Joining,
  ) {}

  /**
   * Asks for the password of an active account as when signing in, because the link is known to the one who invited, too;
   * everybody else chooses a first one. Outside of any unit of work: hashing takes its time.
   *
   * @throws {PasswordLengthError | PasswordIsAddressError} as a first password
   * @throws what `CredentialCheck.require` refuses, of an existing account
   * @throws {AccountNotActivatedError} the account waits to be activated and belongs elsewhere, too
   */
  async prove({ email, organizationId }: Invitation, newcomer: Newcomer): Promise<ProvenNewcomer> {
    const { password, code } = newcomer;
    const known = await this.people.findByEmail(email);
    if (known && known.passwordHash !== null) {
      await this.credentials.require({ email, password, code });
      return { ...newcomer, known, passwordHash: known.passwordHash };
    }
    const places = known && (await this.people.placesOf([known.id])).get(known.id);
    if (places?.some(({ id }) => id !== organizationId)) throw new AccountNotActivatedError(email);
    return { ...newcomer, known, passwordHash: await this.passwords.hash(password, email, 'password') };
  }

  /** Makes the person unless there is one, active and a member, in the running unit of work. */
  async admit(invitation: Invitation, newcomer: ProvenNewcomer, now: Date): Promise<PersonId> {
    const { known } = newcomer;
    const id = known?.id ?? (await this.#add(invitation, newcomer, now));
    if (known?.passwordHash === null) await this.#activate(known.id, newcomer, now);
    await this.#join(invitation, id, now);
    return id;
  }

  async #add({ email, phone }: Invitation, { firstName, lastName, passwordHash }: ProvenNewcomer, now: Date) {
    const id = personId(newUuid(now));
    await this.people.add(
      { id, email, firstName, lastName, phone, passwordHash, verifiedAt: now, createdAt: now },
      'email',
    );
    return id;
  }

  async #activate(id: PersonId, { firstName, lastName, passwordHash }: ProvenNewcomer, now: Date): Promise<void> {
    await this.people.change(id, { firstName, lastName, passwordHash, verifiedAt: now });
    await this.accountLinks.useAll(id);
  }

  async #join(invitation: Invitation, id: PersonId, createdAt: Date): Promise<void> {
    const { organizationId, role, customRoleId, invitedById: addedById } = invitation;
    const places = await this.people.placesOf([id]);
    if (places.get(id)?.some((place) => place.id === organizationId)) return;
    await this.joining.join({ organizationId, personId: id, role, customRoleId, addedById, createdAt });
  }
}
