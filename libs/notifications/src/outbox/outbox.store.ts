import type { Language } from '#libs/contracts/http';
import { type Clock, newUuid, type OrganizationId, organizationId } from '#libs/kernel';
import type { OutboxMailModel, Prisma, RegistryDatabase } from '#prisma';
import { isTold, type Notice } from '../inbox/notice.js';
import type { Choices, NotificationWriter } from '../inbox/notification-writer.store.js';
import type { Mail, MailFields } from '../templates/mail-template.js';
import type { MailState, OutboxMail, OutboxSelection } from './outbox.js';

/**
 * Mails to be sent, written in the transaction that caused them.
 *
 * Mails in the registry's table `outbox_mail`.
 */
export class Outbox {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly writer: NotificationWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a mail in the running unit of work; it goes out after the commit, or never.
   *
   * Its language is the one the person with that address chose, else the organization's, else that of the organization
   * the person joined first.
   *
   * @param organizationId whose language and name stand in the mail; null: those of the receiver's first organization
   * @param notice the same, for the page of the person with that address, if there is one
   */
  async post(recipient: string, organization: OrganizationId | null, mail: Mail, notice?: Notice): Promise<void> {
    const now = this.clock.now();
    const { personId, ...style } = await this.#styleFor(recipient, organization);
    if (notice && personId !== null) {
      const choices = await this.tell([{ personId, notice }]);
      if (!isTold(notice.kind, 'mail', choices(personId, notice.kind))) return;
    }
    await this.database.client.outboxMail.create({
      data: {
        ...style,
        id: newUuid(now),
        recipient,
        ...mail,
        createdAt: now,
        nextAttemptAt: now,
      },
    });
  }

  /**
   * Tells people in the page what concerns themselves, in the running unit of work.
   *
   * @returns what they chose
   */
  async tell(all: readonly { readonly personId: string; readonly notice: Notice }[]): Promise<Choices> {
    const choices = await this.writer.choicesOf(
      all.map(({ personId }) => personId),
      all.map(({ notice }) => notice.kind),
    );
    await this.writer.add(
      all.map((one) => ({ ...one, organizationId: null })),
      choices,
    );
    return choices;
  }

  /** Newest first. */
  async list({ state, before, limit }: OutboxSelection): Promise<readonly OutboxMail[]> {
    const rows = await this.database.client.outboxMail.findMany({
      where: { ...(before !== undefined && { id: { lt: before } }), ...(state && inState[state]) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(outboxMailFrom);
  }

  async find(id: string): Promise<OutboxMail | undefined> {
    const row = await this.database.client.outboxMail.findUnique({ where: { id } });
    return row ? outboxMailFrom(row) : undefined;
  }

  /** The newest mail about each of these rows, by their id: how it fared. */
  async mailsAbout(subjectIds: readonly string[]): Promise<ReadonlyMap<string, OutboxMail>> {
    const rows = await this.database.client.outboxMail.findMany({
      where: { subjectId: { in: [...subjectIds] } },
      orderBy: { id: 'asc' },
    });
    return new Map(rows.flatMap((row) => (row.subjectId === null ? [] : [[row.subjectId, outboxMailFrom(row)]])));
  }

  /**
   * Lets an unsent mail go out again at `at`, with all its attempts. @returns false if it was sent, or is not there
   */
  async retry(id: string, at: Date): Promise<boolean> {
    const { count } = await this.database.client.outboxMail.updateMany({
      where: { id, sentAt: null },
      data: { nextAttemptAt: at, failedAt: null, supersededAt: null, attempts: 0 },
    });
    return count === 1;
  }

  /** Removes what was not sent yet about organizations at and below a place in the tree; they are about to go. */
  async dropUnsentWithin(path: string): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM outbox_mail
      WHERE sent_at IS NULL AND organization_id IN (SELECT id FROM organization WHERE path LIKE ${`${path}%`})`;
  }

  /** Receiver, language and organization of a mail, in one query: posting stands in the way of whatever caused it. */
  async #styleFor(recipient: string, organization: OrganizationId | null) {
    const [style] = await this.database.client.$queryRaw<MailStyleRow[]>`
      WITH receiver AS (
        SELECT id, language FROM person WHERE email = ${recipient}
      ), place AS (
        SELECT o.id, o.language
          FROM organization o LEFT JOIN (membership m JOIN receiver r ON r.id = m.person_id) ON m.organization_id = o.id
         WHERE o.id = ${organization}::uuid OR (${organization}::uuid IS NULL AND m.person_id IS NOT NULL)
         ORDER BY m.created_at, o.id
         LIMIT 1
      )
      SELECT coalesce((SELECT language FROM receiver), (SELECT language FROM place), 'en')::text AS language,
             (SELECT id::text FROM place) AS "organizationId", (SELECT id::text FROM receiver) AS "personId"`;
    return style ?? { language: 'en' as const, organizationId: organization, personId: null };
  }
}

interface MailStyleRow {
  readonly language: Language;
  readonly organizationId: string | null;
  readonly personId: string | null;
}

const inState: Readonly<Record<MailState, Prisma.OutboxMailWhereInput>> = {
  waiting: { sentAt: null, failedAt: null, supersededAt: null },
  sent: { sentAt: { not: null } },
  failed: { failedAt: { not: null } },
  superseded: { supersededAt: { not: null } },
};

/** What the row says. */
export function outboxMailFrom(row: OutboxMailModel): OutboxMail {
  return {
    id: row.id,
    recipient: row.recipient,
    template: row.template,
    // Only posting writes the column, so it holds the fields of a mail.
    data: row.data as MailFields,
    organizationId: row.organizationId === null ? null : organizationId(row.organizationId),
    language: row.language,
    subjectId: row.subjectId,
    createdAt: row.createdAt,
    attempts: row.attempts,
    lastError: row.lastError,
    nextAttemptAt: row.nextAttemptAt,
    sentAt: row.sentAt,
    failedAt: row.failedAt,
    supersededAt: row.supersededAt,
  };
}
