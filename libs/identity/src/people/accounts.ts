import { newUuid, type OrganizationId, type PersonId, personId } from '#libs/kernel';
import { type Actor, sees } from '../access/actor.js';
import { may, requireMay, requireSomewhere } from '../access/permissions.js';
import type { Invitations } from '../invitations/invitations.js';
import { OrganizationKindError, ParentNeededError } from '../organizations/organization.errors.js';
import type { Organization, Role } from '../organizations/organization.js';
import { makeOrganization } from '../organizations/organization-making.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import { mayGive } from '../roles/role-limits.js';
import { PersonUnknownError } from './account.errors.js';
import { makeAccount, type PersonDraft } from './new-account.js';
import type { Person } from './person.js';

/** The customer part of the registration form (R1-08…R1-12); refusals name its fields. */
export interface AccountRequest {
  /** Needed only by who may register for several providers. */
  readonly providerId?: OrganizationId | undefined;
  readonly organization: { readonly id: OrganizationId } | { readonly id?: undefined; readonly name: string };
  readonly person: { readonly id: PersonId } | (PersonDraft & { readonly id?: undefined });
}

/** The customer account a registration made or found. */
export interface CustomerAccount {
  readonly provider: Organization;
  readonly organization: Organization;
  readonly person: Person;
  /** The person has an account elsewhere and joins by an invitation; to the provider it looks like any new person. */
  readonly isInvited: boolean;
}

/** Opens customer accounts when a device is registered (R1-02, R1-04). */
export class Accounts {
  constructor(
    private readonly organizations: Organizations,
    private readonly invitations: Pick<Invitations, 'inviteRegistered'>,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'organizations' | 'tree' | 'people' | 'accountLinks' | 'outbox' | 'audit'
    >,
  ) {}

  /**
   * Makes or finds the customer and its person, in the caller's unit of work: all of it stands or falls with the device.
   *
   * A new person gets two mails, either of which activates the account (R1-27). The first person of a customer becomes
   * its administrator when an administrator registers, as with invitations; otherwise, and all others, members.
   *
   * @param beforePerson asked once it is known that the actor may register for the provider, before the person is looked
   *   at: what it refuses is refused first
   * @throws {NotAllowedError} the actor may not register for that provider (R1-01)
   * @throws {OrganizationUnknownError | PersonUnknownError} an id that does not exist for the actor
   * @throws {ParentNeededError} the actor must name the provider
   * @throws {OrganizationKindError} the organization is no customer, or the provider no provider
   * Whoever has an account in organizations the actor does not see is invited instead, and the answer is that of a new person:
   * it tells nobody who has an account.
   *
   * @throws {EmailTakenError} the new person's address belongs to somebody the actor sees
   */
  openCustomer(
    actor: Actor,
    request: AccountRequest,
    beforePerson: (provider: Organization) => Promise<void> = () => Promise.resolve(),
  ): Promise<CustomerAccount> {
    return this.parts.unitOfWork.run(async () => {
      const { provider, organization } = await this.#customer(actor, request);
      await beforePerson(provider);
      const stranger = await this.#strangerOf(actor, request.person);
      const person = stranger ?? (await this.#person(actor, organization, request.person));
      if (stranger) await this.#invite(actor, organization, stranger);
      else await this.#join(actor, organization, person);
      const raised = await this.#raiseStatus(organization, person);
      return { provider, organization: raised, person, isInvited: stranger !== undefined };
    });
  }

  async #customer(actor: Actor, { providerId, organization: wanted }: AccountRequest) {
    if (wanted.id !== undefined) {
      // Its status and whether it has an admin are read below and written again: one registration at a time.
      const organization = await this.organizations.hold(actor, wanted.id, 'organization.id');
      const provider = await this.#providerOf(organization);
      requireMay(actor, 'registration.create', provider);
      return { provider, organization };
    }
    await this.parts.tree.hold('add');
    const provider = await this.#chosenProvider(actor, providerId);
    requireMay(actor, 'registration.create', provider);
    const draft = { kind: 'customer', name: wanted.name } as const;
    const organization = await makeOrganization(this.parts, actor.personId, provider, draft, 'providerId');
    return { provider, organization };
  }

