import type { RegistryDatabase } from '#prisma';
import { MailQueue } from '../mail-delivery.js';
import type { OutboxMail } from '../outbox.js';
import { outboxMailFrom } from './prisma-outbox.js';

/** The rows of `outbox_mail` that still have to go out. */
export class PrismaMailQueue extends MailQueue {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  /** SKIP LOCKED lets several workers take different mails at the same moment. */
  override async take(now: Date, leasedUntil: Date, limit: number): Promise<readonly OutboxMail[]> {
    const taken = await this.database.client.$queryRaw<{ id: string }[]>`
      UPDATE outbox_mail
         SET next_attempt_at = ${leasedUntil}
       WHERE id IN (SELECT id
                      FROM outbox_mail
                     WHERE next_attempt_at <= ${now}
                     ORDER BY next_attempt_at, id
                     LIMIT ${limit}
                       FOR UPDATE SKIP LOCKED)
      RETURNING id::text`;
    const rows = await this.database.client.outboxMail.findMany({
      where: { id: { in: taken.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
    });
    return rows.map(outboxMailFrom);
  }

  override async sent(id: string, at: Date): Promise<void> {
    await this.database.client.outboxMail.update({
      where: { id },
      data: { sentAt: at, nextAttemptAt: null, lastError: null, attempts: { increment: 1 } },
    });
  }

  override async failed(id: string, error: string, nextAttemptAt: Date | null): Promise<void> {
    await this.database.client.outboxMail.update({
      where: { id },
      data: { lastError: error, nextAttemptAt, attempts: { increment: 1 } },
    });
  }
}
