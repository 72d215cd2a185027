export type { DeviceBatch, DeviceBatchRow } from './batch/device-batch.js';
export { DeviceBatchStore } from './batch/device-batch.store.js';
export { DeviceBatchActions } from './batch/device-batch-actions.js';
export { DeviceBatchAuthority } from './batch/device-batch-authority.js';
export { DeviceBatchNews } from './batch/device-batch-news.js';
export { DeviceBatchQueue } from './batch/device-batch-queue.store.js';
export { DeviceBatchWorker } from './batch/device-batch-worker.js';
export { DeviceBatches } from './batch/device-batches.js';
export { certificateNoticeMail } from './certificate-notices/certificate-notice.mail.js';
export { CertificateNoticeStore } from './certificate-notices/certificate-notice.store.js';
export { CertificateNotices } from './certificate-notices/certificate-notices.js';
export { DeviceChangeStore } from './changes/device-change.store.js';
export { DeviceChanges } from './changes/device-changes.js';
export { SiteUnknownError } from './changes/device-site.errors.js';
export { systemNameMatches, systemNameTemplate } from './changes/system-name.js';
export { DeviceUnknownError, LifecycleTransitionError } from './device.errors.js';
export { DeviceStore, type NewPlacedDevice } from './device.store.js';
export {
  addDevices,
  placeDevices,
  renameDevices,
  takeDevicesFromSite,
  takenDeviceField,
  type UniqueDeviceField,
} from './device-rows.store.js';
export { Devices } from './devices.js';
export { type FirstConnectionFacts, firstConnectionSteps } from './first-connection/first-connection.js';
export { type ConnectivityState, type DeviceDetails, deviceSearches, type ListedDevice } from './list/device-list.js';
export { FleetReader } from './list/fleet-reader.query.js';
export { ListingUpkeep } from './list/listing-upkeep.store.js';
export { wholeWorld } from './map/grid.js';
export { type DrawnMap, type MapFeature, worstOf } from './map/map-feature.js';
export { mapFilterOf } from './map/map-filter.js';
export { MapReader } from './map/map-reader.query.js';
export { MapUpkeep } from './map/map-upkeep.store.js';
export type { UnidentifiedConnection } from './refusals/unidentified-connections.query.js';
export { PlaceTaking } from './replacement/place-taking.js';
export { ReplacementStore } from './replacement/replacement.store.js';
export { ReplacementCandidates } from './replacement/replacement-candidates.js';
export { Replacements } from './replacement/replacements.js';
export { Retirement } from './retirement/retirement.js';
export { RetirementStore } from './retirement/retirement.store.js';
export { ModelUnknownError } from './stock/device-model.errors.js';
export { deviceModels, type Model } from './stock/device-models.query.js';
export { DeviceTypeDiffersError } from './stock/stock.errors.js';
export { Stock } from './stock/stock.js';
export { type StockedDevice, StockStore } from './stock/stock.store.js';
export { OrganizationDeviceCounts } from './summary/organization-device-counts.query.js';
export { DeviceTagStore } from './tags/device-tag.store.js';
export { DeviceTags } from './tags/device-tags.js';
export { Assignments } from './transfer/assignments.js';
export { transfer } from './transfer/leaving-a-customer.store.js';
export { type OwnershipPlace, OwnershipStore } from './transfer/ownership.query.js';
export {
  BEGINNING,
  END,
  type Ownership,
  seesOwnership,
  spansBefore,
  visibleSpans,
} from './transfer/ownership-history.js';
export { beginOwnership, keepOwnersPlaces, theseDevices } from './transfer/ownership-history.store.js';
export { TransferStore } from './transfer/transfer.store.js';
export { TransferNews } from './transfer/transfer-news.js';
