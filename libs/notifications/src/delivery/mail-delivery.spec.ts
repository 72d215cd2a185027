import { Clock } from '#libs/kernel';
import type { RenderedMail } from '../layout/layout.js';
import { MailTemplate } from '../templates/mail-template.js';
import { MailTemplates } from '../templates/mail-templates.js';
import { MailDelivery, MailRefusedError, MailServerAwayError, MailTransport } from './mail-delivery.js';
import { type LinkCarrier, type LinkEnd, MailLinks } from './mail-links.js';
import { type DueMail, MailQueue } from './mail-queue.js';
import { MailWriter } from './mail-writer.js';

const now = new Date('2026-11-21T10:00:00.000Z');
class StoppedClock extends Clock {
  now() {
    return now;
  }
}

class JournalQueue extends MailQueue {
  readonly journal: string[] = [];
  constructor(private readonly mails: readonly DueMail[]) {
    super();
  }
  async take() {
    return this.mails;
  }
  async begin(id: string) {
    const { attempts = 0 } = this.mails.find((mail) => mail.id === id) ?? {};
    return attempts + 1;
  }
  async release(ids: readonly string[]) {
    this.journal.push(`released ${ids.join(', ')}`);
  }
  async sent(id: string) {
    this.journal.push(`sent ${id}`);
  }
  async postponed(id: string, error: string, nextAttemptAt: Date) {
    this.journal.push(`postponed ${id}: ${error}; next ${nextAttemptAt.toISOString()}`);
  }
  async superseded(id: string, reason: string) {
    this.journal.push(`superseded ${id}: ${reason}`);
  }
  async givenUp(id: string, error: string) {
    this.journal.push(`given up ${id}: ${error}`);
  }
}

class KeepingTransport extends MailTransport {
  readonly mails: Array<RenderedMail & { id: string; recipient: string }> = [];
  constructor(private readonly refusal?: Error) {
    super();
  }
  async send(id: string, recipient: string, mail: RenderedMail) {
    if (this.refusal) throw this.refusal;
    this.mails.push({ id, recipient, ...mail });
  }
}

class FakeLinks extends MailLinks {
  constructor(private readonly end?: LinkEnd) {
    super();
  }
  urlIn({ template, subjectId }: LinkCarrier) {
    return `https://fieldgate.example/${template}/token-of-${subjectId}`;
  }
  async endOf() {
    return this.end;
  }
}

type ActivationData = { readonly accountLinkId: string; readonly expiresAt: string };
const words = (_: ActivationData, { brand }: { readonly brand: string }) => ({
  subject: `Your account at ${brand}`,
  greeting: 'Hello Ada,',
  paragraphs: [],
  linkLabel: 'Activate',
  closing: [],
});
const activation = new MailTemplate<ActivationData>({
  name: 'activation',
  subjectOf: ({ accountLinkId }) => accountLinkId,
  en: words,
  pl: words,
});
const writing = (end?: LinkEnd) => new MailWriter(new MailTemplates([activation]), new FakeLinks(end));
const accountLinkId = '019a0000-0000-7000-8000-000000000001';
const aMail = (attempts = 0, expiresAt = '2026-12-21T10:00:00.000Z'): DueMail => ({
  id: 'mail-1',
  recipient: 'ada@example.org',
  organizationId: null,
  language: 'en',
  brandingName: null,
  tenant: '',
  createdAt: now,
  attempts,
  lastError: null,
  nextAttemptAt: now,
  sentAt: null,
  failedAt: null,
  supersededAt: null,
  ...activation.with({ accountLinkId, expiresAt }),
});

