export { Acceptance } from './acceptance.js';
export {
  CsrfTokenWrongError,
  NotAllowedError,
  NotSignedInError,
  OriginRefusedError,
  PasswordChangeRequiredError,
  PasswordChecksBusyError,
  SessionExpiredError,
  SessionIdleError,
  SessionNotFoundError,
  SessionUnknownError,
  SignInLockedError,
  SignInRefusedError,
} from './access-errors.js';
export {
  CurrentPasswordWrongError,
  EmailTakenError,
  LinkExpiredError,
  LinkUnknownError,
  LinkUsedError,
  PasswordCommonError,
  PasswordIsAddressError,
  PasswordLengthError,
  PersonUnknownError,
} from './account-errors.js';
export { type AccountRequest, Accounts, type CustomerAccount } from './accounts.js';
export { ActingFor } from './acting-for.js';
export { LinkReplacedError } from './activation-errors.js';
export { Activations } from './activations.js';
export { type Actor, type ActorMembership, sees, visiblePaths } from './actor.js';
export { Actors, type ActsFor } from './actors.js';
export { AddressChanges } from './address-changes.js';
export { AdministratorMail, type LetterToAdministrators } from './administrator-mail.js';
export { type ApiKey, stateOfKey } from './api-key.js';
export {
  ApiKeyActionError,
  ApiKeyExpiryError,
  ApiKeyLimitError,
  ApiKeyRefusedError,
  ApiKeyUnknownError,
  PeopleOnlyError,
} from './api-key-errors.js';
export { ApiKeys } from './api-keys.js';
export { type AuditEntry, type AuditEvent, AuditTrail, type Json, RequestOrigin } from './audit.js';
export type { ChainHead } from './audit-chain.js';
export { AuditSealing } from './audit-sealing.js';
export { AuditVerification, type ChainFault, type ChainReport } from './audit-verification.js';
export {
  BulkFileHeaderError,
  BulkFileTooLongError,
  BulkFileUnreadableError,
  BulkRowError,
} from './bulk-invitation-errors.js';
export { BulkInvitations, type BulkOutcome } from './bulk-invitations.js';
export { CodeEntryLockedError, CodeThrottle } from './code-throttle.js';
export type { CustomRole } from './custom-role.js';
export {
  CustomRoleActionError,
  CustomRoleHeldError,
  CustomRoleLimitError,
  CustomRoleNameTakenError,
  CustomRoleUnknownError,
} from './custom-role-errors.js';
export { CustomRoles } from './custom-roles.js';
export { CustomerBatches, type CustomerFields, canHaveCustomers, type ListedCustomer } from './customer-batches.js';
export {
  ForeignSignInFailedError,
  ForeignSignInRefusedError,
  ForeignSignInUnknownError,
  IdentityProviderFailedError,
  IssuerUnusableError,
  NoIdentityProviderError,
} from './foreign-sign-in/errors.js';
export { ForeignSignIns } from './foreign-sign-in/foreign-sign-ins.js';
export type { IdentityProvider } from './foreign-sign-in/identity-provider.js';
export { IdentityProviders } from './foreign-sign-in/identity-providers.js';
export {
  AccountNotActivatedError,
  AlreadyMemberError,
  InvitationAcceptedError,
  InvitationExpiredError,
  InvitationLapsedError,
  InvitationNotFoundError,
  InvitationReplacedError,
  InvitationUnknownError,
  InvitationWithdrawnError,
} from './invitation-errors.js';
export { Invitations, type Offer, type SentInvitation, type SentOffer } from './invitations.js';
export type { Letter } from './letter.js';
export { LinkTokens, newLinkKey } from './link-tokens.js';
export { type Link, Links } from './links.js';
export {
  type DueMail,
  MAIL_ATTEMPTS,
  MAILS_AT_ONCE,
  MailDelivery,
  MailQueue,
  MailRefusedError,
  MailServerAwayError,
  MailTransport,
} from './mail-delivery.js';
export { MailSentError, MailUnknownError } from './mail-errors.js';
export {
  type ActivationMethod,
  type AddedMember,
  MemberAdministration,
  type MemberChange,
  type MemberDraft,
} from './member-administration.js';
export {
  AccountActiveError,
  LastAdministratorError,
  MemberConfirmationError,
  MemberRoleUnknownError,
  MemberUnknownError,
  OwnMembershipError,
  PersonNotAdministeredError,
} from './member-errors.js';
export { MemberRecovery } from './member-recovery.js';
export { MemberWithoutSecondFactorError, OwnRecoveryError } from './member-recovery-errors.js';
export { type AddedBy, type Member, Members } from './members.js';
export { Operators } from './operators.js';
export type { Organization, OrganizationKind, OrganizationStatus, Role } from './organization.js';
export { type Deleted, OrganizationBelongings, OrganizationDeletion } from './organization-deletion.js';
export {
  ConfirmationWrongError,
  OrganizationCycleError,
  OrganizationKindError,
  OrganizationPlacementError,
  OrganizationTooDeepError,
  OrganizationUnknownError,
  ParentNeededError,
  ProviderHasCustomersError,
  ProviderKindError,
} from './organization-errors.js';
export { administers, OrganizationKeys } from './organization-keys.js';
export { OrganizationMoves } from './organization-moves.js';
export { Organizations } from './organizations.js';
export { type Mail, type MailData, type MailState, type MailTemplate, type OutboxMail, stateOf } from './outbox.js';
export { type MailToOversee, Oversight } from './oversight.js';
export { Argon2PasswordHashing, PasswordHashing } from './password-hashing.js';
export { type Action, may, notAllowed, organizationsWhere, pathsWhere, requireMay } from './permissions.js';
export type { Person } from './person.js';
export { type Identity, type IdentityOptions, identityOver } from './prisma/identity.js';
export { PrismaAdministratorMail } from './prisma/prisma-administrator-mail.js';
export { PrismaAuditChain } from './prisma/prisma-audit-chain.js';
export { PrismaCustomerBatches } from './prisma/prisma-customer-batches.js';
export { PrismaMailQueue } from './prisma/prisma-mail-queue.js';
export { type Profile, Profiles } from './profiles.js';
export { Recovery } from './recovery.js';
export { OneTimeLinkExpiredError, OneTimeLinkUnknownError } from './recovery-errors.js';
export { RoleTooWideError } from './role-errors.js';
export {
  SecondFactorActiveError,
  SecondFactorCodeWrongError,
  SecondFactorMissingError,
  SecondFactorNeededError,
  SecondFactorRefusedError,
} from './second-factor-errors.js';
export { SecondFactors } from './second-factors.js';
export { SelfGrants } from './self-grants.js';
export { CsrfTokens } from './session-csrf.js';
export type { Session } from './session-store.js';
export { type OpenedSession, type PasswordChangePolicy, SESSION_IDLE_MS, Sessions } from './sessions.js';
export { type ShareLetter, ShareLetters } from './share-letters.js';
export { type Credentials, type SignedInPerson, SignIn } from './sign-in.js';
export { grouped, typedCodeIn } from './typed-code.js';
