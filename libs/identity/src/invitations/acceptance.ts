import { newUuid, type OrganizationId, type PersonId, personId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { Actors } from '../access/actors.query.js';
import { may } from '../access/permissions.js';
import { giftOf } from '../members/member-roles.js';
import type { Organization } from '../organizations/organization.js';
import type { Parts } from '../parts.js';
import { checkNewPassword } from '../passwords/password.js';
import type { Person } from '../people/person.js';
import { type Gift, mayGive } from '../roles/role-limits.js';
import type { CredentialCheck } from '../sign-in/credential-check.js';
import type { OpenedSession, Sessions } from '../sign-in/sessions.js';
import { AccountNotActivatedError, InvitationAcceptedError, InvitationLapsedError } from './invitation.errors.js';
import { type Invitation, requireUnsettled } from './invitation.js';
import type { Invitations } from './invitations.js';

/** Who accepts, as they give it on the form. */
export interface Newcomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  /** Of the second factor of an account there is already. */
  readonly code?: string | undefined;
}

/** Takes people into the organizations they were invited to (R3-30). */
export class Acceptance {
  constructor(
    private readonly invitations: Invitations,
    private readonly sessions: Sessions,
    private readonly credentials: CredentialCheck,
    private readonly actors: Actors,
    private readonly parts: Pick<
      Parts,
      | 'unitOfWork'
      | 'clock'
      | 'organizations'
      | 'people'
      | 'members'
      | 'invitations'
      | 'accountLinks'
      | 'passwords'
      | 'audit'
    >,
  ) {}

  /**
   * Accepts an invitation, once, and signs the person in.
   *
   * A new address becomes a person. Whoever has an active account proves it as when signing in, because the link is
   * known to the one who invited, too. What the invitation gives is asked again: whoever sent it may have lost it.
   *
   * @param isCookie the session is for a browser, its token goes out as a cookie
   * @throws {InvitationUnknownError | InvitationExpiredError | InvitationReplacedError | InvitationAcceptedError}
   * @throws {InvitationWithdrawnError}
   * @throws {PasswordLengthError | PasswordIsAddressError} as a first password
   * @throws {InvitationLapsedError} whoever sent it may not give this any more
   * @throws what `CredentialCheck.require` refuses, of an existing account
   * @throws {AccountNotActivatedError} the account waits to be activated and belongs elsewhere, too
   */
  async accept(
    token: string,
    newcomer: Newcomer,
    isCookie: boolean,
  ): Promise<OpenedSession & { organizationId: OrganizationId; personId: PersonId }> {
    const { invitation } = await this.invitations.open(token);
    const known = await this.parts.people.findByEmail(invitation.email);
    // Hashing takes its time and must not hold a transaction.
    const passwordHash = await this.#provenPassword(invitation, newcomer, known);
    return this.parts.unitOfWork.run(async () => {
      const now = this.parts.clock.now();
      // A registration may add the same person at this moment.
      await this.parts.organizations.lock(invitation.organizationId);
      await this.#take(invitation, now);
      await this.#requireStillGiven(invitation, known, now);
      const person = known ?? (await this.#addPerson(invitation, newcomer, passwordHash, now));
      if (known && known.passwordHash === null) await this.#activate(known.id, newcomer, passwordHash, now);
      await this.#join(invitation, person.id, now);
      await this.parts.organizations.change(invitation.organizationId, { status: 'onboarded' });
      await this.parts.audit.record({
        action: 'invitation.accepted',
        actorId: person.id,
        organizationId: invitation.organizationId,
        subject: { kind: 'invitation', id: invitation.id },
        details: {
          email: invitation.email,
          role: invitation.role,
          customRoleId: invitation.customRoleId,
          invitedById: invitation.invitedById,
        },
      });
      const session = await this.sessions.open(person.id, { isCookie });
      return { ...session, organizationId: invitation.organizationId, personId: person.id };
    });
  }

  /** It may have been accepted, replaced or withdrawn while the password was hashed. */
  async #take(invitation: Invitation, now: Date): Promise<void> {
    if (await this.parts.invitations.accept(invitation.id, now)) return;
    const settled = await this.parts.invitations.find(invitation.id);
    if (settled) requireUnsettled(settled);
    throw new InvitationAcceptedError();
  }

