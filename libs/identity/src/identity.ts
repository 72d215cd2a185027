import type { Clock } from '#libs/kernel';
import { Outbox } from '#libs/notifications';
import type { RegistryDatabase } from '#prisma';
import { Actors } from './access/actors.query.js';
import { ApiKeyStore } from './api-keys/api-key.store.js';
import { ApiKeys } from './api-keys/api-keys.js';
import type { AuditTrail, RequestOrigin } from './audit/audit.js';
import { PrismaAuditTrail } from './audit/audit-trail.store.js';
import { AuditView } from './audit/audit-view.js';
import { Acceptance } from './invitations/acceptance.js';
import { BulkInvitations } from './invitations/bulk-invitations.js';
import { InvitationStore } from './invitations/invitation.store.js';
import { Invitations } from './invitations/invitations.js';
import { AccountLinkStore } from './links/account-link.store.js';
import { LinkTokens } from './links/link-tokens.js';
import { Links } from './links/links.js';
import { IssuedMailLinks } from './links/mail-links.query.js';
import { MemberStore } from './members/member.store.js';
import { MemberAdministration } from './members/member-administration.js';
import { MemberRecovery } from './members/member-recovery.js';
import { Members } from './members/members.js';
import { SelfGrants } from './members/self-grants.js';
import { OrganizationStore } from './organizations/organization.store.js';
import { OrganizationDeletion } from './organizations/organization-deletion.js';
import { OrganizationKeyStore } from './organizations/organization-key.store.js';
import { OrganizationKeys } from './organizations/organization-keys.js';
import { OrganizationMoves } from './organizations/organization-moves.js';
import { OrganizationTree } from './organizations/organization-tree.store.js';
import { Organizations } from './organizations/organizations.js';
import { OutboxView } from './outbox-view/outbox-view.js';
import type { Parts } from './parts.js';
import { Argon2PasswordHashing, type PasswordHashing } from './passwords/password-hashing.js';
import { PasswordProof } from './passwords/password-proof.js';
import { Recovery } from './passwords/recovery.js';
import { Accounts } from './people/accounts.js';
import { Activations } from './people/activations.js';
import { AddressChangeStore } from './people/address-change.store.js';
import { AddressChanges } from './people/address-changes.js';
import { Operators } from './people/operators.js';
import { PersonStore } from './people/person.store.js';
import { Profiles } from './people/profiles.js';
import { CustomRoleStore } from './roles/custom-role.store.js';
import { CustomRoles } from './roles/custom-roles.js';
import { SecondFactorStore } from './second-factor/second-factor.store.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SecretBox } from './second-factor/secret-box.js';
import { CredentialCheck } from './sign-in/credential-check.js';
import { CsrfTokens } from './sign-in/csrf-tokens.js';
import { KnownOriginStore } from './sign-in/known-origin.store.js';
import { KnownOrigins } from './sign-in/known-origins.js';
import { PrismaSessionStore } from './sign-in/session.store.js';
import { type PasswordChangePolicy, SESSION_IDLE_MS, Sessions } from './sign-in/sessions.js';
import { SignIn } from './sign-in/sign-in.js';
import { IdentityProviderStore } from './single-sign-on/identity-provider.store.js';
import { IdentityProviders } from './single-sign-on/identity-providers.js';
import { SingleSignOns } from './single-sign-on/single-sign-ons.js';
import { CodeThrottle } from './throttle/code-throttle.js';
import { Throttle } from './throttle/throttle.js';
import { PrismaThrottleStore } from './throttle/throttle.store.js';

export interface IdentityOptions {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
  /** Where people reach the platform; links in mails begin with it. */
  readonly publicUrl: string;
  /** As `newLinkKey` makes it; the same in every process that writes or reads links. */
  readonly linkKey: string;
  readonly origin: RequestOrigin;
  /** How long a session may be silent, milliseconds. Default: 2 hours. */
  readonly sessionIdleMs?: number;
  /** Of people whose password somebody else has seen. Default: recommended. */
  readonly passwordChange?: PasswordChangePolicy;
  /** Default: argon2id at OWASP's cost. */
  readonly passwords?: PasswordHashing;
}

