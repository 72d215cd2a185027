import { LINKS_KEPT_MS } from '#libs/identity';
import { type Clock, DAY_MS, inPortions } from '#libs/kernel';
import type { DatabaseConnection } from '#libs/platform';
import type { Job } from './job.js';

/** Something that is kept for a while only. */
interface Rule {
  readonly table: string;
  /** SQL: whether a row may go, with the instant that long ago as $1. */
  readonly isOver: string;
  readonly keptMs: number;
  /** Rows of one statement, where each takes thousands of another table with it. */
  readonly portion?: number;
}

export interface RetentionPeriods {
  /** Of refused handshakes. */
  readonly connectionAttemptDays: number;
}

/** Rows of one statement: it holds their locks for some milliseconds. */
const PORTION = 1_000;
/** The same of jobs, whose rows go with them: ten batches of devices have up to 100 000. */
const PORTION_OF_JOBS = 10;
/** Portions of one table and run; the rest goes in the next run. */
const PORTIONS = 20;
const PAUSE_MS = 10 * 60_000;

/** What goes, and when. Audit events are not here: they are kept for good. */
export const retentionRules = ({ connectionAttemptDays }: RetentionPeriods): readonly Rule[] => [
  { table: 'session', isOver: 'expires_at < $1', keptMs: DAY_MS },
  { table: 'account_link', isOver: 'expires_at < $1', keptMs: LINKS_KEPT_MS.account_link },
  { table: 'address_change', isOver: 'expires_at < $1', keptMs: LINKS_KEPT_MS.address_change },
  { table: 'sign_in_throttle', isOver: 'last_failed_at < $1 AND coalesce(locked_until < $1, true)', keptMs: DAY_MS },
  { table: 'single_sign_on_attempt', isOver: 'expires_at < $1', keptMs: LINKS_KEPT_MS.single_sign_on_attempt },
  { table: 'outbox_mail', isOver: 'sent_at < $1 OR superseded_at < $1', keptMs: 90 * DAY_MS },
  { table: 'notification', isOver: 'created_at < $1', keptMs: 90 * DAY_MS },
  { table: 'warranty_notice', isOver: 'warranty_end < $1', keptMs: DAY_MS },
  { table: 'registration_request', isOver: 'answered_at < $1', keptMs: 90 * DAY_MS },
  { table: 'registration_draft', isOver: 'updated_at < $1', keptMs: 30 * DAY_MS },
  // What was thought of an instruction then is about another product.
  { table: 'help_rating', isOver: 'rated_at < $1', keptMs: 900 * DAY_MS },
  { table: 'help_comment', isOver: 'created_at < $1', keptMs: 900 * DAY_MS },
  { table: 'idempotency_key', isOver: 'created_at < $1', keptMs: DAY_MS },
  { table: 'site_access_entry', isOver: 'last_at < $1', keptMs: 400 * DAY_MS },
  {
    table: 'import_job',
    isOver: "updated_at < $1 AND status IN ('checked', 'done', 'failed', 'canceled')",
    keptMs: 30 * DAY_MS,
    portion: PORTION_OF_JOBS,
  },
  {
    table: 'device_batch',
    isOver: "updated_at < $1 AND status <> 'running'",
    keptMs: 30 * DAY_MS,
    portion: PORTION_OF_JOBS,
  },
  { table: 'connection_attempt', isOver: 'at < $1', keptMs: connectionAttemptDays * DAY_MS },
];

/** Removes what was kept long enough, a portion at a time. */
export function retention(
  { database, clock }: { readonly database: DatabaseConnection; readonly clock: Clock },
  periods: RetentionPeriods,
): Job {
  const rules = retentionRules(periods);
  return {
    name: 'retention',
    pauseMs: PAUSE_MS,
    async run() {
      for (const rule of rules) await removeOver(database, rule, clock.now());
    },
  };
}

async function removeOver(database: DatabaseConnection, rule: Rule, now: Date): Promise<void> {
  const { table, isOver, keptMs, portion: size = PORTION } = rule;
  const instant = new Date(now.getTime() - keptMs);
  await inPortions({ size, most: PORTIONS }, async (limit) => {
    const { rowCount } = await database.pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${isOver} LIMIT ${limit}))`,
      [instant],
    );
    return rowCount ?? 0;
  });
}
