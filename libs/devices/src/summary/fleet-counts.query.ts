import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import type { RegistryDatabase } from '#prisma';
import { type FleetCounts, noDevices } from './fleet-counts.js';

/** How many devices are in one state; some states of one organization have several rows. */
interface CountRow {
  readonly facet: Exclude<keyof FleetCounts, 'total'> | 'devices';
  readonly value: string;
  readonly devices: number;
}

/**
 * Adds up what triggers counted of the devices in some subtrees, and counts those at sites that others shared; in one
 * statement that reads no device of the subtrees.
 */
export async function readFleetCounts(
  database: RegistryDatabase,
  { paths, grantee }: Scope,
  now: Date,
): Promise<FleetCounts> {
  const rows = await database.client.$queryRaw<CountRow[]>`
    WITH own AS MATERIALIZED (${organizationsIn(paths)})
    SELECT counted.facet, counted.value, sum(counted.devices)::int AS devices
    FROM (
      SELECT c.facet, c.value, c.change AS devices
      FROM fleet_count c
      WHERE c.organization_id IN (SELECT own.id FROM own) AND c.facet <> 'assets'
      UNION ALL
      SELECT f.facet, f.value, 1
      FROM device d
      JOIN device_listing l ON l.device_id = d.id
      CROSS JOIN LATERAL device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
      WHERE d.site_id IN (${grantedSites(grantee, now)}) AND d.organization_id NOT IN (SELECT own.id FROM own)
    ) counted
    GROUP BY 1, 2`;
  return rows.reduce(withRow, noDevices);
}

const withRow = (counts: FleetCounts, { facet, value, devices }: CountRow): FleetCounts =>
  facet === 'devices' ? { ...counts, total: devices } : { ...counts, [facet]: { ...counts[facet], [value]: devices } };
