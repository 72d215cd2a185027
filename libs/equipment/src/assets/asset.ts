import type { CalendarDate } from '#libs/contracts/http';
import type { Placed } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import type { EquipmentModel } from '../models/equipment.js';
import { WarrantySpanError } from './asset.errors.js';
import type { AttributeValues } from './asset-attributes.js';

/** What describes a machine, as it is stored. */
export interface AssetFields {
  readonly equipmentModelId: string;
  readonly modelNumber: string;
  /** Unique among those of one customer and model number. */
  readonly serialNumber: string;
  /** Null: model number and serial number stand for it. */
  readonly name: string | null;
  /** Its number in an ERP system (R3-35). */
  readonly externalId: string | null;
  readonly shipDate: CalendarDate | null;
  readonly warrantyBegin: CalendarDate | null;
  /** Exclusive. */
  readonly warrantyEnd: CalendarDate | null;
  /** Taken over from a predecessor system (R3-39). */
  readonly isMigrated: boolean;
  readonly attributes: AttributeValues;
  readonly siteId: string | null;
}

/** A machine as rules need it. */
export interface Asset extends AssetFields, Placed {
  readonly id: string;
  readonly model: Pick<EquipmentModel, 'id' | 'name' | 'kind'>;
}

export interface NewAssetRow extends AssetFields {
  readonly id: string;
  readonly organizationId: OrganizationId;
  /** The provider that entered it; null: the customer itself. */
  readonly providerId: OrganizationId | null;
  /** Since when the customer has it as its own; null: it waits for the provider's proposal (R3-45). */
  readonly linkedAt: Date | null;
  readonly createdAt: Date;
}

/** What a machine is called. */
export const labelOf = ({ name, modelNumber, serialNumber }: Pick<Asset, 'name' | 'modelNumber' | 'serialNumber'>) =>
  name ?? `${modelNumber} ${serialNumber}`;

/** @throws {WarrantySpanError} it would end before or when it begins */
export function requireWarrantySpan({
  warrantyBegin,
  warrantyEnd,
}: Pick<AssetFields, 'warrantyBegin' | 'warrantyEnd'>) {
  if (warrantyBegin !== null && warrantyEnd !== null && warrantyEnd <= warrantyBegin)
    throw new WarrantySpanError(warrantyBegin, warrantyEnd);
}
