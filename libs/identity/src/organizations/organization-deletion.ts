import type { OrganizationId } from '#libs/kernel';
import type { Outbox } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { ConfirmationWrongError, ProviderHasCustomersError } from './organization.errors.js';
import type { Organization } from './organization.js';
import type { OrganizationStore } from './organization.store.js';
import type { OrganizationTree, RemovedSubtree } from './organization-tree.store.js';
import type { Organizations } from './organizations.js';

/** What organizations own that other libraries keep: it must not vanish with them. */
export abstract class OwnedResources {
  /**
   * Hands the devices of a subtree over to `heir`, in the unit of work that then deletes the subtree.
   *
   * @returns how many devices there were
   */
  abstract release(path: string, heir: OrganizationId): Promise<number>;
}

/** What a deletion did. */
export interface Deleted extends RemovedSubtree {
  /** They are in the stock of the provider above, or the operator's. */
  readonly devices: number;
}

/** Deletes organizations with all below them (R2-14…R2-17). */
export class OrganizationDeletion {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: OrganizationStore,
    private readonly tree: OrganizationTree,
    private readonly outbox: Outbox,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Deletes an organization and everything below it, all or nothing; it cannot be undone (R2-16).
   *
   * People who belong nowhere else go with it and their sessions end at once; links and invitations open nothing any
   * more. Devices are never deleted: they go back to the stock of the provider above (R2-17). The audit trail stays.
   *
   * @param confirm the organization's name, exactly
   * @throws {OrganizationUnknownError}
   * @throws {NotAllowedError} among them always the operator and the actor's own
   * @throws {ProviderHasCustomersError}
   * @throws {ConfirmationWrongError}
   */
  delete(actor: Actor, id: OrganizationId, confirm: string, owned: OwnedResources): Promise<Deleted> {
    return this.work.run(async () => {
      await this.tree.hold('reshape');
      const organization = await this.organizations.get(actor, id);
      requireMay(actor, 'organization.delete', organization);
      await this.#requireDeletable(organization, confirm);
      await this.tree.lockSubtree(organization.path);
      const heir = await this.#heirOf(organization);
      const devices = await owned.release(organization.path, heir);
      await this.outbox.dropUnsentWithin(organization.path);
      const deleted = { ...(await this.tree.remove(organization.path)), devices };
      await this.work.record({
        action: 'organization.deleted',
        actorId: actor.personId,
        // The organization is gone: who stands above it keeps the memory.
        organizationId: organization.parentId,
        subject: { kind: 'organization', id },
        before: { name: organization.name, kind: organization.kind, status: organization.status },
        details: { ...deleted, devicesTo: heir },
      });
      return deleted;
    });
  }

  async #requireDeletable({ id, kind, name }: Organization, confirm: string): Promise<void> {
    const children = kind === 'provider' ? await this.tree.countChildren(id) : 0;
    if (children > 0) throw new ProviderHasCustomersError(id, children);
    if (confirm !== name) throw new ConfirmationWrongError(name);
  }

  /** The provider above, or the operator when it is a provider that goes. */
  async #heirOf({ path, parentId }: Organization): Promise<OrganizationId> {
    const provider = await this.store.findProviderAbove(path);
    if (provider) return provider.id;
    if (parentId === null) throw new Error('the operator has nobody above it and cannot be deleted');
    return parentId;
  }
}
