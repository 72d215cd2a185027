import { organizationsIn } from '#libs/identity';
import type { PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { TooManyDeviceBatchesError } from './device-batch.errors.js';
import {
  type DeviceBatch,
  type DeviceBatchOutcome,
  type DeviceBatchRow,
  type DeviceBatchStatus,
  UNFINISHED_BATCHES,
} from './device-batch.js';
import { batchesWhere, batchRowsOf } from './device-batch.query.js';

/** A batch as it begins. */
export type AddedBatch = Pick<
  DeviceBatch,
  'id' | 'organizationId' | 'createdById' | 'apiKeyId' | 'action' | 'filter' | 'createdAt'
>;

/** A device as it was named or found. */
export type NamedDevice = Pick<DeviceBatchRow, 'deviceId' | 'serialNumber'>;

export interface BatchSelection {
  /** Subtrees in which something may be seen at all. */
  readonly paths: readonly string[];
  readonly own: { readonly personId: PersonId; readonly apiKeyId: string | null };
  readonly status?: DeviceBatchStatus | undefined;
  /** Id of the last one of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface BatchRowSelection {
  readonly batchId: string;
  readonly outcome?: DeviceBatchOutcome | undefined;
  /** Number of the last one of the page before; 0: from the first. */
  readonly after: number;
  readonly limit: number;
}

/**
 * Batches as those who start them see them.
 *
 * Batches in the registry's tables `device_batch` and `device_batch_row`.
 */
export class DeviceBatchStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Adds a batch with its devices, in the caller's unit of work.
   *
   * @throws {TooManyDeviceBatchesError} the organization has too many that are not at their end
   */
  async add(batch: AddedBatch, devices: readonly NamedDevice[]): Promise<void> {
    const { client } = this.database;
    // Two that begin at once would not see each other's row.
    await client.$executeRaw`SELECT id FROM organization WHERE id = ${batch.organizationId}::uuid FOR NO KEY UPDATE`;
    const [row] = await client.$queryRaw<{ readonly unfinished: number }[]>`
      SELECT count(*)::int AS unfinished
      FROM device_batch
      WHERE organization_id = ${batch.organizationId}::uuid AND status = 'running'`;
    if ((row?.unfinished ?? 0) >= UNFINISHED_BATCHES) throw new TooManyDeviceBatchesError(UNFINISHED_BATCHES);
    await client.$executeRaw`
      INSERT INTO device_batch (id, organization_id, created_by_id, api_key_id, action, filter, status, total, created_at,
        updated_at)
      VALUES (${batch.id}::uuid, ${batch.organizationId}::uuid, ${batch.createdById}::uuid, ${batch.apiKeyId}::uuid,
        ${JSON.stringify(batch.action)}::jsonb, ${batch.filter && JSON.stringify(batch.filter)}::jsonb, 'running',
        ${devices.length}, ${batch.createdAt}::timestamptz, ${batch.createdAt}::timestamptz)`;
    const rows = devices.map(({ deviceId, serialNumber }, place) => ({
      number: place + 1,
      device_id: deviceId,
      serial_number: serialNumber,
    }));
    await client.$executeRaw`
      INSERT INTO device_batch_row (batch_id, number, device_id, serial_number)
      SELECT ${batch.id}::uuid, named.number, named.device_id, named.serial_number
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS named (number int, device_id uuid, serial_number text)`;
  }

  async find(id: string): Promise<DeviceBatch | undefined> {
    const [batch] = await batchesWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.empty);
    return batch;
  }

  /** As `find`, once the device it is at was dealt with; for the unit of work. */
  async lock(id: string): Promise<DeviceBatch | undefined> {
    const [batch] = await batchesWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.sql`FOR UPDATE OF j`);
    return batch;
  }

  async cancel(id: string, at: Date): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE device_batch
      SET status = 'canceled', held_until = NULL, updated_at = ${at}::timestamptz
      WHERE id = ${id}::uuid`;
  }

  /** Newest first. */
  list({ paths, own, status, before, limit }: BatchSelection): Promise<readonly DeviceBatch[]> {
    return batchesWhere(
      this.database,
      Prisma.sql`j.created_by_id = ${own.personId}::uuid AND j.organization_id IN (${organizationsIn(paths)})
        AND (${own.apiKeyId}::uuid IS NULL OR j.api_key_id = ${own.apiKeyId}::uuid)
        AND (${status ?? null}::text IS NULL OR j.status = ${status ?? null}::text)
        AND (${before ?? null}::uuid IS NULL OR j.id < ${before ?? null}::uuid)`,
      Prisma.sql`ORDER BY j.id DESC LIMIT ${limit}`,
    );
  }

  rows({ batchId, outcome, after, limit }: BatchRowSelection): Promise<readonly DeviceBatchRow[]> {
    return batchRowsOf(this.database, batchId, outcome, after, limit);
  }
}
