import { newUuid, type PersonId, personId } from '#libs/kernel';
import { type Actor, sees } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { InvitationSending } from '../invitations/invitation-sending.js';
import type { Joining } from '../members/joining.js';
import type { Organization, Role } from '../organizations/organization.js';
import { mayGive } from '../roles/role-limits.js';
import { PersonUnknownError } from './account.errors.js';
import type { ActivationSending } from './activation-sending.js';
import type { Person } from './person.js';
import type { PersonStore } from './person.store.js';

/** A person before there is an account. */
export interface PersonDraft {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
}

/** For whom something is registered, there already or new. */
export type WantedPerson = { readonly id: PersonId } | (PersonDraft & { readonly id?: undefined });

/** The people of registrations. */
export class RegisteredPeople {
  constructor(
    private readonly store: PersonStore,
    private readonly joining: Joining,
    private readonly activation: ActivationSending,
    private readonly invitations: InvitationSending,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Makes or finds the person and lets it join the customer, in the caller's unit of work, which holds the customer.
   *
   * @returns isInvited: the address belongs to somebody out of the actor's sight, and the person is as asked for
   * @throws {PersonUnknownError} the id does not exist for the actor
   * @throws {EmailTakenError} the new person's address belongs to somebody the actor sees
   */
  async find(
    actor: Actor,
    organization: Organization,
    wanted: WantedPerson,
  ): Promise<{ readonly person: Person; readonly isInvited: boolean }> {
    const stranger = await this.#strangerOf(actor, wanted);
    if (stranger) {
      await this.#invite(actor, organization, stranger);
      return { person: stranger, isInvited: true };
    }
    const person =
      wanted.id === undefined ? await this.#make(actor, organization, wanted) : await this.#seen(actor, wanted.id);
    await this.#join(actor, organization, person);
    return { person, isInvited: false };
  }

  async #seen(actor: Actor, id: PersonId): Promise<Person> {
    const person = await this.store.find(id);
    const places = await this.store.placesOf([id]);
    if (!person || !places.get(id)?.some((place) => sees(actor, place))) throw new PersonUnknownError('person.id', id);
    return person;
  }

  /** Adds a person whose account waits to be activated, and posts the two mails that lead there (R1-27). */
  async #make(actor: Actor, organization: Organization, draft: PersonDraft): Promise<Person> {
    const person = this.#newPerson(draft);
    await this.store.add(person, 'person.email');
    await this.work.record({
      action: 'person.created',
      actorId: actor.personId,
      organizationId: organization.id,
      subject: { kind: 'person', id: person.id },
      details: { email: person.email },
    });
    await this.activation.post(organization, person);
    return person;
  }

  #newPerson({ firstName, lastName, email, phone }: PersonDraft): Person {
    const createdAt = this.work.now();
    const id = personId(newUuid(createdAt));
    return { id, firstName, lastName, email, phone, passwordHash: null, verifiedAt: null, createdAt };
  }

  /** A new person as asked for, if the address belongs to somebody out of the actor's sight. */
  async #strangerOf(actor: Actor, wanted: WantedPerson): Promise<Person | undefined> {
    if (wanted.id !== undefined) return undefined;
    const known = await this.store.findByEmail(wanted.email);
    const places = known && (await this.store.placesOf([known.id])).get(known.id);
    if (!known || places?.some((place) => sees(actor, place))) return undefined;
    return this.#newPerson(wanted);
  }

  async #invite(actor: Actor, organization: Organization, stranger: Person): Promise<void> {
    const { email, firstName, lastName, phone } = stranger;
    const offer = { email, name: `${firstName} ${lastName}`, person: { firstName, lastName, phone } };
    const isFirst = (await this.#roleIn(actor, organization)) === 'admin';
    await this.invitations.sendRegistered(actor, organization, offer, isFirst);
  }

  /** Registering lets somebody of the customer in; naming its first administrator takes an administrator. */
  async #roleIn(actor: Actor, organization: Organization): Promise<Role> {
    const isFirst = !(await this.store.hasAdmin(organization.id));
    const gift = { role: 'admin' } as const;
    return isFirst && mayGive(actor, organization, gift, 'registration.create', isFirst) ? 'admin' : 'member';
  }

  async #join(actor: Actor, organization: Organization, person: Person): Promise<void> {
    const { id: organizationId } = organization;
    const places = await this.store.placesOf([person.id]);
    if (places.get(person.id)?.some(({ id }) => id === organizationId)) return;
    const role = await this.#roleIn(actor, organization);
    const createdAt = this.work.now();
    await this.joining.join({ organizationId, personId: person.id, role, addedById: actor.personId, createdAt });
    await this.work.record({
      action: 'member.joined',
      actorId: actor.personId,
      organizationId,
      subject: { kind: 'person', id: person.id },
      details: { role, ...(role === 'admin' && { firstAdministrator: true }) },
    });
  }
}
