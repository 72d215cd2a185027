import type { PersonId } from '#libs/kernel';

/** Two that lead to the same end (R1-27, R1-29), and one for a forgotten password. */
export type AccountLinkKind = 'activation' | 'password' | 'reset';

/** A one-time link to a person's account. */
export interface AccountLink {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: AccountLinkKind;
  readonly createdAt: Date;
  /** Exclusive. */
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** 30 days, as an invitation works (R3-27). */
const ACTIVATION_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** How long a link of each kind works, milliseconds. */
export const ACCOUNT_LINK_LIFETIMES_MS: Readonly<Record<AccountLinkKind, number>> = {
  activation: ACTIVATION_LIFETIME_MS,
  password: ACTIVATION_LIFETIME_MS,
  reset: 60 * 60 * 1000,
};
