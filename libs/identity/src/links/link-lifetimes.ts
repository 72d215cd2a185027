// How long links work, and how long they are kept after that. How long the code of a shared site works says
// `libs/sites/src/sharing/site-grant.ts`.
import { DAY_MS, HOUR_MS } from '#libs/kernel';
import type { AccountLinkKind } from './account-link.js';

const DAYS_30_MS = 30 * DAY_MS;

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
export const SINGLE_SIGN_ON_LIFETIME_MS = 10 * 60_000;

/**
 * How long the row of a link stays after the link has ended, by table, milliseconds; the worker's retention goes by it. A link to
 * an account stays a month, so that who follows it late is told that it was used or has expired, and not that it never was.
 * Invitations are kept for good.
 */
export const LINKS_KEPT_MS = {
  account_link: 30 * DAY_MS,
  address_change: DAY_MS,
  single_sign_on_attempt: HOUR_MS,
} as const;
