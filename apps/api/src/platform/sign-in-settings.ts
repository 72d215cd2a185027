import type { Argon2Cost, PasswordChangePolicy } from '#libs/identity';

/** How people stay signed in. */
export class SignInSettings {
  /**
   * @param idleMs how long a session may be silent, milliseconds
   * @param passwordChange asked of people whose password somebody else has seen (R0-05)
   * @param passwordCost what a hash of a password costs
   */
  constructor(
    readonly idleMs: number,
    readonly passwordChange: PasswordChangePolicy,
    readonly passwordCost: Argon2Cost,
  ) {}
}
