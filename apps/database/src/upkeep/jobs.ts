import type { Logger } from 'pino';
import type { InternalQuery } from '../session/settings.js';

/**
 * Jobs of TimescaleDB that are due, oldest first: compression, retention, continuous aggregates, whatever is scheduled.
 *
 * One that failed is tried again after its retry period, one the process died on after its whole interval, so that a
 * job that kills the process does not kill every next one. The job that tells the vendor about the installation is left
 * out: it needs a network, and nobody was asked.
 */
const DUE = `
  SELECT job.job_id, job.proc_name
  FROM timescaledb_information.jobs AS job
  LEFT JOIN upkeep.job_run AS run ON run.job_id = job.job_id
  WHERE job.scheduled
    AND job.proc_name <> 'policy_telemetry'
    AND coalesce(
      run.started_at + CASE WHEN run.error IS NULL THEN job.schedule_interval ELSE job.retry_period END,
      job.initial_start,
      '-infinity') <= now()
  ORDER BY run.started_at NULLS FIRST, job.job_id
  LIMIT 1`;

const FORGET_DROPPED = `
  DELETE FROM upkeep.job_run
  WHERE job_id NOT IN (SELECT job_id FROM timescaledb_information.jobs)`;

/**
 * Runs the job that is due longest, if one is.
 *
 * A job that fails is logged and recorded in upkeep.job_run; nothing else suffers from it.
 *
 * @param query for whoever has the backend now
 */
export function runDueJob(query: InternalQuery, log: Logger): void {
  const [due] = query(DUE);
  if (!due) return;
  const jobId = Number(due[0]);
  query(`
    INSERT INTO upkeep.job_run (job_id, started_at)
    VALUES (${jobId}, now())
    ON CONFLICT (job_id) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, error = NULL`);
  const startedAt = performance.now();
  try {
    query(`CALL run_job(${jobId})`);
  } catch (err) {
    // Procedures commit on their way, so a failing one can leave a transaction behind.
    query('ROLLBACK');
    query(
      `UPDATE upkeep.job_run SET finished_at = now(), error = ${literal((err as Error).message)} WHERE job_id = ${jobId}`,
    );
    log.error({ jobId, job: due[1], err }, `Job ${jobId} of TimescaleDB failed; it is tried again later.`);
    return;
  }
  query(`UPDATE upkeep.job_run SET finished_at = now() WHERE job_id = ${jobId}`);
  query(FORGET_DROPPED);
  const tookMs = Math.round(performance.now() - startedAt);
  log.debug({ jobId, job: due[1], tookMs }, `Job ${jobId} of TimescaleDB ran.`);
}

const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
