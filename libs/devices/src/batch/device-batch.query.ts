import { deviceId, organizationId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { DeviceBatch, DeviceBatchOutcome, DeviceBatchRow, DeviceBatchStatus } from './device-batch.js';

interface BatchRecord extends Pick<DeviceBatch, 'id' | 'action' | 'filter' | 'total' | 'failure'> {
  readonly organization_id: string;
  readonly organization_path: string;
  readonly created_by_id: string;
  readonly api_key_id: string | null;
  readonly status: DeviceBatchStatus;
  readonly done: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** Batches with where their organizations stand. @param condition on `j` */
export async function batchesWhere(
  { client }: RegistryDatabase,
  condition: Prisma.Sql,
  end: Prisma.Sql,
): Promise<readonly DeviceBatch[]> {
  const rows = await client.$queryRaw<BatchRecord[]>`
    SELECT j.id, j.organization_id, o.path AS organization_path, j.created_by_id, j.api_key_id, j.action, j.filter, j.status,
      j.total, j.done, j.unchanged, j.refused, j.failure, j.created_at, j.updated_at
    FROM device_batch j
    JOIN organization o ON o.id = j.organization_id
    WHERE ${condition}
    ${end}`;
  return rows.map(({ id, action, filter, status, total, done, unchanged, refused, failure, ...row }) => ({
    id,
    organizationId: organizationId(row.organization_id),
    organizationPath: row.organization_path,
    createdById: personId(row.created_by_id),
    apiKeyId: row.api_key_id,
    action,
    filter,
    status,
    total,
    counts: { done, unchanged, refused },
    failure,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

interface RowRecord extends Pick<DeviceBatchRow, 'number' | 'outcome' | 'problem'> {
  readonly device_id: string;
  readonly serial_number: string | null;
}

/** Devices of a batch in its order. @param after number of the last one of the page before; 0: from the first */
export async function batchRowsOf(
  { client }: RegistryDatabase,
  batchId: string,
  outcome: DeviceBatchOutcome | undefined,
  after: number,
  limit: number,
): Promise<readonly DeviceBatchRow[]> {
  const wanted = outcome === undefined ? Prisma.sql`TRUE` : Prisma.sql`outcome = ${outcome}`;
  const rows = await client.$queryRaw<RowRecord[]>`
    SELECT number, device_id, serial_number, outcome, problem
    FROM device_batch_row
    WHERE batch_id = ${batchId}::uuid AND number > ${after} AND ${wanted}
    ORDER BY number
    LIMIT ${limit}`;
  return rows.map(({ device_id, serial_number, ...row }) => ({
    ...row,
    deviceId: deviceId(device_id),
    serialNumber: serial_number,
  }));
}
