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
