import { type OrganizationId, organizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { AuditEntry } from '../audit/audit.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { OrganizationCycleError, OrganizationPlacementError, OrganizationTooDeepError } from './organization.errors.js';
import { isWithin, levelOf, type Organization, parentKinds, pathUnder, TREE_LEVELS } from './organization.js';
import type { OrganizationStore } from './organization.store.js';
import type { OrganizationTree } from './organization-tree.store.js';
import type { Organizations } from './organizations.js';

/** Moves organizations, and all below them, to another place in the tree. */
export class OrganizationMoves {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: OrganizationStore,
    private readonly tree: OrganizationTree,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Puts an organization with its subtree under another parent; under its own parent nothing happens.
   *
   * Under another provider no customer of the subtree delegates its certificates any more: it did so to the old one.
   *
   * @throws {OrganizationUnknownError} either of them
   * @throws {NotAllowedError} to take it away, or to add one there
   * @throws {OrganizationPlacementError} this kind cannot stand there
   * @throws {OrganizationCycleError} the parent lies inside the subtree
   * @throws {OrganizationTooDeepError} the deepest of the subtree would stand below level 12
   */
  move(actor: Actor, id: OrganizationId, parentId: OrganizationId): Promise<Organization> {
    return this.work.run(async () => {
      await this.tree.hold('reshape');
      const organization = await this.organizations.get(actor, id);
      requireMay(actor, 'organization.move', organization);
      const parent = await this.organizations.get(actor, parentId, 'parentId');
      requireMay(actor, 'organization.create', parent);
      if (organization.parentId === parent.id) return organization;
      await this.#requireRoom(organization, parent);
      const to = pathUnder(parent, id);
      const endsDelegations = (await this.#providerOver(organization)) !== (await this.#providerOver({ path: to }));
      await this.tree.move({ id, parentId, from: organization.path, to, endsDelegations });
      await this.#record(actor, organization, parent);
      const delegatesCertificates = organization.delegatesCertificates && !endsDelegations;
      return { ...organization, parentId: parent.id, path: to, delegatesCertificates };
    });
  }

  async #requireRoom(organization: Organization, parent: Organization): Promise<void> {
    if (!parentKinds[organization.kind].includes(parent.kind))
      throw new OrganizationPlacementError('parentId', organization.kind, parent.kind);
    if (isWithin(parent.path, organization.path)) throw new OrganizationCycleError(organization.id, parent.id);
    const below = (await this.tree.deepestLevel(organization.path)) - levelOf(organization.path);
    const deepest = levelOf(parent.path) + 1 + below;
    if (deepest > TREE_LEVELS) throw new OrganizationTooDeepError(deepest, TREE_LEVELS);
  }

  async #providerOver({ path }: Pick<Organization, 'path'>): Promise<OrganizationId | undefined> {
    return (await this.store.findProviderAbove(path))?.id;
  }

  /** Both ends read of it, and only who stands above both reads where it came from and where it went. */
  async #record(actor: Actor, { id, name, parentId, path }: Organization, parent: Organization): Promise<void> {
    const event = { actorId: actor.personId, subject: { kind: 'organization', id }, details: { name } };
    const after = { parentId: parent.id };
    const common = commonAncestor(path, parent.path);
    const entries: readonly Pick<AuditEntry, 'action' | 'organizationId' | 'before' | 'after'>[] = [
      { action: 'organization.moved', organizationId: common, before: { parentId }, after },
      { action: 'organization.arrived', organizationId: id, after },
      { action: 'organization.left', organizationId: parentId },
    ];
    for (const entry of entries) await this.work.record({ ...event, ...entry });
  }
}

/** The lowest organization above both. */
function commonAncestor(one: string, other: string): OrganizationId {
  const ids = one.split('/').slice(1, -1);
  const others = other.split('/').slice(1, -1);
  const apart = ids.findIndex((each, level) => each !== others[level]);
  return organizationId(ids[apart - 1] as string);
}
