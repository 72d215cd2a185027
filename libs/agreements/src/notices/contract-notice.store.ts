import type { CalendarDate } from '#libs/contracts/http';
import type { NamedOrganization } from '#libs/identity';
import { organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { daysLater } from '../contracts/calendar-day.js';
import { type ContractTerm, ENDING_DAYS, GRACE_DAYS, type NoticeDays, noticeDays } from '../contracts/contract.js';

/** A contract that may be due for a notice. */
export interface EndingContract extends ContractTerm {
  readonly id: string;
  readonly customer: NamedOrganization;
  /** Of the customer. */
  readonly timeZone: string;
  /** The provider above the customer, who renews. */
  readonly provider: NamedOrganization;
  readonly deviceSerialNumber: string;
  /** Name of the asset, or its model and serial number; that of the device if the asset was deleted. */
  readonly machine: string;
  /** Days of the last notice; null: none was sent. */
  readonly noticedDays: number | null;
}

interface EndingRow {
  readonly id: string;
  readonly start_date: CalendarDate;
  readonly end_date: CalendarDate;
  readonly noticed_days: number | null;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly time_zone: string;
  readonly provider_id: string;
  readonly provider_name: string;
  readonly serial_number: string;
  readonly machine: string;
}

/**
 * Contracts near their ends.
 *
 * Contracts near their ends, in the registry's table `service_contract`.
 */
export class ContractNoticeStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * What is a notice of fewer days by tomorrow than the last one that was sent. The ends are one range of their index;
   * several workers take different contracts.
   */
  async take(
    today: CalendarDate,
    after: readonly [endDate: CalendarDate, id: string] | undefined,
    limit: number,
  ): Promise<readonly EndingContract[]> {
    const [afterEnd, afterId] = after ?? [null, null];
    const tomorrow = daysLater(today, 1);
    const rows = await this.database.client.$queryRaw<EndingRow[]>`
      SELECT k.id, k.start_date::text AS start_date, k.end_date::text AS end_date, k.noticed_days,
        c.id AS customer_id, c.name AS customer_name, c.time_zone, coalesce(above.id, v.id) AS provider_id,
        coalesce(above.name, v.name) AS provider_name, d.serial_number,
        coalesce(a.name, a.model_number || ' ' || a.serial_number, d.name) AS machine
      FROM service_contract k
      JOIN organization c ON c.id = k.customer_id
      JOIN organization v ON v.id = k.provider_id
      LEFT JOIN organization above
        ON above.kind = 'provider' AND above.id = ANY (string_to_array(trim(BOTH '/' FROM c.path), '/')::uuid[])
      JOIN device d ON d.id = k.device_id
      LEFT JOIN asset a ON a.id = k.asset_id
      WHERE k.end_date BETWEEN ${daysLater(today, -GRACE_DAYS)}::date AND ${daysLater(tomorrow, ENDING_DAYS)}::date
        AND (${afterEnd}::date IS NULL OR (k.end_date, k.id) > (${afterEnd}::date, ${afterId}::uuid))
        AND coalesce(k.noticed_days, ${ENDING_DAYS + 1}::int) > (
          SELECT min(days) FROM unnest(${[...noticeDays]}::int[]) days WHERE k.end_date - ${tomorrow}::date <= days)
        AND NOT EXISTS (SELECT FROM service_contract r WHERE r.renews_id = k.id)
      ORDER BY k.end_date, k.id
      LIMIT ${limit}
      FOR UPDATE OF k SKIP LOCKED`;
    return rows.map((row) => ({
      id: row.id,
      startDate: row.start_date,
      endDate: row.end_date,
      isRenewed: false,
      noticedDays: row.noticed_days,
      customer: { id: organizationId(row.customer_id), name: row.customer_name },
      timeZone: row.time_zone,
      provider: { id: organizationId(row.provider_id), name: row.provider_name },
      deviceSerialNumber: row.serial_number,
      machine: row.machine,
    }));
  }

  async noted(notices: readonly { readonly id: string; readonly days: NoticeDays }[]): Promise<void> {
    if (notices.length === 0) return;
    await this.database.client.$executeRaw`
      UPDATE service_contract k
      SET noticed_days = n.days
      FROM unnest(${notices.map(({ id }) => id)}::uuid[], ${notices.map(({ days }) => days)}::int[]) AS n (id, days)
      WHERE k.id = n.id`;
  }
}
