import type { Clock } from '#libs/kernel';
import { type Letter, letterOf } from './letter.js';
import type { Links } from './links.js';
import type { OutboxMail } from './outbox.js';

/** The mail server will never take this mail: trying again would say the same. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** Carries letters away. */
export abstract class MailTransport {
  /**
   * Hands one letter over to the mail server.
   *
   * @param id of the mail: sent twice, it carries the same Message-ID, by which receivers know it again
   * @throws {MailRefusedError} the server refused it for good
   * @throws {Error} the server did not take it this time; the message is kept for the administrator to read
   */
  abstract send(id: string, recipient: string, letter: Letter): Promise<void>;
}

/** A mail to be sent now, with this attempt counted. */
export type DueMail = OutboxMail & {
  /** Name in place of the platform's; null: the platform's own. */
  readonly brandingName: string | null;
};

/** Why the link in a mail leads nowhere any more. */
export type LinkEnd = 'accepted' | 'withdrawn' | 'replaced' | 'used-or-replaced' | 'gone';

/** The mails that still have to go out. */
export abstract class MailQueue {
  /** Takes mails that are due, oldest first, and keeps other workers off them until `leasedUntil`; counts the attempt. */
  abstract take(now: Date, leasedUntil: Date, limit: number): Promise<readonly DueMail[]>;
  /** What became of the link a mail carries, by now; undefined: it works until it expires, or there is none. */
  abstract endOfLink(mail: DueMail): Promise<LinkEnd | undefined>;
  abstract sent(id: string, at: Date): Promise<void>;
  abstract postponed(id: string, error: string, nextAttemptAt: Date): Promise<void>;
  abstract givenUp(id: string, error: string, at: Date): Promise<void>;
}

/** Waits after the first, second … failed attempt, seconds; after the last the mail is given up (about two days). */
const RETRY_AFTER_SECONDS = [60, 300, 900, 3_600, 14_400, 43_200, 86_400] as const;
/** Attempts of one mail. */
export const MAIL_ATTEMPTS = RETRY_AFTER_SECONDS.length + 1;
/** A wait is longer by up to this share, so that mails that failed together do not come back together. */
const JITTER = 0.2;
/** Mails of one run. */
const BATCH = 20;
/** A worker that dies with mails in hand gives them back after this, milliseconds. */
const LEASE_MS = 600_000;
/** Of it for starting to send: a mail begun later could be taken by another worker before it is noted. */
const SENDING_MS = LEASE_MS / 2;
/** Characters of a server's answer that are kept. */
const ERROR_LIMIT = 500;
/** For whoever reads the outbox; nothing went wrong. */
const SUPERSEDED: Readonly<Record<LinkEnd, string>> = {
  accepted: 'Superseded: the invitation was accepted before the mail could be sent. Nothing is left to do.',
  withdrawn:
    'Superseded: the invitation was withdrawn before the mail could be sent. Invite again if it is still wanted.',
  replaced: 'Superseded: a newer invitation to the same address took its place before the mail could be sent.',
  'used-or-replaced':
    'Superseded: the link in it was used, or a newer one took its place, before the mail could be sent.',
  gone: 'Superseded: what its link led to was replaced or deleted before the mail could be sent.',
};

type Outcome = 'sent' | 'postponed' | 'givenUp' | 'superseded';

/**
 * Sends what lies in the outbox. A worker that dies between sending and noting it sends that mail once more, with the
 * same Message-ID; none is lost.
 */
export class MailDelivery {
  /** @param random 0 to 1, exclusive; spreads the waits */
  constructor(
    private readonly queue: MailQueue,
    private readonly transport: MailTransport,
    private readonly links: Links,
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * Sends the mails that are due, at most 20.
   *
   * A mail whose link is dead by then is not sent and stands in the outbox as given up, with the reason.
   *
   * @returns how many went out, will be tried again, were given up, and had a dead link
   */
  async run(): Promise<Readonly<Record<Outcome, number>>> {
    const now = this.clock.now();
    const mails = await this.queue.take(now, new Date(now.getTime() + LEASE_MS), BATCH);
    const outcomes = { sent: 0, postponed: 0, givenUp: 0, superseded: 0 };
    for (const mail of mails) {
      // A slow server: the rest comes back when the lease ends.
      if (this.clock.now().getTime() - now.getTime() > SENDING_MS) break;
      outcomes[await this.#send(mail)] += 1;
    }
    return outcomes;
  }

  async #send(mail: DueMail): Promise<Outcome> {
    const hopeless = this.#whyHopeless(mail);
    if (hopeless !== undefined) {
      await this.queue.givenUp(mail.id, hopeless, this.clock.now());
      return 'givenUp';
    }
    // Asked for each mail at the last moment: a batch may take minutes.
    const end = await this.queue.endOfLink(mail);
    if (end !== undefined) {
      await this.queue.givenUp(mail.id, SUPERSEDED[end], this.clock.now());
      return 'superseded';
    }
    try {
      await this.transport.send(mail.id, mail.recipient, letterOf(mail, this.links, mail));
    } catch (failure) {
      return this.#noteFailure(mail, failure);
    }
    await this.queue.sent(mail.id, this.clock.now());
    return 'sent';
  }

  /** Any answer but "accepted" means the mail is still ours; the reason stands where the invitation stands. */
  async #noteFailure(mail: DueMail, failure: unknown): Promise<'postponed' | 'givenUp'> {
    const reason = (failure instanceof Error ? failure.message : String(failure)).slice(0, ERROR_LIMIT);
    const wait = RETRY_AFTER_SECONDS[mail.attempts - 1];
    const now = this.clock.now();
    if (wait === undefined || failure instanceof MailRefusedError) {
      await this.queue.givenUp(mail.id, reason, now);
      return 'givenUp';
    }
    const waitMs = wait * 1000 * (1 + JITTER * this.random());
    await this.queue.postponed(mail.id, reason, new Date(now.getTime() + waitMs));
    return 'postponed';
  }

  #whyHopeless(mail: DueMail): string | undefined {
    if ('expiresAt' in mail.data && this.clock.now() >= new Date(mail.data.expiresAt))
      return `The link in it ended at ${mail.data.expiresAt}, before the mail could be sent. Send a new one.`;
    if (mail.attempts > MAIL_ATTEMPTS)
      return `The worker ended while it sent this mail, at each of ${MAIL_ATTEMPTS} attempts. The last error before: ${mail.lastError ?? 'none'}.`;
    return undefined;
  }
}
