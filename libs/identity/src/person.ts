import type { PersonId } from '#libs/kernel';

/** Somebody with an account, or with one that waits to be activated. */
export interface Person {
  readonly id: PersonId;
  /** Lower case; the sign-in name, unique across the platform. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  /** PHC string of argon2id; null until the account is activated. */
  readonly passwordHash: string | null;
  /** When a link sent to the address was followed (R2-10). */
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
}
