import type { Clock, UnitOfWork } from '#libs/kernel';
import type { MailLinks, Outbox } from '#libs/notifications';
import type { AuditTrail, RequestOrigin } from './audit/audit.js';
import type { InvitationStore } from './invitations/invitation.store.js';
import type { AccountLinkStore } from './links/account-link.store.js';
import type { LinkTokens } from './links/link-tokens.js';
import type { Links } from './links/links.js';
import type { MemberStore } from './members/member.store.js';
import type { OrganizationStore } from './organizations/organization.store.js';
import type { OrganizationTree } from './organizations/organization-tree.store.js';
import type { PasswordHashing } from './passwords/password-hashing.js';
import type { PersonStore } from './people/person.store.js';
import type { SessionStore } from './sign-in/session-port.js';

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
  readonly mailLinks: MailLinks;
}
