export {
  type Admission,
  type AdmittedDevice,
  type CertificateIdentity,
  type CertificateStanding,
  CertificateStandings,
  decideAdmission,
} from './admission.js';
export { Announcements } from './announcements.js';
export { labelOf } from './asset.js';
export { AssetConfigurations, type KnownConfiguration } from './asset-configuration.js';
export { AssetCreation, type AssetDraft } from './asset-creation.js';
export {
  AssetConfirmationError,
  AssetOwnerKindError,
  AssetSiteError,
  AssetTakenError,
  AssetUnknownError,
  AttributeValuesError,
  CustomersConfigureError,
  WarrantySpanError,
} from './asset-errors.js';
export { type AssetDetails, AssetReader, type ListedAsset } from './asset-list.js';
export { type AssetChange, Assets } from './assets.js';
export { type Assigned, Assignments } from './assignments.js';
export { dayIn } from './calendar-day.js';
export { CertificateUnknownError, DeviceNotEnrollableError, TooManyCertificatesError } from './certificate-errors.js';
export { CertificateRevocation, type RevocationOutcome } from './certificate-revocation.js';
export {
  type ConnectionAttempt,
  ConnectionAttempts,
  type PresentedCertificate,
} from './connection-attempt.js';
export { type ConnectionRefusalCode, connectionRefusals } from './connection-attempt-causes.js';
export { type ContractState, contractStateOf, graceEndOf, type WarrantyState, warrantyStateOf } from './contract.js';
export {
  ContractDeviceGoneError,
  ContractLapsedError,
  ContractRenewedError,
  ContractUnknownError,
  RenewalStartError,
} from './contract-errors.js';
export { ContractNotices } from './contract-notices.js';
export type { Contract } from './contract-store.js';
export { Contracts, type RenewalForm } from './contracts.js';
export { type CsvCell, type CsvDelimiter, csvLine, textOfCell } from './csv-text.js';
export type { DeviceLifecycle } from './device.js';
export {
  type CertificateFile,
  type CertificateOrderForm,
  DeviceCertificates,
  type EnrolledDevice,
} from './device-certificates.js';
export { DeviceChanges } from './device-changes.js';
export { DeviceUnknownError, LifecycleTransitionError } from './device-errors.js';
export { type DeviceDetails, deviceSearch, deviceSearches, type ListedDevice } from './device-list.js';
export { DeviceOwnerships, type HandOver, type SeenDevice } from './device-ownerships.js';
export { DeviceReturns } from './device-returns.js';
export { Devices } from './devices.js';
export type { DispatchOutcome } from './dispatch.js';
export { MAXIMUM_VALID_CERTIFICATES } from './enrollment.js';
export type { AssetKind, EquipmentModel } from './equipment.js';
export { EquipmentCatalog } from './equipment-catalog.js';
export {
  AssetKindUnknownError,
  EquipmentKindOwnerError,
  EquipmentModelUnknownError,
  EquipmentNameTakenError,
  EquipmentOwnerError,
} from './equipment-errors.js';
export type { FleetCounts } from './fleet-counts.js';
export { wholeWorld } from './grid.js';
export { badRowsFile } from './import/bad-rows.js';
export {
  ImportFileUnreadableError,
  ImportHasBadRowsError,
  ImportHeaderError,
  ImportPlaceError,
  ImportStatusError,
  ImportTooLargeError,
  ImportUnknownError,
  TooManyImportsError,
} from './import/import-errors.js';
export type { ImportJob, ImportRow } from './import/import-job.js';
export { ImportWorker } from './import/import-worker.js';
export { Imports } from './import/imports.js';
export {
  AssetOccupiedError,
  DeviceInstalledError,
  DifferentOwnersError,
  EdgeDeviceUnknownError,
  NotInstalledError,
} from './installation-errors.js';
export type { FreeDevice, Installation } from './installation-store.js';
export { Installations } from './installations.js';
export { InstalledDevices } from './installed-devices.js';
export { KeysBusyError } from './key-maker.js';
export { ListingUpkeep } from './listing-upkeep.js';
export { type MachineCount, MachineCounts } from './machine-counts.js';
export type { MapFeature } from './map-feature.js';
export {
  type MeasurementColumn,
  type MeasurementHeading,
  measurementColumns,
  measurementHeading,
} from './measurement-columns.js';
export { MeasurementUnknownError, SampleInFutureError, SampleTakenError } from './measurement-errors.js';
export {
  type CheckedMeasurementRow,
  checkedMeasurementRow,
  type MeasurementCellError,
  type MeasurementRow,
} from './measurement-rows.js';
export { type MatchedSample, MeasurementBatches } from './measurement-store.js';
export { type InterpretedMeasurement, OfflineMeasurements } from './offline-measurements.js';
export { type CustomerOnboarding, nextStepOf, onboardingSteps } from './onboarding.js';
export { type VisibleSpan, visibleSpans } from './ownership.js';
export { type CertificateRecord, FleetReader, type RefusedConnection } from './ports.js';
export { AdmissionRegistry } from './prisma/admission-registry.js';
export { PrismaCertificateLedger } from './prisma/certificate-ledger.js';
export { ConnectionAttemptStore } from './prisma/connection-attempt-store.js';
export { type Fleet, type FleetOptions, fleetOver } from './prisma/fleet.js';
export { importWorkerOver } from './prisma/imports.js';
export { PrismaContractNoticeStore } from './prisma/prisma-contract-notice-store.js';
export { PrismaListingUpkeep } from './prisma/prisma-listing-upkeep.js';
export { PrismaMeasurementBatches } from './prisma/prisma-measurement-batches.js';
export {
  AssetServedError,
  ProposalAnsweredError,
  ProposalOpenError,
  ProposalUnknownError,
  SiteNotOfCustomerError,
} from './proposal-errors.js';
export type { Proposal, ProposalStatus } from './proposal-store.js';
export { type AcceptanceForm, Proposals } from './proposals.js';
export { type Registered, Registration } from './registration.js';
export {
  AssetLimitError,
  DeviceTakenError,
  ModelUnknownError,
  ProviderHasContractsError,
} from './registration-errors.js';
export { RegistrationRequestAnsweredError, RegistrationRequestUnknownError } from './registration-request-errors.js';
export type { ReceivedRequest, Reception } from './registration-request-store.js';
export { OPEN_REQUESTS, RegistrationRequests } from './registration-requests.js';
export {
  DeviceInStockError,
  type ReplacementObstacle,
  ReplacementUnfitError,
  SerialNumberUnknownError,
} from './replacement-errors.js';
export { type Replaced, Replacements } from './replacements.js';
export { type PublishedRevocationList, RevocationListPublication } from './revocation-list.js';
export { type Scope, scopeOf } from './scope.js';
export { ServiceTerms } from './service-terms.js';
export { ShareAcceptance } from './share-acceptance.js';
export type { ListedSite, SiteLook, SiteSelection } from './site.js';
export { SiteConfirmationError, SiteUnknownError } from './site-errors.js';
export {
  type GrantPermission,
  grantStateOf,
  MAXIMUM_OPEN_GRANTS,
  type OfferedGrant,
  SHARE_CODE_DAYS,
  type SitePermission,
} from './site-grant.js';
export {
  GrantEndError,
  GrantLimitError,
  ShareCodeExpiredError,
  ShareCodeUnknownError,
  ShareKeyUnknownError,
  ShareReceiverError,
  SiteGrantUnknownError,
  SiteSeenAnywayError,
} from './site-grant-errors.js';
export { type SharingIdentity, SiteSharing } from './site-sharing.js';
export { type SiteDraft, Sites } from './sites.js';
export { Stock } from './stock.js';
export {
  DeviceChangedError,
  DeviceElsewhereError,
  DeviceTypeDiffersError,
  DispatchConflictError,
  type DispatchObstacle,
} from './stock-errors.js';
export { systemNameMatches, systemNameTemplate } from './system-name.js';
export { type ArrangedTable, TableArrangements } from './table-arrangements.js';
export { ColumnHiddenError, ColumnUnknownError } from './table-errors.js';
export { type Column, cellOf } from './tables/table.js';
