import type { PasswordChangePolicy } from '#libs/identity';

/** How people stay signed in. */
export class SignInSettings {
  /**
   * @param idleMs how long a session may be silent, milliseconds
   * @param passwordChange asked of people whose password somebody else has seen (R0-05)
   */
  constructor(
    readonly idleMs: number,
    readonly passwordChange: PasswordChangePolicy,
  ) {}
}
