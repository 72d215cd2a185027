import type { Pool } from 'pg';
import type { Clock } from '#libs/kernel';

/** Which process reports. */
export interface ReportingProcess {
  /** UUID of the process, new at every start. */
  readonly id: string;
  readonly kind: 'broker' | 'worker';
  readonly startedAt: Date;
}

/** How long a row of a process that was killed is kept, as an interval. */
const KEPT = '1 hour';

const WRITE = {
  name: 'operation.write-report',
  text: `
    WITH gone AS (
      DELETE FROM process_report
      WHERE reported_at < $4::timestamptz - interval '${KEPT}'
    )
    INSERT INTO process_report (id, kind, started_at, reported_at, report)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (id) DO UPDATE
    SET reported_at = excluded.reported_at, report = excluded.report`,
};

/** What processes say of themselves, in the registry's table `process_report`: a row a process. */
export class ProcessReportStore {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  async write({ id, kind, startedAt }: ReportingProcess, report: object): Promise<void> {
    await this.pool.query({ ...WRITE, values: [id, kind, startedAt, this.clock.now(), JSON.stringify(report)] });
  }

  /** The process ends in order: nobody is to miss it. */
  async remove(id: string): Promise<void> {
    await this.pool.query('DELETE FROM process_report WHERE id = $1', [id]);
  }
}
