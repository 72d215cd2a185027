import type { CalendarDate } from '#libs/contracts/http';
import type { NamedOrganization } from '#libs/identity';
import { organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { ENDING_DAYS, warrantyNoticeDays } from '../contracts/contract.js';

/** A warranty of whose end somebody is to be told now. */
export interface EndingWarranty {
  readonly assetId: string;
  /** Name of the asset, or its model and serial number. */
  readonly machine: string;
  readonly owner: NamedOrganization;
  /** The provider above the owner, or the owner if it is one; null: there is none. */
  readonly providerId: string | null;
  /** First day without the warranty. */
  readonly warrantyEnd: CalendarDate;
  /** Of {@link warrantyNoticeDays}: so many are left at most. */
  readonly daysLeft: number;
}

interface EndingRow {
  readonly asset_id: string;
  readonly machine: string;
  readonly owner_id: string;
  readonly owner_name: string;
  readonly provider_id: string | null;
  readonly warranty_end: CalendarDate;
  readonly days: number;
}

/** Warranties near their ends, and of which people were told: the registry's tables `asset` and `warranty_notice`. */
export class WarrantyNoticeStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Notes, in the caller's unit of work, of which warranties people are told now, one of each organization before the second of
   * any. What another worker notes at this moment is its own.
   *
   * A notice of as many days as the warranty lasts is none.
   */
  async note(today: CalendarDate, limit: number): Promise<readonly EndingWarranty[]> {
    const rows = await this.database.client.$queryRaw<EndingRow[]>`
      WITH due AS (
        SELECT a.id, a.warranty_end, reached.days,
          row_number() OVER (PARTITION BY a.organization_id ORDER BY a.warranty_end, a.id) AS turn
        FROM asset_listing l
        JOIN asset a ON a.id = l.asset_id
        CROSS JOIN LATERAL (
          SELECT min(days) AS days
          FROM unnest(${[...warrantyNoticeDays]}::int[]) days
          WHERE a.warranty_end - ${today}::date <= days
            AND (a.warranty_begin IS NULL OR days < a.warranty_end - a.warranty_begin)
        ) reached
        LEFT JOIN warranty_notice n ON n.asset_id = a.id AND n.warranty_end = a.warranty_end
        WHERE l.warranty_key > ${today}::date AND l.warranty_key <= ${today}::date + ${ENDING_DAYS}::int
          AND reached.days < coalesce(n.days, ${ENDING_DAYS + 1}::int)
        ORDER BY turn, a.warranty_end, a.id
        LIMIT ${limit}
      ), held AS (
        SELECT a.id, due.warranty_end, due.days
        FROM asset a
        JOIN due ON due.id = a.id
        ORDER BY a.id
        FOR KEY SHARE OF a SKIP LOCKED
      ), noted AS (
        INSERT INTO warranty_notice AS n (asset_id, warranty_end, days)
        SELECT id, warranty_end, days FROM held ORDER BY id
        ON CONFLICT (asset_id, warranty_end) DO UPDATE SET days = EXCLUDED.days WHERE n.days > EXCLUDED.days
        RETURNING n.asset_id, n.warranty_end, n.days
      )
      SELECT noted.asset_id, noted.warranty_end::text AS warranty_end, noted.days,
        coalesce(a.name, a.model_number || ' ' || a.serial_number) AS machine,
        o.id AS owner_id, o.name AS owner_name, above.id AS provider_id
      FROM noted
      JOIN asset a ON a.id = noted.asset_id
      JOIN organization o ON o.id = a.organization_id
      LEFT JOIN organization above
        ON above.kind = 'provider' AND above.id = ANY (string_to_array(trim(BOTH '/' FROM o.path), '/')::uuid[])
      ORDER BY noted.warranty_end, noted.asset_id`;
    return rows.map((row) => ({
      assetId: row.asset_id,
      machine: row.machine,
      owner: { id: organizationId(row.owner_id), name: row.owner_name },
      providerId: row.provider_id,
      warrantyEnd: row.warranty_end,
      daysLeft: row.days,
    }));
  }
}
