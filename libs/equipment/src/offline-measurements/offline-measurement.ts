import { type NewOfflineMeasurement, type OfflineQuantity, offlineQuantityNames } from '#libs/contracts/http';
import type { PersonId } from '#libs/kernel';
import type { GasSample } from '../dissolved-gas/rates.js';

/** What a laboratory found; null: not measured. Units as `offlineQuantities` of the contracts has them. */
export type OfflineValues = Readonly<Record<OfflineQuantity, number | null>>;

/** What can be said about one sample of oil. */
export interface OfflineFields extends OfflineValues {
  readonly sampledAt: Date;
  readonly laboratory: string | null;
  readonly note: string | null;
}

/** A sample of an asset's oil, measured off-line (R0-28, R0-29). */
export interface OfflineMeasurement extends OfflineFields {
  readonly id: string;
  readonly assetId: string;
  readonly createdById: PersonId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A measurement with the latest earlier sample of the asset that has gases. */
export interface MeasurementInHistory {
  readonly measurement: OfflineMeasurement;
  readonly before: GasSample | null;
}

/** Everything that was asked for, with null where nothing was. */
export const fieldsOf = (draft: NewOfflineMeasurement): OfflineFields => ({
  sampledAt: draft.sampledAt,
  ...(Object.fromEntries(offlineQuantityNames.map((name) => [name, draft[name] ?? null])) as OfflineValues),
  laboratory: draft.laboratory ?? null,
  note: draft.note ?? null,
});

export const offlineFieldNames = ['sampledAt', ...offlineQuantityNames, 'laboratory', 'note'] as const;

/** Fields as JSON has them, for comparing and for the audit trail. */
export const plainFields = (fields: OfflineFields) =>
  Object.fromEntries(
    offlineFieldNames.map((name) => {
      const value = fields[name];
      return [name, value instanceof Date ? value.toISOString() : value];
    }),
  );

/** Names of the fields that differ. */
export function changedFields(before: OfflineFields, after: OfflineFields): readonly string[] {
  const [was, is] = [plainFields(before), plainFields(after)];
  return offlineFieldNames.filter((name) => was[name] !== is[name]);
}
