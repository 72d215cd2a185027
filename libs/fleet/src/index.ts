export { Announcements } from './announcements.js';
export { labelOf } from './assets/asset.js';
export { AssetConfigurations, type KnownConfiguration } from './assets/asset-configuration.js';
export { AssetCreation, type AssetDraft } from './assets/asset-creation.js';
export {
  AssetConfirmationError,
  AssetOwnerKindError,
  AssetSiteError,
  AssetTakenError,
  AssetUnknownError,
  AttributeValuesError,
  CustomersConfigureError,
  WarrantySpanError,
} from './assets/asset-errors.js';
export { type AssetDetails, AssetReader, type ListedAsset } from './assets/asset-list.js';
export { type AssetChange, Assets } from './assets/assets.js';
export type { AssetKind, EquipmentModel } from './assets/equipment.js';
export { EquipmentCatalog } from './assets/equipment-catalog.js';
export {
  AssetKindUnknownError,
  EquipmentKindOwnerError,
  EquipmentModelUnknownError,
  EquipmentNameTakenError,
  EquipmentOwnerError,
} from './assets/equipment-errors.js';
export {
  AssetOccupiedError,
  DeviceInstalledError,
  DifferentOwnersError,
  EdgeDeviceUnknownError,
  NotInstalledError,
} from './assets/installation-errors.js';
export type { FreeDevice, Installation } from './assets/installation-store.js';
export { Installations } from './assets/installations.js';
export { InstalledDevices } from './assets/installed-devices.js';
export { type MachineCount, MachineCounts } from './assets/machine-counts.js';
export {
  CertificateUnknownError,
  DeviceNotEnrollableError,
  TooManyCertificatesError,
} from './certificates/certificate-errors.js';
export { CertificateRevocation, type RevocationOutcome } from './certificates/certificate-revocation.js';
export {
  type CertificateFile,
  type CertificateOrderForm,
  DeviceCertificates,
  type EnrolledDevice,
} from './certificates/device-certificates.js';
export { MAXIMUM_VALID_CERTIFICATES } from './certificates/enrollment.js';
export { KeysBusyError } from './certificates/key-maker.js';
export { type PublishedRevocationList, RevocationListPublication } from './certificates/revocation-list.js';
export {
  type Admission,
  type AdmittedDevice,
  type CertificateIdentity,
  type CertificateStanding,
  CertificateStandings,
  type ChangedStandings,
  decideAdmission,
} from './connections/admission.js';
export {
  type ConnectionAttempt,
  ConnectionAttempts,
  type PresentedCertificate,
} from './connections/connection-attempt.js';
export { type ConnectionRefusalCode, connectionRefusals } from './connections/connection-attempt-causes.js';
export { dayIn } from './contracts/calendar-day.js';
export {
  type ContractState,
  contractStateOf,
  graceEndOf,
  type WarrantyState,
  warrantyStateOf,
} from './contracts/contract.js';
export {
  ContractDeviceGoneError,
  ContractLapsedError,
  ContractRenewedError,
  ContractUnknownError,
  RenewalStartError,
} from './contracts/contract-errors.js';
export { ContractNotices } from './contracts/contract-notices.js';
export type { Contract } from './contracts/contract-store.js';
export { Contracts, type RenewalForm } from './contracts/contracts.js';
export { ServiceTerms } from './contracts/service-terms.js';
export { type Assigned, Assignments } from './devices/assignments.js';
export { DeviceChanges } from './devices/device-changes.js';
export { DeviceUnknownError, LifecycleTransitionError } from './devices/device-errors.js';
export { type DeviceDetails, deviceSearch, deviceSearches, type ListedDevice } from './devices/device-list.js';
export { DeviceOwnerships, type HandOver, type SeenDevice } from './devices/device-ownerships.js';
export { DeviceReturns } from './devices/device-returns.js';
export { Devices } from './devices/devices.js';
export type { DispatchOutcome } from './devices/dispatch.js';
export { ListingUpkeep } from './devices/listing-upkeep.js';
export { type VisibleSpan, visibleSpans } from './devices/ownership.js';
export {
  DeviceInStockError,
  type ReplacementObstacle,
  ReplacementUnfitError,
  SerialNumberUnknownError,
} from './devices/replacement-errors.js';
export { type Replaced, Replacements } from './devices/replacements.js';
export { Stock } from './devices/stock.js';
export {
  DeviceChangedError,
  DeviceElsewhereError,
  DeviceTypeDiffersError,
  DispatchConflictError,
  type DispatchObstacle,
} from './devices/stock-errors.js';
export { systemNameMatches, systemNameTemplate } from './devices/system-name.js';
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
  type MeasurementColumn,
  type MeasurementHeading,
  measurementColumns,
  measurementHeading,
} from './measurements/measurement-columns.js';
export { MeasurementUnknownError, SampleInFutureError, SampleTakenError } from './measurements/measurement-errors.js';
export {
  type CheckedMeasurementRow,
  checkedMeasurementRow,
  type MeasurementCellError,
  type MeasurementRow,
} from './measurements/measurement-rows.js';
export { type MatchedSample, MeasurementBatches } from './measurements/measurement-store.js';
export { type InterpretedMeasurement, OfflineMeasurements } from './measurements/offline-measurements.js';
export type { FleetCounts } from './overview/fleet-counts.js';
export { wholeWorld } from './overview/grid.js';
export type { MapFeature } from './overview/map-feature.js';
export { type CustomerOnboarding, nextStepOf, onboardingSteps } from './overview/onboarding.js';
export { type CertificateRecord, FleetReader, type RefusedConnection } from './ports.js';
export { PrismaCertificateLedger } from './prisma/certificates/certificate-ledger.js';
export { AdmissionRegistry } from './prisma/connections/admission-registry.js';
export { ConnectionAttemptStore } from './prisma/connections/connection-attempt-store.js';
export { PrismaContractNoticeStore } from './prisma/contracts/prisma-contract-notice-store.js';
export { PrismaListingUpkeep } from './prisma/devices/prisma-listing-upkeep.js';
export { type Fleet, type FleetOptions, fleetOver } from './prisma/fleet.js';
export { importWorkerOver } from './prisma/import/imports.js';
export { PrismaMeasurementBatches } from './prisma/measurements/prisma-measurement-batches.js';
export { OnboardingReader } from './prisma/overview/customer-onboarding.js';
export { PrismaFleetReader } from './prisma/overview/prisma-fleet-reader.js';
export {
  AssetServedError,
  ProposalAnsweredError,
  ProposalOpenError,
  ProposalUnknownError,
  SiteNotOfCustomerError,
} from './proposals/proposal-errors.js';
export type { Proposal, ProposalStatus } from './proposals/proposal-store.js';
export { type AcceptanceForm, Proposals } from './proposals/proposals.js';
export { type Registered, Registration } from './registrations/registration.js';
export {
  AssetLimitError,
  DeviceTakenError,
  ModelUnknownError,
  ProviderHasContractsError,
} from './registrations/registration-errors.js';
export {
  RegistrationRequestAnsweredError,
  RegistrationRequestUnknownError,
} from './registrations/registration-request-errors.js';
export type { ReceivedRequest, Reception } from './registrations/registration-request-store.js';
export { OPEN_REQUESTS, RegistrationRequests } from './registrations/registration-requests.js';
export { type Scope, scopeOf } from './scope.js';
export { isGuest, OwnersOnlyError } from './sites/guest.js';
export { ShareAcceptance } from './sites/share-acceptance.js';
export type { ListedSite, SiteLook, SiteSelection } from './sites/site.js';
export { SiteConfirmationError, SiteUnknownError } from './sites/site-errors.js';
export {
  type GrantPermission,
  grantStateOf,
  MAXIMUM_OPEN_GRANTS,
  type OfferedGrant,
  SHARE_CODE_DAYS,
  type SitePermission,
} from './sites/site-grant.js';
export {
  GrantEndError,
  GrantLimitError,
  ShareCodeExpiredError,
  ShareCodeUnknownError,
  ShareKeyUnknownError,
  ShareReceiverError,
  SiteGrantUnknownError,
  SiteSeenAnywayError,
} from './sites/site-grant-errors.js';
export { type SharingIdentity, SiteSharing } from './sites/site-sharing.js';
export { type SiteDraft, Sites } from './sites/sites.js';
export { type CsvCell, type CsvDelimiter, csvLine, textOfCell } from './tables/csv-text.js';
export { type Column, cellOf } from './tables/table.js';
export { type ArrangedTable, TableArrangements } from './tables/table-arrangements.js';
export { ColumnHiddenError, ColumnUnknownError } from './tables/table-errors.js';
