import { type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** An organization that is to be told now of certificates that end, its own and those of all below it. */
export interface EndingCertificates {
  readonly id: OrganizationId;
  readonly name: string;
  readonly devices: number;
  readonly firstEndsAt: Date;
}

/** When somebody is due, as instants. */
export interface NoticeTimes {
  readonly now: Date;
  /** Certificates that end until then are told of; so far ahead they were told of last time. */
  readonly aheadMs: number;
  /** Whoever was told since then is not told again. */
  readonly dayBegan: Date;
  /** Whoever was told last before that is told again, though nothing is new. */
  readonly remindBefore: Date;
}

/** Certificates near their ends, and who was told of them: the registry's tables `device_listing` and `certificate_notice`. */
export class CertificateNoticeStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Notes, in the caller's unit of work, which organizations are told now; providers first. Told is an organization of which a
   * certificate came near its end since it was told last, or that was told long ago.
   *
   * The ends are one range of an index, whosever they are.
   */
  async note(
    { now, aheadMs, dayBegan, remindBefore }: NoticeTimes,
    limit: number,
  ): Promise<readonly EndingCertificates[]> {
    const until = new Date(now.getTime() + aheadMs);
    const rows = await this.database.client.$queryRaw<EndingRow[]>`
      WITH ending AS (
        SELECT l.organization_id, count(*)::int AS devices, min(l.certificate_not_after) AS first, max(l.certificate_not_after) AS last
        FROM device_listing l
        WHERE l.certificate_state IN ('valid', 'expiring')
          AND l.certificate_not_after > ${now}::timestamptz AND l.certificate_not_after < ${until}::timestamptz
        GROUP BY l.organization_id
      ), above AS (
        SELECT r.id, sum(ending.devices)::int AS devices, min(ending.first) AS first, max(ending.last) AS last
        FROM ending
        JOIN organization o ON o.id = ending.organization_id
        JOIN organization r
          ON r.kind <> 'operator' AND r.id = ANY (string_to_array(trim(BOTH '/' FROM o.path), '/')::uuid[])
        GROUP BY r.id
      ), due AS (
        SELECT above.id, above.devices, above.first, r.name
        FROM above
        JOIN organization r ON r.id = above.id
        LEFT JOIN certificate_notice n ON n.organization_id = above.id
        WHERE n.told_at IS NULL OR n.told_at < ${dayBegan}::timestamptz AND (
            n.told_at < ${remindBefore}::timestamptz
            OR above.last >= n.told_at + ${aheadMs / 1000}::int * INTERVAL '1 second')
        ORDER BY r.kind = 'provider' DESC, n.told_at NULLS FIRST, above.id
        LIMIT ${limit}
        FOR KEY SHARE OF r SKIP LOCKED
      ), noted AS (
        INSERT INTO certificate_notice AS n (organization_id, told_at)
        SELECT id, ${now}::timestamptz FROM due ORDER BY id
        ON CONFLICT (organization_id) DO UPDATE SET told_at = EXCLUDED.told_at WHERE n.told_at < ${dayBegan}::timestamptz
        RETURNING n.organization_id
      )
      SELECT due.id, due.name, due.devices, due.first
      FROM due
      JOIN noted ON noted.organization_id = due.id`;
    return rows.map(({ id, name, devices, first }) => ({ id: organizationId(id), name, devices, firstEndsAt: first }));
  }
}

interface EndingRow {
  readonly id: string;
  readonly name: string;
  readonly devices: number;
  readonly first: Date;
}
