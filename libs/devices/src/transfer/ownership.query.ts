import { type DeviceId, organizationId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Ownership, TransferCause } from './ownership-history.js';

/** The place in a device's history behind its last entry seen. */
export type OwnershipPlace = readonly [since: Date, id: string];

interface OwnershipRow {
  readonly id: string;
  readonly organization_id: string | null;
  readonly organization_name: string;
  readonly path: string | null;
  readonly cause: TransferCause;
  readonly by_id: string | null;
  readonly note: string | null;
  readonly since: Date;
  readonly until: Date | null;
}

/**
 * Who had which device when.
 *
 * History in the registry's table `device_ownership`.
 */
export class OwnershipStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** The newest first, at most `limit`. */
  async page(id: DeviceId, limit: number, after: OwnershipPlace | undefined): Promise<readonly Ownership[]> {
    const [since, lastId] = after ?? [null, null];
    const rows = await this.database.client.$queryRaw<OwnershipRow[]>`
      SELECT w.id, w.organization_id, w.organization_name, coalesce(o.path, w.organization_path) AS path,
        w.cause::text AS cause, w.by_id, w.note, w.since, w.until
      FROM device_ownership w
      LEFT JOIN organization o ON o.id = w.organization_id
      WHERE w.device_id = ${id}::uuid
        AND (${since}::timestamptz IS NULL OR (w.since, w.id) < (${since}::timestamptz, ${lastId}::uuid))
      ORDER BY w.since DESC, w.id DESC
      LIMIT ${limit}`;
    return rows.map((row) => ({
      id: row.id,
      organizationId: row.organization_id === null ? null : organizationId(row.organization_id),
      organizationName: row.organization_name,
      path: row.path,
      cause: row.cause,
      byId: row.by_id === null ? null : personId(row.by_id),
      note: row.note,
      since: row.since,
      until: row.until,
    }));
  }
}
