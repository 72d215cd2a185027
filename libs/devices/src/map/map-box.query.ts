import type { BoundingBox } from '#libs/contracts/http';
import { organizationsIn, type Scope } from '#libs/identity';
import { Prisma } from '#prisma';
import type { CellRange, Grid } from './grid.js';
import { bitsOf, type MapFilter, MODEL_SHIFT } from './map-filter.js';
import type { MapState } from './map-state.query.js';

/** What of a map is asked for. */
export interface MapView {
  readonly scope: Scope;
  readonly state: MapState;
  readonly box: BoundingBox;
  /** In which devices are gathered. */
  readonly grid: Grid;
  readonly filter: MapFilter;
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

/** Whether a column and a row are of the range: what indexes serve. */
export const inCells = (range: CellRange, column: Prisma.Sql, row: Prisma.Sql): Prisma.Sql => {
  const { firstRow, lastRow, firstColumn, lastColumn } = range;
  const columns = range.crosses
    ? Prisma.sql`(${column} >= ${firstColumn}::int OR ${column} <= ${lastColumn}::int)`
    : Prisma.sql`${column} BETWEEN ${firstColumn}::int AND ${lastColumn}::int`;
  return Prisma.sql`${columns} AND ${row} BETWEEN ${firstRow}::int AND ${lastRow}::int`;
};

const isOneOf = ({ state, scope }: MapView, organizationId: Prisma.Sql): Prisma.Sql =>
  state.organizationIds === undefined
    ? Prisma.sql`${organizationId} IN (${organizationsIn(scope.paths)})`
    : Prisma.sql`${organizationId} = ANY (${[...state.organizationIds]}::uuid[])`;

/** Whether an organization is one's own, and the one that is asked for. */
export function isOwn(view: MapView, organizationId: Prisma.Sql): Prisma.Sql {
  const only = view.filter.organizationId;
  if (only === undefined) return isOneOf(view, organizationId);
  const isSeen = view.state.organizationIds?.includes(only);
  if (isSeen === undefined) return Prisma.sql`${organizationId} IN (${organizationsIn(view.scope.paths, only)})`;
  return isSeen ? Prisma.sql`${organizationId} = ${only}::uuid` : Prisma.sql`FALSE`;
}

/** What a state must be, of what is counted by states. */
export function isInState({ filter }: MapView, state: Prisma.Sql): Prisma.Sql {
  const { connectivity, freshness, lifecycle, certificate, model } = filter;
  const bits = [
    ...(connectivity === undefined ? [] : [bitsOf('connectivity', connectivity)]),
    ...(freshness === undefined ? [] : [bitsOf('freshness', freshness)]),
    ...(lifecycle === undefined ? [] : [bitsOf('lifecycle', lifecycle)]),
    ...(certificate === undefined ? [] : [bitsOf('certificate', certificate)]),
  ];
  const conditions = bits.map(
    ({ shift, mask, number }) => Prisma.sql`${state} >> ${shift}::int & ${mask}::int = ${number}::int`,
  );
  if (model !== undefined)
    conditions.push(
      Prisma.sql`${state} >> ${MODEL_SHIFT}::int = (SELECT m.key FROM device_model m WHERE m.name = ${model})`,
    );
  return Prisma.join([Prisma.sql`TRUE`, ...conditions], ' AND ');
}

/** Places `p` of devices `g` that are not one's own, at sites that others shared: few beside a fleet. */
export function grantedPlaces(view: MapView, range: CellRange): Prisma.Sql {
  const only = view.filter.organizationId;
  return Prisma.sql`
  FROM device g
  JOIN device_place p ON p.device_key = g.key
  WHERE g.site_id = ANY (${[...view.state.siteIds]}::uuid[]) AND NOT ${isOneOf(view, Prisma.sql`p.organization_id`)}
    AND ${only === undefined ? Prisma.sql`TRUE` : Prisma.sql`p.organization_id = ${only}::uuid`}
    AND ${inCells(range, Prisma.sql`p.tile_x`, Prisma.sql`p.tile_y`)} AND ${isInState(view, Prisma.sql`p.state`)}`;
}
