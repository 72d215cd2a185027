import type { Clock, OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** A subtree on its way to another parent. */
export interface SubtreeMove {
  readonly id: OrganizationId;
  readonly parentId: OrganizationId;
  /** Path of its top now, and there. */
  readonly from: string;
  readonly to: string;
  /** What its customers let their provider do, they did not let another one do. */
  readonly endsDelegations: boolean;
}

/** What went with a subtree. */
export interface RemovedSubtree {
  readonly organizations: number;
  /** Who belonged nowhere else. */
  readonly people: number;
  /** Those that still waited for an answer. */
  readonly invitations: number;
}

/** Key of the advisory lock on the tree's shape; any number that nothing else locks. */
const SHAPE_LOCK = 7_305_814_201;

/**
 * The tree's shape, changed in many places at once; each call belongs inside a unit of work.
 *
 * The tree in the registry's table `organization`: ids hold no wildcard of LIKE, and a subtree is a range of `path`.
 */
export class OrganizationTree {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the shape of the tree until the unit of work ends: who adds waits for who reshapes, not for others who add.
   *
   * Ask it before reading the places the decision depends on.
   */
  async hold(purpose: 'add' | 'reshape'): Promise<void> {
    const { client } = this.database;
    if (purpose === 'add') await client.$executeRaw`SELECT pg_advisory_xact_lock_shared(${SHAPE_LOCK}::bigint)`;
    else await client.$executeRaw`SELECT pg_advisory_xact_lock(${SHAPE_LOCK}::bigint)`;
  }

  /** Level of the deepest organization in the subtree with this path; the operator's is 1. */
  async deepestLevel(path: string): Promise<number> {
    const [row] = await this.database.client.$queryRaw<{ level: number }[]>`
      SELECT max(length(path) - length(replace(path, '/', '')) - 1)::int AS level
      FROM organization WHERE path LIKE ${`${path}%`}`;
    return row?.level ?? 0;
  }

  /** Rewrites all paths of the subtree in one statement. @returns how many organizations moved */
  move({ id, parentId, from, to, endsDelegations }: SubtreeMove): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE organization
      SET path = ${to} || substr(path, length(${from}) + 1),
          parent_id = CASE WHEN id = ${id}::uuid THEN ${parentId}::uuid ELSE parent_id END,
          delegates_certificates = delegates_certificates AND NOT ${endsDelegations},
          updated_at = ${this.clock.now()}
      WHERE path LIKE ${`${from}%`}`;
  }

  /**
   * Makes who is about to add something to an organization of the subtree wait until this unit of work ends.
   */
  async lockSubtree(path: string): Promise<void> {
    await this.database.client.$executeRaw`SELECT id FROM organization WHERE path LIKE ${`${path}%`} FOR UPDATE`;
  }

  /** How many organizations stand directly under this one. */
  countChildren(id: OrganizationId): Promise<number> {
    return this.database.client.organization.count({ where: { parentId: id } });
  }

  /**
   * Deletes the subtree with its invitations, roles and keys, and people who belong nowhere else with their sessions.
   */
  async remove(path: string): Promise<RemovedSubtree> {
    const { client } = this.database;
    const within = { organization: { path: { startsWith: path } } };
    const invitations = await client.invitation.count({ where: { ...within, status: 'pending' } });
    const people = await this.#removeHomeless(path);
    // Before the roles they hold, which otherwise could not go.
    await client.membership.deleteMany({ where: within });
    const organizations = await client.$executeRaw`DELETE FROM organization WHERE path LIKE ${`${path}%`}`;
    return { organizations, people, invitations };
  }

  /** Locks first and looks then: somebody may join another organization at this moment. */
  async #removeHomeless(path: string): Promise<number> {
    const { client } = this.database;
    await client.$executeRaw`
      SELECT id FROM person
      WHERE id IN (SELECT person_id FROM membership JOIN organization ON organization.id = organization_id
                   WHERE path LIKE ${`${path}%`})
      ORDER BY id FOR UPDATE`;
    return client.$executeRaw`
      DELETE FROM person
      WHERE id IN (SELECT person_id FROM membership JOIN organization ON organization.id = organization_id
                   WHERE path LIKE ${`${path}%`})
        AND NOT EXISTS (SELECT FROM membership JOIN organization ON organization.id = organization_id
                        WHERE person_id = person.id AND path NOT LIKE ${`${path}%`})`;
  }
}
