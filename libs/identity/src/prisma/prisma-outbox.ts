import { type Clock, newUuid, type OrganizationId } from '#libs/kernel';
import type { OutboxMailModel, RegistryDatabase } from '#prisma';
import { type Mail, Outbox, type OutboxMail } from '../outbox.js';

/** Mails in the registry's table `outbox_mail`. */
export class PrismaOutbox extends Outbox {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async post(
    recipient: string,
    organizationId: OrganizationId | null,
    { template, data }: Mail,
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.client.outboxMail.create({
      data: { id: newUuid(now), recipient, organizationId, template, data, createdAt: now, nextAttemptAt: now },
    });
  }

  override async list(limit: number, before: string | undefined): Promise<readonly OutboxMail[]> {
    const rows = await this.database.client.outboxMail.findMany({
      where: before === undefined ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(outboxMailFrom);
  }
}

/** What the row says. */
export function outboxMailFrom(row: OutboxMailModel): OutboxMail {
  return {
    id: row.id,
    recipient: row.recipient,
    // Only `post` writes the two columns, so they hold a Mail.
    ...({ template: row.template, data: row.data } as unknown as Mail),
    createdAt: row.createdAt,
    attempts: row.attempts,
    lastError: row.lastError,
    sentAt: row.sentAt,
  };
}
