import type { Clock } from '#libs/kernel';
import { type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { type PersonModel, Prisma, type RegistryDatabase } from '#prisma';
import { EmailTakenError } from '../account-errors.js';
import type { Organization } from '../organization.js';
import type { Person } from '../person.js';
import { type Membership, PersonStore } from '../ports.js';
import { organizationFrom } from './organization-rows.js';

/** People and memberships in the registry's tables `person` and `membership`. */
export class PrismaPersonStore extends PersonStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async add(person: Person, field: string): Promise<void> {
    try {
      await this.database.client.person.create({ data: { ...person, updatedAt: person.createdAt } });
    } catch (cause) {
      // The only unique value the caller chose is the address; ids are random.
      if (isTaken(cause)) throw new EmailTakenError(field, person.email);
      throw cause;
    }
  }

  override async find(id: PersonId): Promise<Person | undefined> {
    const row = await this.database.client.person.findUnique({ where: { id } });
    return row ? personFrom(row) : undefined;
  }

  override async findByEmail(email: string): Promise<Person | undefined> {
    const row = await this.database.client.person.findUnique({ where: { email } });
    return row ? personFrom(row) : undefined;
  }

  override async change(id: PersonId, fields: Parameters<PersonStore['change']>[1]): Promise<void> {
    try {
      await this.database.client.person.update({ where: { id }, data: { ...fields, updatedAt: this.clock.now() } });
    } catch (cause) {
      if (fields.email !== undefined && isTaken(cause)) throw new EmailTakenError('email', fields.email);
      throw cause;
    }
  }

  override async join(membership: Membership): Promise<void> {
    await this.database.client.membership.create({ data: membership });
  }

  override async membershipsOf(id: PersonId) {
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

  override async homeOf(id: PersonId): Promise<OrganizationId | null> {
    // A refused sign-in asks this for nobody, too; as one statement a hit takes no longer than a miss.
    const [row] = await this.database.client.$queryRaw<{ organization_id: string }[]>`
      SELECT organization_id
      FROM membership
      WHERE person_id = ${id}::uuid
      ORDER BY created_at, organization_id
      LIMIT 1`;
    return row ? organizationId(row.organization_id) : null;
  }

  override async placesOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly Organization[]>> {
    const places = new Map<PersonId, Organization[]>(people.map((id) => [id, []]));
    if (people.length === 0) return places;
    const rows = await this.database.client.membership.findMany({
      where: { personId: { in: [...people] } },
      include: { organization: true },
    });
    for (const row of rows) places.get(personId(row.personId))?.push(organizationFrom(row.organization));
    return places;
  }

  override async hasAdmin(id: OrganizationId): Promise<boolean> {
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
