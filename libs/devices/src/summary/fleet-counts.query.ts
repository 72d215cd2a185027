import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import { MODEL_SHIFT, partOf, stateParts } from '../map/map-filter.js';
import { type FleetCounts, type FleetSelection, noDevices } from './fleet-counts.js';

/** How many devices are in one state; some states of one organization have several rows. */
interface CountRow {
  readonly facet: Exclude<keyof FleetCounts, 'total'> | 'devices';
  readonly value: string;
  readonly devices: number;
}

interface StateRow {
  /** As `device_place` has it. */
  readonly state: number;
  /** Of devices in stock of a provider or the operator. */
  readonly is_unassigned: boolean;
  readonly devices: number;
}

/**
 * Adds up what triggers counted of the devices in some subtrees, and counts those at sites that others shared; in one
 * statement that reads no device of the subtrees.
 */
export async function readFleetCounts(
  database: RegistryDatabase,
  scope: Scope,
  selection: FleetSelection,
  now: Date,
): Promise<FleetCounts> {
  if (selection.siteId !== undefined || selection.model !== undefined)
    return countSelected(database, scope, selection, now);
  const { paths, grantee } = scope;
  const only = selection.organizationId;
  const rows = await database.client.$queryRaw<CountRow[]>`
    WITH own AS MATERIALIZED (${organizationsIn(paths)})
    SELECT counted.facet, counted.value, sum(counted.devices)::int AS devices
    FROM (
      SELECT c.facet, c.value, c.change AS devices
      FROM fleet_count c
      WHERE c.organization_id IN (SELECT own.id FROM own WHERE ${isOnly(only, Prisma.sql`own.id`)}) AND c.facet <> 'assets'
      UNION ALL
      SELECT 'unassigned', '', c.change
      FROM fleet_count c
      JOIN organization o ON o.id = c.organization_id AND o.kind <> 'customer'
      WHERE c.organization_id IN (SELECT own.id FROM own WHERE ${isOnly(only, Prisma.sql`own.id`)}) AND c.facet = 'devices'
      UNION ALL
      SELECT f.facet, f.value, 1
      FROM device d
      JOIN device_listing l ON l.device_id = d.id
      CROSS JOIN LATERAL device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
      WHERE d.site_id IN (${grantedSites(grantee, now)}) AND d.organization_id NOT IN (SELECT own.id FROM own)
        AND ${isOnly(only, Prisma.sql`d.organization_id`)}
    ) counted
    GROUP BY 1, 2`;
  return rows.reduce(withRow, noDevices);
}

const isOnly = (only: FleetSelection['organizationId'], id: Prisma.Sql) =>
  only === undefined ? Prisma.sql`TRUE` : Prisma.sql`${id} = ${only}::uuid`;

function withRow(counts: FleetCounts, { facet, value, devices }: CountRow): FleetCounts {
  if (facet === 'devices') return { ...counts, total: devices };
  if (facet === 'unassigned') return { ...counts, unassigned: devices };
  return { ...counts, [facet]: { ...counts[facet], [value]: devices } };
}

/** Counts devices of one site or one model by what they are: of a site from its devices, of a model from the index of states. */
async function countSelected(
  database: RegistryDatabase,
  { paths, grantee }: Scope,
  { organizationId, siteId, model }: FleetSelection,
  now: Date,
): Promise<FleetCounts> {
  const at = siteId === undefined ? Prisma.sql`TRUE` : Prisma.sql`d.site_id = ${siteId}::uuid`;
  const devices =
    siteId === undefined
      ? Prisma.sql`device_place p`
      : Prisma.sql`device d JOIN device_place p ON p.device_key = d.key`;
  const key = Prisma.sql`(SELECT m.key::int FROM device_model m WHERE m.name = ${model})`;
  const isOfModel =
    model === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`p.state >= ${key} << ${MODEL_SHIFT}::int AND p.state < (${key} + 1) << ${MODEL_SHIFT}::int`;
  const rows = await database.client.$queryRaw<StateRow[]>`
    WITH own AS MATERIALIZED (${organizationsIn(paths)})
    SELECT counted.state, counted.is_unassigned, sum(counted.devices)::int AS devices
    FROM (
      SELECT p.state, o.kind <> 'customer' AS is_unassigned, count(*) AS devices
      FROM ${devices}
      JOIN organization o ON o.id = p.organization_id
      WHERE p.organization_id IN (SELECT own.id FROM own WHERE ${isOnly(organizationId, Prisma.sql`own.id`)})
        AND ${at} AND ${isOfModel}
      GROUP BY 1, 2
      UNION ALL
      SELECT p.state, FALSE, 1
      FROM device d
      JOIN device_place p ON p.device_key = d.key
      WHERE d.site_id IN (${grantedSites(grantee, now)}) AND d.organization_id NOT IN (SELECT own.id FROM own)
        AND ${isOnly(organizationId, Prisma.sql`d.organization_id`)} AND ${at} AND ${isOfModel}
    ) counted
    GROUP BY 1, 2`;
  return [...summedUp(rows)].reduce(withRow, noDevices);
}

/** What each part of the states adds up to. */
function summedUp(rows: readonly StateRow[]): Iterable<CountRow> {
  const sums = new Map<string, CountRow>();
  const add = (facet: CountRow['facet'], value: string, devices: number) => {
    const key = `${facet} ${value}`;
    sums.set(key, { facet, value, devices: devices + (sums.get(key)?.devices ?? 0) });
  };
  for (const { state, is_unassigned, devices } of rows) {
    add('devices', 'total', devices);
    if (is_unassigned) add('unassigned', '', devices);
    for (const part of stateParts) add(part, partOf(part, state), devices);
  }
  return sums.values();
}
