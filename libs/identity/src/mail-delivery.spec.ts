import { Clock } from '#libs/kernel';
import type { Letter } from './letter.js';
import { LinkTokens, newLinkKey } from './link-tokens.js';
import { Links } from './links.js';
import {
  type DueMail,
  type LinkEnd,
  MailDelivery,
  MailQueue,
  MailRefusedError,
  MailTransport,
} from './mail-delivery.js';

const now = new Date('2026-11-21T10:00:00.000Z');
class StoppedClock extends Clock {
  now() {
    return now;
  }
}

class JournalQueue extends MailQueue {
  readonly journal: string[] = [];
  constructor(
    private readonly mails: readonly DueMail[],
    private readonly end?: LinkEnd,
  ) {
    super();
  }
  async take() {
    return this.mails;
  }
  async endOfLink() {
    return this.end;
  }
  async sent(id: string) {
    this.journal.push(`sent ${id}`);
  }
  async postponed(id: string, error: string, nextAttemptAt: Date) {
    this.journal.push(`postponed ${id}: ${error}; next ${nextAttemptAt.toISOString()}`);
  }
  async givenUp(id: string, error: string) {
    this.journal.push(`given up ${id}: ${error}`);
  }
}

class KeepingTransport extends MailTransport {
  readonly letters: Array<Letter & { id: string; recipient: string }> = [];
  constructor(private readonly refusal?: Error) {
    super();
  }
  async send(id: string, recipient: string, letter: Letter) {
    if (this.refusal) throw this.refusal;
    this.letters.push({ id, recipient, ...letter });
  }
}

const accountLinkId = '019a0000-0000-7000-8000-000000000001';
const aMail = (attempts = 1, expiresAt = '2026-12-21T10:00:00.000Z'): DueMail => ({
  id: 'mail-1',
  recipient: 'ada@example.org',
  organizationId: null,
  language: 'en',
  subjectId: accountLinkId,
  brandingName: null,
  createdAt: now,
  attempts,
  lastError: null,
  nextAttemptAt: now,
  sentAt: null,
  failedAt: null,
  template: 'activation',
  data: { accountLinkId, organizationName: 'Northwind', firstName: 'Ada', lastName: 'Lovelace', expiresAt },
});

describe('mail delivery', () => {
  const tokens = new LinkTokens(newLinkKey());
  const links = new Links('https://fieldgate.example', tokens);
  const deliver = async (mail: DueMail, transport: KeepingTransport, random = 0) => {
    const queue = new JournalQueue([mail]);
    await new MailDelivery(queue, transport, links, new StoppedClock(), () => random).run();
    return queue.journal;
  };

  it('R1-27: writes the activation link when the mail goes out, and notes that it went', async () => {
    const transport = new KeepingTransport();
    const mail = aMail();
    await expect(deliver(mail, transport)).resolves.toEqual(['sent mail-1']);
    const token = tokens.tokenFor('activation', accountLinkId);
    expect(transport.letters[0]?.text).toContain(`https://fieldgate.example/activate/${token}\n`);
    expect(JSON.stringify(mail)).not.toContain(token);
  });

  it.each([
    [1, 0, '2026-11-21T10:01:00.000Z'],
    [1, 0.5, '2026-11-21T10:01:06.000Z'],
    [2, 0, '2026-11-21T10:05:00.000Z'],
    [7, 0, '2026-11-22T10:00:00.000Z'],
  ])('tries again later after attempt %i (spread %d), and keeps the server’s words', async (attempts, random, next) => {
    const journal = await deliver(aMail(attempts), new KeepingTransport(new Error('451 greylisted')), random);
    expect(journal).toEqual([`postponed mail-1: 451 greylisted; next ${next}`]);
  });

  it('gives a mail up after the eighth failure', async () => {
    const journal = await deliver(aMail(8), new KeepingTransport(new Error('451 greylisted')));
    expect(journal).toEqual(['given up mail-1: 451 greylisted']);
  });

  it('gives a mail up at once when the server refuses it for good', async () => {
    const journal = await deliver(aMail(1), new KeepingTransport(new MailRefusedError('550 no such user')));
    expect(journal).toEqual(['given up mail-1: 550 no such user']);
  });

  it('sends no link that has ended', async () => {
    const transport = new KeepingTransport();
    const journal = await deliver(aMail(1, now.toISOString()), transport);
    expect(journal[0]).toMatch(/^given up mail-1: The link in it ended at 2026-11-21T10:00:00\.000Z/);
    expect(transport.letters).toEqual([]);
  });

  it.each([
    ['accepted', 'accepted before'],
    ['withdrawn', 'withdrawn before'],
    ['replaced', 'a newer invitation'],
    ['used-or-replaced', 'was used, or a newer one'],
    ['gone', 'replaced or deleted'],
  ] as const)('R3-29: sends no link that is dead (%s), says why, and counts it as no failure', async (end, reason) => {
    const transport = new KeepingTransport();
    const queue = new JournalQueue([aMail()], end);
    const outcomes = await new MailDelivery(queue, transport, links, new StoppedClock()).run();
    expect(outcomes).toEqual({ sent: 0, postponed: 0, givenUp: 0, superseded: 1 });
    expect(queue.journal).toEqual([expect.stringMatching(`^given up mail-1: Superseded: .*${reason}`)]);
    expect(transport.letters).toEqual([]);
  });

  it('gives a mail up that ended the worker at each attempt', async () => {
    const transport = new KeepingTransport();
    expect(await deliver(aMail(9), transport)).toEqual([expect.stringContaining('at each of 8 attempts')]);
    expect(transport.letters).toEqual([]);
  });
});
