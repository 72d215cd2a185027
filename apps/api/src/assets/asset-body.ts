import { dayIn, warrantyStateOf } from '#libs/agreements';
import type { AssetBody, AssetDetailsBody } from '#libs/contracts/http';
import { type AssetDetails, type ListedAsset, labelOf } from '#libs/equipment';
import type { Action } from '#libs/identity';

/** An asset as lists show it. */
export function assetBody(asset: ListedAsset, now: Date): AssetBody {
  const warranty = { begin: asset.warrantyBegin, end: asset.warrantyEnd };
  return {
    id: asset.id,
    organizationId: asset.organizationId,
    organizationName: asset.organizationName,
    label: labelOf(asset),
    name: asset.name,
    model: asset.model,
    kind: asset.kind,
    modelNumber: asset.modelNumber,
    serialNumber: asset.serialNumber,
    externalId: asset.externalId,
    shipDate: asset.shipDate,
    warrantyBegin: asset.warrantyBegin,
    warrantyEnd: asset.warrantyEnd,
    warrantyState: warrantyStateOf(warranty, dayIn('UTC', now)),
    migrated: asset.isMigrated,
    siteId: asset.siteId,
    connection: asset.connection,
    devices: asset.devices.map((device) => ({ ...device })),
    linkedAt: asset.linkedAt?.toISOString() ?? null,
    createdAt: asset.createdAt.toISOString(),
  };
}

/** An asset as its own page shows it. */
export function assetDetailsBody(asset: AssetDetails, may: readonly Action[], now: Date): AssetDetailsBody {
  return {
    ...assetBody(asset, now),
    equipmentModel: asset.equipmentModel,
    assetKind: { ...asset.assetKind, attributes: [...asset.assetKind.attributes] },
    attributes: { ...asset.attributes },
    customer: { id: asset.organizationId, name: asset.organizationName },
    provider: asset.provider,
    site: asset.site,
    contract: asset.contract,
    offlineMeasurements: asset.offlineMeasurements,
    configuredAt: asset.configuredAt?.toISOString() ?? null,
    updatedAt: asset.updatedAt.toISOString(),
    may: [...may],
  };
}
