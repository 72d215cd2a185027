/** Longitude and latitude, degrees. */
export type Point = readonly [number, number];
export type Ring = readonly Point[];
/** A ring, and the holes in it. */
export type Polygon = readonly Ring[];

const TURN = 360;

/**
 * Cuts polygons that cross the antimeridian in two, and takes those around a pole to its edge: map data is stitched for globes, and
 * drawn on a plane as it is a ring that jumps from 180 to -180 degrees covers the world between.
 *
 * @returns polygons whose longitudes are -180 to 180
 */
export function unstitched(polygons: readonly Polygon[]): Polygon[] {
  return polygons.flatMap((polygon) => {
    const [outer = [], ...holes] = polygon.map(unwrapped);
    const around = closedAtPole(outer);
    const [west, east] = [Math.min(...around.map(([lon]) => lon)), Math.max(...around.map(([lon]) => lon))];
    const parts: Polygon[] = [];
    // One part for each turn of the world the ring reaches into.
    for (let turn = Math.floor((west + 180) / TURN); turn * TURN - 180 < east; turn += 1) {
      const from = turn * TURN - 180;
      const rings = [around, ...holes.map((hole) => shifted(hole, nearestTurn(hole, around)))]
        .map((ring) => shifted(between(ring, from, from + TURN), -turn * TURN))
        .filter((ring) => ring.length > 3);
      if (rings.length > 0) parts.push(rings);
    }
    return parts;
  });
}

/** The same ring without jumps: its longitudes go on beyond 180 degrees. */
function unwrapped(ring: Ring): Ring {
  let turns = 0;
  return ring.map(([lon, lat], place) => {
    const [before] = ring[place - 1] ?? [lon];
    if (lon - before > 180) turns -= 1;
    if (lon - before < -180) turns += 1;
    return [lon + turns * TURN, lat];
  });
}

/** A ring that ends a turn away from where it began goes around a pole: it is led along the pole back to its beginning. */
function closedAtPole(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return ring;
  const pole = ring.reduce((sum, [, lat]) => sum + lat, 0) < 0 ? -90 : 90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

/** How far a hole has to be moved to lie in its ring, degrees. */
function nearestTurn(hole: Ring, around: Ring): number {
  const middle = (ring: Ring) => ring.reduce((sum, [lon]) => sum + lon, 0) / Math.max(ring.length, 1);
  return Math.round((middle(around) - middle(hole)) / TURN) * TURN;
}

const shifted = (ring: Ring, by: number): Ring => (by === 0 ? ring : ring.map(([lon, lat]) => [lon + by, lat]));

/** What of a ring lies between two meridians (Sutherland and Hodgman 1974). */
const between = (ring: Ring, west: number, east: number): Ring =>
  clipped(
    clipped(ring, (lon) => lon >= west, west),
    (lon) => lon <= east,
    east,
  );

function clipped(ring: Ring, isKept: (lon: number) => boolean, edge: number): Ring {
  const kept: Point[] = [];
  for (const [place, end] of ring.entries()) {
    const start = ring[place - 1] ?? ring.at(-1) ?? end;
    if (isKept(end[0]) !== isKept(start[0])) {
      const part = (edge - start[0]) / (end[0] - start[0]);
      kept.push([edge, start[1] + part * (end[1] - start[1])]);
    }
    if (isKept(end[0])) kept.push(end);
  }
  const [first] = kept;
  const last = kept.at(-1);
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...kept, first] : kept;
}