  /** The provider a customer stands under, however deep. */
  async #providerOf(customer: Organization): Promise<Organization> {
    for (let place: Organization | undefined = customer; place?.parentId; ) {
      place = await this.parts.organizations.find(place.parentId);
      if (customer.kind === 'customer' && place?.kind === 'provider') return place;
    }
    throw new OrganizationKindError('organization.id', customer.id, customer.kind, 'customer');
  }

  async #chosenProvider(actor: Actor, providerId: OrganizationId | undefined): Promise<Organization> {
    requireSomewhere(actor, 'registration.create');
    if (providerId !== undefined) {
      const provider = await this.organizations.get(actor, providerId, 'providerId');
      if (provider.kind === 'provider') return provider;
      throw new OrganizationKindError('providerId', provider.id, provider.kind, 'provider');
    }
    const own = actor.memberships.filter(
      ({ kind, path }) =>
        kind === 'provider' && may(actor, 'registration.create', { path, delegatesCertificates: false }),
    );
    const [only] = own;
    if (only && own.length === 1) return this.organizations.get(actor, only.organizationId);
    throw new ParentNeededError(
      'providerId',
      'customer',
      own.map(({ organizationId }) => organizationId),
    );
  }

  async #person(actor: Actor, organization: Organization, wanted: AccountRequest['person']): Promise<Person> {
    if (wanted.id === undefined) {
      const { firstName, lastName, email, phone } = wanted;
      const draft = { firstName, lastName, email, phone };
      return makeAccount(this.parts, actor.personId, organization, draft, 'person.email');
    }
    const person = await this.parts.people.find(wanted.id);
    const places = await this.parts.people.placesOf([wanted.id]);
    if (!person || !places.get(person.id)?.some((place) => sees(actor, place)))
      throw new PersonUnknownError('person.id', wanted.id);
    return person;
  }

  /** A new person as asked for, if the address belongs to somebody out of the actor's sight. */
  async #strangerOf(actor: Actor, wanted: AccountRequest['person']): Promise<Person | undefined> {
    if (wanted.id !== undefined) return undefined;
    const known = await this.parts.people.findByEmail(wanted.email);
    const places = known && (await this.parts.people.placesOf([known.id])).get(known.id);
    if (!known || places?.some((place) => sees(actor, place))) return undefined;
    const createdAt = this.parts.clock.now();
    const { firstName, lastName, email, phone } = wanted;
    const id = personId(newUuid(createdAt));
    return { id, firstName, lastName, email, phone, passwordHash: null, verifiedAt: null, createdAt };
  }

  async #invite(actor: Actor, organization: Organization, stranger: Person): Promise<void> {
    const { email, firstName, lastName, phone } = stranger;
    const offer = { email, name: `${firstName} ${lastName}`, person: { firstName, lastName, phone } };
    await this.invitations.inviteRegistered(
      actor,
      organization,
      offer,
      (await this.#roleIn(actor, organization)) === 'admin',
    );
  }

  /** Registering lets somebody of the customer in; naming its first administrator takes an administrator. */
  async #roleIn(actor: Actor, organization: Organization): Promise<Role> {
    const isFirst = !(await this.parts.people.hasAdmin(organization.id));
    const gift = { role: 'admin' } as const;
    return isFirst && mayGive(actor, organization, gift, 'registration.create', isFirst) ? 'admin' : 'member';
  }

  async #join(actor: Actor, organization: Organization, person: Person): Promise<void> {
    const { id: organizationId } = organization;
    const places = await this.parts.people.placesOf([person.id]);
    if (places.get(person.id)?.some(({ id }) => id === organizationId)) return;
    const role = await this.#roleIn(actor, organization);
    const createdAt = this.parts.clock.now();
    await this.parts.people.join({ organizationId, personId: person.id, role, addedById: actor.personId, createdAt });
    await this.parts.audit.record({
      action: 'member.joined',
      actorId: actor.personId,
      organizationId,
      subject: { kind: 'person', id: person.id },
      details: { role, ...(role === 'admin' && { firstAdministrator: true }) },
    });
  }

  /** Somebody active has joined, or somebody was sent the mails that lead there (R3-05, R3-06). */
  async #raiseStatus(organization: Organization, person: Person): Promise<Organization> {
    const status = person.passwordHash === null ? 'invited' : 'onboarded';
    if (organization.status === 'onboarded' || organization.status === status) return organization;
    await this.parts.organizations.change(organization.id, { status });
    return { ...organization, status };
  }
}
