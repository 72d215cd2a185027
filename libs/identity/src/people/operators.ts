import { newUuid, organizationId, personId } from '#libs/kernel';
import type { AuditedWork } from '../audit/audited-work.js';
import { type Organization, pathUnder } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import { checkNewPassword } from '../passwords/password.js';
import type { PasswordHashing } from '../passwords/password-hashing.js';
import type { PersonStore } from './person.store.js';

/** Makes the platform's first organization and person. */
export class Operators {
  constructor(
    private readonly organizations: OrganizationStore,
    private readonly people: PersonStore,
    private readonly passwords: PasswordHashing,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Makes the operator and its first administrator at the first start; later starts change nothing, whatever is given.
   *
   * One process calls this, before any other serves.
   *
   * @param email in lower case
   * @returns whether it was made now or there already
   * @throws {PasswordLengthError | PasswordIsAddressError} the password may not be chosen
   */
  async ensureOperator(first: {
    email: string;
    password: string;
    /** Somebody else has seen it: it was made and shown by us (R0-05). */
    passwordStale?: boolean;
  }): Promise<'created' | 'already-there'> {
    if (await this.organizations.findOperator()) return 'already-there';
    await checkNewPassword(first.password, first.email, 'password');
    const passwordHash = await this.passwords.hash(first.password);
    await this.work.run(() => this.#create(first.email, passwordHash, first.passwordStale ?? false));
    return 'created';
  }

  async #create(email: string, passwordHash: string, passwordStale: boolean): Promise<void> {
    const createdAt = this.work.now();
    const id = organizationId(newUuid(createdAt));
    const operator: Organization = {
      id,
      kind: 'operator',
      name: 'Operator',
      parentId: null,
      path: pathUnder(null, id),
      status: 'onboarded',
      address: null,
      providerKind: null,
      contactName: null,
      contactEmail: null,
      contactPhone: null,
      language: 'en',
      timeZone: 'UTC',
      homeDashboard: null,
      brandingName: null,
      assetLimit: null,
      delegatesCertificates: false,
      createdAt,
    };
    const admin = {
      id: personId(newUuid(createdAt)),
      email,
      firstName: 'First',
      lastName: 'Operator',
      phone: null,
      passwordHash,
      passwordStale,
      verifiedAt: null,
      createdAt,
    };
    await this.organizations.add(operator);
    await this.people.add(admin, 'email');
    await this.people.join({ organizationId: id, personId: admin.id, role: 'admin', createdAt });
    const subject = { kind: 'organization', id };
    await this.work.record({ action: 'operator.created', actorId: null, organizationId: id, subject });
  }
}
