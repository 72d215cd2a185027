import type { CalendarDate } from '#libs/contracts/http';
import { type DeviceId, organizationId } from '#libs/kernel';
import { Prisma } from '#prisma';
import type { AssetConnection, ListedAsset } from './asset-list.js';

/** A machine as lists show it, as it comes from the database. */
export interface ListedAssetRow {
  readonly id: string;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly name: string | null;
  readonly name_key: string;
  readonly model: string;
  readonly kind: string;
  readonly model_number: string;
  readonly serial_number: string;
  readonly external_id: string | null;
  readonly ship_date: string | null;
  readonly warranty_begin: CalendarDate | null;
  readonly warranty_end: CalendarDate | null;
  readonly is_migrated: boolean;
  readonly site_id: string | null;
  readonly connection: AssetConnection;
  readonly devices: ListedAsset['devices'];
  readonly linked_at: Date | null;
  readonly created_at: Date;
}

/** Columns of {@link ListedAssetRow}, out of {@link listedAssetTables}. */
export const listedAssetColumns = Prisma.sql`
  a.id, a.organization_id, o.name AS organization_name, a.name, t.name_key, m.name AS model,
  k.name AS kind, a.model_number, a.serial_number, a.external_id, a.ship_date::text AS ship_date,
  a.warranty_begin::text AS warranty_begin, a.warranty_end::text AS warranty_end, a.is_migrated, a.site_id,
  CASE
    WHEN t.link = 'linked' AND n.is_connected THEN 'connected'
    ELSE t.link
  END AS connection,
  coalesce(n.devices, '[]') AS devices, a.linked_at, a.created_at`;

/** What belongs to an asset `a`. */
export const listedAssetTables = Prisma.sql`
  JOIN asset_listing t ON t.asset_id = a.id
  JOIN organization o ON o.id = a.organization_id
  JOIN equipment_model m ON m.id = a.equipment_model_id
  JOIN asset_kind k ON k.id = m.kind_id
  LEFT JOIN LATERAL (
    SELECT
      bool_or(l.connectivity = 'connected') AS is_connected,
      json_agg(json_build_object(
        'id', d.id, 'serialNumber', d.serial_number, 'name', d.name, 'connectivity', l.connectivity
      ) ORDER BY i.installed_at, i.id) AS devices
    FROM installation i
    JOIN device d ON d.id = i.device_id
    JOIN device_listing l ON l.device_id = d.id
    WHERE i.asset_id = a.id AND i.removed_at IS NULL
  ) n ON TRUE`;

export const listedAssetFrom = (row: ListedAssetRow): ListedAsset => ({
  id: row.id,
  organizationId: organizationId(row.organization_id),
  organizationName: row.organization_name,
  name: row.name,
  model: row.model,
  kind: row.kind,
  modelNumber: row.model_number,
  serialNumber: row.serial_number,
  externalId: row.external_id,
  shipDate: row.ship_date,
  warrantyBegin: row.warranty_begin,
  warrantyEnd: row.warranty_end,
  isMigrated: row.is_migrated,
  siteId: row.site_id,
  connection: row.connection,
  devices: row.devices.map((device) => ({ ...device, id: device.id as DeviceId })),
  linkedAt: row.linked_at,
  createdAt: row.created_at,
});
