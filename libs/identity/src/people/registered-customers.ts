import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { may, requireMay, requireSomewhere } from '../access/permissions.js';
import { OrganizationKindError, ParentNeededError } from '../organizations/organization.errors.js';
import type { Organization } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { OrganizationMaking } from '../organizations/organization-making.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Person } from './person.js';

/** For which customer something is registered, there already or new. */
export interface WantedCustomer {
  /** Needed only by who may register for several providers. */
  readonly providerId?: OrganizationId | undefined;
  readonly organization: { readonly id: OrganizationId } | { readonly id?: undefined; readonly name: string };
}

/** The customers of registrations. */
export class RegisteredCustomers {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: OrganizationStore,
    private readonly making: OrganizationMaking,
  ) {}

  /**
   * Makes the customer, or finds and holds it, and asks whether the actor may register for its provider; in the caller's unit
   * of work.
   *
   * @throws {NotAllowedError | OrganizationUnknownError | ParentNeededError | OrganizationKindError}
   */
  async find(actor: Actor, { providerId, organization: wanted }: WantedCustomer) {
    if (wanted.id !== undefined) {
      // Its status and whether it has an admin are read below and written again: one registration at a time.
      const organization = await this.organizations.hold(actor, wanted.id, 'organization.id');
      const provider = await this.#providerOf(organization);
      requireMay(actor, 'registration.create', provider);
      return { provider, organization };
    }
    await this.making.holdTree();
    const provider = await this.#chosenProvider(actor, providerId);
    requireMay(actor, 'registration.create', provider);
    const draft = { kind: 'customer', name: wanted.name } as const;
    const organization = await this.making.make(actor.personId, provider, draft, 'providerId');
    return { provider, organization };
  }

  /** Somebody active has joined, or somebody was sent the mails that lead there (R3-05, R3-06). */
  async raiseStatus(organization: Organization, person: Person): Promise<Organization> {
    const status = person.passwordHash === null ? 'invited' : 'onboarded';
    if (organization.status === 'onboarded' || organization.status === status) return organization;
    await this.store.raiseStatus(organization.id, status);
    return { ...organization, status };
  }

  /** The provider a customer stands under, however deep. */
  async #providerOf(customer: Organization): Promise<Organization> {
    for (let place: Organization | undefined = customer; place?.parentId; ) {
      place = await this.store.find(place.parentId);
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
}
