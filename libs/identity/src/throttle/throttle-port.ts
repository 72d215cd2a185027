import type { ThrottleRule } from './throttle-rules.js';

/** Counted failures by key. */
export abstract class ThrottleStore {
  /**
   * Counts one more try against the key, unless it is locked at `at`; in one step, so that parallel tries are counted
   * one by one.
   *
   * @param account which `forgetAccount` knows it by
   * @returns until when it is locked, if it was; undefined: the try was counted
   */
  abstract take(key: string, at: Date, rule: ThrottleRule, account?: string | null): Promise<Date | undefined>;
  /** Takes back one counted try and the lock it brought. */
  abstract giveBack(key: string): Promise<void>;
  abstract forget(key: string): Promise<void>;
  /** Forgets what was counted by any key of the account. */
  abstract forgetAccount(account: string): Promise<void>;
  /** How many failures are counted by the key. */
  abstract failuresOf(key: string): Promise<number>;
}
