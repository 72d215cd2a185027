import type { OutboxMail } from '../outbox/outbox.js';

/** A mail to be sent now. */
export interface DueMail extends OutboxMail {
  /** Name in place of the platform's; null: the platform's own. */
  readonly brandingName: string | null;
  /** Whose turn it takes: a provider with all its customers, else an organization; the same text for all that belong to none. */
  readonly tenant: string;
}

/** The mails that still have to go out. */
export abstract class MailQueue {
  /**
   * Takes mails that are due and keeps other workers off them until `leasedUntil`: one of each tenant, then a second of each,
   * and so on, and of a tenant's in the same way one of each organization, so that nobody waits behind another's thousand.
   * Being taken is no attempt.
   */
  abstract take(now: Date, leasedUntil: Date, limit: number): Promise<readonly DueMail[]>;
  /**
   * Counts an attempt that is made now, and renews the lease for it.
   *
   * @returns how many that makes; undefined: the lease has lapsed, and the mail may be with another worker
   */
  abstract begin(id: string, leasedUntil: Date, renewedUntil: Date): Promise<number | undefined>;
  /** Gives back mails that were taken and not begun: they are due at `at`. */
  abstract release(ids: readonly string[], leasedUntil: Date, at: Date): Promise<void>;
  abstract sent(id: string, at: Date): Promise<void>;
  abstract postponed(id: string, error: string, nextAttemptAt: Date): Promise<void>;
  abstract givenUp(id: string, error: string, at: Date): Promise<void>;
  /** Not sent, because what it was about is over. */
  abstract superseded(id: string, reason: string, at: Date): Promise<void>;
}
