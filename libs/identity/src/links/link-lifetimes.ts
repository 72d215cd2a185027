// How long links work. How long their rows stay after that says `apps/worker/src/retention.ts`, but for invitations, which are
// kept for good; how long the code of a shared site works, `libs/sites/src/sharing/site-grant.ts`.
import { HOUR_MS } from '#libs/kernel';
import type { AccountLinkKind } from './account-link.js';

const DAYS_30_MS = 30 * 24 * HOUR_MS;

/** How long an invitation's link works, milliseconds: 30 days (R3-27). */
export const INVITATION_LIFETIME_MS = DAYS_30_MS;

/** How long a link to one's own account works, milliseconds; an activation as long as an invitation (R3-27). */
export const ACCOUNT_LINK_LIFETIMES_MS: Readonly<Record<AccountLinkKind, number>> = {
  activation: DAYS_30_MS,
  password: DAYS_30_MS,
  reset: HOUR_MS,
};

/** How long the link to a new address works, milliseconds: an hour. */
export const ADDRESS_CHANGE_LIFETIME_MS = HOUR_MS;

/** How long somebody may take at the identity provider, milliseconds: ten minutes. */
export const SINGLE_SIGN_ON_LIFETIME_MS = 10 * 60 * 1000;
