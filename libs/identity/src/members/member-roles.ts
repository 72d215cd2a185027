import type { Actor } from '../access/actor.js';
import type { Action } from '../access/permissions.js';
import type { Organization, Role } from '../organizations/organization.js';
import type { PersonStore } from '../people/person.store.js';
import { type Gift, mayGive, requireMayGive } from '../roles/role-limits.js';
import { MemberRoleUnknownError } from './member.errors.js';
import type { MemberStore, NamedRole } from './member.store.js';

/** What a membership lets its person do: a built-in role, or a set the organization gave a name. */
export interface RoleChoice {
  readonly role?: Role | undefined;
  readonly customRoleId?: string | undefined;
}

/** A role that was looked up and may be handed out. */
export interface GrantedRole {
  /** Beside a custom role the least of all, which is what stays should the custom role go. */
  readonly role: Role;
  readonly customRole: NamedRole | null;
  /** Its holder will be the organization's first administrator. */
  readonly isFirstAdministrator: boolean;
}

interface Stores {
  readonly members: Pick<MemberStore, 'findRole'>;
  readonly people: Pick<PersonStore, 'hasAdmin'>;
}

/**
 * Looks up what is to be granted and checks that this actor may.
 *
 * @param choice neither role nor custom role: that of the first administrator while there is none and the actor may name
 *   one, else member
 * @param action by which the actor grants it
 * @throws {MemberRoleUnknownError} the organization has no such custom role
 * @throws {RoleTooWideError} it is more than the actor may give there
 */
export async function grantedRole(
  { members, people }: Stores,
  actor: Actor,
  organization: Organization,
  { role: wanted, customRoleId }: RoleChoice,
  action: Action,
): Promise<GrantedRole> {
  const customRole = customRoleId === undefined ? null : await members.findRole(organization.id, customRoleId);
  if (customRole === undefined) throw new MemberRoleUnknownError(String(customRoleId));
  const isFirst = !(await people.hasAdmin(organization.id));
  const role = customRole
    ? 'viewer'
    : (wanted ?? (isFirst && mayGive(actor, organization, { role: 'admin' }, action, isFirst) ? 'admin' : 'member'));
  requireMayGive(actor, organization, giftOf({ role, customRole }), action, isFirst);
  return { role, customRole, isFirstAdministrator: isFirst && role === 'admin' };
}

/** What a role would let its holder do. */
export const giftOf = ({
  role,
  customRole,
}: Pick<GrantedRole, 'role'> & { customRole: Pick<NamedRole, 'actions'> | null }): Gift => ({
  role,
  ...(customRole && { actions: customRole.actions }),
});
