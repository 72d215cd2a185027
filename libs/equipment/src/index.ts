export { AssetUnknownError, AttributeValuesError, WarrantySpanError } from './assets/asset.errors.js';
export { type AssetFields, labelOf, requireWarrantySpan } from './assets/asset.js';
export { AssetStore } from './assets/asset.store.js';
export {
  type AskedAttributes,
  type AttributeValue,
  type AttributeValues,
  checkedAttributes,
  mergedAttributes,
} from './assets/asset-attributes.js';
export { addAssets, changeAssets } from './assets/asset-batch.store.js';
export { AssetCreation } from './assets/asset-creation.js';
export { AssetLimitError } from './assets/asset-limit.errors.js';
export { type AssetRoom, requireRoomForAsset } from './assets/asset-limit.js';
export { lockAssetRoom } from './assets/asset-room.store.js';
export { Assets } from './assets/assets.js';
export { AssetConfigurations } from './configuration/asset-configuration.js';
export { AssetConfigurationStore, type KnownConfiguration } from './configuration/asset-configuration.store.js';
export {
  type FreeDevice,
  type Installation,
  InstallationStore,
  type InstalledSpan,
} from './installation/installation.store.js';
export { Installations } from './installation/installations.js';
export { AssetCounts } from './list/asset-counts.query.js';
export type { AssetDetails, ListedAsset } from './list/asset-list.js';
export { AssetReader } from './list/asset-reader.query.js';
export type { AssetKind, EquipmentModel } from './models/equipment.js';
export { EquipmentStore } from './models/equipment.store.js';
export { EquipmentCatalog } from './models/equipment-catalog.js';
export { ofThoseAbove } from './models/equipment-scope.query.js';
export { MeasurementBatches } from './offline-measurements/measurement-batches.store.js';
export {
  type MeasurementColumn,
  measurementColumns,
  measurementHeading,
} from './offline-measurements/measurement-columns.js';
export { checkedMeasurementRow, futureSample, type MeasurementRow } from './offline-measurements/measurement-rows.js';
export { plainFields } from './offline-measurements/offline-measurement.js';
export { type MatchedSample, MeasurementStore } from './offline-measurements/offline-measurement.store.js';
export { type InterpretedMeasurement, OfflineMeasurements } from './offline-measurements/offline-measurements.js';
