import type { UnitOfWork } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { Organization } from '../organizations/organization.js';
import type { Person } from './person.js';
import type { RegisteredCustomers, WantedCustomer } from './registered-customers.js';
import type { RegisteredPeople, WantedPerson } from './registered-people.js';

/** The customer part of the registration form (R1-08…R1-12); refusals name its fields. */
export interface AccountRequest extends WantedCustomer {
  readonly person: WantedPerson;
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
    private readonly customers: RegisteredCustomers,
    private readonly people: RegisteredPeople,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Makes or finds the customer and its person, in the caller's unit of work: all of it stands or falls with the device.
   *
   * A new person gets two mails, either of which activates the account (R1-27). The first person of a customer becomes
   * its administrator when an administrator registers, as with invitations; otherwise, and all others, members. Whoever has
   * an account in organizations the actor does not see is invited instead, and the answer is that of a new person: it tells
   * nobody who has an account.
   *
   * @param beforePerson asked once it is known that the actor may register for the provider, before the person is looked
   *   at: what it refuses is refused first
   * @throws {NotAllowedError} the actor may not register for that provider (R1-01)
   * @throws {OrganizationUnknownError | PersonUnknownError} an id that does not exist for the actor
   * @throws {ParentNeededError} the actor must name the provider
   * @throws {OrganizationKindError} the organization is no customer, or the provider no provider
   * @throws {EmailTakenError} the new person's address belongs to somebody the actor sees
   */
  openCustomer(
    actor: Actor,
    request: AccountRequest,
    beforePerson: (provider: Organization) => Promise<void> = () => Promise.resolve(),
  ): Promise<CustomerAccount> {
    return this.unitOfWork.run(async () => {
      const { provider, organization } = await this.customers.find(actor, request);
      await beforePerson(provider);
      const { person, isInvited } = await this.people.find(actor, organization, request.person);
      const raised = await this.customers.raiseStatus(organization, person);
      return { provider, organization: raised, person, isInvited };
    });
  }
}
