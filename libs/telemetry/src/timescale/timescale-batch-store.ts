import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Batch } from '../batch.js';
import { BatchStore } from '../ports.js';
import type { Probe } from '../redelivery.js';
import { insertOthers, insertOwed, insertReadings } from './batch-sql.js';
import { copyOfReadings } from './binary-format.js';
import { hasSqlState } from './failure.js';
import { findReceptions } from './reception-lookup.js';
import type { TelemetryPool } from './telemetry-pool.js';

const COPY_READINGS = `
  COPY telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
  FROM STDIN (FORMAT binary)`;

const UNIQUE_VIOLATION = '23505';
const FEATURE_NOT_SUPPORTED = '0A000';
/** Batches that are inserted straight away after one met rows that were there already: such batches come in swarms. */
const BATCHES_AFTER_DUPLICATES = 16;
/** Fewer readings are not worth the two round trips more that COPY takes. */
const FEWEST_COPIED = 100;

/**
 * Batches in TimescaleDB, numbers by COPY where possible.
 *
 * COPY takes less than half the server's time of INSERT, but fails on the first row that is there already. Since
 * devices seldom send twice, COPY is tried first; the same batch goes by INSERT … ON CONFLICT DO NOTHING after that. The
 * embedded database refuses COPY FROM STDIN, which is found out once.
 */
export class TimescaleBatchStore extends BatchStore {
  private copyIsSupported = true;
  private insertsLeft = 0;

  /** @param brokerId of this process, for its notes of newest values that are not written yet */
  constructor(
    private readonly pool: TelemetryPool,
    private readonly brokerId: string,
  ) {
    super();
  }

  async commit(batch: Batch): Promise<'copy' | 'insert' | 'none'> {
    if (batch.readings.length === 0) {
      await this.insert(batch);
      return 'none';
    }
    if (this.mayCopy(batch) && (await this.copy(batch))) return 'copy';
    await this.insert(batch);
    return 'insert';
  }

  findReceptions(probes: readonly Probe[]): Promise<readonly (number | undefined)[]> {
    return this.pool.run('look for first deliveries', (client) => findReceptions(client, probes));
  }

  private mayCopy(batch: Batch): boolean {
    if (!this.copyIsSupported || batch.holdsRedelivered || batch.readings.length < FEWEST_COPIED) return false;
    if (this.insertsLeft === 0) return true;
    this.insertsLeft--;
    return false;
  }

  /** @returns whether it is committed; if not, nothing of it is stored and INSERT can do it */
  private async copy(batch: Batch): Promise<boolean> {
    let refusal: unknown;
    try {
      await this.pool.transaction('commit a batch', async (client) => {
        await insertOwed(client, this.brokerId, batch);
        await insertOthers(client, batch);
        try {
          await copyReadings(client, batch);
        } catch (cause) {
          refusal = cause;
          throw cause;
        }
      });
      return true;
    } catch (cause) {
      if (hasSqlState(refusal, UNIQUE_VIOLATION)) this.insertsLeft = BATCHES_AFTER_DUPLICATES;
      else if (hasSqlState(refusal, FEATURE_NOT_SUPPORTED)) this.copyIsSupported = false;
      else throw cause;
      return false;
    }
  }

  private insert(batch: Batch): Promise<void> {
    return this.pool.transaction('commit a batch', async (client) => {
      await insertOwed(client, this.brokerId, batch);
      await insertOthers(client, batch);
      if (batch.readings.length > 0) await insertReadings(client, batch);
    });
  }
}

async function copyReadings(client: PoolClient, { readings }: Batch): Promise<void> {
  const stream = client.query(copyFrom(COPY_READINGS));
  stream.end(copyOfReadings(readings));
  await finished(stream);
}
