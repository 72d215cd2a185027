import type { RegistryDatabase } from '#prisma';
import { type DueMail, type LinkEnd, MailQueue } from '../mail-delivery.js';
import { outboxMailFrom } from './prisma-outbox.js';

/** The rows of `outbox_mail` that still have to go out. */
export class PrismaMailQueue extends MailQueue {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  /**
   * SKIP LOCKED lets several workers take different mails at the same moment. The attempt is counted before it is made:
   * a mail that ends the worker each time is given up like any other.
   */
  override async take(now: Date, leasedUntil: Date, limit: number): Promise<readonly DueMail[]> {
    const taken = await this.database.client.$queryRaw<{ id: string }[]>`
      UPDATE outbox_mail
         SET next_attempt_at = ${leasedUntil}, attempts = attempts + 1
       WHERE id IN (SELECT id
                      FROM outbox_mail
                     WHERE next_attempt_at <= ${now}
                     ORDER BY next_attempt_at, id
                     LIMIT ${limit}
                       FOR UPDATE SKIP LOCKED)
      RETURNING id::text`;
    if (taken.length === 0) return [];
    const ids = taken.map(({ id }) => id);
    const rows = await this.database.client.outboxMail.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    const names = await this.#brandingNames(ids);
    return rows.map((row) => ({ ...outboxMailFrom(row), brandingName: names.get(row.id) ?? null }));
  }

  override async endOfLink({ template, data }: DueMail): Promise<LinkEnd | undefined> {
    const { invitation, accountLink, addressChange, siteGrant } = this.database.client;
    switch (template) {
      case 'invitation': {
        const row = await invitation.findUnique({ where: { id: data.invitationId }, select: { status: true } });
        if (!row) return 'gone';
        return row.status === 'pending' ? undefined : row.status;
      }
      case 'activation':
      case 'password':
      case 'reset': {
        const row = await accountLink.findUnique({ where: { id: data.accountLinkId }, select: { usedAt: true } });
        if (!row) return 'gone';
        return row.usedAt === null ? undefined : 'used-or-replaced';
      }
      case 'address-change': {
        const row = await addressChange.findUnique({ where: { id: data.addressChangeId }, select: { id: true } });
        return row ? undefined : 'gone';
      }
      case 'site-share': {
        const select = { acceptedAt: true, withdrawnAt: true };
        const row = await siteGrant.findUnique({ where: { id: data.grantId }, select });
        if (!row) return 'gone';
        if (row.withdrawnAt !== null) return 'withdrawn';
        return row.acceptedAt === null ? undefined : 'accepted';
      }
      case 'address-notice':
      case 'registration-summary':
      case 'service-proposal':
      case 'contract-notice':
      case 'key-alarm':
        return undefined;
    }
  }

  override async sent(id: string, at: Date): Promise<void> {
    await this.database.client.outboxMail.update({
      where: { id },
      data: { sentAt: at, nextAttemptAt: null, failedAt: null, lastError: null },
    });
  }

  override async postponed(id: string, error: string, nextAttemptAt: Date): Promise<void> {
    await this.database.client.outboxMail.update({ where: { id }, data: { lastError: error, nextAttemptAt } });
  }

  override async givenUp(id: string, error: string, at: Date): Promise<void> {
    await this.database.client.outboxMail.update({
      where: { id },
      data: { lastError: error, nextAttemptAt: null, failedAt: at },
    });
  }

  /** Of each mail's organization, else of the nearest one above it that has put its own name. */
  async #brandingNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.client.$queryRaw<{ id: string; name: string }[]>`
      SELECT DISTINCT ON (mail.id) mail.id::text AS id, above.branding_name AS name
        FROM outbox_mail mail
        JOIN organization place ON place.id = mail.organization_id
        JOIN organization above ON above.id = ANY (string_to_array(trim(BOTH '/' FROM place.path), '/')::uuid[])
       WHERE mail.id = ANY (${[...ids]}::uuid[]) AND above.branding_name IS NOT NULL
       ORDER BY mail.id, length(above.path) DESC`;
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