describe('mail delivery', () => {
  const deliver = async (mail: DueMail, transport: KeepingTransport, random = 0) => {
    const queue = new JournalQueue([mail]);
    await new MailDelivery(queue, transport, writing(), new StoppedClock(), () => random).run();
    return queue.journal;
  };

  it('R1-27: writes the activation link when the mail goes out, and notes that it went', async () => {
    const transport = new KeepingTransport();
    const mail = aMail();
    await expect(deliver(mail, transport)).resolves.toEqual(['sent mail-1']);
    const token = `token-of-${accountLinkId}`;
    expect(transport.mails[0]?.text).toContain(`https://fieldgate.example/activation/${token}\n`);
    expect(JSON.stringify(mail)).not.toContain(token);
  });

  it.each([
    [0, 0, '2026-11-21T10:01:00.000Z'],
    [0, 0.5, '2026-11-21T10:01:06.000Z'],
    [1, 0, '2026-11-21T10:05:00.000Z'],
    [6, 0, '2026-11-22T10:00:00.000Z'],
  ])(
    'tries again later after %i attempts and this one (spread %d), and keeps the server’s words',
    async (attempts, random, next) => {
      const journal = await deliver(aMail(attempts), new KeepingTransport(new Error('451 greylisted')), random);
      expect(journal).toEqual([`postponed mail-1: 451 greylisted; next ${next}`]);
    },
  );

  it('gives a mail up after the eighth failure', async () => {
    const journal = await deliver(aMail(7), new KeepingTransport(new Error('451 greylisted')));
    expect(journal).toEqual(['given up mail-1: 451 greylisted']);
  });

  it('gives a mail up at once when the server refuses it for good', async () => {
    const journal = await deliver(aMail(0), new KeepingTransport(new MailRefusedError('550 no such user')));
    expect(journal).toEqual(['given up mail-1: 550 no such user']);
  });

  it('sends no link that has ended', async () => {
    const transport = new KeepingTransport();
    const journal = await deliver(aMail(0, now.toISOString()), transport);
    expect(journal[0]).toMatch(/^given up mail-1: The link in it ended at 2026-11-21T10:00:00\.000Z/);
    expect(transport.mails).toEqual([]);
  });

  it.each([
    ['accepted', 'accepted before'],
    ['withdrawn', 'withdrawn before'],
    ['replaced', 'newer invitation'],
    ['used-or-replaced', 'was used, or a newer one'],
    ['gone', 'replaced or deleted'],
  ] as const)('R3-29: sends no link that is dead (%s), says why, and counts it as no failure', async (end, reason) => {
    const transport = new KeepingTransport();
    const queue = new JournalQueue([aMail()]);
    const outcomes = await new MailDelivery(queue, transport, writing(end), new StoppedClock()).run();
    expect(outcomes).toEqual({ sent: 0, postponed: 0, givenUp: 0, superseded: 1 });
    expect(queue.journal).toEqual([expect.stringMatching(`^superseded mail-1: .*${reason}`)]);
    expect(transport.mails).toEqual([]);
  });

  it('keeps a mail that it has no words for: a newer release, which has them, may be on its way', async () => {
    const transport = new KeepingTransport();
    const journal = await deliver({ ...aMail(), template: 'of-tomorrow' }, transport);
    expect(journal).toEqual([expect.stringMatching(/^postponed mail-1: .*no mail template of-tomorrow/)]);
    expect(transport.mails).toEqual([]);
  });

  it('gives a mail up that ended the worker at its last attempt, and says so', async () => {
    const transport = new KeepingTransport();
    const journal = await deliver(aMail(8), transport);
    expect(journal).toEqual([expect.stringContaining('how the last of 8 attempts ended: the worker stopped')]);
    expect(transport.mails).toEqual([]);
  });
});

describe('a run', () => {
  const some = (count: number, organization: string | null) =>
    Array.from(
      { length: count },
      (_, index): DueMail => ({
        ...aMail(),
        id: `${organization}-${index + 1}`,
        recipient: `${organization}-${index + 1}@example.org`,
        organizationId: organization as DueMail['organizationId'],
        tenant: organization ?? '',
      }),
    );

  class MovingClock extends StoppedClock {
    #ms = now.getTime();
    override now() {
      return new Date(this.#ms);
    }
    advance(ms: number) {
      this.#ms += ms;
    }
  }

  it('leaves a server alone that does not answer, and gives the other mails back untried', async () => {
    const clock = new MovingClock();
    const queue = new JournalQueue(some(20, 'a'));
    const delivery = new MailDelivery(
      queue,
      new KeepingTransport(new MailServerAwayError('Greeting never received')),
      writing(),
      clock,
      () => 0,
    );
    const { postponed } = await delivery.run();
    expect(postponed).toBe(2);
    expect(queue.journal).toContainEqual(expect.stringMatching(/^released a-3, a-4, .*a-20$/));
    expect(queue.journal.filter((line) => line.startsWith('postponed'))).toHaveLength(2);
    clock.advance(29_000);
    expect(await delivery.run()).toEqual({ sent: 0, postponed: 0, givenUp: 0, superseded: 0 });
    clock.advance(1_000);
    expect((await delivery.run()).postponed).toBe(2);
  });

  it('sends the mails of one organization while the server is slow about those of another', async () => {
    const queue = new JournalQueue([...some(5, 'slow'), ...some(5, 'quick')]);
    const journal: string[] = [];
    let answerSlow: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answerSlow = resolve;
    });
    class HalfSlow extends MailTransport {
      async send(id: string) {
        if (id.startsWith('slow')) await slow;
        journal.push(id);
        if (id === 'quick-5') answerSlow();
      }
    }
    const { sent } = await new MailDelivery(queue, new HalfSlow(), writing(), new StoppedClock()).run();
    expect(sent).toBe(10);
    expect(journal.slice(0, 5)).toEqual(['quick-1', 'quick-2', 'quick-3', 'quick-4', 'quick-5']);
  });

  it('begins no mail after ten seconds, so that whoever came meanwhile has a turn', async () => {
    const clock = new MovingClock();
    const queue = new JournalQueue(some(20, 'a'));
    class Slow extends MailTransport {
      async send() {
        clock.advance(6_000);
      }
    }
    const { sent } = await new MailDelivery(queue, new Slow(), writing(), clock).run();
    expect(sent).toBeLessThan(20);
    expect(queue.journal.at(-1)).toMatch(/^released .*a-20$/);
  });

  it('makes no attempt at a mail whose lease has lapsed', async () => {
    const transport = new KeepingTransport();
    const queue = new JournalQueue([aMail()]);
    queue.begin = async () => undefined as unknown as number;
    expect(await new MailDelivery(queue, transport, writing(), new StoppedClock()).run()).toMatchObject({ sent: 0 });
    expect(queue.journal).toEqual([]);
    expect(transport.mails).toEqual([]);
  });
});
