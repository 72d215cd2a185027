import type { OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { AssetFields } from './asset.js';

type Client = RegistryDatabase['client'];

/** What describes a machine, but for its numbers and where it stands. */
export type AssetDescription = Omit<AssetFields, 'modelNumber' | 'serialNumber' | 'siteId'>;

/** A machine as a batch makes it. */
export interface BatchedAsset extends AssetDescription {
  readonly id: string;
  readonly organizationId: OrganizationId;
  /** Null: the customer itself entered it. */
  readonly providerId: OrganizationId | null;
  readonly linkedAt: Date | null;
  readonly modelNumber: string;
  readonly serialNumber: string;
}

/** Makes machines in one statement; those whose numbers their customer has already are left out. @returns how many were made */
export async function addAssets(client: Client, assets: readonly BatchedAsset[], at: Date): Promise<number> {
  const rows = assets.map((asset) => ({
    ...recordOf(asset),
    id: asset.id,
    organization_id: asset.organizationId,
    provider_id: asset.providerId,
    linked_at: asset.linkedAt,
    model_number: asset.modelNumber,
    serial_number: asset.serialNumber,
  }));
  return client.$executeRaw`
    INSERT INTO asset (id, organization_id, provider_id, equipment_model_id, model_number, serial_number, name,
                       external_id, ship_date, warranty_begin, warranty_end, is_migrated, attributes, linked_at,
                       created_at, updated_at)
    SELECT made.id, made.organization_id, made.provider_id, made.equipment_model_id, made.model_number,
           made.serial_number, made.name, made.external_id, made.ship_date, made.warranty_begin, made.warranty_end,
           made.is_migrated, made.attributes, made.linked_at, ${at}::timestamptz, ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS made (id uuid, organization_id uuid, provider_id uuid, equipment_model_id uuid, model_number text,
               serial_number text, name text, external_id text, ship_date date, warranty_begin date,
               warranty_end date, is_migrated boolean, attributes jsonb, linked_at timestamptz)
    ON CONFLICT DO NOTHING`;
}

/** Describes machines anew, in one statement. */
export async function changeAssets(
  client: Client,
  assets: readonly (AssetDescription & { readonly id: string })[],
  at: Date,
): Promise<void> {
  const rows = assets.map((asset) => ({ ...recordOf(asset), id: asset.id }));
  await client.$executeRaw`
    UPDATE asset
    SET equipment_model_id = changed.equipment_model_id, name = changed.name, external_id = changed.external_id,
        ship_date = changed.ship_date, warranty_begin = changed.warranty_begin, warranty_end = changed.warranty_end,
        is_migrated = changed.is_migrated, attributes = changed.attributes, updated_at = ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS changed (id uuid, equipment_model_id uuid, name text, external_id text, ship_date date,
                  warranty_begin date, warranty_end date, is_migrated boolean, attributes jsonb)
    WHERE asset.id = changed.id`;
}

const recordOf = (details: AssetDescription) => ({
  equipment_model_id: details.equipmentModelId,
  name: details.name,
  external_id: details.externalId,
  ship_date: details.shipDate,
  warranty_begin: details.warrantyBegin,
  warranty_end: details.warrantyEnd,
  is_migrated: details.isMigrated,
  attributes: details.attributes,
});
