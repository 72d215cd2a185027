import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { Acceptance } from '../acceptance.js';
import { Accounts } from '../accounts.js';
import { Activations } from '../activations.js';
import type { Actors } from '../actors.js';
import { AddressChanges } from '../address-changes.js';
import { ApiKeys } from '../api-keys.js';
import type { AuditTrail, RequestOrigin } from '../audit.js';
import { BulkInvitations } from '../bulk-invitations.js';
import { CodeThrottle } from '../code-throttle.js';
import { CredentialCheck } from '../credential-check.js';
import { CustomRoles } from '../custom-roles.js';
import { ForeignSignIns } from '../foreign-sign-in/foreign-sign-ins.js';
import { IdentityProviders } from '../foreign-sign-in/identity-providers.js';
import { Invitations } from '../invitations.js';
import { KnownOrigins } from '../known-origins.js';
import { LinkTokens } from '../link-tokens.js';
import { Links } from '../links.js';
import { MemberAdministration } from '../member-administration.js';
import { MemberRecovery } from '../member-recovery.js';
import { Members } from '../members.js';
import { Operators } from '../operators.js';
import { OrganizationDeletion } from '../organization-deletion.js';
import { OrganizationKeys } from '../organization-keys.js';
import { OrganizationMoves } from '../organization-moves.js';
import { Organizations } from '../organizations.js';
import { Oversight } from '../oversight.js';
import type { Parts } from '../parts.js';
import { Argon2PasswordHashing, type PasswordHashing } from '../password-hashing.js';
import { PasswordProof } from '../password-proof.js';
import { Profiles } from '../profiles.js';
import { Recovery } from '../recovery.js';
import { SecondFactors } from '../second-factors.js';
import { SecretBox } from '../secret-box.js';
import { SelfGrants } from '../self-grants.js';
import { CsrfTokens } from '../session-csrf.js';
import { type PasswordChangePolicy, SESSION_IDLE_MS, Sessions } from '../sessions.js';
import { ShareLetters } from '../share-letters.js';
import { SignIn } from '../sign-in.js';
import { Throttle } from '../throttle.js';
import { PrismaAccountLinkStore } from './prisma-account-link-store.js';
import { PrismaActors } from './prisma-actors.js';
import { PrismaAddressChangeStore } from './prisma-address-change-store.js';
import { PrismaAdministratorMail } from './prisma-administrator-mail.js';
import { PrismaApiKeyStore } from './prisma-api-key-store.js';
import { PrismaAuditTrail } from './prisma-audit-trail.js';
import { PrismaCustomRoleStore } from './prisma-custom-role-store.js';
import { PrismaIdentityProviderStore } from './prisma-identity-provider-store.js';
import { PrismaInvitationStore } from './prisma-invitation-store.js';
import { PrismaKnownOriginStore } from './prisma-known-origin-store.js';
import { PrismaMemberStore } from './prisma-member-store.js';
import { PrismaOrganizationKeyStore } from './prisma-organization-key-store.js';
import { PrismaOrganizationStore } from './prisma-organization-store.js';
import { PrismaOrganizationTree } from './prisma-organization-tree.js';
import { PrismaOutbox } from './prisma-outbox.js';
import { PrismaPersonStore } from './prisma-person-store.js';
import { PrismaSecondFactorStore } from './prisma-second-factor-store.js';
import { PrismaSessionStore } from './prisma-session-store.js';
import { PrismaThrottleStore } from './prisma-throttle-store.js';

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
  readonly foreignSignIns: ForeignSignIns;
  readonly profiles: Profiles;
  readonly organizations: Organizations;
  readonly organizationMoves: OrganizationMoves;
  readonly organizationKeys: OrganizationKeys;
  readonly shareLetters: ShareLetters;
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
  readonly oversight: Oversight;
}

/** Puts identity's services together over the registry. */
export function identityOver(options: IdentityOptions): Identity {
  const { database, clock } = options;
  const linkTokens = new LinkTokens(options.linkKey);
  const parts: Parts = {
    unitOfWork: database,
    clock,
    organizations: new PrismaOrganizationStore(database, clock),
    tree: new PrismaOrganizationTree(database, clock),
    people: new PrismaPersonStore(database, clock),
    members: new PrismaMemberStore(database),
    invitations: new PrismaInvitationStore(database),
    accountLinks: new PrismaAccountLinkStore(database),
    sessions: new PrismaSessionStore(database),
    audit: new PrismaAuditTrail(database, clock, options.origin),
    origin: options.origin,
    outbox: new PrismaOutbox(database, clock),
    passwords: options.passwords ?? new Argon2PasswordHashing(),
    linkTokens,
    links: new Links(options.publicUrl, linkTokens),
  };
  const idleMs = options.sessionIdleMs ?? SESSION_IDLE_MS;
  const origins = new KnownOrigins(new PrismaKnownOriginStore(database), clock, options.origin);
  const sessions = new Sessions({ idleMs, passwordChange: options.passwordChange ?? 'recommended' }, origins, parts);
  const throttles = new PrismaThrottleStore(database);
  const throttle = new Throttle(throttles, origins, clock, options.origin);
  const proof = new PasswordProof(throttle, parts);
  const profiles = new Profiles(proof, parts);
  const factorStore = new PrismaSecondFactorStore(database, new SecretBox(options.linkKey, 'second factor'));
  const secondFactors = new SecondFactors(factorStore, profiles, proof, throttle, parts);
  const credentials = new CredentialCheck(throttle, secondFactors, parts);
  const actors = new PrismaActors(database);
  const organizations = new Organizations(parts);
  const invitations = new Invitations(organizations, parts);
  const members = new Members(organizations, parts);
  const identityProviders = new PrismaIdentityProviderStore(
    database,
    new SecretBox(options.linkKey, 'identity provider'),
  );
  return {
    audit: parts.audit,
    actors,
    links: parts.links,
    operators: new Operators(parts),
    sessions,
    signIn: new SignIn(sessions, credentials, parts),
    secondFactors,
    recovery: new Recovery(throttle, parts),
    addressChanges: new AddressChanges(profiles, proof, new PrismaAddressChangeStore(database), parts),
    csrfTokens: new CsrfTokens(options.linkKey),
    identityProviders: new IdentityProviders(organizations, identityProviders, parts),
    foreignSignIns: new ForeignSignIns(sessions, identityProviders, parts.links.foreignSignIn, parts),
    apiKeys: new ApiKeys(organizations, new PrismaApiKeyStore(database), parts),
    profiles,
    organizations,
    organizationKeys: new OrganizationKeys(organizations, new PrismaOrganizationKeyStore(database), parts),
    shareLetters: new ShareLetters(linkTokens, parts.outbox, new PrismaAdministratorMail(database, clock)),
    codeThrottle: new CodeThrottle(throttles, clock, options.origin),
    customRoles: new CustomRoles(organizations, new PrismaCustomRoleStore(database, clock), parts),
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
    oversight: new Oversight(organizations, parts),
  };
}
