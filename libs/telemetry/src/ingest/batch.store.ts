import type { Clock } from '#libs/kernel';
import { copyOfReadings } from '../database/binary-format.js';
import { hasSqlState } from '../database/failure.store.js';
import type { TelemetryPool } from '../database/telemetry-pool.store.js';
import type { Batch } from './batch.js';
import {
  COPY_READINGS,
  copyReadings,
  insertNewReadings,
  insertOthers,
  insertPendingLatest,
  insertReadings,
  noteLateDays,
} from './batch-statements.store.js';
import { BatchStore } from './ingest-stores.js';
import { lateDaysOf } from './late-days.js';
import { runPipeline, type Step } from './pipeline.store.js';
import { ReadingColumns } from './reading-columns.js';
import { findReceptions } from './reception.query.js';
import type { Probe } from './redelivery.js';

const UNIQUE_VIOLATION = '23505';
const FEATURE_NOT_SUPPORTED = '0A000';
/** Batches that are taken for repetitions after one met rows that were there already: such batches come in swarms. */
const BATCHES_AFTER_DUPLICATES = 16;
/** Fewer readings cost less by INSERT, which is prepared. */
const FEWEST_COPIED = 100;

/**
 * Batches in TimescaleDB, numbers by COPY where possible.
 *
 * COPY takes less than half the server's time of INSERT … ON CONFLICT DO NOTHING, and a plain INSERT two thirds, but both
 * fail on the first row that is there already. Since devices seldom send twice, they are tried first; the same batch goes by
 * the slow way after that. Rows go in the order of the primary key, which is up to twice as fast again. The embedded database
 * refuses COPY FROM STDIN, which is found out once.
 */
export class TimescaleBatchStore extends BatchStore {
  private copyIsSupported: boolean | undefined;
  private insertsLeft = 0;

  /** @param brokerId of this process, for its notes of newest values that are not written yet */
  constructor(
    private readonly pool: TelemetryPool,
    private readonly brokerId: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async commit(batch: Batch): Promise<'copy' | 'insert' | 'none'> {
    if (batch.readings.length === 0) {
      await this.run(batch, []);
      return 'none';
    }
    batch.readings.sortByKey();
    if (!this.mayRepeat(batch)) {
      const path = (await this.mayCopy(batch)) ? 'copy' : 'insert';
      if (await this.storeNew(batch, path === 'copy' ? copyReadings(batch) : insertNewReadings(batch))) return path;
    }
    await this.run(batch, [insertReadings(batch)]);
    return 'insert';
  }

  findReceptions(probes: readonly Probe[]): Promise<readonly (number | undefined)[]> {
    return this.pool.run('look for first deliveries', (client) => findReceptions(client, probes));
  }

  /** Whether rows are likely to be there already, so that the fast ways would be tried in vain. */
  private mayRepeat({ holdsRedelivered }: Batch): boolean {
    if (this.insertsLeft === 0) return holdsRedelivered;
    this.insertsLeft--;
    return true;
  }

  private async mayCopy({ readings }: Batch): Promise<boolean> {
    if (readings.length < FEWEST_COPIED) return false;
    this.copyIsSupported ??= await this.triesCopy();
    return this.copyIsSupported;
  }

  /** Copies nothing, to see whether it may. */
  private triesCopy(): Promise<boolean> {
    const body = copyOfReadings(new ReadingColumns());
    return this.pool.run('try COPY', async (client) => {
      try {
        await runPipeline(client, [{ copy: COPY_READINGS, body }]);
        return true;
      } catch (cause) {
        if (!hasSqlState(cause, FEATURE_NOT_SUPPORTED)) throw cause;
        return false;
      }
    });
  }

  /** @returns whether it is committed; if not, nothing of it is stored: a row is there already */
  private async storeNew(batch: Batch, readings: Step): Promise<boolean> {
    try {
      await this.run(batch, [readings]);
      return true;
    } catch (failure) {
      const cause = failure instanceof Error ? failure.cause : undefined;
      if (!hasSqlState(cause, UNIQUE_VIOLATION)) throw failure;
      this.insertsLeft = BATCHES_AFTER_DUPLICATES;
      return false;
    }
  }

  private run(batch: Batch, readings: readonly Step[]): Promise<void> {
    const late = noteLateDays(lateDaysOf(batch.readings, this.clock.now().getTime()));
    const steps = [insertPendingLatest(this.brokerId, batch), ...insertOthers(batch), ...late, ...readings];
    return this.pool.run('commit a batch', (client) => runPipeline(client, steps));
  }
}
