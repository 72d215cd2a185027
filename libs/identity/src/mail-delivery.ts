import type { Clock } from '#libs/kernel';
import { type Letter, letterOf } from './letter.js';
import type { Links } from './links.js';
import type { OutboxMail } from './outbox.js';

/** Carries letters away. */
export abstract class MailTransport {
  /**
   * Hands one letter over to the mail server.
   *
   * @throws {Error} when the server did not take it; its message is kept for the administrator to read
   */
  abstract send(recipient: string, letter: Letter): Promise<void>;
}

/** The mails that still have to go out. */
export abstract class MailQueue {
  /** Takes mails that are due, oldest first, and keeps other workers off them until `leasedUntil`. */
  abstract take(now: Date, leasedUntil: Date, limit: number): Promise<readonly OutboxMail[]>;
  abstract sent(id: string, at: Date): Promise<void>;
  /** @param nextAttemptAt null: it is given up */
  abstract failed(id: string, error: string, nextAttemptAt: Date | null): Promise<void>;
}

/** Waits after the first, second … failed attempt, seconds; after the last the mail is given up (about two days). */
const RETRY_AFTER_SECONDS = [60, 300, 900, 3_600, 14_400, 43_200, 86_400] as const;
/** Mails of one run. */
const BATCH = 20;
/** A worker that dies with mails in hand gives them back after this, milliseconds. */
const LEASE_MS = 600_000;
/** Characters of a server's answer that are kept. */
const ERROR_LIMIT = 500;

/** Sends what lies in the outbox; a mail may go out twice when a worker dies between sending and noting it, never not at all. */
export class MailDelivery {
  constructor(
    private readonly queue: MailQueue,
    private readonly transport: MailTransport,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the mails that are due, at most 20.
   *
   * @returns how many went out and how many did not
   */
  async run(): Promise<{ sent: number; failed: number }> {
    const now = this.clock.now();
    const mails = await this.queue.take(now, new Date(now.getTime() + LEASE_MS), BATCH);
    const outcomes = { sent: 0, failed: 0 };
    for (const mail of mails) outcomes[await this.#send(mail)] += 1;
    return outcomes;
  }

  async #send(mail: OutboxMail): Promise<'sent' | 'failed'> {
    try {
      await this.transport.send(mail.recipient, letterOf(mail, this.links));
    } catch (failure) {
      // Any answer but "accepted" means the mail is still ours; the reason stands where the invitation stands.
      const reason = failure instanceof Error ? failure.message : String(failure);
      const wait = RETRY_AFTER_SECONDS[mail.attempts];
      const next = wait === undefined ? null : new Date(this.clock.now().getTime() + wait * 1000);
      await this.queue.failed(mail.id, reason.slice(0, ERROR_LIMIT), next);
      return 'failed';
    }
    await this.queue.sent(mail.id, this.clock.now());
    return 'sent';
  }
}
