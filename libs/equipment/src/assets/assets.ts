import type { CalendarDate } from '#libs/contracts/http';
import {
  type Action,
  type Actor,
  type AuditedWork,
  type FleetAccess,
  type Json,
  notAllowed,
  requireMay,
  sees,
} from '#libs/identity';
import type { EquipmentCatalog } from '../models/equipment-catalog.js';
import { AssetConfirmationError, AssetSiteError, AssetUnknownError } from './asset.errors.js';
import { type Asset, type AssetFields, requireWarrantySpan } from './asset.js';
import type { AssetStore } from './asset.store.js';
import { type AskedAttributes, type AttributeValues, checkedAttributes, mergedAttributes } from './asset-attributes.js';

/** What can be changed about an asset; absent fields stay. */
export interface AssetChange {
  /** Name of an equipment model. */
  readonly model?: string | undefined;
  readonly modelNumber?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly name?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly shipDate?: CalendarDate | null | undefined;
  readonly warrantyBegin?: CalendarDate | null | undefined;
  readonly warrantyEnd?: CalendarDate | null | undefined;
  readonly migrated?: boolean | undefined;
  readonly attributes?: AskedAttributes | undefined;
  readonly siteId?: string | null | undefined;
}

/** What is done with one asset. */
const actionsOnAsset: readonly Action[] = [
  'asset.edit',
  'asset.install',
  'asset.configure',
  'measurement.upload',
  'service.propose',
  'service.answer',
];

/** The monitored equipment as a person sees it: that of others does not exist. */
export class Assets {
  constructor(
    private readonly store: AssetStore,
    private readonly access: FleetAccess,
    private readonly catalog: EquipmentCatalog,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Gets an asset the actor sees, for which the actor may do this.
   *
   * @param field of the request body that named it, if it was not the address of the request
   * @throws {AssetUnknownError} there is none, or it belongs to others and stands at no site they shared
   * @throws {NotAllowedError} it is seen, but neither the actor's roles nor a grant allow the action
   */
  async get(actor: Actor, id: string, action: Action, field?: string): Promise<Asset> {
    const unknown = () => new AssetUnknownError(id, field);
    return this.access.require(actor, action, await this.store.find(id), unknown);
  }

  /**
   * Which of the actions on an asset the actor may do with this one.
   *
   * @param asset one that they see
   */
  allowed(actor: Actor, asset: Asset): Promise<readonly Action[]> {
    return this.access.allowed(actor, actionsOnAsset, asset);
  }

  /**
   * As `get`, in the caller's unit of work; others that hold the same asset wait until it ends. Hold an asset before a
   * device: who does it the other way round may wait for each other. One that is hidden is answered before anything waits.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  async hold(actor: Actor, id: string, action: Action, field?: string): Promise<Asset> {
    await this.get(actor, id, action, field);
    const unknown = () => new AssetUnknownError(id, field);
    return this.access.require(actor, action, await this.store.lock(id), unknown);
  }

  /**
   * Changes an asset (R3-32); devices on it go along to its new site.
   *
   * @throws {AssetUnknownError}
   * @throws {NotAllowedError} also for the model and the site, if only a grant of its site lets the actor in
   * @throws {ModelUnknownError | AttributeValuesError | WarrantySpanError | AssetSiteError | AssetTakenError}
   */
  async change(actor: Actor, id: string, change: AssetChange): Promise<void> {
    await this.work.run(async () => {
      const asset = await this.hold(actor, id, 'asset.edit');
      if (change.model !== undefined || change.siteId !== undefined) requireOwner(actor, asset);
      const fields = await this.#changed(asset, change);
      requireWarrantySpan(fields);
      const names = changedNames(asset, fields);
      if (names.length === 0) return;
      const { siteId } = fields;
      if (siteId !== null && siteId !== asset.siteId) await this.#requireSite(asset, siteId);
      const at = this.work.now();
      await this.store.change(id, fields, at);
      if (siteId !== null && siteId !== asset.siteId) await this.store.moveDevices(id, siteId, at);
      await this.work.record({
        action: 'asset.changed',
        actorId: actor.personId,
        organizationId: asset.owner.id,
        subject: { kind: 'asset', id },
        details: { serialNumber: fields.serialNumber },
        before: picked(asset, names),
        after: picked(fields, names),
      });
    });
  }

  /**
   * Deletes an asset with what was measured off-line; devices on it are free again and keep their contracts (R3-32).
   *
   * @param confirm its serial number
   * @throws {AssetUnknownError | NotAllowedError | AssetConfirmationError}
   */
  async delete(actor: Actor, id: string, confirm: string): Promise<void> {
    await this.work.run(async () => {
      const asset = await this.hold(actor, id, 'asset.edit');
      requireOwner(actor, asset);
      if (confirm !== asset.serialNumber) throw new AssetConfirmationError(confirm);
      const { contracts, offlineMeasurements, devices } = await this.store.references(id);
      await this.store.remove(id);
      await this.work.record({
        action: 'asset.deleted',
        actorId: actor.personId,
        organizationId: asset.owner.id,
        subject: { kind: 'asset', id },
        details: { contracts, offlineMeasurements, devices },
        before: { ...picked(asset, fieldNames), model: asset.model.name },
      });
    });
  }

  async #requireSite({ owner }: Asset, siteId: string): Promise<void> {
    if (!(await this.store.hasSite(owner.id, siteId))) throw new AssetSiteError(siteId, owner.id);
  }

  async #changed(asset: Asset, change: AssetChange): Promise<AssetFields> {
    const { model: modelName, migrated = asset.isMigrated, attributes, ...others } = change;
    const isNew = modelName !== undefined && modelName !== asset.model.name;
    const model = isNew ? await this.catalog.offered(asset.owner.path, modelName, 'model') : asset.model;
    const given = Object.entries(others).filter(([, value]) => value !== undefined);
    return {
      ...(picked(asset, fieldNames) as unknown as AssetFields),
      ...Object.fromEntries(given),
      equipmentModelId: model.id,
      isMigrated: migrated,
      attributes: attributesOf(asset, model, attributes),
    };
  }
}

/** Values of attributes that a new kind does not have go. */
function attributesOf(asset: Asset, { kind }: Asset['model'], asked: AskedAttributes | undefined): AttributeValues {
  if (kind.id === asset.model.kind.id)
    return asked ? checkedAttributes(kind.attributes, mergedAttributes(asset.attributes, asked)) : asset.attributes;
  const kept = Object.entries(asset.attributes).filter(([key]) => kind.attributes.some((each) => each.key === key));
  return checkedAttributes(kind.attributes, mergedAttributes(Object.fromEntries(kept), asked ?? {}));
}

/** What somebody who was let in to one site cannot do with what stands there. */
function requireOwner(actor: Actor, { owner }: Asset): void {
  if (!sees(actor, owner)) throw notAllowed('asset.edit', owner);
  requireMay(actor, 'asset.edit', owner);
}

const fieldNames = [
  'equipmentModelId',
  'modelNumber',
  'serialNumber',
  'name',
  'externalId',
  'shipDate',
  'warrantyBegin',
  'warrantyEnd',
  'isMigrated',
  'attributes',
  'siteId',
] as const satisfies readonly (keyof AssetFields)[];

const changedNames = (before: AssetFields, after: AssetFields) =>
  fieldNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

const picked = (fields: AssetFields, names: readonly (keyof AssetFields)[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
