import type { BoundingBox } from '#libs/contracts/http';
import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { deviceId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { ConnectivityState } from '../list/device-list.js';
import { cellOf, UNCLUSTERED_DEVICES } from './grid.js';
import type { MapFeature } from './map-feature.js';

/** A cell of the grid, or a single device if `id` is not null. */
interface FeatureRow {
  readonly lat: number;
  readonly lon: number;
  readonly devices: number;
  readonly connected: number;
  readonly id: string | null;
  readonly serial_number: string;
  readonly name: string;
  readonly connectivity: ConnectivityState;
  readonly observed_at: Date | null;
}

/** Whether a position lies in the box, and is one: 0, 0 is what a receiver without satellites reports. */
const inBox = ({ west, south, east, north }: BoundingBox, lat: Prisma.Sql, lon: Prisma.Sql) => {
  const longitude =
    west <= east
      ? Prisma.sql`${lon} >= ${west} AND ${lon} <= ${east}`
      : Prisma.sql`(${lon} >= ${west} OR ${lon} <= ${east})`;
  return Prisma.sql`${lat} >= ${south} AND ${lat} <= ${north} AND ${longitude} AND NOT (${lat} = 0 AND ${lon} = 0)`;
};

/** Whether a position `l` of a device `d` is from its owner's time: where it stood before is not for the owner to see. */
const isOwners = Prisma.sql`(d.owned_since IS NULL OR l.observed_at >= d.owned_since)`;

/**
 * Reads what a map of this box shows, in one statement: each device at its reported position, else at its site's; beyond
 * a thousand, those in one cell of the grid as a cluster. Retired devices are left out.
 *
 * @param zoom of the map; decides the size of the cells
 */
export async function readMapFeatures(
  database: RegistryDatabase,
  { paths, grantee }: Scope,
  box: BoundingBox,
  zoom: number | undefined,
  now: Date,
): Promise<readonly MapFeature[]> {
  const cell = cellOf(box, zoom);
  const own = Prisma.sql`
    (d.organization_id IN (${organizationsIn(paths)}) OR d.site_id IN (${grantedSites(grantee, now)}))
    AND d.lifecycle <> 'retired'`;
  const rows = await database.client.$queryRaw<FeatureRow[]>`
    WITH placed AS MATERIALIZED (
      SELECT d.key, l.latitude AS lat, l.longitude AS lon, p.state = 'connected' AS connected
      FROM telemetry.latest_position l
      JOIN device d ON d.key = l.device_key
      LEFT JOIN telemetry.presence p ON p.device_key = d.key
      WHERE ${inBox(box, Prisma.sql`l.latitude`, Prisma.sql`l.longitude`)} AND ${own} AND ${isOwners}
      UNION ALL
      SELECT d.key, s.lat, s.lon, p.state = 'connected'
      FROM site s
      JOIN device d ON d.site_id = s.id
      LEFT JOIN telemetry.presence p ON p.device_key = d.key
      LEFT JOIN telemetry.latest_position l
        ON l.device_key = d.key AND NOT (l.latitude = 0 AND l.longitude = 0) AND ${isOwners}
      WHERE ${inBox(box, Prisma.sql`s.lat`, Prisma.sql`s.lon`)} AND ${own} AND l.device_key IS NULL
    ), crowd AS (
      SELECT count(*) > ${UNCLUSTERED_DEVICES} AS gathers
      FROM (SELECT 1 FROM placed LIMIT ${UNCLUSTERED_DEVICES + 1}) few
    ), cell AS (
      SELECT
        avg(g.lat) AS lat,
        avg(g.lon) AS lon,
        count(*)::int AS devices,
        (count(*) FILTER (WHERE g.connected))::int AS connected,
        min(g.key) AS key
      FROM (
        -- Longitudes grow from the western edge on, also across the antimeridian.
        SELECT placed.key, placed.connected, placed.lat, placed.lon + CASE WHEN placed.lon < ${box.west} THEN 360 ELSE 0 END AS lon
        FROM placed
      ) g
      CROSS JOIN crowd
      GROUP BY
        CASE WHEN crowd.gathers THEN 0 ELSE g.key END,
        floor((g.lon - ${box.west}) / ${cell.lon}::float8),
        floor((g.lat - ${box.south}) / ${cell.lat}::float8)
    )
    SELECT
      cell.lat, CASE WHEN cell.lon > 180 THEN cell.lon - 360 ELSE cell.lon END AS lon, cell.devices, cell.connected,
      alone.id, alone.serial_number, alone.name, alone.connectivity, alone.observed_at
    FROM cell
    LEFT JOIN LATERAL (
      SELECT d.id, d.serial_number, d.name, coalesce(p.state, 'never') AS connectivity, l.observed_at
      FROM device d
      LEFT JOIN telemetry.presence p ON p.device_key = d.key
      LEFT JOIN telemetry.latest_position l
        ON l.device_key = d.key AND NOT (l.latitude = 0 AND l.longitude = 0) AND ${isOwners}
      WHERE cell.devices = 1 AND d.key = cell.key
      -- There is one at most; saying so keeps the planner from reading all devices for some hundred cells.
      LIMIT 1
    ) alone ON TRUE
    ORDER BY cell.key`;
  return rows.map(featureFrom);
}

/** To about 0.1 m: sums of floats depend on the order of the rows, and an unchanged map should read the same. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function featureFrom({ lat, lon, devices, connected, ...row }: FeatureRow): MapFeature {
  if (row.id === null) return { kind: 'cluster', lat: rounded(lat), lon: rounded(lon), count: devices, connected };
  return {
    kind: 'device',
    lat,
    lon,
    deviceId: deviceId(row.id),
    serialNumber: row.serial_number,
    name: row.name,
    connectivity: row.connectivity,
    observedAt: row.observed_at,
    source: row.observed_at === null ? 'site' : 'device',
  };
}
