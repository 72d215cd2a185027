import { NotAllowedError } from './access-errors.js';
import type { Actor } from './actor.js';
import { MemberRoleUnknownError } from './member-errors.js';
import type { MemberStore, NamedRole } from './member-store.js';
import type { Organization, Role } from './organization.js';
import { type Action, actions, may } from './permissions.js';

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
}

/**
 * Looks up what is to be granted and checks that this actor may.
 *
 * @param fallback when neither is named
 * @param action by which the actor grants it
 * @throws {MemberRoleUnknownError} the organization has no such custom role
 * @throws {NotAllowedError} somebody who acts by a set of actions would hand out more than is in it
 */
export async function grantedRole(
  members: Pick<MemberStore, 'findRole'>,
  actor: Actor,
  organization: Organization,
  { role, customRoleId }: RoleChoice,
  fallback: () => Promise<Role>,
  action: Action,
): Promise<GrantedRole> {
  const customRole = customRoleId === undefined ? null : await members.findRole(organization.id, customRoleId);
  if (customRole === undefined) throw new MemberRoleUnknownError(String(customRoleId));
  const granted = { role: customRole ? 'viewer' : (role ?? (await fallback())), customRole } as const;
  requireMayGrant(actor, organization, granted, action);
  return granted;
}

/**
 * Passes if the actor's own role is built in and allows the action, or grants nothing that the actor lacks: otherwise a
 * custom role that invites could make its owner an administrator.
 */
function requireMayGrant(actor: Actor, organization: Organization, granted: GrantedRole, action: Action): void {
  const byBuiltInRole = actor.memberships.filter((membership) => membership.actions === undefined);
  if (may({ ...actor, memberships: byBuiltInRole }, action, organization)) return;
  const { id, kind, path } = organization;
  const membership = {
    organizationId: id,
    kind,
    path,
    role: granted.role,
    ...(granted.customRole && { actions: granted.customRole.actions }),
  };
  const receiver: Actor = { ...actor, memberships: [membership] };
  // Some actions reach only what lies below.
  const places = [organization, { ...organization, path: `${path}below/` }];
  const beyond = actions.find((asked) => places.some((at) => may(receiver, asked, at) && !may(actor, asked, at)));
  if (beyond) throw new NotAllowedError(beyond, id);
}
