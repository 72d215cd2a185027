import { Prisma, type RegistryDatabase } from '#prisma';
import { metIn, searchedColumns } from '../list/device-search.query.js';
import { atLevel, cellsOf, UNCLUSTERED_DEVICES } from './grid.js';
import { grantedPlaces, inBox, inCells, isInState, isOwn, type MapView } from './map-box.query.js';
import type { MapFeature } from './map-feature.js';
import { type FeatureRow, featureFrom, shownColumns, shownTables, statesCounted } from './map-shown.query.js';
import { TILE_LEVEL } from './map-tiles.js';

/** How devices are found that are read one by one. */
export type MapReading =
  /** All in the cells the box touches. */
  | { readonly by: 'cells'; readonly states: readonly number[] | undefined }
  /** Those in the box alone. */
  | { readonly by: 'box'; readonly states: readonly number[] | undefined }
  /** Those that stand at the site that is asked for, or begin with what is searched, so many of them. */
  | { readonly by: 'search'; readonly atMost: number };

interface DeviceRow extends FeatureRow {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly found: number;
}

export interface MapDevices {
  /** Devices that were looked at. */
  readonly found: number;
  readonly features: readonly MapFeature[];
}

/**
 * Reads devices one by one, in one statement: each for itself, or where more than a thousand lie in the box those in one cell of
 * the map as a cluster. A cell of which a device lies in the box is shown as a whole.
 */
export async function readMapFeatures(
  database: RegistryDatabase,
  view: MapView,
  reading: MapReading,
): Promise<MapDevices> {
  const { level } = view.grid;
  const tiles = atLevel(cellsOf(view.box, level), level, TILE_LEVEL);
  const rows = await database.queryUntil<DeviceRow>(
    view.signal,
    Prisma.sql`
    WITH placed AS MATERIALIZED (
      SELECT p.device_key AS key, p.lat, p.lon, p.tile_x, p.tile_y, p.state,
        ${inBox(view.box, Prisma.sql`p.lat`, Prisma.sql`p.lon`)} AS inside
      FROM device_place p
      WHERE ${isOwn(view, Prisma.sql`p.organization_id`)} AND p.tile_x IS NOT NULL
        AND ${inCells(tiles, Prisma.sql`p.tile_x`, Prisma.sql`p.tile_y`)} AND ${found(view, reading)}
      UNION ALL
      SELECT p.device_key, p.lat, p.lon, p.tile_x, p.tile_y, p.state,
        ${inBox(view.box, Prisma.sql`p.lat`, Prisma.sql`p.lon`)}
      ${grantedPlaces(view, tiles)} AND ${isListed(view)}
    ), crowd AS (
      SELECT count(*) > ${UNCLUSTERED_DEVICES} AS gathers
      FROM (SELECT FROM placed WHERE placed.inside LIMIT ${UNCLUSTERED_DEVICES + 1}) few
    ), cell AS (
      SELECT avg(g.lat) AS lat, avg(g.lon) AS lon, ${statesCounted(Prisma.sql`g.state`, Prisma.sql`1`)}, min(g.key) AS keys,
        min(g.lon) AS west, min(g.lat) AS south, max(g.lon) AS east, max(g.lat) AS north
      FROM placed g
      CROSS JOIN crowd
      GROUP BY CASE WHEN crowd.gathers THEN 0 ELSE g.key END, ${gathered(level)}
      HAVING bool_or(g.inside)
    )
    SELECT ${shownColumns}, cell.west, cell.south, cell.east, cell.north, every.found
    FROM (SELECT count(*)::int AS found FROM placed) every
    LEFT JOIN cell ON TRUE
    ${shownTables}
    ORDER BY cell.keys`,
  );
  const shown = rows.filter(({ devices }) => devices !== null);
  return { found: rows[0]?.found ?? 0, features: shown.map((row) => featureFrom(row, row)) };
}

/** Column and row of the map's grid. */
function gathered(level: number): Prisma.Sql {
  if (level <= TILE_LEVEL) {
    const up = TILE_LEVEL - level;
    return Prisma.sql`g.tile_x >> ${up}::int, g.tile_y >> ${up}::int`;
  }
  const cells = Prisma.sql`${2 ** level}::float8`;
  return Prisma.sql`map_column(mercator_x(g.lon), ${cells}), map_column(mercator_y(g.lat), ${cells})`;
}

/** Whether a place `p` is one of those that are asked for: written so that an index serves it. */
function found(view: MapView, reading: MapReading): Prisma.Sql {
  if (reading.by === 'search')
    return Prisma.sql`${isInState(view, Prisma.sql`p.state`)} AND p.device_key IN (${sought(view, reading.atMost)})`;
  const box = reading.by === 'box' ? inBox(view.box, Prisma.sql`p.lat`, Prisma.sql`p.lon`) : Prisma.sql`TRUE`;
  const states =
    reading.states === undefined ? Prisma.sql`TRUE` : Prisma.sql`p.state = ANY (${[...reading.states]}::int[])`;
  return Prisma.sql`${box} AND ${states} AND ${isListed(view)}`;
}

/** Whether the device of a place `p` stands at the site that is asked for, and begins with what is searched. */
function isListed({ filter: { siteId, search } }: MapView): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (siteId !== undefined)
    conditions.push(
      Prisma.sql`EXISTS (SELECT FROM device d WHERE d.key = p.device_key AND d.site_id = ${siteId}::uuid)`,
    );
  if (search !== undefined)
    conditions.push(
      Prisma.sql`EXISTS (SELECT FROM device_listing l WHERE l.device_key = p.device_key AND ${metIn(searchedColumns(search))})`,
    );
  return Prisma.join(conditions, ' AND ');
}

/** The keys of devices at the site, else of those that begin with what is searched. */
function sought(view: MapView, atMost: number): Prisma.Sql {
  const { siteId, search } = view.filter;
  if (siteId !== undefined) {
    const met = search === undefined ? Prisma.sql`TRUE` : metIn(searchedColumns(search));
    return Prisma.sql`
      SELECT l.device_key
      FROM device d
      JOIN device_listing l ON l.device_id = d.id
      WHERE d.site_id = ${siteId}::uuid AND ${met}
      LIMIT ${atMost}`;
  }
  const columns = search === undefined ? [] : searchedColumns(search);
  const each = columns.map(
    ({ range }) => Prisma.sql`
      (SELECT l.device_key FROM device_listing l WHERE ${isOwn(view, Prisma.sql`l.organization_id`)} AND ${range} LIMIT ${atMost})`,
  );
  return each.length === 0 ? Prisma.sql`SELECT NULL::int WHERE FALSE` : Prisma.join(each, ' UNION ');
}
