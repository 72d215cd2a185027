import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Role } from './organization.js';
import type { Person } from './person.js';
import type { Membership } from './ports.js';

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
}

/** Memberships of organizations, from the organization's side. */
export abstract class MemberStore {
  /** Oldest membership first. */
  abstract list(
    id: OrganizationId,
    limit: number,
    after: readonly [joinedAt: string, personId: string] | undefined,
  ): Promise<readonly MemberRecord[]>;
  abstract find(id: OrganizationId, person: PersonId): Promise<MemberRecord | undefined>;
  abstract change(
    id: OrganizationId,
    person: PersonId,
    fields: { readonly role?: Role; readonly customRoleId: string | null },
  ): Promise<void>;
  abstract remove(id: OrganizationId, person: PersonId): Promise<void>;
  /**
   * Whether somebody else administers the organization by the built-in role.
   *
   * @param verified only people whose account was activated count
   */
  abstract hasOtherAdmin(id: OrganizationId, person: PersonId, verified: boolean): Promise<boolean>;
  /** Deletes the person, sessions and all, if it belongs nowhere; waits for others that do the same. @returns whether */
  abstract deleteHomeless(person: PersonId): Promise<boolean>;
  abstract findRole(id: OrganizationId, roleId: string): Promise<NamedRole | undefined>;
  /** Those of these roles that the organization has. */
  abstract findRoles(id: OrganizationId, roleIds: readonly string[]): Promise<readonly NamedRole[]>;
}
