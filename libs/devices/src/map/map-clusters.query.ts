import { organizationsIn } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import { atLevel, boxOfCells, cellsOf } from './grid.js';
import { grantedPlaces, inBox, inCells, isInState, isOwn, type MapView } from './map-box.query.js';
import type { MapFeature } from './map-feature.js';
import { type FeatureRow, featureFrom, shownColumns, shownTables, statesCounted } from './map-shown.query.js';
import { levelFor, QUANTA_A_DEGREE, TILE_LEVEL } from './map-tiles.js';

export interface MapClusters {
  /** Devices in all cells the box touches: at least as many as lie in it. */
  readonly near: number;
  /** Of those, the ones in counted tiles whose mean position lies in the box: about as many as lie in it. */
  readonly inside: number;
  /** The states of those near. */
  readonly states: readonly number[];
  readonly features: readonly MapFeature[];
}

interface ClusterRow extends FeatureRow {
  readonly near: number;
  readonly inside: number;
  readonly states: number[] | null;
  readonly first_column: number;
  readonly last_column: number;
  readonly first_row: number;
  readonly last_row: number;
}

/**
 * Reads a map from what was counted by tiles, in one statement that reads no device of one's own but those alone in a cell.
 * A cell of which a device lies in the box is shown as a whole: it does not change as the box moves over it. Whether one does
 * is told by the mean positions of its counted tiles.
 */
export async function readMapClusters(database: RegistryDatabase, view: MapView): Promise<MapClusters> {
  const level = levelFor(view.grid.level);
  const gridLevel = Math.min(view.grid.level, level);
  const cells = cellsOf(view.box, gridLevel);
  const shift = level - gridLevel;
  const tiles = atLevel(cells, gridLevel, TILE_LEVEL);
  const up = TILE_LEVEL - level;
  const state = isInState(view, Prisma.sql`c.state`);
  const rows = await database.queryUntil<ClusterRow>(
    view.signal,
    Prisma.sql`
    WITH counted AS MATERIALIZED (
      SELECT c.x::int, c.y::int, c.state, c.devices * root.sign AS devices, c.keys * root.sign AS keys,
        c.lat_quanta * root.sign AS lat_quanta, c.lon_quanta * root.sign AS lon_quanta
      FROM (${rootsOf(view)}) root
      CROSS JOIN LATERAL (
        SELECT c.x, c.y, c.state, c.devices, c.keys, c.lat_quanta, c.lon_quanta
        FROM map_tile c
        WHERE c.organization_id = root.id AND c.level = ${level}
          AND ${inCells(atLevel(cells, gridLevel, level), Prisma.sql`c.x`, Prisma.sql`c.y`)} AND ${state}
        -- Else the planner may read the tiles of everybody.
        OFFSET 0
      ) c
      UNION ALL
      SELECT c.x >> ${up}::int, c.y >> ${up}::int, c.state, c.devices, c.keys, c.lat_quanta, c.lon_quanta
      FROM map_tile_change c
      WHERE ${isOwn(view, Prisma.sql`c.organization_id`)} AND ${inCells(tiles, Prisma.sql`c.x`, Prisma.sql`c.y`)} AND ${state}
      UNION ALL
      SELECT p.tile_x >> ${up}::int, p.tile_y >> ${up}::int, p.state, 1, p.device_key,
        round(p.lat * ${QUANTA_A_DEGREE})::bigint, round(p.lon * ${QUANTA_A_DEGREE})::bigint
      ${grantedPlaces(view, tiles)}
    ), tile AS MATERIALIZED (
      SELECT c.x, c.y, ${statesCounted(Prisma.sql`c.state`, Prisma.sql`c.devices`)}, sum(c.keys) AS keys,
        sum(c.lat_quanta) / sum(c.devices)::float8 / ${QUANTA_A_DEGREE} AS lat,
        sum(c.lon_quanta) / sum(c.devices)::float8 / ${QUANTA_A_DEGREE} AS lon
      FROM counted c
      GROUP BY c.x, c.y
      HAVING sum(c.devices) > 0
    ), cell AS (
      SELECT sum(t.lat * t.devices) / sum(t.devices) AS lat, sum(t.lon * t.devices) / sum(t.devices) AS lon,
        sum(t.devices) AS devices, sum(t.connected) AS connected, sum(t.disconnected) AS disconnected, sum(t.stale) AS stale,
        sum(t.keys) AS keys, min(t.x) AS first_column, max(t.x) AS last_column, min(t.y) AS first_row, max(t.y) AS last_row
      FROM tile t
      GROUP BY t.x >> ${shift}::int, t.y >> ${shift}::int
      HAVING bool_or(${inBox(view.box, Prisma.sql`t.lat`, Prisma.sql`t.lon`)})
    )
    SELECT ${shownColumns}, cell.first_column, cell.last_column, cell.first_row, cell.last_row,
      every.near, every.inside, CASE WHEN row_number() OVER () = 1 THEN every.states END AS states
    FROM (
      SELECT coalesce(sum(t.devices), 0)::int AS near,
        coalesce(sum(t.devices) FILTER (WHERE ${inBox(view.box, Prisma.sql`t.lat`, Prisma.sql`t.lon`)}), 0)::int AS inside,
        (SELECT array_agg(DISTINCT c.state) FROM counted c WHERE c.devices > 0) AS states
      FROM tile t
    ) every
    LEFT JOIN cell ON TRUE
    ${shownTables}
    ORDER BY cell.first_column, cell.first_row`,
  );
  const { near = 0, inside = 0 } = rows[0] ?? {};
  const states = rows.find((row) => row.states !== null)?.states ?? [];
  const shown = rows.filter(({ devices }) => devices !== null);
  return { near, inside, states, features: shown.map((row) => featureFrom(row, boxOfCells(level, rangeOf(row)))) };
}

const rangeOf = (row: ClusterRow) => ({
  firstColumn: row.first_column,
  lastColumn: row.last_column,
  firstRow: row.first_row,
  lastRow: row.last_row,
  crosses: false,
});

/**
 * The organizations whose tiles add up to what is looked at: the topmost of some subtrees, for what is below them is counted
 * there too; of one organization alone, its own less those right below it.
 */
function rootsOf({ scope: { paths }, filter: { organizationId } }: MapView): Prisma.Sql {
  if (organizationId === undefined) {
    const topmost = paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
    return Prisma.sql`
      SELECT root.id, 1 AS sign FROM unnest(${topmost.map((path) => path.split('/').at(-2) ?? '')}::uuid[]) AS root (id)`;
  }
  const seen = organizationsIn(paths, organizationId);
  return Prisma.sql`
    SELECT root.id, 1 AS sign FROM (${seen}) root
    UNION ALL
    SELECT below.id, -1 FROM organization below WHERE below.parent_id IN (${seen})`;
}
