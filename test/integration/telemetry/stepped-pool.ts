import type { Pool, PoolClient } from 'pg';
import { systemScheduler } from '#libs/kernel';
import { TelemetryPool } from '#libs/telemetry';

/** A pool before whose work of one number, counted from 1, something else is done. */
export class SteppedPool extends TelemetryPool {
  #step = 0;

  constructor(
    pool: Pool,
    private readonly interruptedStep: number,
    private readonly interruption: () => Promise<void>,
  ) {
    super(pool, systemScheduler);
  }

  override async run<Result>(operation: string, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    this.#step += 1;
    if (this.#step === this.interruptedStep) await this.interruption();
    return super.run(operation, work);
  }
}
