import type { BoundingBox } from '#libs/contracts/http';
import { organizationsIn, type Scope } from '#libs/identity';
import { Prisma } from '#prisma';
import type { CellRange } from './map-cells.js';
import type { MapState } from './map-state.query.js';

/** What of a map is asked for. */
export interface MapView {
  readonly scope: Scope;
  readonly state: MapState;
  readonly box: BoundingBox;
  /** Sides of the cells in which devices are gathered, degrees. */
  readonly cell: { readonly lat: number; readonly lon: number };
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** Whether a place lies in the box, edges included. */
export const inBox = ({ west, south, east, north }: BoundingBox, lat: Prisma.Sql, lon: Prisma.Sql): Prisma.Sql => {
  const longitude =
    west <= east
      ? Prisma.sql`${lon} >= ${west} AND ${lon} <= ${east}`
      : Prisma.sql`(${lon} >= ${west} OR ${lon} <= ${east})`;
  return Prisma.sql`${lat} >= ${south} AND ${lat} <= ${north} AND ${longitude}`;
};

/** Whether a row or a column of cells is one of the range: what indexes serve. */
export const inCells = (range: CellRange, row: Prisma.Sql, column: Prisma.Sql): Prisma.Sql => {
  const { firstRow, lastRow, firstColumn, lastColumn } = range;
  const columns = range.crosses
    ? Prisma.sql`(${column} >= ${firstColumn}::int OR ${column} <= ${lastColumn}::int)`
    : Prisma.sql`${column} BETWEEN ${firstColumn}::int AND ${lastColumn}::int`;
  return Prisma.sql`${row} BETWEEN ${firstRow}::int AND ${lastRow}::int AND ${columns}`;
};

/** Whether an organization is one's own. */
export const isOwn = ({ state, scope }: MapView, organizationId: Prisma.Sql): Prisma.Sql =>
  state.organizationIds === undefined
    ? Prisma.sql`${organizationId} IN (${organizationsIn(scope.paths)})`
    : Prisma.sql`${organizationId} = ANY (${[...state.organizationIds]}::uuid[])`;

/** Places `p` of devices in the box that are not one's own, at sites that others shared: few beside a fleet. */
export const grantedPlaces = (view: MapView): Prisma.Sql => Prisma.sql`
  FROM device g
  JOIN device_place p ON p.device_key = g.key
  WHERE g.site_id = ANY (${[...view.state.siteIds]}::uuid[]) AND NOT ${isOwn(view, Prisma.sql`p.organization_id`)}
    AND ${inBox(view.box, Prisma.sql`p.lat`, Prisma.sql`p.lon`)}`;

/** Degrees from the western edge on, also across the antimeridian. */
export const fromWest = ({ box }: MapView, lon: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${lon} + CASE WHEN ${lon} < ${box.west} THEN 360 ELSE 0 END`;

/** Row and column of the map's own grid, whose corner is that of the box; `lon` counts from the western edge on. */
export const gathered = ({ box, cell }: MapView, lat: Prisma.Sql, lon: Prisma.Sql): Prisma.Sql => Prisma.sql`
  floor((${lon} - ${box.west}) / ${cell.lon}::float8), floor((${lat} - ${box.south}) / ${cell.lat}::float8)`;
