import type { BoundingBox } from '#libs/contracts/http';
import type { Scope } from '#libs/identity';
import type { RegistryDatabase } from '#prisma';
import { gridOf, UNCLUSTERED_DEVICES } from './grid.js';
import type { MapView } from './map-box.query.js';
import { type MapClusters, readMapClusters } from './map-clusters.query.js';
import type { DrawnMap } from './map-feature.js';
import { type MapReading, readMapFeatures } from './map-features.query.js';
import { type MapFilter, stateParts } from './map-filter.js';
import { type MapState, readMapState } from './map-state.query.js';

/** So many devices are read one by one: some 20 ms. Where more may lie in the box, what was counted by tiles is read. */
const READ_AT_MOST = 10_000;
/** Of those that meet a filter or begin with a text: each costs a look-up of its own, and beyond a thousand they are gathered anyway. */
const FILTERED_AT_MOST = 3_000;

/** What of a map somebody looks at. */
export interface MapQuestion {
  readonly box: BoundingBox;
  /** Of a web map; decides the size of the cells. */
  readonly zoom: number | undefined;
  readonly filter: MapFilter;
}

/** Where the devices are that somebody sees. */
export class MapReader {
  /** @param readAtMost devices that are read one by one, a thousand at least; for tests */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly readAtMost = READ_AT_MOST,
  ) {}

  /** What the map is drawn from at this moment: as long as its version stays the same, so does the map. About 1 ms. */
  state(scope: Scope, now: Date): Promise<MapState> {
    return readMapState(this.database, scope, now);
  }

  /**
   * Each device at its reported position, else at its site's; beyond a thousand in the box, those in one cell of the map as a
   * cluster. Retired devices are left out.
   *
   * @param state that of this scope, asked for just before
   * @param signal aborted when nobody waits for it any more
   * @throws the signal's reason
   */
  async draw(
    scope: Scope,
    state: MapState,
    { box, zoom, filter }: MapQuestion,
    signal: AbortSignal,
  ): Promise<DrawnMap> {
    const grid = gridOf(box, zoom);
    const view = { scope, state, box, grid, filter, signal };
    const clusters = await readMapClusters(this.database, view);
    const reading = this.#readingOf(view, clusters);
    if (reading === undefined) return { features: clusters.features, isTruncated: grid.isCoarser };
    const { found, features } = await readMapFeatures(this.database, view, reading);
    const gathers = features.some(({ kind }) => kind === 'cluster');
    const isCut = reading.by === 'search' && found >= reading.atMost;
    return { features, isTruncated: isCut || (gathers && grid.isCoarser) };
  }

  /** How devices are read one by one, if they are. */
  #readingOf({ filter }: MapView, { near, inside, states }: MapClusters): MapReading | undefined {
    const { siteId, search, model } = filter;
    if (siteId !== undefined) return { by: 'search', atMost: this.readAtMost };
    const isByState = model !== undefined || stateParts.some((part) => filter[part] !== undefined);
    const known = isByState ? states : undefined;
    const most = isByState || search !== undefined ? Math.min(this.readAtMost, FILTERED_AT_MOST) : this.readAtMost;
    if (near <= most) return { by: 'cells', states: known };
    if (search !== undefined) return { by: 'search', atMost: most };
    return inside <= Math.min(UNCLUSTERED_DEVICES, this.readAtMost) ? { by: 'box', states: known } : undefined;
  }
}
