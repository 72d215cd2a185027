import { FRESH_FOR_MS } from '#libs/contracts/http';
import type { RegistryDatabase } from '#prisma';

/** Devices and counts of one transaction: locks are held for a moment only. */
const BATCH = { devices: 5_000, counts: 20_000 };

/**
 * What triggers cannot do for the lists of devices: time passes without a change, and counts pile up.
 *
 * Upkeep of the tables `device_listing` and `fleet_count`.
 */
export class ListingUpkeep {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Marks devices whose last sign of life is too old as stale, and certificates that time alone brought to another state.
   *
   * @returns how many devices changed their place in lists
   */
  async age(now: Date): Promise<number> {
    return (await this.#ageSilent(now)) + (await this.#ageCertificates(now));
  }

  /** Presence is locked first, as its own trigger does: a sign of life at this very moment is not overruled. */
  #ageSilent(now: Date): Promise<number> {
    const freshSince = new Date(now.getTime() - FRESH_FOR_MS);
    return this.database.client.$executeRaw`
      WITH silent AS MATERIALIZED (
        SELECT p.device_key
        FROM telemetry.presence p
        JOIN device_listing l ON l.device_key = p.device_key
        WHERE p.last_seen_at < ${freshSince}::timestamptz AND l.freshness = 'fresh'
        ORDER BY p.device_key
        LIMIT ${BATCH.devices}
        FOR UPDATE OF p SKIP LOCKED
      )
      UPDATE device_listing l
      SET freshness = 'stale'
      FROM silent
      WHERE l.device_key = silent.device_key AND l.freshness = 'fresh'`;
  }

  #ageCertificates(now: Date): Promise<number> {
    return this.database.client.$executeRaw`
      WITH turning AS MATERIALIZED (
        SELECT l.device_id
        FROM device_listing l
        WHERE l.certificate_turns_at < ${now}::timestamptz
        ORDER BY l.device_key
        LIMIT ${BATCH.devices}
        FOR UPDATE SKIP LOCKED
      )
      UPDATE device_listing l
      SET certificate_state = best.state, certificate_turns_at = best.turns_at, certificate_not_after = best.not_after
      FROM turning
      CROSS JOIN LATERAL certificate_state_at(turning.device_id, ${now}::timestamptz) best
      WHERE l.device_id = turning.device_id`;
  }

  /** Adds up counts that were added one by one. @returns how many were, at most 20 000 at a time */
  async foldCounts(): Promise<number> {
    const [folded] = await this.database.client.$queryRaw<{ readonly rows: number }[]>`
      WITH added AS MATERIALIZED (
        SELECT c.id, c.organization_id, c.facet, c.value
        FROM fleet_count c
        WHERE NOT c.is_sum
        ORDER BY c.id
        LIMIT ${BATCH.counts}
        FOR UPDATE SKIP LOCKED
      ), gone AS (
        DELETE FROM fleet_count c
        USING (SELECT DISTINCT organization_id, facet, value FROM added) touched
        WHERE c.organization_id = touched.organization_id AND c.facet = touched.facet AND c.value = touched.value
          AND (c.is_sum OR c.id IN (SELECT id FROM added))
        RETURNING c.organization_id, c.facet, c.value, c.change
      ), sums AS (
        INSERT INTO fleet_count (organization_id, facet, value, change, is_sum)
        SELECT organization_id, facet, value, sum(change), TRUE
        FROM gone
        GROUP BY 1, 2, 3
        HAVING sum(change) <> 0
      )
      SELECT count(*)::int AS rows
      FROM added`;
    return folded?.rows ?? 0;
  }
}
