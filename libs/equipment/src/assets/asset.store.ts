import type { AttributeDefinition, CalendarDate } from '#libs/contracts/http';
import { placeDevices } from '#libs/devices';
import { type DeviceId, deviceId, type OrganizationId, organizationId } from '#libs/kernel';
import { midnight, Prisma, type RegistryDatabase, violatesUnique } from '#prisma';
import { AssetTakenError } from './asset.errors.js';
import type { Asset, AssetFields, NewAssetRow } from './asset.js';
import type { AttributeValues } from './asset-attributes.js';
import type { AssetRoom } from './asset-limit.js';
import { lockAssetRoom } from './asset-room.store.js';

/** What goes with an asset when it is deleted. */
export interface AssetReferences {
  readonly contracts: number;
  readonly offlineMeasurements: number;
  /** Serial numbers of the devices on it. */
  readonly devices: readonly string[];
}

/** What no two assets of a customer share. */
const ASSET_UNIQUE = 'asset_organization_id_model_number_serial_number_key';

interface AssetRow {
  readonly id: string;
  readonly organization_id: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
  readonly equipment_model_id: string;
  readonly model_name: string;
  readonly kind_id: string;
  readonly kind_name: string;
  readonly definitions: AttributeDefinition[];
  readonly model_number: string;
  readonly serial_number: string;
  readonly name: string | null;
  readonly external_id: string | null;
  readonly ship_date: string | null;
  readonly warranty_begin: string | null;
  readonly warranty_end: string | null;
  readonly is_migrated: boolean;
  readonly attributes: AttributeValues;
  readonly site_id: string | null;
}

const selectAsset = (id: string) => Prisma.sql`
  SELECT a.id, a.organization_id, o.path, o.delegates_certificates, a.equipment_model_id, m.name AS model_name,
    k.id AS kind_id, k.name AS kind_name, k.attributes AS definitions, a.model_number, a.serial_number, a.name,
    a.external_id, a.ship_date::text AS ship_date, a.warranty_begin::text AS warranty_begin,
    a.warranty_end::text AS warranty_end, a.is_migrated, a.attributes, a.site_id
  FROM asset a
  JOIN organization o ON o.id = a.organization_id
  JOIN equipment_model m ON m.id = a.equipment_model_id
  JOIN asset_kind k ON k.id = m.kind_id
  WHERE a.id = ${id}::uuid`;

/**
 * The assets, one at a time.
 *
 * Assets in the registry's table `asset`.
 */
