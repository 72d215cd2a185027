import type { OrganizationId } from '#libs/kernel';
import { type Actor, sees, visiblePaths } from '../access/actor.js';
import { type Action, may, requireMay, requireSomewhere } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { OrganizationUnknownError, ParentNeededError, ProviderKindError } from './organization.errors.js';
import {
  type Organization,
  type OrganizationDetails,
  type OrganizationKind,
  type OrganizationStatus,
  type ProviderKind,
  parentKinds,
} from './organization.js';
import type {
  OrganizationFields,
  OrganizationFilters,
  OrganizationSelection,
  OrganizationStore,
} from './organization.store.js';
import type { OrganizationDraft, OrganizationMaking } from './organization-making.js';

/** What can be changed about an organization; absent fields stay. */
export interface OrganizationChange extends OrganizationDetails {
  readonly name?: string | undefined;
  readonly providerKind?: ProviderKind | undefined;
  readonly assetLimit?: number | null | undefined;
  readonly delegatesCertificates?: boolean | undefined;
}

/** An organization with those above it. */
export interface PlacedOrganization extends Organization {
  /** Whose customer it is; null: nobody's. */
  readonly provider: Organization | null;
  /** Those the actor sees, the outermost first. */
  readonly ancestors: readonly Organization[];
}

/** Which permission changing a field takes. */
const changeActions = {
  name: 'organization.edit',
  address: 'organization.edit',
  contactName: 'organization.edit',
  contactEmail: 'organization.edit',
  contactPhone: 'organization.edit',
  language: 'organization.edit',
  timeZone: 'organization.edit',
  brandingName: 'organization.edit',
  providerKind: 'organization.choose-provider-kind',
  homeDashboard: 'organization.choose-home',
  assetLimit: 'organization.limit-assets',
  delegatesCertificates: 'organization.delegate-certificates',
} as const satisfies Record<keyof OrganizationChange, Action>;

/** The tree of organizations, as far as the actor sees it. */
export class Organizations {
  constructor(
    private readonly store: OrganizationStore,
    private readonly making: OrganizationMaking,
    private readonly work: AuditedWork,
  ) {}

  /**
   * An organization the actor sees.
   *
   * @param field of the request body that named it, if it was not the address of the request
   * @throws {OrganizationUnknownError} it does not exist, or not for this actor
   */
  async get(actor: Actor, id: OrganizationId, field?: string): Promise<Organization> {
    const organization = await this.store.find(id);
    if (!organization || !sees(actor, organization)) throw new OrganizationUnknownError(id, field);
    return organization;
  }

  /**
   * An organization the actor sees, as it is once other units of work that hold it have ended; in the caller's unit of
   * work. One that is hidden is answered before anything waits, and as one that does not exist.
   *
   * @param field of the request body that named it, if it was not the address of the request
   * @throws {OrganizationUnknownError} it does not exist, or not for this actor
   */
  async hold(actor: Actor, id: OrganizationId, field?: string): Promise<Organization> {
    await this.get(actor, id, field);
    await this.store.lock(id);
    return this.get(actor, id, field);
  }

  /**
   * Runs a change of an organization on which the actor may take this action: in one transaction, and one change at a time,
   * so that what it looks at stays as it is. What is hidden or not allowed is answered before anything waits.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async whileHeld<Result>(
    actor: Actor,
    id: OrganizationId,
    action: Action,
    change: (organization: Organization) => Promise<Result>,
  ): Promise<Result> {
    requireMay(actor, action, await this.get(actor, id));
    return this.work.run(async () => {
      const organization = await this.hold(actor, id);
      requireMay(actor, action, organization);
      return change(organization);
    });
  }

  /**
   * An organization with the provider it is a customer of (R3-23), and its ancestors as far as the actor sees them.
   *
   * @throws {OrganizationUnknownError}
   */
  async details(actor: Actor, id: OrganizationId): Promise<PlacedOrganization> {
    const organization = await this.get(actor, id);
    const above = await this.store.listAbove(organization.path);
    const provider = above.findLast(({ kind }) => kind === 'provider') ?? null;
    return { ...organization, provider, ancestors: above.filter((ancestor) => sees(actor, ancestor)) };
  }

