import { type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import type { Role } from '../organizations/organization.js';
import type { Person } from '../people/person.js';
import { type Membership, personFrom } from '../people/person.store.js';

/** A set of permissions an organization gave a name, as far as memberships need it. */
export interface NamedRole {
  readonly id: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** A membership with whom it is of. */
export interface MemberRecord extends Membership {
  readonly person: Person;
  readonly customRole: Pick<NamedRole, 'id' | 'name'> | null;
  readonly addedById: PersonId | null;
  /** The sign-in asks for a code as well. */
  readonly hasSecondFactor: boolean;
}

const withPersonAndRole = {
  person: { include: { secondFactor: { select: { confirmedAt: true } } } },
  customRole: { select: { id: true, name: true } },
} as const satisfies Prisma.MembershipInclude;

/**
 * Memberships of organizations, from the organization's side.
 *
 * Memberships in the registry's table `membership`.
 */
export class MemberStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Oldest membership first. */
  async list(id: OrganizationId, limit: number, after: readonly [string, string] | undefined) {
    const rows = await this.database.client.membership.findMany({
      where: { organizationId: id, ...(after && beyond(after)) },
      orderBy: [{ createdAt: 'asc' }, { personId: 'asc' }],
      include: withPersonAndRole,
      take: limit,
    });
    return rows.map(memberFrom);
  }

  async find(id: OrganizationId, person: PersonId): Promise<MemberRecord | undefined> {
    const row = await this.database.client.membership.findUnique({
      where: keyOf(id, person),
      include: withPersonAndRole,
    });
    return row ? memberFrom(row) : undefined;
  }

  async change(
    id: OrganizationId,
    person: PersonId,
    fields: { readonly role?: Role; readonly customRoleId: string | null },
  ) {
    await this.database.client.membership.update({ where: keyOf(id, person), data: fields });
  }

  async remove(id: OrganizationId, person: PersonId): Promise<void> {
    await this.database.client.membership.delete({ where: keyOf(id, person) });
  }

  /**
   * Whether somebody else administers the organization by the built-in role.
   *
   * @param verified only people whose account was activated count
   */
  async hasOtherAdmin(id: OrganizationId, person: PersonId, verified: boolean): Promise<boolean> {
    const other = await this.database.client.membership.findFirst({
      where: {
        organizationId: id,
        role: 'admin',
        customRoleId: null,
        personId: { not: person },
        ...(verified && { person: { verifiedAt: { not: null } } }),
      },
      select: { personId: true },
    });
    return other !== null;
  }

  /**
   * Deletes the person, sessions and all, if it belongs nowhere; waits for others that do the same. @returns whether
   */
  async deleteHomeless(person: PersonId): Promise<boolean> {
    const { client } = this.database;
    // Two organizations may let go of the person at once: whoever comes second sees what the first has done.
    await client.$queryRaw`SELECT id FROM person WHERE id = ${person}::uuid FOR UPDATE`;
    const { count } = await client.person.deleteMany({ where: { id: person, memberships: { none: {} } } });
    return count === 1;
  }

  async findRole(id: OrganizationId, roleId: string): Promise<NamedRole | undefined> {
    return (await this.findRoles(id, [roleId]))[0];
  }

  /** Those of these roles that the organization has. */
  async findRoles(id: OrganizationId, roleIds: readonly string[]): Promise<readonly NamedRole[]> {
    const where = { id: { in: [...roleIds] }, organizationId: id };
    return this.database.client.customRole.findMany({ where, select: { id: true, name: true, actions: true } });
  }
}

const keyOf = (organization: OrganizationId, person: PersonId) => ({
  organizationId_personId: { organizationId: organization, personId: person },
});

function beyond([joinedAt, id]: readonly [string, string]): Prisma.MembershipWhereInput {
  return { OR: [{ createdAt: { gt: joinedAt } }, { createdAt: joinedAt, personId: { gt: id } }] };
}

function memberFrom(row: Prisma.MembershipGetPayload<{ include: typeof withPersonAndRole }>): MemberRecord {
  return {
    organizationId: organizationId(row.organizationId),
    personId: personId(row.personId),
    role: row.role,
    createdAt: row.createdAt,
    person: personFrom(row.person),
    customRole: row.customRole,
    addedById: row.addedById === null ? null : personId(row.addedById),
    hasSecondFactor: row.person.secondFactor?.confirmedAt != null,
  };
}
