import type { AuditTrail } from '../audit/audit.js';
import { isWithin } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import { type IdentityProvider, speaksFor } from './identity-provider.js';
import { SingleSignOnRefusedError } from './single-sign-on.errors.js';

/** Whom an identity provider may let in. */
export class SingleSignOnPeople {
  constructor(
    private readonly people: PersonStore,
    private readonly organizations: OrganizationStore,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The person of an address the identity provider vouches for.
   *
   * Only somebody whose every organization lies in the identity provider's subtree is let in: a provider's identity
   * provider must not speak for other providers' people. Accounts are made by invitation, never here.
   *
   * @throws {SingleSignOnRefusedError} nobody of that address may come in through it
   */
  async of(provider: IdentityProvider, email: string): Promise<Person> {
    const person = await this.people.findByEmail(email);
    const organization = await this.organizations.find(provider.organizationId);
    const places = person && (await this.people.placesOf([person.id])).get(person.id);
    const isTheirs = places?.length && organization && places.every(({ path }) => isWithin(path, organization.path));
    if (person && isTheirs && person.verifiedAt !== null && speaksFor(provider, email)) return person;
    await this.audit.record({
      action: 'session.refused',
      actorId: null,
      organizationId: provider.organizationId,
      subject: { kind: 'identity-provider', id: provider.id },
      details: { email },
    });
    throw new SingleSignOnRefusedError(email);
  }
}
