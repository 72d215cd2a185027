import type { CalendarDate } from '#libs/contracts/http';
import { type Actor, type AuditedWork, may, type Organization, type Organizations, requireMay } from '#libs/identity';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { EdgeDeviceUnknownError } from '../installation/installation.errors.js';
import type { Installations } from '../installation/installations.js';
import type { EquipmentCatalog } from '../models/equipment-catalog.js';
import { AssetOwnerKindError, AssetSiteError } from './asset.errors.js';
import { type NewAssetRow, requireWarrantySpan } from './asset.js';
import type { AssetStore } from './asset.store.js';
import { type AskedAttributes, checkedAttributes } from './asset-attributes.js';
import { requireRoomForAsset } from './asset-limit.js';

/** A machine as it is entered (R3-34…R3-40). */
export interface AssetDraft {
  readonly organizationId: OrganizationId;
  /** Name of an equipment model. */
  readonly model: string;
  /** The name of the model when absent. */
  readonly modelNumber?: string | undefined;
  readonly serialNumber: string;
  readonly name?: string | undefined;
  readonly externalId?: string | undefined;
  readonly shipDate?: CalendarDate | undefined;
  readonly warrantyBegin?: CalendarDate | undefined;
  readonly warrantyEnd?: CalendarDate | undefined;
  readonly migrated: boolean;
  readonly attributes: AskedAttributes;
  readonly siteId?: string | undefined;
  /** Of a device of the same customer that is on nothing: it is paired at once. */
  readonly edgeDeviceSerialNumber?: string | undefined;
}

/** Enters machines in customers' accounts (R0-22, R0-23). */
export class AssetCreation {
  constructor(
    private readonly store: AssetStore,
    private readonly organizations: Organizations,
    private readonly catalog: EquipmentCatalog,
    private readonly installations: Installations,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Makes an asset, in one unit of work with its pairing. Entered by the customer's own people it is linked at once;
   * entered by the provider it waits for the customer to accept (R3-45).
   *
   * @returns its id
   * @throws {OrganizationUnknownError | NotAllowedError | AssetOwnerKindError}
   * @throws {AssetLimitError} the customer has as many as it may have (R0-19)
   * @throws {ModelUnknownError | AttributeValuesError | WarrantySpanError | AssetSiteError | AssetTakenError}
   * @throws {EdgeDeviceUnknownError} and what `Installations.install` refuses
   */
  create(actor: Actor, draft: AssetDraft): Promise<string> {
    return this.work.run(async () => {
      const organization = await this.organizations.hold(actor, draft.organizationId, 'organizationId');
      requireMay(actor, 'asset.create', organization);
      if (organization.kind !== 'customer') throw new AssetOwnerKindError(organization.id, organization.kind);
      const asset = await this.#rowOf(actor, draft, organization);
      await requireRoomForAsset(this.store, organization.id);
      await this.store.add(asset);
      await this.work.record({
        action: 'asset.created',
        actorId: actor.personId,
        organizationId: organization.id,
        subject: { kind: 'asset', id: asset.id },
        details: {
          model: draft.model,
          modelNumber: asset.modelNumber,
          serialNumber: asset.serialNumber,
          isLinked: asset.linkedAt !== null,
        },
      });
      await this.#pair(actor, asset, draft.edgeDeviceSerialNumber);
      return asset.id;
    });
  }

  async #rowOf(actor: Actor, draft: AssetDraft, organization: Organization): Promise<NewAssetRow> {
    const model = await this.catalog.offered(organization.path, draft.model, 'model');
    const attributes = checkedAttributes(model.kind.attributes, draft.attributes);
    const { warrantyBegin = null, warrantyEnd = null, siteId = null } = draft;
    requireWarrantySpan({ warrantyBegin, warrantyEnd });
    if (siteId !== null && !(await this.store.hasSite(organization.id, siteId)))
      throw new AssetSiteError(siteId, organization.id);
    const isOwn = actsAsCustomer(actor, organization);
    const { provider } = await this.organizations.details(actor, organization.id);
    const createdAt = this.work.now();
    return {
      id: newUuid(createdAt),
      organizationId: organization.id,
      providerId: isOwn ? null : (provider?.id ?? null),
      equipmentModelId: model.id,
      modelNumber: draft.modelNumber ?? model.name,
      serialNumber: draft.serialNumber,
      name: draft.name ?? null,
      externalId: draft.externalId ?? null,
      shipDate: draft.shipDate ?? null,
      warrantyBegin,
      warrantyEnd,
      isMigrated: draft.migrated,
      attributes,
      siteId,
      linkedAt: isOwn ? createdAt : null,
      createdAt,
    };
  }

  async #pair(actor: Actor, { id, organizationId }: NewAssetRow, serialNumber: string | undefined): Promise<void> {
    if (serialNumber === undefined) return;
    const device = await this.store.findDevice(organizationId, serialNumber);
    if (!device) throw new EdgeDeviceUnknownError(serialNumber, organizationId);
    await this.installations.install(actor, device, id);
  }
}

/** Whether a membership among the customers lets the actor do it, and not only one above them. */
const actsAsCustomer = (actor: Actor, organization: Organization) =>
  may(
    { ...actor, memberships: actor.memberships.filter(({ kind }) => kind === 'customer') },
    'asset.create',
    organization,
  );
