import { DomainError } from '#libs/kernel';

/** Too many share codes or organization keys that one person, or one network address, typed. */
export class CodeEntryLockedError extends DomainError<{ lockedUntil: string; retryAfterSeconds: number }> {
  readonly code = 'identity.code-entry-locked';
  readonly kind = 'throttled';

  constructor(lockedUntil: Date, retryAfterSeconds: number) {
    super(
      `Too many codes were wrong, so none is taken before ${lockedUntil.toISOString()}. Wait ${retryAfterSeconds} s, and ask whoever gave you the code for a new one.`,
      { lockedUntil: lockedUntil.toISOString(), retryAfterSeconds },
    );
  }
}
