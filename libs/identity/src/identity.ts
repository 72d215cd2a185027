import type { Clock } from '#libs/kernel';
import { Outbox } from '#libs/notifications';
import type { RegistryDatabase } from '#prisma';
import { Actors } from './access/actors.query.js';
import { ApiKeyStore } from './api-keys/api-key.store.js';
import { ApiKeys } from './api-keys/api-keys.js';
import { AccountWork } from './audit/account-work.js';
import type { AuditTrail, RequestOrigin } from './audit/audit.js';
import { PrismaAuditTrail } from './audit/audit-trail.store.js';
import { AuditView } from './audit/audit-view.js';
import { AuditedWork } from './audit/audited-work.js';
import { Acceptance } from './invitations/acceptance.js';
import { BulkInvitations } from './invitations/bulk-invitations.js';
import { InvitationStore } from './invitations/invitation.store.js';
import { InvitationLinks } from './invitations/invitation-links.js';
import { InvitationMails } from './invitations/invitation-mails.js';
import { InvitationSending } from './invitations/invitation-sending.js';
import { Invitations } from './invitations/invitations.js';
import { Newcomers } from './invitations/newcomers.js';
import { SentInvitations } from './invitations/sent-invitations.js';
import { StandingOffers } from './invitations/standing-offers.js';
import { AccountLinkStore } from './links/account-link.store.js';
import { AccountLinks } from './links/account-links.js';
import { LinkTokens } from './links/link-tokens.js';
import { Links } from './links/links.js';
import { IssuedMailLinks } from './links/mail-links.query.js';
import { ActivationLinks } from './members/activation-links.js';
import { ActivationRenewals } from './members/activation-renewals.js';
import { AdministeredRecovery } from './members/administered-recovery.js';
import { MemberStore } from './members/member.store.js';
import { MemberAdditions } from './members/member-additions.js';
import { MemberAdministration } from './members/member-administration.js';
import { MemberRecovery } from './members/member-recovery.js';
import { Members } from './members/members.js';
import { Memberships } from './members/memberships.js';
import { SelfGrants } from './members/self-grants.js';
import { OrganizationStore } from './organizations/organization.store.js';
import { OrganizationDeletion } from './organizations/organization-deletion.js';
import { OrganizationKeyStore } from './organizations/organization-key.store.js';
import { OrganizationKeys } from './organizations/organization-keys.js';
import { OrganizationMaking } from './organizations/organization-making.js';
import { OrganizationMoves } from './organizations/organization-moves.js';
import { OrganizationTree } from './organizations/organization-tree.store.js';
import { Organizations } from './organizations/organizations.js';
import { OutboxView } from './outbox-view/outbox-view.js';
import { NewPasswords } from './passwords/new-passwords.js';
import { Argon2PasswordHashing, type PasswordHashing } from './passwords/password-hashing.js';
import { PasswordProof } from './passwords/password-proof.js';
import { Recovery } from './passwords/recovery.js';
import { ResetLinks } from './passwords/reset-links.js';
import { Accounts } from './people/accounts.js';
import { ActivationSending } from './people/activation-sending.js';
import { Activations } from './people/activations.js';
import { AddressChangeStore } from './people/address-change.store.js';
import { AddressChanges } from './people/address-changes.js';
import { AddressConfirmations } from './people/address-confirmations.js';
import { Operators } from './people/operators.js';
import { PersonStore } from './people/person.store.js';
import { Profiles } from './people/profiles.js';
import { RegisteredCustomers } from './people/registered-customers.js';
import { RegisteredPeople } from './people/registered-people.js';
import { CustomRoleStore } from './roles/custom-role.store.js';
import { CustomRoles } from './roles/custom-roles.js';
import { RoleGrants } from './roles/role-grants.js';
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
import { RelyingParties } from './single-sign-on/relying-parties.js';
import { SingleSignOnPeople } from './single-sign-on/single-sign-on-people.js';
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
  readonly addressConfirmations: AddressConfirmations;
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
  readonly memberAdditions: MemberAdditions;
  readonly memberAdministration: MemberAdministration;
  readonly activationRenewals: ActivationRenewals;
  readonly memberRecovery: MemberRecovery;
  readonly selfGrants: SelfGrants;
  readonly invitations: Invitations;
  readonly sentInvitations: SentInvitations;
  readonly invitationLinks: InvitationLinks;
  readonly bulkInvitations: BulkInvitations;
  readonly acceptance: Acceptance;
  readonly accounts: Accounts;
  readonly activations: Activations;
  readonly auditView: AuditView;
  readonly outboxView: OutboxView;
}

