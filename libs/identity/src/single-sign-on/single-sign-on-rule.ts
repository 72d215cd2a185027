import type { AuditTrail } from '../audit/audit.js';
import { isWithin } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { IdentityProvider } from './identity-provider.js';
import { SingleSignOnRefusedError } from './single-sign-on.errors.js';

/**
 * Whom an identity provider may let in: people with an active account, an address of its domains (`speaksFor`), and
 * organizations that all lie in the subtree it is set up for. One provider's identity provider must not speak for another
 * provider's people.
 */
export class SingleSignOnRule {
  constructor(
    private readonly people: PersonStore,
    private readonly organizations: OrganizationStore,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The person of an address the identity provider vouches for. Accounts are made by invitation, never here; a refusal is
   * audited.
   *
   * @param email in lower case
   * @throws {SingleSignOnRefusedError} nobody of that address may come in through it
   */
  async letIn(provider: IdentityProvider, email: string): Promise<Person> {
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

/** Whether an address belongs to one of the domains. @param email in lower case */
function speaksFor({ emailDomains }: Pick<IdentityProvider, 'emailDomains'>, email: string): boolean {
  return emailDomains.includes(domainOf(email));
}

/** What stands after the @. @param email in lower case */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
