import type { AssetKindBody, EquipmentModelBody } from '#libs/contracts/http';
import type { AssetKind, EquipmentModel } from '#libs/equipment';

/** A kind of equipment as the API shows it. */
export const assetKindBody = (
  { id, owner, name, attributes, createdAt }: AssetKind,
  mayChange: boolean,
): AssetKindBody => ({
  id,
  organizationId: owner?.id ?? null,
  name,
  attributes: [...attributes],
  createdAt: createdAt.toISOString(),
  mayChange,
});

/** A model of equipment as the API shows it. */
export const equipmentModelBody = (model: EquipmentModel, mayChange: boolean): EquipmentModelBody => ({
  id: model.id,
  organizationId: model.owner?.id ?? null,
  name: model.name,
  manufacturer: model.manufacturer,
  kind: { id: model.kind.id, name: model.kind.name },
  retiredAt: model.retiredAt?.toISOString() ?? null,
  createdAt: model.createdAt.toISOString(),
  mayChange,
});
