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
export { type Actor, type ActorMembership, sees, visiblePaths } from './actor.js';
export { type AuditEntry, type AuditEvent, AuditTrail, type Json, RequestOrigin } from './audit.js';
export {
  AccountNotActivatedError,
  AlreadyMemberError,
  InvitationAcceptedError,
  InvitationExpiredError,
  InvitationReplacedError,
  InvitationUnknownError,
} from './invitation-errors.js';
export { newLinkKey } from './link-tokens.js';
export { type Link, Links } from './links.js';
export { Operators } from './operators.js';
export type { Organization, OrganizationKind, OrganizationStatus, Role } from './organization.js';
export {
  OrganizationPlacementError,
  OrganizationTooDeepError,
  OrganizationUnknownError,
  ParentNeededError,
} from './organization-errors.js';
export { type Mail, Outbox, type OutboxMail } from './outbox.js';
export { Argon2PasswordHashing, PasswordHashing } from './password-hashing.js';
export { type Action, may, pathsWhere, requireMay } from './permissions.js';
export { type Identity, type IdentityOptions, identityOver } from './prisma/identity.js';
export { type OpenedSession, Sessions } from './sessions.js';