/** Identity's services over the registry. */
export interface Identity {
  readonly audit: AuditTrail;
  readonly actors: Actors;
  readonly links: Links;
  readonly operators: Operators;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly csrfTokens: CsrfTokens;
  readonly secondFactors: SecondFactors;
  readonly recovery: Recovery;
  readonly addressChanges: AddressChanges;
  readonly apiKeys: ApiKeys;
  readonly identityProviders: IdentityProviders;
  readonly singleSignOns: SingleSignOns;
  readonly profiles: Profiles;
  readonly organizations: Organizations;
  readonly organizationMoves: OrganizationMoves;
  readonly organizationKeys: OrganizationKeys;
  readonly linkTokens: LinkTokens;
  readonly codeThrottle: CodeThrottle;
  readonly customRoles: CustomRoles;
  readonly organizationDeletion: OrganizationDeletion;
  readonly members: Members;
  readonly memberAdministration: MemberAdministration;
  readonly memberRecovery: MemberRecovery;
  readonly selfGrants: SelfGrants;
  readonly invitations: Invitations;
  readonly bulkInvitations: BulkInvitations;
  readonly acceptance: Acceptance;
  readonly accounts: Accounts;
  readonly activations: Activations;
  readonly auditView: AuditView;
  readonly outboxView: OutboxView;
}

/** Puts identity's services together over the registry. */
export function identityOver(options: IdentityOptions): Identity {
  const { database, clock } = options;
  const linkTokens = new LinkTokens(options.linkKey);
  const links = new Links(options.publicUrl, linkTokens);
  const parts: Parts = {
    unitOfWork: database,
    clock,
    organizations: new OrganizationStore(database, clock),
    tree: new OrganizationTree(database, clock),
    people: new PersonStore(database, clock),
    members: new MemberStore(database),
    invitations: new InvitationStore(database),
    accountLinks: new AccountLinkStore(database),
    sessions: new PrismaSessionStore(database),
    audit: new PrismaAuditTrail(database, clock, options.origin),
    origin: options.origin,
    outbox: new Outbox(database, clock),
    passwords: options.passwords ?? new Argon2PasswordHashing(),
    linkTokens,
    links,
    mailLinks: new IssuedMailLinks(database, links),
  };
  const idleMs = options.sessionIdleMs ?? SESSION_IDLE_MS;
  const origins = new KnownOrigins(new KnownOriginStore(database), clock, options.origin);
  const sessions = new Sessions({ idleMs, passwordChange: options.passwordChange ?? 'recommended' }, origins, parts);
  const throttles = new PrismaThrottleStore(database);
  const throttle = new Throttle(throttles, origins, clock, options.origin);
  const proof = new PasswordProof(throttle, parts);
  const profiles = new Profiles(proof, parts);
  const factorStore = new SecondFactorStore(database, new SecretBox(options.linkKey, 'second factor'));
  const secondFactors = new SecondFactors(factorStore, profiles, proof, throttle, parts);
  const credentials = new CredentialCheck(throttle, secondFactors, parts);
  const actors = new Actors(database);
  const organizations = new Organizations(parts);
  const invitations = new Invitations(organizations, parts);
  const members = new Members(organizations, parts);
  const identityProviders = new IdentityProviderStore(database, new SecretBox(options.linkKey, 'identity provider'));
  return {
    audit: parts.audit,
    actors,
    links: parts.links,
    operators: new Operators(parts),
    sessions,
    signIn: new SignIn(sessions, credentials, parts),
    secondFactors,
    recovery: new Recovery(throttle, parts),
    addressChanges: new AddressChanges(profiles, proof, new AddressChangeStore(database), parts),
    csrfTokens: new CsrfTokens(options.linkKey),
    identityProviders: new IdentityProviders(organizations, identityProviders, parts),
    singleSignOns: new SingleSignOns(sessions, identityProviders, parts.links.singleSignOn, parts),
    apiKeys: new ApiKeys(organizations, new ApiKeyStore(database), parts),
    profiles,
    organizations,
    organizationKeys: new OrganizationKeys(organizations, new OrganizationKeyStore(database), parts),
    linkTokens,
    codeThrottle: new CodeThrottle(throttles, clock, options.origin),
    customRoles: new CustomRoles(organizations, new CustomRoleStore(database, clock), parts),
    organizationMoves: new OrganizationMoves(organizations, parts),
    organizationDeletion: new OrganizationDeletion(organizations, parts),
    members,
    memberAdministration: new MemberAdministration(organizations, members, invitations, parts),
    memberRecovery: new MemberRecovery(organizations, members, factorStore, throttle, parts),
    selfGrants: new SelfGrants(organizations, members, parts),
    invitations,
    bulkInvitations: new BulkInvitations(organizations, invitations, database),
    acceptance: new Acceptance(invitations, sessions, credentials, actors, parts),
    accounts: new Accounts(organizations, invitations, parts),
    activations: new Activations(sessions, parts),
    auditView: new AuditView(organizations, parts.audit),
    outboxView: new OutboxView(parts),
  };
}