  /** How many of the customers the actor sees and that meet the filters are in each status (R3-03). */
  async summary(
    actor: Actor,
    filters: OrganizationFilters = {},
  ): Promise<Readonly<Record<OrganizationStatus, number>>> {
    const paths = visiblePaths(actor);
    return paths.length === 0 ? { new: 0, invited: 0, onboarded: 0 } : this.store.countCustomers(paths, filters);
  }

  /** The organizations the actor sees, in the order of the sort. */
  async list(actor: Actor, selection: Omit<OrganizationSelection, 'paths'>): Promise<readonly Organization[]> {
    const paths = visiblePaths(actor);
    return paths.length === 0 ? [] : this.store.list({ ...selection, paths });
  }

  /**
   * Makes an organization (R0-16, R2-04, R3-14), of status `new`.
   *
   * @param parentId default: the one organization of the actor it can stand under
   * @throws {OrganizationUnknownError | ParentNeededError | OrganizationPlacementError | OrganizationTooDeepError}
   * @throws {ProviderKindError} what is no provider has no kind of provider
   * @throws {NotAllowedError} to make one there, to limit its assets, or to choose its home dashboard
   */
  create(actor: Actor, draft: OrganizationDraft, parentId?: OrganizationId): Promise<Organization> {
    return this.work.run(async () => {
      await this.making.holdTree();
      const parent = await (parentId ? this.get(actor, parentId, 'parentId') : this.#ownParent(actor, draft.kind));
      requireMay(actor, 'organization.create', parent);
      const made = await this.making.make(actor.personId, parent, draft, 'parentId');
      if (made.assetLimit !== null) requireMay(actor, 'organization.limit-assets', made);
      if (made.homeDashboard !== null) requireMay(actor, 'organization.choose-home', made);
      return made;
    });
  }

  /**
   * Changes an organization; what is absent stays.
   *
   * @throws {OrganizationUnknownError}
   * @throws {NotAllowedError} for any of the fields; then nothing is changed
   * @throws {ProviderKindError} it is no provider
   */
  change(actor: Actor, id: OrganizationId, change: OrganizationChange): Promise<Organization> {
    return this.work.run(async () => {
      const organization = await this.hold(actor, id);
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      for (const [field] of given) requireMay(actor, changeActions[field as keyof OrganizationChange], organization);
      if (change.providerKind !== undefined && organization.kind !== 'provider')
        throw new ProviderKindError(organization.kind);
      const changed = given.filter(([field, value]) => organization[field as keyof OrganizationChange] !== value);
      if (changed.length === 0) return organization;
      const fields: OrganizationFields = Object.fromEntries(changed);
      await this.store.change(id, fields);
      await this.work.record({
        action: 'organization.changed',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'organization', id },
        before: Object.fromEntries(changed.map(([field]) => [field, organization[field as keyof OrganizationChange]])),
        after: Object.fromEntries(changed),
      });
      return { ...organization, ...fields } as Organization;
    });
  }

  /** The organization of the actor that a new one of this kind naturally stands under. */
  async #ownParent(actor: Actor, kind: OrganizationKind): Promise<Organization> {
    requireSomewhere(actor, 'organization.create');
    const candidates = actor.memberships.filter(
      (own) =>
        parentKinds[kind].includes(own.kind) &&
        may(actor, 'organization.create', { path: own.path, delegatesCertificates: false }),
    );
    const [only] = candidates;
    if (!only || candidates.length > 1) {
      const ids = candidates.map(({ organizationId }) => organizationId);
      throw new ParentNeededError('parentId', kind, ids);
    }
    return this.get(actor, only.organizationId);
  }
}
