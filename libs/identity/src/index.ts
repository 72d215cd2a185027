export {
  CsrfTokenWrongError,
  NotAllowedError,
  NotSignedInError,
  OriginRefusedError,
  PasswordChangeRequiredError,
  PasswordChecksBusyError,
  SessionUnknownError,
} from './access/access.errors.js';
export { ActingFor } from './access/acting-for.js';
export { actingIn } from './access/acting-in.js';
export { type Actor, sees, visiblePaths } from './access/actor.js';
export { Actors } from './access/actors.query.js';
export { isGuest, OwnersOnlyError, requireNoGuest } from './access/guest.js';
export {
  type Action,
  allowedIn,
  may,
  notAllowed,
  organizationsWhere,
  pathsWhere,
  reachesFrom,
  requireMay,
  requireSomewhere,
} from './access/permissions.js';
export { FleetAccess, type LiveGrant, LiveGrants, type Placed } from './access/placed-access.js';
export { type Grantee, granteeOf, type Scope, scopeOf, seesWholePlatform } from './access/scope.js';
export { grantedSites, grantedTo, organizationsIn } from './access/scope.query.js';
export { PeopleOnlyError } from './api-keys/api-key.errors.js';
export { type ApiKey, stateOfKey } from './api-keys/api-key.js';
export { ApiKeyStore } from './api-keys/api-key.store.js';
export { ApiKeys } from './api-keys/api-keys.js';
export { AccountWork } from './audit/account-work.js';
export { type AuditEntry, AuditTrail, type Json, RequestOrigin } from './audit/audit.js';
export type { ChainHead } from './audit/audit-chain.js';
export { AuditChainStore } from './audit/audit-chain.store.js';
export { AuditNamesQuery } from './audit/audit-names.query.js';
export { AuditSealing } from './audit/audit-sealing.js';
export { type AuditInsertion, PrismaAuditTrail } from './audit/audit-trail.store.js';
export { AuditVerification, type ChainReport } from './audit/audit-verification.js';
export { AuditView, type ToldAuditEvent } from './audit/audit-view.js';
export { AuditedWork } from './audit/audited-work.js';
export { Acceptance } from './invitations/acceptance.js';
export { BulkInvitations, type BulkOutcome } from './invitations/bulk-invitations.js';
export { AlreadyMemberError } from './invitations/invitation.errors.js';
export { InvitationStore } from './invitations/invitation.store.js';
export { InvitationLinks } from './invitations/invitation-links.js';
export { InvitationMails, type SentInvitation } from './invitations/invitation-mails.js';
export { InvitationSending } from './invitations/invitation-sending.js';
export { Invitations } from './invitations/invitations.js';
export { Newcomers } from './invitations/newcomers.js';
export { SentInvitations } from './invitations/sent-invitations.js';
export { StandingOffers } from './invitations/standing-offers.js';
export { AccountLinkStore } from './links/account-link.store.js';
export { AccountLinks } from './links/account-links.js';
export { LINKS_KEPT_MS } from './links/link-lifetimes.js';
export { LinkTokens, newLinkKey } from './links/link-tokens.js';
export { Links } from './links/links.js';
export { IssuedMailLinks } from './links/mail-links.query.js';
export { grouped, typedCodeIn } from './links/typed-code.js';
export { identityMails } from './mail-templates.js';
export { ActivationLinks } from './members/activation-links.js';
export { ActivationRenewals } from './members/activation-renewals.js';
export { AdministeredRecovery } from './members/administered-recovery.js';
export { Joining } from './members/joining.js';
export { MemberStore } from './members/member.store.js';
export { MemberAdditions } from './members/member-additions.js';
export { MemberAdministration } from './members/member-administration.js';
export { MemberRecovery } from './members/member-recovery.js';
export { type Member, Members } from './members/members.js';
export { Memberships } from './members/memberships.js';
export { SelfGrants } from './members/self-grants.js';
export {
  CustomerBatches,
  type CustomerFields,
  canHaveCustomers,
  type ListedCustomer,
} from './organizations/customer-batches.store.js';
export { OrganizationKindError, OrganizationUnknownError } from './organizations/organization.errors.js';
export type { NamedOrganization, Organization, OrganizationKind, Owner, Role } from './organizations/organization.js';
export { OrganizationStore } from './organizations/organization.store.js';
export { OrganizationDeletion, OwnedResources } from './organizations/organization-deletion.js';
export { OrganizationKeyStore } from './organizations/organization-key.store.js';
export { administers, OrganizationKeys } from './organizations/organization-keys.js';
export { OrganizationMaking } from './organizations/organization-making.js';
export { OrganizationMoves } from './organizations/organization-moves.js';
export { OrganizationTree } from './organizations/organization-tree.store.js';
export { Organizations } from './organizations/organizations.js';
export { isStock, providerIn } from './organizations/place-in-tree.js';
export { type MailWithLink, OutboxView } from './outbox-view/outbox-view.js';
export { NewPasswords } from './passwords/new-passwords.js';
export { type Argon2Cost, Argon2PasswordHashing, owaspCost } from './passwords/password-hashing.js';
export { PasswordProof } from './passwords/password-proof.js';
export { Recovery } from './passwords/recovery.js';
export { ResetLinks } from './passwords/reset-links.js';
export { type AccountRequest, Accounts, type CustomerAccount } from './people/accounts.js';
export { ActivationSending } from './people/activation-sending.js';
export { Activations } from './people/activations.js';
export { AddressChangeStore } from './people/address-change.store.js';
export { AddressChanges } from './people/address-changes.js';
export { AddressConfirmations } from './people/address-confirmations.js';
export { Operators } from './people/operators.js';
export { PersonStore } from './people/person.store.js';
export { type Profile, Profiles } from './people/profiles.js';
export { RegisteredCustomers } from './people/registered-customers.js';
export { RegisteredPeople } from './people/registered-people.js';
export type { CustomRole } from './roles/custom-role.js';
export { CustomRoleStore } from './roles/custom-role.store.js';
export { CustomRoles } from './roles/custom-roles.js';
export { RoleGrants } from './roles/role-giving.js';
export { DirectoryReader, type FoundOrganization, type FoundPerson } from './search/directory-reader.query.js';
export { SecondFactorStore } from './second-factor/second-factor.store.js';
export { SecondFactors } from './second-factor/second-factors.js';
export { SecretBox } from './second-factor/secret-box.js';
export { CredentialCheck } from './sign-in/credential-check.js';
export { CsrfTokens } from './sign-in/csrf-tokens.js';
export { KnownOriginStore } from './sign-in/known-origin.store.js';
export { KnownOrigins } from './sign-in/known-origins.js';
export { PrismaSessionStore } from './sign-in/session.store.js';
export type { Session } from './sign-in/session-port.js';
export { type OpenedSession, type PasswordChangePolicy, SESSION_IDLE_MS, Sessions } from './sign-in/sessions.js';
export { type SignedInPerson, SignIn } from './sign-in/sign-in.js';
export type { IdentityProvider } from './single-sign-on/identity-provider.js';
export { IdentityProviderStore } from './single-sign-on/identity-provider.store.js';
export { IdentityProviderAdministration } from './single-sign-on/identity-provider-administration.js';
export { RelyingPartyCache } from './single-sign-on/relying-party-cache.js';
export { SingleSignOnRule } from './single-sign-on/single-sign-on-rule.js';
export { SingleSignOns } from './single-sign-on/single-sign-ons.js';
export { Throttle } from './throttle/throttle.js';
export { PrismaThrottleStore } from './throttle/throttle.store.js';
