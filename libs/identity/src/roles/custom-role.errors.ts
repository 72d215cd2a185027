import { DomainError, type OrganizationId } from '#libs/kernel';

/** The organization has no custom role with this id. */
export class CustomRoleUnknownError extends DomainError<{ organizationId: OrganizationId; roleId: string }> {
  readonly code = 'identity.custom-role-unknown';
  readonly kind = 'not-found';

  constructor(organizationId: OrganizationId, roleId: string) {
    super(`Organization ${organizationId} has no role ${roleId}.`, { organizationId, roleId });
  }
}

/** Another role of the organization has the name. */
export class CustomRoleNameTakenError extends DomainError<{ field: string; name: string }> {
  readonly code = 'identity.custom-role-name-taken';
  readonly kind = 'conflict';

  constructor(name: string) {
    super(`The organization already has a role named "${name}". Choose another name, or change that role.`, {
      field: 'name',
      name,
    });
  }
}

/** A custom role cannot hold this action: it is none, or more than an administrator of the organization may. */
export class CustomRoleActionError extends DomainError<{ field: string; action: string; allowed: readonly string[] }> {
  readonly code = 'identity.custom-role-action';
  readonly kind = 'invalid';

  constructor(action: string, allowed: readonly string[]) {
    super(`A role of this organization cannot hold "${action}". It can hold: ${allowed.join(', ')}.`, {
      field: 'actions',
      action,
      allowed,
    });
  }
}

/** The organization has as many custom roles as it may. */
export class CustomRoleLimitError extends DomainError<{ maximum: number }> {
  readonly code = 'identity.custom-role-limit';
  readonly kind = 'conflict';

  constructor(maximum: number) {
    super(`The organization has ${maximum} roles of its own, the most there may be. Delete one that nobody holds.`, {
      maximum,
    });
  }
}

/** Somebody holds the role, so it cannot be deleted. */
export class CustomRoleHeldError extends DomainError<{ roleId: string; members: number }> {
  readonly code = 'identity.custom-role-held';
  readonly kind = 'conflict';

  constructor(roleId: string, name: string, members: number) {
    super(`The role "${name}" cannot be deleted: ${members} members hold it. Give them another role first.`, {
      roleId,
      members,
    });
  }
}
