import { newUuid, type OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { type Action, grantableActions, requireMay } from '../access/permissions.js';
import type { AuditEntry } from '../audit/audit.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organization, OrganizationKind } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import {
  CustomRoleActionError,
  CustomRoleHeldError,
  CustomRoleLimitError,
  CustomRoleNameTakenError,
  CustomRoleUnknownError,
} from './custom-role.errors.js';
import { CUSTOM_ROLES_KEPT, type CustomRole } from './custom-role.js';
import type { CustomRoleStore } from './custom-role.store.js';
import { requireMayGive } from './role-limits.js';

/** Name and actions of a custom role, as asked for; absent ones stay. */
export interface CustomRoleChange {
  readonly name?: string | undefined;
  readonly actions?: readonly string[] | undefined;
}

/** Sets of actions that organizations gave names; who holds one may what is in it, in place of a built-in role. */
export class CustomRoles {
  constructor(
    private readonly organizations: Organizations,
    private readonly roles: CustomRoleStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * The organization's roles by name.
   *
   * @param after name of the last one of the page before
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async list(actor: Actor, id: OrganizationId, limit: number, after?: string): Promise<readonly CustomRole[]> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'role.read', organization);
    return this.roles.list(id, limit, after);
  }

  /**
   * Makes a role.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {CustomRoleActionError} an action is none, or more than the organization's administrators may
   * @throws {RoleTooWideError} an action is more than the actor may give there
   * @throws {CustomRoleNameTakenError | CustomRoleLimitError}
   */
  create(
    actor: Actor,
    id: OrganizationId,
    draft: { readonly name: string; readonly actions: readonly string[] },
  ): Promise<CustomRole> {
    return this.#administer(actor, id, async (organization) => {
      const { name } = draft;
      const actions = knownActions(organization.kind, draft.actions);
      requireMayMake(actor, organization, actions);
      await this.#requireNameFree(id, name);
      if ((await this.roles.count(id)) >= CUSTOM_ROLES_KEPT) throw new CustomRoleLimitError(CUSTOM_ROLES_KEPT);
      const createdAt = this.work.now();
      const role: CustomRole = { id: newUuid(createdAt), organizationId: id, name, actions, createdAt };
      await this.roles.add(role);
      await this.#record(actor, role, { action: 'role.created', after: { name, actions } });
      return role;
    });
  }

  /**
   * Changes a role; from their next request on, who holds it may what it says now.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | CustomRoleUnknownError}
   * @throws {CustomRoleActionError | CustomRoleNameTakenError}
   * @throws {RoleTooWideError} what is added is more than the actor may give there
   */
  change(actor: Actor, id: OrganizationId, roleId: string, change: CustomRoleChange): Promise<CustomRole> {
    return this.#administer(actor, id, async (organization) => {
      const role = await this.#get(id, roleId);
      const name = change.name ?? role.name;
      const actions = change.actions ? knownActions(organization.kind, change.actions) : role.actions;
      // Whoever holds it gets what is added; what others put into it may stay.
      requireMayMake(
        actor,
        organization,
        actions.filter((action) => !role.actions.includes(action)),
      );
      if (name !== role.name) await this.#requireNameFree(id, name);
      await this.roles.change(roleId, { name, actions });
      const before = { name: role.name, actions: role.actions };
      await this.#record(actor, role, { action: 'role.changed', before, after: { name, actions } });
      return { ...role, name, actions };
    });
  }

  /**
   * Deletes a role that nobody holds.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | CustomRoleUnknownError | CustomRoleHeldError}
   */
  delete(actor: Actor, id: OrganizationId, roleId: string): Promise<void> {
    return this.#administer(actor, id, async () => {
      const role = await this.#get(id, roleId);
      const holders = await this.roles.countHolders(roleId);
      if (holders > 0) throw new CustomRoleHeldError(roleId, role.name, holders);
      await this.roles.remove(roleId);
      const before = { name: role.name, actions: role.actions };
      await this.#record(actor, role, { action: 'role.deleted', before });
    });
  }

  /** One at a time in each organization: names and counts are looked at before they are written. */
  #administer<Result>(
    actor: Actor,
    id: OrganizationId,
    change: (organization: Organization) => Promise<Result>,
  ): Promise<Result> {
    return this.organizations.whileHeld(actor, id, 'role.administer', change);
  }

  async #get(id: OrganizationId, roleId: string): Promise<CustomRole> {
    const role = await this.roles.find(id, roleId);
    if (!role) throw new CustomRoleUnknownError(id, roleId);
    return role;
  }

  async #requireNameFree(id: OrganizationId, name: string): Promise<void> {
    if (await this.roles.findByName(id, name)) throw new CustomRoleNameTakenError(name);
  }

  async #record(
    { personId: actorId }: Actor,
    { id, organizationId }: CustomRole,
    entry: Pick<AuditEntry, 'action' | 'before' | 'after'>,
  ): Promise<void> {
    await this.work.record({ actorId, organizationId, subject: { kind: 'role', id }, ...entry });
  }
}

/** Who makes a role gives it to whoever holds it. */
function requireMayMake(actor: Actor, organization: Organization, actions: readonly Action[]): void {
  requireMayGive(actor, organization, { role: 'viewer', actions }, 'role.administer', false);
}

/** The actions, each once, in the order of the table. */
function knownActions(kind: OrganizationKind, asked: readonly string[]): readonly Action[] {
  const grantable = grantableActions(kind);
  const unknown = asked.find((action) => !(grantable as readonly string[]).includes(action));
  if (unknown !== undefined) throw new CustomRoleActionError(unknown, grantable);
  return grantable.filter((action) => asked.includes(action));
}
