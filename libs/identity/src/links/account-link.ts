import type { PersonId } from '#libs/kernel';

/** How long an activation or password link works, milliseconds: 30 days, as an invitation does (R3-27). */
export const ACCOUNT_LINK_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** How long a link for a forgotten password works, milliseconds: an hour. */
export const RESET_LINK_LIFETIME_MS = 60 * 60 * 1000;

/** A one-time link to a person's account: two that lead to the same end (R1-27, R1-29), and one for a forgotten password. */
export interface AccountLink {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: 'activation' | 'password' | 'reset';
  readonly createdAt: Date;
  /** Exclusive. */
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}
