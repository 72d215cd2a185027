import type { Clock } from '#libs/kernel';
import type { RenderedMail } from '../layout/layout.js';
import { endOfMail } from '../outbox/outbox.js';
import type { LinkEnd } from './mail-links.js';
import type { DueMail, MailQueue } from './mail-queue.js';
import type { MailWriter } from './mail-writer.js';

/** The mail server will never take this mail: trying again would say the same. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** The mail server does not answer as one: it says nothing of this mail, and would take no other now. */
export class MailServerAwayError extends Error {
  override readonly name = 'MailServerAwayError';
}

/** Carries mails away. */
export abstract class MailTransport {
  /**
   * Hands one mail over to the mail server.
   *
   * @param id of the mail: sent twice, it carries the same Message-ID, by which receivers know it again
   * @throws {MailRefusedError} the server refused it for good
   * @throws {MailServerAwayError} there is no server that would take any
   * @throws {Error} the server did not take it this time; the message is kept for the administrator to read
   */
  abstract send(id: string, recipient: string, mail: RenderedMail): Promise<void>;
}

/**
 * Waits after the first, second … failed attempt, seconds; after the last the mail is given up (about two days). Written out
 * and not doubled: a minute must grow to a day in seven attempts.
 */
const RETRY_AFTER_SECONDS = [60, 300, 900, 3_600, 14_400, 43_200, 86_400] as const;
/** Attempts of one mail. */
export const MAIL_ATTEMPTS = RETRY_AFTER_SECONDS.length + 1;
/** A wait is longer by up to this share, so that mails that failed together do not come back together. */
const JITTER = 0.2;
/** Mails taken for one run. */
const BATCH = 20;
/** Mails under way at the same time, and how many of them may be one tenant's: a slow receiver holds up no other. */
export const MAILS_AT_ONCE = 4;
const MAILS_AT_ONCE_OF_ONE = 2;
/** A worker that dies with mails in hand gives them back after this, milliseconds. */
const LEASE_MS = 600_000;
/** How long a run begins mails, milliseconds: then whoever came meanwhile has a turn. */
const BEGINNING_MS = 10_000;
/** How long a server that does not answer is left alone, milliseconds: the mails it would fail keep their attempts. */
const REST_MS = 30_000;
/** Characters of a server's answer that are kept. */
const ERROR_LIMIT = 500;
/** For whoever reads the outbox; nothing went wrong. */
const SUPERSEDED: Readonly<Record<LinkEnd, string>> = {
  accepted: 'The invitation was accepted before the mail could be sent. Nothing is left to do.',
  withdrawn: 'The invitation was withdrawn before the mail could be sent. Invite again if it is still wanted.',
  replaced: 'A newer invitation to the same address took its place before the mail could be sent.',
  'used-or-replaced': 'The link in it was used, or a newer one took its place, before the mail could be sent.',
  gone: 'What its link led to was replaced or deleted before the mail could be sent.',
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
    private readonly writer: MailWriter,
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /** No mail is begun before. */
  #restUntil = new Date(0);

  /**
   * Sends mails that are due, at most 20, four at a time, the tenants in turn.
   *
   * A mail whose link is dead by then is not sent and stands in the outbox as superseded, with the reason. When the server
   * itself does not answer, the others are given back untried.
   *
   * @returns how many went out, will be tried again, were given up, and had a dead link
   */
  async run(): Promise<Readonly<Record<Outcome, number>>> {
    const outcomes = { sent: 0, postponed: 0, givenUp: 0, superseded: 0 };
    const now = this.clock.now();
    if (now < this.#restUntil) return outcomes;
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    const waiting = [...(await this.queue.take(now, leasedUntil, BATCH))];
    const underWay = new Map<string, number>();
    const mayBegin = () => {
      const at = this.clock.now();
      return at >= this.#restUntil && at.getTime() - now.getTime() <= BEGINNING_MS;
    };
    const sender = async () => {
      for (let mail = nextOf(waiting, underWay); mail && mayBegin(); mail = nextOf(waiting, underWay)) {
        waiting.splice(waiting.indexOf(mail), 1);
        const { tenant } = mail;
        underWay.set(tenant, (underWay.get(tenant) ?? 0) + 1);
        try {
          const outcome = await this.#send(mail, leasedUntil);
          if (outcome) outcomes[outcome] += 1;
        } finally {
          underWay.set(tenant, (underWay.get(tenant) ?? 1) - 1);
        }
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: MAILS_AT_ONCE }, sender));
    if (waiting.length > 0)
      await this.queue.release(
        waiting.map(({ id }) => id),
        leasedUntil,
        this.clock.now(),
      );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return outcomes;
  }

  /** @returns undefined: it is another worker's by now */
  async #send(mail: DueMail, leasedUntil: Date): Promise<Outcome | undefined> {
    const hopeless = this.#whyHopeless(mail);
    if (hopeless !== undefined) {
      await this.queue.givenUp(mail.id, hopeless, this.clock.now());
      return 'givenUp';
    }
    // Asked for each mail at the last moment: a run may take a while.
    const end = await this.writer.endOfLink(mail);
    if (end !== undefined) {
      await this.queue.superseded(mail.id, SUPERSEDED[end], this.clock.now());
      return 'superseded';
    }
    const attempt = await this.queue.begin(mail.id, leasedUntil, new Date(this.clock.now().getTime() + LEASE_MS));
    if (attempt === undefined) return undefined;
    try {
      await this.transport.send(mail.id, mail.recipient, this.writer.write(mail));
    } catch (failure) {
      return this.#noteFailure(mail, attempt, failure);
    }
    await this.queue.sent(mail.id, this.clock.now());
    return 'sent';
  }

  /** Any answer but "accepted" means the mail is still ours; the reason stands where the invitation stands. */
  async #noteFailure(mail: DueMail, attempt: number, failure: unknown): Promise<'postponed' | 'givenUp'> {
    const reason = (failure instanceof Error ? failure.message : String(failure)).slice(0, ERROR_LIMIT);
    const wait = RETRY_AFTER_SECONDS[attempt - 1];
    const now = this.clock.now();
    if (failure instanceof MailServerAwayError) this.#restUntil = new Date(now.getTime() + REST_MS);
    if (wait === undefined || failure instanceof MailRefusedError) {
      await this.queue.givenUp(mail.id, reason, now);
      return 'givenUp';
    }
    const waitMs = wait * 1000 * (1 + JITTER * this.random());
    await this.queue.postponed(mail.id, reason, new Date(now.getTime() + waitMs));
    return 'postponed';
  }

  #whyHopeless(mail: DueMail): string | undefined {
    const end = endOfMail(mail);
    if (end && this.clock.now() >= end)
      return `The link in it ended at ${end.toISOString()}, before the mail could be sent. Send a new one.`;
    if (mail.attempts >= MAIL_ATTEMPTS)
      return `Nobody noted how the last of ${mail.attempts} attempts ended: the worker stopped while it was made. The error noted before: ${mail.lastError ?? 'none'}.`;
    return undefined;
  }
}

/** The first one whose tenant has room. */
const nextOf = (waiting: readonly DueMail[], underWay: ReadonlyMap<string, number>) =>
  waiting.find(({ tenant }) => (underWay.get(tenant) ?? 0) < MAILS_AT_ONCE_OF_ONE);
