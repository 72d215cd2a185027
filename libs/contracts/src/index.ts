export { type DuvalPoint, duvalTriangleZones } from './duval-triangle-zones.js';
export { type DisconnectCode, disconnectCauseInWords, disconnectCauses } from './events/disconnect-cause.js';
export {
  type PlatformEvent,
  type PlatformEventBody,
  type PlatformEventName,
  platformEvents,
} from './events/platform-event.js';
export {
  type Activated,
  type Activation,
  type ActivationAnswer,
  activated,
  activation,
  activationAnswer,
} from './http/activation.js';
export {
  type ApiKeyBody,
  type ApiKeyQuery,
  apiKey,
  apiKeyPage,
  apiKeyQuery,
  type CreatedApiKeyBody,
  createdApiKey,
  type NewApiKey,
  newApiKey,
} from './http/api-key.js';
export {
  type AssetBody,
  type AssetChange,
  type AssetDeletionQuery,
  type AssetDetailsBody,
  type AssetPageBody,
  asset,
  assetChange,
  assetConnection,
  assetDeletion,
  assetDetails,
  assetIdField,
  assetPage,
  type NewAsset,
  newAsset,
} from './http/asset.js';
export {
  type AssetConfigurationBody,
  assetConfiguration,
  type NewAssetConfiguration,
  newAssetConfiguration,
} from './http/asset-configuration.js';
export { type AssetQuery, assetCursorOf, assetQuery } from './http/asset-query.js';
export { type AuditEventBody, type AuditQuery, auditEvent, auditPage, auditQuery } from './http/audit.js';
export { type BoundingBox, boundingBox } from './http/bounding-box.js';
export {
  BULK_INVITATION_ROWS,
  type BulkInvitationQuery,
  type BulkInvitationResultBody,
  type BulkInvitationRow,
  bulkInvitationQuery,
  bulkInvitationResult,
  bulkInvitationRow,
} from './http/bulk-invitation.js';
export { type CalendarDate, calendarDate } from './http/calendar-date.js';
export {
  type CertificateRequest,
  certificateRequest,
  certificateSerialNumber,
  type DeviceCertificateBody,
  type DeviceCertificateListBody,
  deviceCertificate,
  deviceCertificateList,
  type IssuedCertificateBody,
  issuedCertificate,
  type RevocationAnswer,
  type RevocationRequest,
  revocationAnswer,
  revocationReason,
  revocationRequest,
} from './http/certificate.js';
export {
  type ContractQuery,
  type ContractRenewal,
  contractPage,
  contractQuery,
  contractRenewal,
  type ServiceContractBody,
  serviceContract,
} from './http/contract.js';
export {
  type CustomRoleBody,
  type CustomRoleChange,
  type CustomRoleQuery,
  customRole,
  customRoleChange,
  customRolePage,
  customRoleQuery,
  type NewCustomRole,
  newCustomRole,
  roleIdField,
} from './http/custom-role.js';
export {
  type ConnectionAttemptBody,
  type ConnectionAttemptPageBody,
  certificateState,
  connectionAttempt,
  connectionAttemptPage,
  connectivityState,
  type DeviceBody,
  type DeviceDetailsBody,
  type DevicePageBody,
  type DeviceQuery,
  device,
  deviceCursorOf,
  deviceDetails,
  deviceIdField,
  deviceLifecycle,
  devicePage,
  deviceQuery,
  deviceSort,
  type NumberedQuery,
  numberedQuery,
  type SuspensionAnswer,
  type SuspensionRequest,
  suspensionAnswer,
  suspensionRequest,
} from './http/device.js';
export {
  type DeviceChange,
  deviceChange,
  type ReplacementBody,
  type ReplacementRequest,
  replacement,
  replacementRequest,
} from './http/device-change.js';
export {
  type DgaFault,
  type DgaGas,
  type DgaInterpretationBody,
  dgaInterpretation,
} from './http/dga-interpretation.js';
export {
  type AssetKindBody,
  type AssetKindChange,
  type AssetKindQuery,
  type AttributeDefinition,
  assetKind,
  assetKindChange,
  assetKindPage,
  assetKindQuery,
  attributeDefinition,
  type EquipmentModelBody,
  type EquipmentModelChange,
  type EquipmentModelQuery,
  equipmentModel,
  equipmentModelChange,
  equipmentModelPage,
  equipmentModelQuery,
  type NewAssetKind,
  type NewEquipmentModel,
  newAssetKind,
  newEquipmentModel,
} from './http/equipment.js';
export { type ExportQuery, exportQuery } from './http/export.js';
export {
  emailAddress,
  language,
  linkToken,
  organizationIdField,
  passwordText,
  personIdField,
  phoneNumber,
  timeZone,
} from './http/fields.js';
export { type FleetSummaryBody, fleetSummary } from './http/fleet-summary.js';
export {
  type BegunForeignSignInBody,
  begunForeignSignIn,
  type ForeignSignInCompletion,
  foreignSignInCompletion,
  type IdentityProviderBody,
  type IdentityProviderChange,
  identityProvider,
  identityProviderChange,
  type NewForeignSignIn,
  newForeignSignIn,
} from './http/identity-provider.js';
export {
  type InstallableDeviceBody,
  type InstallableDeviceQuery,
  type InstallationBody,
  type InstallationQuery,
  installableDevice,
  installableDevicePage,
  installableDeviceQuery,
  installation,
  installationPage,
  installationQuery,
  type NewInstallation,
  newInstallation,
} from './http/installation.js';
export {
  type Acceptance,
  type AcceptanceAnswer,
  type Accepted,
  acceptance,
  acceptanceAnswer,
  accepted,
  type InvitationBody,
  type InvitationQuery,
  invitation,
  invitationIdField,
  invitationPage,
  invitationQuery,
  type NewInvitation,
  newInvitation,
  type OpenInvitationBody,
  openInvitation,
} from './http/invitation.js';
export { type LocationQuery, type LocationsBody, locationQuery, locations } from './http/location.js';
export { type MacAddress, macAddress, macAddressPrefix } from './http/mac-address.js';
export {
  type AddressChangeBody,
  addressChange,
  type PasswordChange,
  type ProfileBody,
  type ProfileChange,
  passwordChange,
  profile,
  profileChange,
} from './http/me.js';
export {
  type ActivationRenewal,
  type AddedMemberBody,
  activationRenewal,
  addedMember,
  type MemberBody,
  type MemberChange,
  type MemberQuery,
  type MemberRemoval,
  member,
  memberChange,
  memberPage,
  memberQuery,
  memberRemoval,
  type NewMember,
  newMember,
} from './http/member.js';
export {
  type NewOfflineMeasurement,
  newOfflineMeasurement,
  type OfflineMeasurementBody,
  type OfflineMeasurementQuery,
  type OfflineQuantity,
  offlineMeasurement,
  offlineMeasurementPage,
  offlineMeasurementQuery,
  offlineQuantities,
  offlineQuantityNames,
  offlineTextLimits,
} from './http/offline-measurement.js';
export {
  type CustomerOnboardingBody,
  type OnboardingQuery,
  onboardingPage,
  onboardingQuery,
} from './http/onboarding.js';
export {
  type DeletedOrganizationsBody,
  deletedOrganizations,
  type NewOrganization,
  newOrganization,
  type OrganizationBody,
  type OrganizationChange,
  type OrganizationDeletionQuery,
  type OrganizationDetailsBody,
  type OrganizationMove,
  type OrganizationQuery,
  type OrganizationSummaryBody,
  organization,
  organizationChange,
  organizationDeletion,
  organizationDetails,
  organizationMove,
  organizationPage,
  organizationQuery,
  organizationSummary,
} from './http/organization.js';
export {
  mailIdField,
  mailState,
  type OutboxMailBody,
  type OutboxQuery,
  outboxMail,
  outboxPage,
  outboxQuery,
} from './http/outbox.js';
export { cursorOf, pageCursor, pageLimit, pageOf } from './http/page.js';
export {
  type PasswordReset,
  type PasswordResetRequest,
  passwordReset,
  passwordResetRequest,
} from './http/password-reset.js';
export { type ProblemDocument, problemDocument } from './http/problem.js';
export {
  type NewProposal,
  newProposal,
  type ProposalAcceptance,
  type ProposalBody,
  type ProposalDecline,
  type ProposalQuery,
  proposal,
  proposalAcceptance,
  proposalDecline,
  proposalPage,
  proposalQuery,
} from './http/proposal.js';
export {
  leaseMonthsLimits,
  newSite,
  type RegistrationAnswer,
  type RegistrationForm,
  type RegistrationRequest,
  registrationAnswer,
  registrationForm,
  registrationRequest,
} from './http/registration.js';
export {
  type BegunSecondFactorBody,
  begunSecondFactor,
  type RecoveryCodesBody,
  recoveryCodes,
  type SecondFactorConfirmation,
  type SecondFactorRemoval,
  secondFactorConfirmation,
  secondFactorRemoval,
} from './http/second-factor.js';
export { type SerialNumber, serialNumber } from './http/serial-number.js';
export {
  type OwnSessionBody,
  type OwnSessionQuery,
  ownSession,
  ownSessionPage,
  ownSessionQuery,
  type SignedIn,
  type SignInAnswer,
  type SignInRequest,
  signedIn,
  signInAnswer,
  signInRequest,
} from './http/session.js';
export {
  type SiteBody,
  type SiteChange,
  type SiteDeletionQuery,
  type SiteDraftBody,
  type SiteLookBody,
  type SiteLookQuery,
  type SiteQuery,
  site,
  siteChange,
  siteDeletion,
  siteDraft,
  siteLookPage,
  siteLookQuery,
  sitePage,
  siteQuery,
} from './http/site.js';
export {
  ASSIGNED_AT_ONCE,
  type AssignmentBody,
  type AssignmentRequest,
  type AssignmentsBody,
  type AssignmentsRequest,
  assignment,
  assignmentRequest,
  assignments,
  assignmentsRequest,
  DISPATCHED_AT_ONCE,
  type DispatchAnswer,
  type DispatchRequest,
  dispatchAnswer,
  dispatchRequest,
  type HandOverPageBody,
  type HandOverQuery,
  handOverPage,
  handOverQuery,
} from './http/stock.js';
export {
  type ColumnType,
  columnType,
  type TableArrangement,
  type TableBody,
  type TableColumnBody,
  type TableName,
  table,
  tableArrangement,
  tableName,
  tableNames,
} from './http/table.js';
export {
  type BucketPageBody,
  bucketPage,
  type ConnectivityPageBody,
  connectivityPage,
  type HistoryQuery,
  historyQuery,
  type LatestReadingsBody,
  latestReadings,
  type ReadingPageBody,
  type ReadingQuery,
  type RejectedMessagePageBody,
  readingPage,
  readingQuery,
  rejectedMessagePage,
} from './http/telemetry.js';
export { singleLine, timestamp, uuid } from './http/text.js';
export { type DecodedAttribute, type DecodedAttributes, decodeAttributes } from './payload/attributes.js';
export { type CommandRequest, type CommandResponse, commandRequest, commandResponse } from './payload/command.js';
export {
  encodeBacklog,
  encodeLocation,
  encodeTelemetry,
  type JsonValue,
  type PositionSample,
  type SentValue,
  type TelemetrySample,
} from './payload/encoding.js';
export type { KeptValue } from './payload/kept-value.js';
export { payloadLimits } from './payload/limits.js';
export { type DecodedLocation, type DecodedPosition, decodeLocation } from './payload/location.js';
export type { ObservationTime, TimeOrigin } from './payload/observation-time.js';
export type { DecodedReading, DecodedTelemetry } from './payload/reading-collector.js';
export { type PayloadProblem, payloadProblems, type Refusals, type Rejection } from './payload/rejection.js';
export { decodeTelemetry } from './payload/telemetry.js';
