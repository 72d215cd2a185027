import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { Acceptance } from '../acceptance.js';
import { Accounts } from '../accounts.js';
import { Activations } from '../activations.js';
import { ApiKeys } from '../api-keys.js';
import type { AuditTrail, RequestOrigin } from '../audit.js';
import { Invitations } from '../invitations.js';
import { LinkTokens } from '../link-tokens.js';
import { Links } from '../links.js';
import { Members } from '../members.js';
import { Operators } from '../operators.js';
import { Organizations } from '../organizations.js';
import { Oversight } from '../oversight.js';
import type { Parts } from '../parts.js';
import { Argon2PasswordHashing, type PasswordHashing } from '../password-hashing.js';
import { Profiles } from '../profiles.js';
import { Sessions } from '../sessions.js';
import { PrismaAccountLinkStore } from './prisma-account-link-store.js';
import { PrismaApiKeyStore } from './prisma-api-key-store.js';
import { PrismaAuditTrail } from './prisma-audit-trail.js';
import { PrismaInvitationStore } from './prisma-invitation-store.js';
import { PrismaOrganizationStore } from './prisma-organization-store.js';
import { PrismaOutbox } from './prisma-outbox.js';
import { PrismaPersonStore } from './prisma-person-store.js';
import { PrismaSessionStore } from './prisma-session-store.js';

export interface IdentityOptions {
  readonly database: RegistryDatabase;
  readonly clock: Clock;
  /** Where people reach the platform; links in mails begin with it. */
  readonly publicUrl: string;
  /** As `newLinkKey` makes it; the same in every process that writes or reads links. */
  readonly linkKey: string;
  readonly origin: RequestOrigin;
  /** Default: argon2id at OWASP's cost. */
  readonly passwords?: PasswordHashing;
}

/** Identity's services over the registry. */
export interface Identity {
  readonly audit: AuditTrail;
  readonly links: Links;
  readonly operators: Operators;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly profiles: Profiles;
  readonly organizations: Organizations;
  readonly members: Members;
  readonly invitations: Invitations;
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
    people: new PrismaPersonStore(database, clock),
    invitations: new PrismaInvitationStore(database),
    accountLinks: new PrismaAccountLinkStore(database),
    sessions: new PrismaSessionStore(database),
    audit: new PrismaAuditTrail(database, clock, options.origin),
    outbox: new PrismaOutbox(database, clock),
    passwords: options.passwords ?? new Argon2PasswordHashing(),
    linkTokens,
    links: new Links(options.publicUrl, linkTokens),
  };
  const sessions = new Sessions(parts);
  const organizations = new Organizations(parts);
  const invitations = new Invitations(organizations, parts);
  return {
    audit: parts.audit,
    links: parts.links,
    operators: new Operators(parts),
    sessions,
    apiKeys: new ApiKeys(organizations, new PrismaApiKeyStore(database), parts),
    profiles: new Profiles(parts),
    organizations,
    members: new Members(organizations, parts),
    invitations,
    acceptance: new Acceptance(invitations, sessions, parts),
    accounts: new Accounts(organizations, parts),
    activations: new Activations(sessions, parts),
    oversight: new Oversight(organizations, parts),
  };
}
