import { claimByTurn, type HeldJob } from '#libs/jobs';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { DeviceBatch, DeviceBatchRow } from './device-batch.js';
import { batchesWhere, batchRowsOf } from './device-batch.query.js';

const batchTable = {
  name: Prisma.sql`device_batch`,
  isOpen: Prisma.sql`j.status = 'running'`,
  columns: Prisma.sql`id, attempts`,
};

/** What became of a device, and of its batch by that. */
export type DealtWithRow = Pick<DeviceBatchRow, 'number' | 'serialNumber' | 'problem'> & {
  readonly outcome: NonNullable<DeviceBatchRow['outcome']>;
};

/**
 * Batches as the worker sees them.
 *
 * Batches that have devices to be dealt with, in the registry.
 */
export class DeviceBatchQueue {
  constructor(private readonly database: RegistryDatabase) {}

  /** Takes the batch whose turn it is (`claimByTurn`). */
  async claim(now: Date, heldUntil: Date): Promise<HeldJob | undefined> {
    const row = await claimByTurn<{ id: string; attempts: number }>(this.database, batchTable, now, heldUntil);
    return row && { ...row, heldUntil };
  }

  /** Locks a batch in the unit of work. @returns undefined: it is held by somebody else, was canceled or is gone */
  async lock({ id, heldUntil }: HeldJob): Promise<DeviceBatch | undefined> {
    const [batch] = await batchesWhere(
      this.database,
      Prisma.sql`j.id = ${id}::uuid AND j.held_until = ${heldUntil}::timestamptz AND j.status = 'running'`,
      Prisma.sql`FOR UPDATE OF j`,
    );
    return batch;
  }

  /** The device behind that number. */
  async next(batchId: string, after: number): Promise<DeviceBatchRow | undefined> {
    const [row] = await batchRowsOf(this.database, batchId, undefined, after, 1);
    return row;
  }

  /** Notes what became of a device. @param heldUntil null: nobody works on the batch any more */
  async save(
    { id }: Pick<DeviceBatch, 'id'>,
    { number, serialNumber, outcome, problem }: DealtWithRow,
    isLast: boolean,
    heldUntil: Date | null,
    at: Date,
  ): Promise<void> {
    const { client } = this.database;
    await client.$executeRaw`
      UPDATE device_batch_row
      SET outcome = ${outcome}, serial_number = coalesce(${serialNumber}, serial_number),
        problem = ${problem && JSON.stringify(problem)}::jsonb
      WHERE batch_id = ${id}::uuid AND number = ${number}`;
    await client.$executeRaw`
      UPDATE device_batch
      SET done = done + ${outcome === 'done' ? 1 : 0}::int,
        unchanged = unchanged + ${outcome === 'unchanged' ? 1 : 0}::int,
        refused = refused + ${outcome === 'refused' ? 1 : 0}::int,
        status = ${isLast ? 'done' : 'running'}, attempts = 0, held_until = ${heldUntil}::timestamptz,
        updated_at = ${at}::timestamptz
      WHERE id = ${id}::uuid`;
  }

  /** Lets others take it. */
  async release({ id, heldUntil }: HeldJob): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE device_batch
      SET held_until = NULL, attempts = 0
      WHERE id = ${id}::uuid AND held_until = ${heldUntil}::timestamptz`;
  }

  async fail(id: string, failure: string, at: Date): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE device_batch
      SET status = 'failed', failure = ${failure}, held_until = NULL, updated_at = ${at}::timestamptz
      WHERE id = ${id}::uuid`;
  }
}
