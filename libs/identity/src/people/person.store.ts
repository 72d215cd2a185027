import { type Clock, type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { type PersonModel, Prisma, type RegistryDatabase } from '#prisma';
import type { Organization, Role } from '../organizations/organization.js';
import { organizationFrom } from '../organizations/organization-rows.query.js';
import { EmailTakenError } from './account.errors.js';
import type { Person } from './person.js';

/** A person in an organization. */
export interface Membership {
  readonly organizationId: OrganizationId;
  readonly personId: PersonId;
  readonly role: Role;
  /** Takes the place of what the role allows. */
  readonly customRoleId?: string | null;
  /** Who made the membership, itself for a self-grant; null or missing: the person joined by a link of their own. */
  readonly addedById?: PersonId | null;
  readonly createdAt: Date;
}

/**
 * People and where they belong.
 *
 * People and memberships in the registry's tables `person` and `membership`.
 */
export class PersonStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  /** @throws {EmailTakenError} with the given field; the unit of work cannot go on after it */
  async add(person: Person, field: string): Promise<void> {
    try {
      await this.database.client.person.create({ data: { ...person, updatedAt: person.createdAt } });
    } catch (cause) {
      // The only unique value the caller chose is the address; ids are random.
      if (isTaken(cause)) throw new EmailTakenError(field, person.email);
      throw cause;
    }
  }

  async find(id: PersonId): Promise<Person | undefined> {
    const row = await this.database.client.person.findUnique({ where: { id } });
    return row ? personFrom(row) : undefined;
  }

  async findByEmail(email: string): Promise<Person | undefined> {
    const row = await this.database.client.person.findUnique({ where: { email } });
    return row ? personFrom(row) : undefined;
  }

  /**
   * @throws {EmailTakenError} the new address belongs to somebody; the unit of work cannot go on after it
   */
  async change(id: PersonId, fields: Partial<Omit<Person, 'id' | 'createdAt'>>): Promise<void> {
    try {
      await this.database.client.person.update({ where: { id }, data: { ...fields, updatedAt: this.clock.now() } });
    } catch (cause) {
      if (fields.email !== undefined && isTaken(cause)) throw new EmailTakenError('email', fields.email);
      throw cause;
    }
  }

  async join(membership: Membership): Promise<void> {
    await this.database.client.membership.create({ data: membership });
  }

  /** Where the person belongs, oldest first. */
  async membershipsOf(id: PersonId) {
    const rows = await this.database.client.membership.findMany({
      where: { personId: id },
      orderBy: [{ createdAt: 'asc' }, { organizationId: 'asc' }],
      include: { organization: true },
    });
    return rows.map(({ organization, ...row }) => ({
      ...membershipFrom(row),
      organization: organizationFrom(organization),
    }));
  }

  /** The organization the person joined first, whose administrators watch over the sessions. */
  async homeOf(id: PersonId): Promise<OrganizationId | null> {
    // A refused sign-in asks this for nobody, too; as one statement a hit takes no longer than a miss.
    const [row] = await this.database.client.$queryRaw<{ organization_id: string }[]>`
      SELECT organization_id
      FROM membership
      WHERE person_id = ${id}::uuid
      ORDER BY created_at, organization_id
      LIMIT 1`;
    return row ? organizationId(row.organization_id) : null;
  }

  /** The organizations each of these people belongs to. */
  async placesOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly Organization[]>> {
    const places = new Map<PersonId, Organization[]>(people.map((id) => [id, []]));
    if (people.length === 0) return places;
    const rows = await this.database.client.membership.findMany({
      where: { personId: { in: [...people] } },
      include: { organization: true },
    });
    for (const row of rows) places.get(personId(row.personId))?.push(organizationFrom(row.organization));
    return places;
  }

  /** Whether somebody has the built-in role of an administrator there. */
  async hasAdmin(id: OrganizationId): Promise<boolean> {
    const where = { organizationId: id, role: 'admin', customRoleId: null } as const;
    return (await this.database.client.membership.findFirst({ where, select: { personId: true } })) !== null;
  }
}

/** Whether a unique value is there already. */
function isTaken(cause: unknown): boolean {
  return cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === 'P2002';
}

/** The person a row holds. */
export function personFrom(row: PersonModel): Person {
  return {
    id: personId(row.id),
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    phone: row.phone,
    language: row.language,
    timeZone: row.timeZone,
    passwordHash: row.passwordHash,
    passwordStale: row.passwordStale,
    verifiedAt: row.verifiedAt,
    createdAt: row.createdAt,
  };
}

function membershipFrom(row: { organizationId: string; personId: string; role: Membership['role']; createdAt: Date }) {
  return {
    organizationId: organizationId(row.organizationId),
    personId: personId(row.personId),
    role: row.role,
    createdAt: row.createdAt,
  };
}