/** Puts identity's services together over the registry. */
export function identityOver(options: IdentityOptions): Identity {
  const { database, clock, origin } = options;
  const linkTokens = new LinkTokens(options.linkKey);
  const links = new Links(options.publicUrl, linkTokens);
  const organizationStore = new OrganizationStore(database, clock);
  const tree = new OrganizationTree(database, clock);
  const people = new PersonStore(database, clock);
  const memberStore = new MemberStore(database);
  const invitationStore = new InvitationStore(database);
  const accountLinkStore = new AccountLinkStore(database);
  const sessionStore = new PrismaSessionStore(database);
  const audit = new PrismaAuditTrail(database, clock, origin);
  const outbox = new Outbox(database, clock);
  const hashing = options.passwords ?? new Argon2PasswordHashing();
  const work = new AuditedWork(database, audit, clock);
  const accountWork = new AccountWork(database, audit, clock, people);
  const accountLinks = new AccountLinks(accountLinkStore, linkTokens, people, clock);
  const newPasswords = new NewPasswords(people, sessionStore, hashing);
  const settings = {
    idleMs: options.sessionIdleMs ?? SESSION_IDLE_MS,
    passwordChange: options.passwordChange ?? 'recommended',
  };
  const origins = new KnownOrigins(new KnownOriginStore(database), clock, origin);
  const sessions = new Sessions(settings, sessionStore, origins, origin, accountWork);
  const throttles = new PrismaThrottleStore(database);
  const throttle = new Throttle(throttles, origins, clock, origin);
  const proof = new PasswordProof(throttle, hashing);
  const profiles = new Profiles(proof, people, newPasswords, accountWork);
  const factorStore = new SecondFactorStore(database, new SecretBox(options.linkKey, 'second factor'));
  const secondFactors = new SecondFactors(factorStore, profiles, proof, throttle, accountWork);
  const credentials = new CredentialCheck(throttle, secondFactors, people, hashing, audit);
  const actors = new Actors(database);
  const making = new OrganizationMaking(organizationStore, tree, work);
  const organizations = new Organizations(organizationStore, making, work);
  const grants = new RoleGrants(memberStore, people);
  const activationLinks = new ActivationLinks(people, accountLinkStore, links, grants, clock);
  const members = new Members(organizations, people, memberStore, activationLinks);
  const memberships = new Memberships(memberStore, people, organizationStore, grants, work);
  const activation = new ActivationSending(accountLinks, outbox, work);
  const invitationMails = new InvitationMails(people, outbox, links, clock);
  const sending = new InvitationSending(invitationStore, organizationStore, invitationMails, work);
  const invitations = new Invitations(organizations, members, invitationStore, grants, sending);
  const invitationLinks = new InvitationLinks(linkTokens, invitationStore, organizationStore, clock);
  const offers = new StandingOffers(organizationStore, memberStore, actors, grants, clock);
  const newcomers = new Newcomers(people, accountLinks, newPasswords, credentials);
  const identityProviders = new IdentityProviderStore(database, new SecretBox(options.linkKey, 'identity provider'));
  const relyingParties = new RelyingParties(identityProviders, links, clock);
  const singleSignOnPeople = new SingleSignOnPeople(people, organizationStore, audit);
  const recovery = new AdministeredRecovery(organizations, members, people, outbox, work);
  const addressChanges = new AddressChangeStore(database);
  const customers = new RegisteredCustomers(organizations, organizationStore, making);
  return {
    audit,
    actors,
    links,
    operators: new Operators(organizationStore, people, hashing, work),
    sessions,
    signIn: new SignIn(sessions, credentials, database),
    secondFactors,
    recovery: new Recovery(throttle, people, new ResetLinks(accountLinks, outbox, clock), newPasswords, accountWork),
    addressChanges: new AddressChanges(profiles, people, addressChanges, outbox, accountWork),
    addressConfirmations: new AddressConfirmations(linkTokens, addressChanges, people, accountLinks, accountWork),
    csrfTokens: new CsrfTokens(options.linkKey),
    identityProviders: new IdentityProviders(organizations, identityProviders, work),
    singleSignOns: new SingleSignOns(identityProviders, relyingParties, singleSignOnPeople, sessions, work),
    apiKeys: new ApiKeys(organizations, new ApiKeyStore(database), work),
    profiles,
    organizations,
    organizationKeys: new OrganizationKeys(organizations, new OrganizationKeyStore(database), work),
    linkTokens,
    codeThrottle: new CodeThrottle(throttles, clock, origin),
    customRoles: new CustomRoles(organizations, new CustomRoleStore(database, clock), work),
    organizationMoves: new OrganizationMoves(organizations, organizationStore, tree, work),
    organizationDeletion: new OrganizationDeletion(organizations, organizationStore, tree, outbox, work),
    members,
    memberAdditions: new MemberAdditions(organizations, members, memberships, activation, invitations),
    memberAdministration: new MemberAdministration(organizations, members, memberships, people, work),
    activationRenewals: new ActivationRenewals(organizations, members, grants, activation),
    memberRecovery: new MemberRecovery(recovery, factorStore, sessionStore, throttle),
    selfGrants: new SelfGrants(organizations, members, people, memberStore, work),
    invitations,
    sentInvitations: new SentInvitations(organizations, invitationStore, invitationMails, grants, work),
    invitationLinks,
    bulkInvitations: new BulkInvitations(organizations, invitations, database),
    acceptance: new Acceptance(invitationLinks, offers, newcomers, sessions, work),
    accounts: new Accounts(customers, new RegisteredPeople(people, activation, sending, work), database),
    activations: new Activations(accountLinks, newPasswords, organizationStore, sessions, accountWork),
    auditView: new AuditView(organizations, audit),
    outboxView: new OutboxView(outbox, new IssuedMailLinks(database, links), work),
  };
}
