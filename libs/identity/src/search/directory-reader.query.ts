import { type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Actor } from '../access/actor.js';
import { pathsWhere } from '../access/permissions.js';
import type { OrganizationKind } from '../organizations/organization.js';
import {
  type FoundOrganizationRow,
  type FoundPersonRow,
  organizationsNamed,
  peopleNamed,
} from './directory-search.query.js';
import { readPeopleExtent, readSearchExtent } from './search-extent.query.js';

export interface FoundOrganization {
  readonly id: OrganizationId;
  readonly name: string;
  readonly kind: OrganizationKind;
  /** Of the organization above; null where the actor does not see it. */
  readonly parentName: string | null;
}

export interface FoundPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  /** Where the actor sees them. */
  readonly organization: { readonly id: OrganizationId; readonly name: string };
}

/** Organizations and people by the beginnings of their names. Nothing is found that the actor may not read. */
export class DirectoryReader {
  constructor(private readonly database: RegistryDatabase) {}

  /** Whose name begins so, in any case; by name. */
  async organizations(actor: Actor, text: string, limit: number): Promise<readonly FoundOrganization[]> {
    const paths = pathsWhere(actor, 'organization.read');
    if (paths.length === 0) return [];
    const extent = await readSearchExtent(this.database, paths);
    const rows = await this.database.client.$queryRaw<
      FoundOrganizationRow[]
    >`${organizationsNamed(extent, text, limit)}`;
    return rows.map(({ id, name, kind, parent_name: parentName }) => ({
      id: organizationId(id),
      name,
      kind,
      parentName,
    }));
  }

  /** Whose whole name, last name or address begins so, in any case; by name. */
  async people(actor: Actor, text: string, limit: number): Promise<readonly FoundPerson[]> {
    const paths = pathsWhere(actor, 'member.read');
    if (paths.length === 0) return [];
    const extent = await readPeopleExtent(this.database, await readSearchExtent(this.database, paths));
    const rows = await this.database.client.$queryRaw<FoundPersonRow[]>`${peopleNamed(extent, text, limit)}`;
    return rows.map((row) => ({
      id: personId(row.id),
      name: row.name,
      email: row.email,
      organization: { id: organizationId(row.organization_id), name: row.organization_name },
    }));
  }
}
