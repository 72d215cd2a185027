import { newUuid, organizationId, type PersonId } from '#libs/kernel';
import type { AuditedWork } from '../audit/audited-work.js';
import { OrganizationPlacementError, OrganizationTooDeepError, ProviderKindError } from './organization.errors.js';
import {
  levelOf,
  type Organization,
  type OrganizationDetails,
  type OrganizationKind,
  type ProviderKind,
  parentKinds,
  pathUnder,
  TREE_LEVELS,
} from './organization.js';
import type { OrganizationStore } from './organization.store.js';
import type { OrganizationTree } from './organization-tree.store.js';

/** What is known of an organization before it is made. */
export interface OrganizationDraft extends OrganizationDetails {
  readonly kind: OrganizationKind;
  readonly name: string;
  /** Of a provider: `service_provider` if it does not say. */
  readonly providerKind?: ProviderKind | undefined;
  readonly assetLimit?: number | null | undefined;
}

/** Adds organizations to the tree, in the caller's unit of work; who may is asked before. */
export class OrganizationMaking {
  constructor(
    private readonly store: OrganizationStore,
    private readonly tree: OrganizationTree,
    private readonly work: AuditedWork,
  ) {}

  /** Keeps every place where it is until the unit of work ends; called before the parent is read. */
  holdTree(): Promise<void> {
    return this.tree.hold('add');
  }

  /**
   * Adds an organization under `parent`, once the tree is held.
   *
   * @param field of the request that named the parent
   * @throws {OrganizationPlacementError} this kind cannot stand there
   * @throws {ProviderKindError} what is no provider has no kind of provider
   * @throws {OrganizationTooDeepError} the tree would get more than 12 levels
   */
  async make(by: PersonId, parent: Organization, draft: OrganizationDraft, field: string): Promise<Organization> {
    if (!parentKinds[draft.kind].includes(parent.kind))
      throw new OrganizationPlacementError(field, draft.kind, parent.kind);
    if (draft.kind !== 'provider' && draft.providerKind !== undefined) throw new ProviderKindError(draft.kind);
    const createdAt = this.work.now();
    const id = organizationId(newUuid(createdAt));
    const path = pathUnder(parent, id);
    if (levelOf(path) > TREE_LEVELS) throw new OrganizationTooDeepError(levelOf(path), TREE_LEVELS);
    const organization: Organization = {
      id,
      kind: draft.kind,
      name: draft.name,
      parentId: parent.id,
      path,
      status: 'new',
      address: draft.address ?? null,
      providerKind: draft.kind === 'provider' ? (draft.providerKind ?? 'service_provider') : null,
      contactName: draft.contactName ?? null,
      contactEmail: draft.contactEmail ?? null,
      contactPhone: draft.contactPhone ?? null,
      language: draft.language ?? parent.language,
      timeZone: draft.timeZone ?? parent.timeZone,
      homeDashboard: draft.homeDashboard ?? null,
      brandingName: draft.brandingName ?? null,
      assetLimit: draft.assetLimit ?? null,
      delegatesCertificates: false,
      createdAt,
    };
    await this.store.add(organization);
    await this.work.record({
      action: 'organization.created',
      actorId: by,
      organizationId: id,
      subject: { kind: 'organization', id },
      details: { kind: draft.kind, name: draft.name, parentId: parent.id },
    });
    return organization;
  }
}
