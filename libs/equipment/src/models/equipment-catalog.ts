import type { AttributeDefinition } from '#libs/contracts/http';
import { ModelUnknownError } from '#libs/devices';
import {
  type Action,
  type Actor,
  type AuditEntry,
  type AuditTrail,
  type Json,
  may,
  NotAllowedError,
  type Organizations,
  requireMay,
} from '#libs/identity';
import { type Clock, newUuid, type OrganizationId, type UnitOfWork } from '#libs/kernel';
import {
  AssetKindUnknownError,
  EquipmentKindOwnerError,
  EquipmentModelUnknownError,
  EquipmentOwnerError,
} from './equipment.errors.js';
import type { AssetKind, EquipmentModel, EquipmentOwner, EquipmentSelection, EquipmentView } from './equipment.js';
import type { EquipmentStore } from './equipment.store.js';

const action: Action = 'model.administer';

/** A kind of equipment, as asked for. */
export interface AssetKindDraft {
  readonly organizationId?: OrganizationId | undefined;
  readonly name: string;
  readonly attributes: readonly AttributeDefinition[];
}

/** A model of equipment, as asked for. */
export interface EquipmentModelDraft {
  readonly organizationId?: OrganizationId | undefined;
  readonly name: string;
  readonly kindId: string;
  readonly manufacturer?: string | undefined;
}

/** Kinds and models of equipment: the platform's own for everybody, a provider's own for it and its customers. */
export class EquipmentCatalog {
  constructor(
    private readonly store: EquipmentStore,
    private readonly organizations: Organizations,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The kinds the actor sees, by name. */
  kinds(actor: Actor, selection: EquipmentSelection): Promise<readonly AssetKind[]> {
    return this.store.kinds(viewOf(actor), selection);
  }

  /** The models the actor sees, by name (R3-36). */
  models(actor: Actor, selection: EquipmentSelection): Promise<readonly EquipmentModel[]> {
    return this.store.models(viewOf(actor), selection);
  }

  /** Whether the actor may change what this owner has in the catalog. Pure; asks nobody. */
  mayChange(actor: Actor, { owner }: { readonly owner: EquipmentOwner | null }): boolean {
    return owner === null ? administersPlatform(actor) : administers(actor, owner.path);
  }

  /**
   * The model with this name that equipment of an organization can have; its provider's own goes before the platform's.
   *
   * @param field of the request that named it
   * @throws {ModelUnknownError} none that is offered there has this name, in any case
   */
  async offered(path: string, name: string, field: string): Promise<EquipmentModel> {
    const models = await this.store.offered(path);
    const named = models.filter((model) => model.name.toLowerCase() === name.toLowerCase());
    const model = named.find(({ owner }) => owner !== null) ?? named[0];
    if (!model) throw new ModelUnknownError(field, name, [...new Set(models.map((each) => each.name))]);
    return model;
  }

  /**
   * Makes a kind of equipment.
   *
   * @throws {OrganizationUnknownError | EquipmentOwnerError | NotAllowedError | EquipmentNameTakenError}
   */
  createKind(actor: Actor, { organizationId, name, attributes }: AssetKindDraft): Promise<AssetKind> {
    return this.unitOfWork.run(async () => {
      const owner = await this.#ownerFor(actor, organizationId);
      const createdAt = this.clock.now();
      const kind: AssetKind = { id: newUuid(createdAt), owner, name, attributes, createdAt };
      await this.store.addKind(kind);
      await this.#record(actor, 'asset-kind', kind, { action: 'asset-kind.created', after: kindFields(kind) });
      return kind;
    });
  }

  /**
   * Changes a kind; what is absent stays.
   *
   * @throws {AssetKindUnknownError | NotAllowedError | EquipmentNameTakenError}
   */
  changeKind(
    actor: Actor,
    id: string,
    change: { readonly name?: string | undefined; readonly attributes?: readonly AttributeDefinition[] | undefined },
  ): Promise<AssetKind> {
    return this.unitOfWork.run(async () => {
      await this.#kind(actor, id);
      await this.store.lock('asset_kind', id);
      const kind = await this.#kind(actor, id);
      this.#requireMayChange(actor, kind);
      const changed = { ...kind, name: change.name ?? kind.name, attributes: change.attributes ?? kind.attributes };
      await this.store.changeKind(id, changed);
      const entry = { action: 'asset-kind.changed', before: kindFields(kind), after: kindFields(changed) } as const;
      await this.#record(actor, 'asset-kind', kind, entry);
      return changed;
    });
  }

  /**
   * Makes a model of equipment.
   *
   * @throws {OrganizationUnknownError | EquipmentOwnerError | NotAllowedError | EquipmentNameTakenError}
   * @throws {AssetKindUnknownError | EquipmentKindOwnerError}
   */
  createModel(actor: Actor, draft: EquipmentModelDraft): Promise<EquipmentModel> {
    return this.unitOfWork.run(async () => {
      const owner = await this.#ownerFor(actor, draft.organizationId);
      const kind = await this.#kind(actor, draft.kindId, 'kindId');
      if (kind.owner !== null && kind.owner.id !== owner?.id) throw new EquipmentKindOwnerError(kind.id);
      const createdAt = this.clock.now();
      const model: EquipmentModel = {
        id: newUuid(createdAt),
        owner,
        name: draft.name,
        manufacturer: draft.manufacturer ?? null,
        kind,
        createdAt,
        retiredAt: null,
      };
      await this.store.addModel(model);
      const after = { ...modelFields(model), kind: kind.name };
      await this.#record(actor, 'equipment-model', model, { action: 'equipment-model.created', after });
      return model;
    });
  }

  /**
   * Changes a model, or retires it: equipment that has it keeps it, and it is offered no more.
   *
   * @throws {EquipmentModelUnknownError | NotAllowedError | EquipmentNameTakenError}
   */
  changeModel(
    actor: Actor,
    id: string,
    change: {
      readonly name?: string | undefined;
      readonly manufacturer?: string | null | undefined;
      readonly retired?: boolean | undefined;
    },
  ): Promise<EquipmentModel> {
    return this.unitOfWork.run(async () => {
      await this.#model(actor, id);
      await this.store.lock('equipment_model', id);
      const model = await this.#model(actor, id);
      this.#requireMayChange(actor, model);
      const { name = model.name, manufacturer = model.manufacturer, retired = model.retiredAt !== null } = change;
      const changed = {
        ...model,
        name,
        manufacturer,
        retiredAt: retired ? (model.retiredAt ?? this.clock.now()) : null,
      };
      await this.store.changeModel(id, changed);
      const entry = {
        action: 'equipment-model.changed',
        before: modelFields(model),
        after: modelFields(changed),
      } as const;
      await this.#record(actor, 'equipment-model', model, entry);
      return changed;
    });
  }

  #requireMayChange(actor: Actor, thing: { readonly owner: EquipmentOwner | null }): void {
    if (!this.mayChange(actor, thing)) throw new NotAllowedError(action, thing.owner?.id ?? null);
  }

