import type { Clock, UnitOfWork } from '#libs/kernel';
import type { AuditTrail, RequestOrigin } from './audit.js';
import type { LinkTokens } from './link-tokens.js';
import type { Links } from './links.js';
import type { MemberStore } from './member-store.js';
import type { OrganizationTree } from './organization-tree.js';
import type { Outbox } from './outbox.js';
import type { PasswordHashing } from './password-hashing.js';
import type { AccountLinkStore, InvitationStore, OrganizationStore, PersonStore } from './ports.js';
import type { SessionStore } from './session-store.js';

/** What identity's services are made of; each takes those parts it names. */
export interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly tree: OrganizationTree;
  readonly people: PersonStore;
  readonly members: MemberStore;
  readonly invitations: InvitationStore;
  readonly accountLinks: AccountLinkStore;
  readonly sessions: SessionStore;
  readonly audit: AuditTrail;
  readonly origin: RequestOrigin;
  readonly outbox: Outbox;
  readonly passwords: PasswordHashing;
  readonly linkTokens: LinkTokens;
  readonly links: Links;
}
