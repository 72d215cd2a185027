import { Prisma, type RegistryDatabase } from '#prisma';
import { UNCLUSTERED_DEVICES } from './grid.js';
import { fromWest, gathered, grantedPlaces, inBox, inCells, isOwn, type MapView } from './map-box.query.js';
import { cellsOf } from './map-cells.js';
import type { MapFeature } from './map-feature.js';
import { type FeatureRow, featureFrom, shownColumns, shownTables } from './map-shown.query.js';

/**
 * Reads every device in the box, in one statement: each for itself, or beyond a thousand those in one cell of the map as a
 * cluster.
 */
export async function readMapFeatures(database: RegistryDatabase, view: MapView): Promise<readonly MapFeature[]> {
  const place = Prisma.sql`p.device_key AS key, p.lat, p.lon, p.connectivity = 'connected' AS connected`;
  const rows = await database.queryUntil<FeatureRow>(
    view.signal,
    Prisma.sql`
    WITH placed AS MATERIALIZED (
      SELECT ${place}
      FROM device_place p
      WHERE ${isOwn(view, Prisma.sql`p.organization_id`)} AND p.lat IS NOT NULL
        AND ${inCells(cellsOf(view.box, 0), Prisma.sql`p.cell_row`, Prisma.sql`p.cell_column`)}
        AND ${inBox(view.box, Prisma.sql`p.lat`, Prisma.sql`p.lon`)}
      UNION ALL
      SELECT ${place} ${grantedPlaces(view)}
    ), crowd AS (
      SELECT count(*) > ${UNCLUSTERED_DEVICES} AS gathers
      FROM (SELECT FROM placed LIMIT ${UNCLUSTERED_DEVICES + 1}) few
    ), cell AS (
      SELECT
        avg(g.lat) AS lat,
        avg(g.lon) AS lon,
        count(*) AS devices,
        count(*) FILTER (WHERE g.connected) AS connected,
        min(g.key) AS keys
      FROM (
        SELECT placed.key, placed.connected, placed.lat, ${fromWest(view, Prisma.sql`placed.lon`)} AS lon
        FROM placed
      ) g
      CROSS JOIN crowd
      GROUP BY CASE WHEN crowd.gathers THEN 0 ELSE g.key END, ${gathered(view, Prisma.sql`g.lat`, Prisma.sql`g.lon`)}
    )
    SELECT ${shownColumns}
    FROM cell
    ${shownTables}
    ORDER BY cell.keys`,
  );
  return rows.map(featureFrom);
}
