import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { AuditTrail, RequestOrigin } from '../audit.js';
import { LinkTokens } from '../link-tokens.js';
import { Links } from '../links.js';
import { Operators } from '../operators.js';
import type { Outbox } from '../outbox.js';
import type { Parts } from '../parts.js';
import { Argon2PasswordHashing, type PasswordHashing } from '../password-hashing.js';
import { Sessions } from '../sessions.js';
import { PrismaAccountLinkStore } from './prisma-account-link-store.js';
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
  readonly outbox: Outbox;
  readonly links: Links;
  readonly operators: Operators;
  readonly sessions: Sessions;
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
  return {
    audit: parts.audit,
    outbox: parts.outbox,
    links: parts.links,
    operators: new Operators(parts),
    sessions: new Sessions(parts),
  };
}
