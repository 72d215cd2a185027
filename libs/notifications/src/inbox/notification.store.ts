import { type NotificationKind, notificationKinds } from '#libs/contracts/http';
import type { PersonId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';
import type { Choice } from './notice.js';

/** A notification as it was written; `kind` and `params` may be of another release. */
export interface KeptNotification {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Which of somebody's notifications. */
export interface NotificationSelection {
  readonly isUnread: boolean;
  /** Only those before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Which are marked as read: these, or all up to one. */
export type ReadMark = { readonly ids: readonly string[] } | { readonly upTo: string };

/**
 * Somebody's notifications in the registry's table `notification`, and their choices in `notification_preference`.
 *
 * What it is about may have gone out of somebody's sight since it was written: each reading asks anew.
 */
export class NotificationStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Newest first. */
  list(
    person: PersonId,
    { isUnread, before, limit }: NotificationSelection,
    now: Date,
  ): Promise<readonly KeptNotification[]> {
    return this.database.client.$queryRaw<KeptNotification[]>`
      SELECT n.id, n.kind, n.params, n.created_at AS "createdAt", n.read_at AS "readAt"
      FROM notification n
      WHERE n.person_id = ${person}::uuid AND (${before ?? null}::uuid IS NULL OR n.id < ${before ?? null}::uuid)
        AND (NOT ${isUnread} OR n.read_at IS NULL)
        AND ${isVisible(now)}
      ORDER BY n.id DESC
      LIMIT ${limit}`;
  }

  /** How many are unread, counted up to `most`. */
  async unread(person: PersonId, most: number, now: Date): Promise<number> {
    const [row] = await this.database.client.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count
      FROM (
        SELECT FROM notification n
        WHERE n.person_id = ${person}::uuid AND n.read_at IS NULL AND ${isVisible(now)}
        LIMIT ${most}
      ) unread`;
    return row?.count ?? 0;
  }

  async markRead(person: PersonId, mark: ReadMark, at: Date): Promise<void> {
    const id = 'ids' in mark ? { in: [...mark.ids] } : { lte: mark.upTo };
    await this.database.client.notification.updateMany({
      where: { personId: person, readAt: null, id },
      data: { readAt: at },
    });
  }

  async choices(person: PersonId): Promise<ReadonlyMap<string, Choice>> {
    const rows = await this.database.client.notificationPreference.findMany({ where: { personId: person } });
    return new Map(rows.map(({ kind, inPage, byMail }) => [kind, { page: inPage, mail: byMail }]));
  }

  /** Takes the place of all that was chosen before, but for kinds of a newer release. */
  async choose(person: PersonId, choices: ReadonlyMap<NotificationKind, Choice>): Promise<void> {
    await this.database.client.notificationPreference.deleteMany({
      where: { personId: person, kind: { in: [...notificationKinds] } },
    });
    await this.database.client.notificationPreference.createMany({
      data: [...choices].map(([kind, { page, mail }]) => ({ personId: person, kind, inPage: page, byMail: mail })),
    });
  }
}

/**
 * Whether the person of a row `n` may still be told of it: they administer the organization as whose administrator they were
 * told, what it is about stands at or below that, and the grant it is about is not over.
 */
const isVisible = (now: Date) => Prisma.sql`(
  n.organization_id IS NULL OR EXISTS (
    SELECT FROM membership m
    JOIN organization own ON own.id = m.organization_id
    WHERE m.person_id = n.person_id AND m.organization_id = n.organization_id AND m.role = 'admin' AND m.custom_role_id IS NULL
      AND (n.about_id IS NULL OR EXISTS (
        SELECT FROM organization a WHERE a.id = n.about_id AND a.path >= own.path AND a.path < own.path || ${AFTER_ANY}
      ))
  )
) AND (
  n.grant_id IS NULL OR EXISTS (
    SELECT FROM site_grant g
    WHERE g.id = n.grant_id AND g.withdrawn_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > ${now}::timestamptz)
      AND (g.accepted_at IS NOT NULL OR g.code_expires_at > ${now}::timestamptz)
  )
)`;