  async #kind(actor: Actor, id: string, field?: string): Promise<AssetKind> {
    const kind = await this.store.findKind(viewOf(actor), id);
    if (!kind) throw new AssetKindUnknownError(id, field);
    return kind;
  }

  async #model(actor: Actor, id: string): Promise<EquipmentModel> {
    const model = await this.store.findModel(viewOf(actor), id);
    if (!model) throw new EquipmentModelUnknownError(id);
    return model;
  }

  /** Whose a new one is: the named provider's, else the platform's if its operator asks, else the actor's provider's. */
  async #ownerFor(actor: Actor, id: OrganizationId | undefined): Promise<EquipmentOwner | null> {
    if (id === undefined && administersPlatform(actor)) return null;
    const own = actor.memberships.filter((each) => each.kind === 'provider' && administers(actor, each.path));
    if (id === undefined && own.length > 1) throw new EquipmentOwnerError('several providers');
    const provider = id ?? own[0]?.organizationId;
    if (provider === undefined) throw new NotAllowedError(action, null);
    const organization = await this.organizations.get(actor, provider, 'organizationId');
    requireMay(actor, action, organization);
    if (organization.kind !== 'provider') throw new EquipmentOwnerError('not a provider');
    return organization;
  }

  async #record(
    { personId: actorId }: Actor,
    kind: 'asset-kind' | 'equipment-model',
    { id, owner }: { readonly id: string; readonly owner: EquipmentOwner | null },
    entry: Pick<AuditEntry, 'action' | 'before' | 'after'>,
  ): Promise<void> {
    await this.audit.record({ actorId, organizationId: owner?.id ?? null, subject: { kind, id }, ...entry });
  }
}

const viewOf = (actor: Actor): EquipmentView => ({ paths: actor.memberships.map(({ path }) => path) });

const administers = (actor: Actor, path: string) => may(actor, action, { path, delegatesCertificates: false });

const administersPlatform = (actor: Actor) =>
  actor.memberships.some(({ kind, path }) => kind === 'operator' && administers(actor, path));

const kindFields = ({ name, attributes }: AssetKind) => ({ name, attributes: attributes as unknown as Json });
const modelFields = ({ name, manufacturer, retiredAt }: EquipmentModel) => ({
  name,
  manufacturer,
  retiredAt: retiredAt?.toISOString() ?? null,
});
