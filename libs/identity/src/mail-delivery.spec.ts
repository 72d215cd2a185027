import { Clock } from '#libs/kernel';
import type { Letter } from './letter.js';
import { LinkTokens, newLinkKey } from './link-tokens.js';
import { Links } from './links.js';
import { MailDelivery, MailQueue, MailTransport } from './mail-delivery.js';
import type { OutboxMail } from './outbox.js';

const now = new Date('2026-11-21T10:00:00.000Z');
class StoppedClock extends Clock {
  now() {
    return now;
  }
}

class JournalQueue extends MailQueue {
  readonly journal: string[] = [];
  constructor(private readonly mails: readonly OutboxMail[]) {
    super();
  }
  async take() {
    return this.mails;
  }
  async sent(id: string) {
    this.journal.push(`sent ${id}`);
  }
  async failed(id: string, error: string, nextAttemptAt: Date | null) {
    this.journal.push(`failed ${id}: ${error}; next ${nextAttemptAt?.toISOString() ?? 'never'}`);
  }
}

class KeepingTransport extends MailTransport {
  readonly letters: Array<Letter & { recipient: string }> = [];
  constructor(private readonly refusal?: string) {
    super();
  }
  async send(recipient: string, letter: Letter) {
    if (this.refusal) throw new Error(this.refusal);
    this.letters.push({ recipient, ...letter });
  }
}

const aMail = (attempts = 0): OutboxMail => ({
  id: 'mail-1',
  recipient: 'ada@example.org',
  createdAt: now,
  attempts,
  lastError: null,
  sentAt: null,
  template: 'activation',
  data: {
    accountLinkId: '019a0000-0000-7000-8000-000000000001',
    organizationName: 'Northwind',
    firstName: 'Ada',
    lastName: 'Lovelace',
    expiresAt: '2026-12-21T10:00:00.000Z',
  },
});

describe('mail delivery', () => {
  const tokens = new LinkTokens(newLinkKey());
  const links = new Links('https://fieldgate.example', tokens);
  const deliver = async (mail: OutboxMail, transport: KeepingTransport) => {
    const queue = new JournalQueue([mail]);
    await new MailDelivery(queue, transport, links, new StoppedClock()).run();
    return queue.journal;
  };

  it('R1-27: writes the activation link when the mail goes out, and notes that it went', async () => {
    const transport = new KeepingTransport();
    const mail = aMail();
    await expect(deliver(mail, transport)).resolves.toEqual(['sent mail-1']);
    const token = tokens.tokenFor('activation', '019a0000-0000-7000-8000-000000000001');
    expect(transport.letters[0]?.text).toContain(`https://fieldgate.example/activate/${token}\n`);
    expect(JSON.stringify(mail)).not.toContain(token);
  });

  it.each([
    [0, '2026-11-21T10:01:00.000Z'],
    [1, '2026-11-21T10:05:00.000Z'],
    [6, '2026-11-22T10:00:00.000Z'],
  ])('tries again later after failure number %i + 1, and keeps the server’s words', async (attempts, next) => {
    const journal = await deliver(aMail(attempts), new KeepingTransport('451 greylisted'));
    expect(journal).toEqual([`failed mail-1: 451 greylisted; next ${next}`]);
  });

  it('gives a mail up after the eighth failure', async () => {
    const journal = await deliver(aMail(7), new KeepingTransport('550 no such user'));
    expect(journal).toEqual(['failed mail-1: 550 no such user; next never']);
  });
});
