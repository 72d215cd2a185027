import { COUNTED_AT_MOST } from '#libs/contracts/http';
import type { RegistryDatabase } from '#prisma';

/** What a process said of itself. */
export interface ProcessRow {
  readonly id: string;
  readonly kind: 'broker' | 'worker';
  readonly startedAt: Date;
  readonly reportedAt: Date;
  readonly report: unknown;
}

/** What waits for the worker. Counts end one above {@link COUNTED_AT_MOST}. */
export interface Queues {
  readonly mails: { readonly waiting: number; readonly failed: number; readonly oldestWaitingAt: Date | null };
  readonly imports: { readonly underWay: number; readonly oldestAt: Date | null };
  readonly audit: { readonly unsealed: number };
}

interface QueueRow {
  readonly waiting_mails: number;
  readonly failed_mails: number;
  readonly oldest_mail_at: Date | null;
  readonly imports: number;
  readonly oldest_import_at: Date | null;
  readonly unsealed: number;
}

/** How the platform runs, as its database tells it. */
export class OperationStatusQuery {
  constructor(private readonly database: RegistryDatabase) {}

  /** Processes that reported since then, the longest at work first. */
  processes(since: Date): Promise<readonly ProcessRow[]> {
    return this.database.client.$queryRaw<ProcessRow[]>`
      SELECT id::text AS id, kind, started_at AS "startedAt", reported_at AS "reportedAt", report
      FROM process_report
      WHERE reported_at >= ${since}::timestamptz
      ORDER BY started_at, id`;
  }

  /** One statement; each count ends at its limit, and reads an index of what waits alone. */
  async queues(): Promise<Queues> {
    const limit = COUNTED_AT_MOST + 1;
    const [row] = await this.database.client.$queryRaw<QueueRow[]>`
      SELECT mail.waiting AS waiting_mails, mail.oldest_at AS oldest_mail_at, failed.count AS failed_mails,
        job.count AS imports, job.oldest_at AS oldest_import_at, event.count AS unsealed
      FROM
        (SELECT count(*)::int AS waiting, min(created_at) AS oldest_at
         FROM (SELECT created_at FROM outbox_mail WHERE next_attempt_at IS NOT NULL LIMIT ${limit}) AS one) AS mail,
        (SELECT count(*)::int AS count
         FROM (SELECT FROM outbox_mail WHERE failed_at IS NOT NULL LIMIT ${limit}) AS one) AS failed,
        (SELECT count(*)::int AS count, min(created_at) AS oldest_at
         FROM import_job
         WHERE status IN ('receiving', 'checking', 'applying')) AS job,
        (SELECT count(*)::int AS count
         FROM (SELECT FROM audit_event WHERE sealed_as IS NULL LIMIT ${limit}) AS one) AS event`;
    return {
      mails: {
        waiting: row?.waiting_mails ?? 0,
        failed: row?.failed_mails ?? 0,
        oldestWaitingAt: row?.oldest_mail_at ?? null,
      },
      imports: { underWay: row?.imports ?? 0, oldestAt: row?.oldest_import_at ?? null },
      audit: { unsealed: row?.unsealed ?? 0 },
    };
  }

  /** Versions and size of the database. */
  async facts(): Promise<{ postgresql: string; timescaledb: string | null; sizeBytes: number }> {
    const [row] = await this.database.client.$queryRaw<{ version: string; extension: string | null; bytes: bigint }[]>`
      SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
        (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS extension`;
    return {
      postgresql: row?.version ?? '',
      timescaledb: row?.extension ?? null,
      sizeBytes: Number(row?.bytes ?? 0),
    };
  }
}
