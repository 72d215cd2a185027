import { Prisma, type RegistryDatabase } from '#prisma';
import { fromWest, gathered, grantedPlaces, inBox, inCells, isOwn, type MapView } from './map-box.query.js';
import { cellsOf, levelFor, QUANTA_A_DEGREE } from './map-cells.js';
import type { MapFeature } from './map-feature.js';
import { type FeatureRow, featureFrom, shownColumns, shownTables } from './map-shown.query.js';

export interface MapClusters {
  /** Devices in all counted cells the box touches: at least as many as lie in it. */
  readonly near: number;
  readonly features: readonly MapFeature[];
}

/**
 * Reads a map from what was counted by cells, in one statement that reads no device of one's own but those alone in a cell
 * of the map. A counted cell is shown as a whole, where the mean position of its devices lies in the box.
 */
export async function readMapClusters(database: RegistryDatabase, view: MapView): Promise<MapClusters> {
  const level = levelFor(view.cell);
  const counted = inCells(cellsOf(view.box, level), Prisma.sql`c.cell_row`, Prisma.sql`c.cell_column`);
  const changed = inCells(cellsOf(view.box, 0), Prisma.sql`c.cell_row`, Prisma.sql`c.cell_column`);
  const sums = Prisma.sql`c.devices, c.connected, c.keys, c.lat_quanta, c.lon_quanta`;
  const rows = await database.queryUntil<FeatureRow & { readonly near: number }>(
    view.signal,
    Prisma.sql`
    WITH place AS MATERIALIZED (
      SELECT sum(c.lat_quanta) / sum(c.devices)::float8 / ${QUANTA_A_DEGREE} AS lat,
        sum(c.lon_quanta) / sum(c.devices)::float8 / ${QUANTA_A_DEGREE} AS lon,
        sum(c.devices) AS devices, sum(c.connected) AS connected, sum(c.keys)::bigint AS keys
      FROM (
        SELECT c.cell_row, c.cell_column, ${sums}
        FROM map_cell c
        WHERE c.organization_id = ANY (${rootsOf(view.scope.paths)}::uuid[]) AND c.level = ${level} AND ${counted}
        UNION ALL
        SELECT c.cell_row >> ${2 * level}, c.cell_column >> ${2 * level}, ${sums}
        FROM map_change c
        WHERE ${isOwn(view, Prisma.sql`c.organization_id`)} AND ${changed}
      ) c
      GROUP BY c.cell_row, c.cell_column
      HAVING sum(c.devices) > 0
      UNION ALL
      SELECT p.lat, p.lon, 1, (p.connectivity = 'connected')::int, p.device_key ${grantedPlaces(view)}
    ), cell AS (
      SELECT sum(g.lat * g.devices) / sum(g.devices) AS lat, sum(g.lon * g.devices) / sum(g.devices) AS lon,
        sum(g.devices) AS devices, sum(g.connected) AS connected, sum(g.keys) AS keys, min(g.keys) AS first
      FROM (
        SELECT place.lat, ${fromWest(view, Prisma.sql`place.lon`)} AS lon, place.devices, place.connected, place.keys
        FROM place
        WHERE ${inBox(view.box, Prisma.sql`place.lat`, Prisma.sql`place.lon`)}
      ) g
      GROUP BY ${gathered(view, Prisma.sql`g.lat`, Prisma.sql`g.lon`)}
    )
    SELECT ${shownColumns}, (SELECT coalesce(sum(place.devices), 0)::int FROM place) AS near
    FROM (SELECT) one
    LEFT JOIN cell ON TRUE
    ${shownTables}
    ORDER BY cell.first, cell.keys`,
  );
  const near = rows[0]?.near ?? 0;
  return { near, features: rows.filter(({ devices }) => devices !== null).map(featureFrom) };
}

/** The ids of the topmost of some subtrees: what is below them is counted there too. */
const rootsOf = (paths: readonly string[]): string[] =>
  paths
    .filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))
    .map((path) => path.split('/').at(-2) ?? '');
