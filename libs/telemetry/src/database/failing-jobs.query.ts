import type { Pool } from 'pg';

/** A job of TimescaleDB that does not do its work: compression, retention, a refresh of the aggregates, a clean-up. */
export interface FailingJob {
  readonly jobId: number;
  /** What it runs and for which table, such as `policy_retention of reading`. */
  readonly name: string;
  /** One sentence, as far as the database says why. */
  readonly reason: string;
}

interface JobRow {
  readonly job_id: number;
  readonly name: string;
  readonly reason: string | null;
}

const NAME = `job.proc_name || coalesce(' of ' || job.hypertable_name, '')`;

// The embedded database runs the jobs itself and keeps its own record of them (apps/database/src/upkeep).
const HAS_UPKEEP = `SELECT to_regclass('upkeep.job_run') IS NOT NULL AS has_upkeep`;

const FAILING_EMBEDDED = `
    SELECT job.job_id, ${NAME} AS name, coalesce(run.error, 'The database ended while it ran.') AS reason
    FROM upkeep.job_run AS run
    JOIN timescaledb_information.jobs AS job USING (job_id)
    WHERE run.error IS NOT NULL
    OR run.finished_at IS NULL
    ORDER BY job.job_id`;

// The job that tells the vendor about the installation needs a network that many have not.
const FAILING_ON_A_SERVER = `
    SELECT job.job_id, ${NAME} AS name,
      CASE WHEN stats.last_run_status = 'Failed' THEN (
        SELECT errors.err_message
        FROM timescaledb_information.job_errors AS errors
        WHERE errors.job_id = job.job_id
        ORDER BY errors.finish_time DESC
        LIMIT 1
      ) ELSE 'It was due at ' || stats.next_start || ' and has not begun.' END AS reason
    FROM timescaledb_information.jobs AS job
    JOIN timescaledb_information.job_stats AS stats USING (job_id)
    WHERE job.scheduled
    AND job.proc_name <> 'policy_telemetry'
    AND (
      stats.last_run_status = 'Failed'
      OR (isfinite(stats.next_start) AND stats.next_start < now() - greatest(job.schedule_interval, INTERVAL '1 hour'))
    )
    ORDER BY job.job_id`;

/** The jobs whose last run failed, or that are not run at all, by their number; empty when all is well. */
export async function failingJobsOf(pool: Pool): Promise<readonly FailingJob[]> {
  const [database] = (await pool.query<{ has_upkeep: boolean }>(HAS_UPKEEP)).rows;
  const { rows } = await pool.query<JobRow>(database?.has_upkeep ? FAILING_EMBEDDED : FAILING_ON_A_SERVER);
  return rows.map(({ job_id, name, reason }) => ({ jobId: job_id, name, reason: reason ?? 'It did not say why.' }));
}