  /** @throws {InvitationLapsedError | AccountNotActivatedError} */
  async #requireStillGiven(invitation: Invitation, known: Person | undefined, now: Date): Promise<void> {
    const { organizationId, invitedById, invitedByKeyId, role, customRoleId } = invitation;
    const organization = await this.parts.organizations.find(organizationId);
    const inviter = await this.actors.find({ personId: invitedById, apiKeyId: invitedByKeyId }, now);
    const by = invitation.byRegistration ? 'registration.create' : 'member.invite';
    if (!organization || !inviter || !may(inviter, by, organization))
      throw new InvitationLapsedError(organization?.name ?? 'the organization');
    const customRole = customRoleId === null ? null : await this.parts.members.findRole(organizationId, customRoleId);
    const isFirst = !(await this.parts.people.hasAdmin(organizationId));
    // Whoever may register lets somebody of the customer in as a member.
    const isGiven =
      (invitation.byRegistration && role === 'member') ||
      mayGive(inviter, organization, giftOf({ role, customRole: customRole ?? null }), by, isFirst);
    if (!isGiven) throw new InvitationLapsedError(organization.name);
    if (known && known.passwordHash === null) await this.#requireOwnToHandOver(organization, inviter, known);
  }

  /** The link sets the first password of an account that waits, and with it hands over the role the account has here. */
  async #requireOwnToHandOver(organization: Organization, inviter: Actor, person: Person): Promise<void> {
    const record = await this.parts.members.find(organization.id, person.id);
    if (!record) return;
    const { members } = this.parts;
    const customRole = record.customRole && ((await members.findRole(organization.id, record.customRole.id)) ?? null);
    const gift: Gift = giftOf({ role: record.role, customRole });
    const isFirst = !(await members.hasOtherAdmin(organization.id, person.id, false));
    if (!mayGive(inviter, organization, gift, 'member.invite', isFirst))
      throw new AccountNotActivatedError(person.email);
  }

  async #provenPassword(
    invitation: Invitation,
    { password, code }: Newcomer,
    known: Person | undefined,
  ): Promise<string> {
    if (known && known.passwordHash !== null) {
      await this.credentials.require({ email: known.email, password, code });
      return known.passwordHash;
    }
    if (known) {
      const places = (await this.parts.people.placesOf([known.id])).get(known.id) ?? [];
      if (places.some(({ id }) => id !== invitation.organizationId))
        throw new AccountNotActivatedError(invitation.email);
    }
    await checkNewPassword(password, invitation.email, 'password');
    return this.parts.passwords.hash(password);
  }

  async #addPerson({ email, phone }: Invitation, newcomer: Newcomer, passwordHash: string, now: Date): Promise<Person> {
    const person = {
      id: personId(newUuid(now)),
      email,
      firstName: newcomer.firstName,
      lastName: newcomer.lastName,
      phone,
      passwordHash,
      verifiedAt: now,
      createdAt: now,
    };
    await this.parts.people.add(person, 'email');
    return person;
  }

  async #activate(id: PersonId, { firstName, lastName }: Newcomer, passwordHash: string, now: Date): Promise<void> {
    await this.parts.people.change(id, { firstName, lastName, passwordHash, verifiedAt: now });
    await this.parts.accountLinks.useAll(id, now);
  }

  async #join(invitation: Invitation, id: PersonId, createdAt: Date): Promise<void> {
    const { organizationId, role, customRoleId, invitedById: addedById } = invitation;
    const places = await this.parts.people.placesOf([id]);
    if (places.get(id)?.some((place) => place.id === organizationId)) return;
    await this.parts.people.join({ organizationId, personId: id, role, customRoleId, addedById, createdAt });
  }
}