export class AssetStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(id: string): Promise<Asset | undefined> {
    const [row] = await this.database.client.$queryRaw<AssetRow[]>`${selectAsset(id)}`;
    return row && assetFrom(row);
  }

  /** As `find`; other units of work that lock the same asset wait until this one ends. */
  async lock(id: string): Promise<Asset | undefined> {
    const [row] = await this.database.client.$queryRaw<AssetRow[]>`${selectAsset(id)} FOR UPDATE OF a`;
    return row && assetFrom(row);
  }

  lockAssetRoom(id: OrganizationId): Promise<AssetRoom> {
    return lockAssetRoom(this.database, id);
  }

  /**
   * @param field of the request, which gives the serial number
   * @throws {AssetTakenError} the customer has it already; the unit of work cannot go on after it
   */
  async add({ createdAt, ...asset }: NewAssetRow, field = 'serialNumber'): Promise<void> {
    const { id, organizationId: ownerId, providerId, linkedAt } = asset;
    await unlessTaken(asset, field, () =>
      this.database.client.asset.create({
        data: {
          id,
          organizationId: ownerId,
          providerId,
          linkedAt,
          createdAt,
          updatedAt: createdAt,
          ...columnsOf(asset),
        },
      }),
    );
  }

  /**
   * @throws {AssetTakenError} the customer has another one like it; the unit of work cannot go on after it
   */
  async change(id: string, fields: AssetFields, at: Date): Promise<void> {
    await unlessTaken(fields, 'serialNumber', () =>
      this.database.client.asset.update({ where: { id }, data: { ...columnsOf(fields), updatedAt: at } }),
    );
  }

  /** Makes it the customer's own, if it is not yet, under this name and at this site. */
  async link(
    id: string,
    { providerId, name, siteId }: Pick<NewAssetRow, 'providerId' | 'name' | 'siteId'>,
    at: Date,
  ): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE asset
      SET linked_at = coalesce(linked_at, ${at}::timestamptz), provider_id = ${providerId}::uuid, name = ${name},
        site_id = ${siteId}::uuid, updated_at = ${at}::timestamptz
      WHERE id = ${id}::uuid`;
  }

  async remove(id: string): Promise<void> {
    await this.database.client.asset.delete({ where: { id } });
  }

  async references(assetId: string): Promise<AssetReferences> {
    const { client } = this.database;
    const contracts = await client.serviceContract.count({ where: { assetId } });
    const offlineMeasurements = await client.offlineMeasurement.count({ where: { assetId } });
    const present = await client.installation.findMany({
      where: { assetId, removedAt: null },
      select: { device: { select: { serialNumber: true } } },
    });
    return { contracts, offlineMeasurements, devices: present.map(({ device }) => device.serialNumber) };
  }

  async hasSite(ownerId: OrganizationId, siteId: string): Promise<boolean> {
    return (await this.database.client.site.count({ where: { id: siteId, organizationId: ownerId } })) > 0;
  }

  /** Takes the devices that are on the asset along to its new site. */
  async moveDevices(assetId: string, siteId: string, at: Date): Promise<void> {
    const present = Prisma.sql`
      SELECT device_id FROM installation WHERE asset_id = ${assetId}::uuid AND removed_at IS NULL`;
    await placeDevices(this.database.client, present, siteId, at);
  }

  /** A device of this organization by its serial number. */
  async findDevice(ownerId: OrganizationId, serialNumber: string): Promise<DeviceId | undefined> {
    const row = await this.database.client.device.findFirst({
      where: { organizationId: ownerId, serialNumber },
      select: { id: true },
    });
    return row ? deviceId(row.id) : undefined;
  }
}

async function unlessTaken(
  { modelNumber, serialNumber }: AssetFields,
  field: string,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!violatesUnique(cause, ASSET_UNIQUE)) throw cause;
    throw new AssetTakenError(modelNumber, serialNumber, field, { cause });
  }
}

const columnsOf = (fields: AssetFields) => ({
  equipmentModelId: fields.equipmentModelId,
  modelNumber: fields.modelNumber,
  serialNumber: fields.serialNumber,
  name: fields.name,
  externalId: fields.externalId,
  shipDate: midnight(fields.shipDate),
  warrantyBegin: midnight(fields.warrantyBegin),
  warrantyEnd: midnight(fields.warrantyEnd),
  isMigrated: fields.isMigrated,
  attributes: { ...fields.attributes },
  siteId: fields.siteId,
});

const assetFrom = (row: AssetRow): Asset => ({
  id: row.id,
  owner: {
    id: organizationId(row.organization_id),
    path: row.path,
    delegatesCertificates: row.delegates_certificates,
  },
  equipmentModelId: row.equipment_model_id,
  model: {
    id: row.equipment_model_id,
    name: row.model_name,
    kind: { id: row.kind_id, name: row.kind_name, attributes: row.definitions },
  },
  modelNumber: row.model_number,
  serialNumber: row.serial_number,
  name: row.name,
  externalId: row.external_id,
  shipDate: row.ship_date as CalendarDate | null,
  warrantyBegin: row.warranty_begin as CalendarDate | null,
  warrantyEnd: row.warranty_end as CalendarDate | null,
  isMigrated: row.is_migrated,
  attributes: row.attributes,
  siteId: row.site_id,
});
