/** What part of the world a map shows: its middle, degrees, and the zoom of a map whose world is 512 px wide at 0. */
export interface View {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** Of the drawing, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** West, south, east, north, degrees. */
export type Box = readonly [number, number, number, number];

const WORLD_PIXELS = 512;
/** The API counts zooms by worlds 256 px wide at 0. */
const API_ZOOM_AHEAD = 1;
/** The API gathers devices in cells of a quarter of its tiles, each way. */
const LEVELS_BELOW_TILE = 2;
export const ZOOMS = { least: 0, most: 18 } as const;
/** Where a web map ends, degrees. */
const LAST_LATITUDE = 85.0511287798066;

/** All of it, as far as it fits. */
export const wholeWorld: View = { lon: 12, lat: 28, zoom: 1 };

const decimal = (value: number, digits: number) => Number(value.toFixed(digits));

/** A view in an address, to some ten meters: what is finer is none of its business. */
export const viewText = ({ lon, lat, zoom }: View): string =>
  [decimal(folded(lon), 4), decimal(lat, 4), decimal(zoom, 2)].join(',');

/** @returns undefined: the text is no view */
export function viewOf(text: string | undefined): View | undefined {
  const numbers = text?.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))) ?? [];
  const [lon = Number.NaN, lat = Number.NaN, zoom = Number.NaN] = numbers;
  const isView =
    numbers.length === 3 &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= LAST_LATITUDE &&
    zoom >= ZOOMS.least &&
    zoom <= ZOOMS.most;
  return isView ? { lon, lat, zoom } : undefined;
}

/** A longitude as -180 to 180. */
const folded = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;

const columnOf = (lon: number) => (lon + 180) / 360;
function rowOf(lat: number): number {
  const radians = (Math.max(Math.min(lat, LAST_LATITUDE), -LAST_LATITUDE) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI);
}
const longitudeAt = (column: number) => column * 360 - 180;
const latitudeAt = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * row))) * 180) / Math.PI;

/** The zoom the API is asked for. */
export const apiZoom = ({ zoom }: View): number => Math.max(0, Math.min(Math.round(zoom) + API_ZOOM_AHEAD, 24));

/** The box a view shows; longitudes may lie beyond ±180. */
export function boxOf({ lon, lat, zoom }: View, { width, height }: Size): Box {
  const world = WORLD_PIXELS * 2 ** zoom;
  const [column, row] = [columnOf(lon), rowOf(lat)];
  const [half, tall] = [width / world / 2, height / world / 2];
  return [
    longitudeAt(column - half),
    latitudeAt(Math.min(row + tall, 1)),
    longitudeAt(column + half),
    latitudeAt(Math.max(row - tall, 0)),
  ];
}

/**
 * The box the API is asked for: what the view shows, out to the next whole cell of the API's grid. A map that is panned a little asks
 * the same again, and is told that nothing changed.
 */
export function askedBox(view: View, size: Size): Box {
  const cells = 2 ** (apiZoom(view) + LEVELS_BELOW_TILE);
  const [west, south, east, north] = boxOf(view, size);
  const [first, last] = [Math.floor(columnOf(west) * cells), Math.ceil(columnOf(east) * cells)];
  if (last - first >= cells)
    return [-180, south <= -LAST_LATITUDE ? -90 : south, 180, north >= LAST_LATITUDE ? 90 : north];
  const [top, bottom] = [Math.floor(rowOf(north) * cells), Math.ceil(rowOf(south) * cells)];
  // What lies nearer to a pole than a web map reaches is at its edge.
  const lowest = bottom >= cells ? -90 : latitudeAt(bottom / cells);
  const highest = top <= 0 ? 90 : latitudeAt(top / cells);
  return [longitudeAt(first / cells), lowest, longitudeAt(last / cells), highest];
}

/** The view that shows a box as large as it fits, with a margin; of a box that is a point, a close one. */
export function viewOfBox([west, south, east, north]: Box, { width, height }: Size): View {
  const margin = 0.7;
  const [across, along] = [columnOf(east) - columnOf(west), rowOf(south) - rowOf(north)];
  const scale = Math.min((width * margin) / Math.max(across, 1e-9), (height * margin) / Math.max(along, 1e-9));
  const zoom = Math.log2(scale / WORLD_PIXELS);
  return {
    lon: (west + east) / 2,
    lat: latitudeAt((rowOf(south) + rowOf(north)) / 2),
    zoom: Math.max(ZOOMS.least, Math.min(zoom, 15)),
  };
}

/** Whether a point lies in a box, whose longitudes may lie beyond ±180. */
export function isInside([west, south, east, north]: Box, lon: number, lat: number): boolean {
  if (lat < south || lat > north) return false;
  return [-360, 0, 360].some((turn) => lon + turn >= west && lon + turn <= east);
}
