import type { Language } from '#libs/contracts/http';
import type { PersonId } from '#libs/kernel';

/** Somebody with an account, or with one that waits to be activated. */
export interface Person {
  readonly id: PersonId;
  /** Lower case; the sign-in name, unique across the platform. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  /** Null or missing: the language of the organization joined first. */
  readonly language?: Language | null;
  /** IANA name; null or missing: that of the organization joined first. */
  readonly timeZone?: string | null;
  /** PHC string of argon2id; null until the account is activated. */
  readonly passwordHash: string | null;
  /** Somebody else has seen the password (R0-05); missing: nobody has. */
  readonly passwordStale?: boolean;
  /** When a link sent to the address was followed (R2-10). */
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
}
