export { Acceptance } from './acceptance.js';
export {
  NotAllowedError,
  NotSignedInError,
  PasswordChecksBusyError,
  SessionExpiredError,
  SessionUnknownError,
  SignInRefusedError,
} from './access-errors.js';
export {
  CurrentPasswordWrongError,
  EmailTakenError,
  LinkExpiredError,
  LinkUnknownError,
  LinkUsedError,
  PasswordIsAddressError,
  PasswordLengthError,
  PersonUnknownError,
} from './account-errors.js';
export { type AccountRequest, Accounts, type CustomerAccount } from './accounts.js';
export { Activations } from './activations.js';
export { type Actor, type ActorMembership, sees, visiblePaths } from './actor.js';
export { type ApiKey, stateOfKey } from './api-key.js';
export { PeopleOnlyError } from './api-key-errors.js';
export { ApiKeys } from './api-keys.js';
export { type AuditEntry, type AuditEvent, AuditTrail, type Json, RequestOrigin } from './audit.js';
export {
  AccountNotActivatedError,
  AlreadyMemberError,
  InvitationAcceptedError,
  InvitationExpiredError,
  InvitationReplacedError,
  InvitationUnknownError,
} from './invitation-errors.js';
export { Invitations, type SentInvitation } from './invitations.js';
export type { Letter } from './letter.js';
export { LinkTokens, newLinkKey } from './link-tokens.js';
export { type Link, Links } from './links.js';
export {
  type DueMail,
  MAIL_ATTEMPTS,
  MailDelivery,
  MailQueue,
  MailRefusedError,
  MailTransport,
} from './mail-delivery.js';
export { MailSentError, MailUnknownError } from './mail-errors.js';
export { type Member, Members } from './members.js';
export { Operators } from './operators.js';
export type { Organization, OrganizationKind, OrganizationStatus, Role } from './organization.js';
export {
  OrganizationKindError,
  OrganizationPlacementError,
  OrganizationTooDeepError,
  OrganizationUnknownError,
  ParentNeededError,
} from './organization-errors.js';
export { Organizations } from './organizations.js';
export { type Mail, type MailData, type MailState, type MailTemplate, type OutboxMail, stateOf } from './outbox.js';
export { type MailToOversee, Oversight } from './oversight.js';
export { Argon2PasswordHashing, PasswordHashing } from './password-hashing.js';
export { type Action, may, pathsWhere, requireMay } from './permissions.js';
export type { Person } from './person.js';
export { type Identity, type IdentityOptions, identityOver } from './prisma/identity.js';
export { PrismaMailQueue } from './prisma/prisma-mail-queue.js';
export { type Profile, Profiles } from './profiles.js';
export { type OpenedSession, Sessions } from './sessions.js';
  ProviderKindError,
