import type { RegistryDatabase } from '#prisma';
import { outboxMailFrom } from '../outbox/outbox.store.js';
import { type DueMail, MailQueue } from './mail-queue.js';

/** The rows of `outbox_mail` that still have to go out. */
export class PrismaMailQueue extends MailQueue {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  /** SKIP LOCKED lets several workers take different mails at the same moment. */
  override async take(now: Date, leasedUntil: Date, limit: number): Promise<readonly DueMail[]> {
    // The nil UUID (RFC 9562 §5.9) stands for the organization of mails that belong to none, as in the index. It hops from organization to organization in the index, so that what it costs does not grow with one's thousand mails.
    // A provider with a thousand customers is one tenant; the paths of organizations begin with the operator, it follows.
    const taken = await this.database.client.$queryRaw<{ id: string; tenant: string; turn: bigint; due: Date }[]>`
      WITH RECURSIVE tenant (id) AS (
        (SELECT coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)
           FROM outbox_mail
          WHERE next_attempt_at IS NOT NULL
          ORDER BY coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)
          LIMIT 1)
        UNION ALL
        SELECT (SELECT coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)
                  FROM outbox_mail
                 WHERE next_attempt_at IS NOT NULL AND coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid) > tenant.id
                 ORDER BY coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)
                 LIMIT 1)
          FROM tenant
         WHERE tenant.id IS NOT NULL
      ), due AS (
        SELECT mail.id, mail.turn, mail.next_attempt_at,
               coalesce(nullif(split_part(place.path, '/', 3), ''), tenant.id::text) AS tenant
          FROM tenant
          LEFT JOIN organization place ON place.id = tenant.id
         CROSS JOIN LATERAL (
               SELECT id, next_attempt_at, row_number() OVER (ORDER BY next_attempt_at, id) AS turn
                 FROM outbox_mail
                WHERE next_attempt_at <= ${now} AND coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid) = tenant.id
                ORDER BY next_attempt_at, id
                LIMIT ${limit}) mail
      ), fair AS (
        SELECT id, tenant, row_number() OVER (PARTITION BY tenant ORDER BY turn, next_attempt_at, id) AS turn
          FROM due
         ORDER BY turn, next_attempt_at, id
         LIMIT ${limit}
      ), free AS (
        SELECT mail.id, fair.tenant, fair.turn, mail.next_attempt_at AS due
          FROM outbox_mail mail
          JOIN fair ON fair.id = mail.id
         WHERE mail.next_attempt_at <= ${now}
           FOR UPDATE OF mail SKIP LOCKED
      )
      UPDATE outbox_mail mail
         SET next_attempt_at = ${leasedUntil}
        FROM free
       WHERE mail.id = free.id
      RETURNING mail.id::text, free.tenant, free.turn, free.due`;
    if (taken.length === 0) return [];
    const inTurn = taken.sort((a, b) => Number(a.turn - b.turn) || a.due.getTime() - b.due.getTime());
    const ids = inTurn.map(({ id }) => id);
    const rows = await this.database.client.outboxMail.findMany({ where: { id: { in: ids } } });
    const names = await this.#brandingNames(ids);
    const mails = new Map(rows.map((row) => [row.id, outboxMailFrom(row)]));
    return inTurn.flatMap(({ id, tenant }) => {
      const mail = mails.get(id);
      return mail ? [{ ...mail, tenant, brandingName: names.get(id) ?? null }] : [];
    });
  }

  override async begin(id: string, leasedUntil: Date, renewedUntil: Date): Promise<number | undefined> {
    const [begun] = await this.database.client.$queryRaw<{ attempts: number }[]>`
      UPDATE outbox_mail
         SET attempts = attempts + 1, next_attempt_at = ${renewedUntil}
       WHERE id = ${id}::uuid AND next_attempt_at = ${leasedUntil}
      RETURNING attempts`;
    return begun?.attempts;
  }

  override async release(ids: readonly string[], leasedUntil: Date, at: Date): Promise<void> {
    await this.database.client.outboxMail.updateMany({
      where: { id: { in: [...ids] }, nextAttemptAt: leasedUntil },
      data: { nextAttemptAt: at },
    });
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

  override async superseded(id: string, reason: string, at: Date): Promise<void> {
    await this.database.client.outboxMail.update({
      where: { id },
      data: { lastError: reason, nextAttemptAt: null, supersededAt: at },
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
