import type { BoundingBox } from '#libs/contracts/http';
import type { Scope } from '#libs/identity';
import type { RegistryDatabase } from '#prisma';
import { cellOf } from './grid.js';
import { readMapClusters } from './map-clusters.query.js';
import type { MapFeature } from './map-feature.js';
import { readMapFeatures } from './map-features.query.js';
import { type MapState, readMapState } from './map-state.query.js';

/** So many devices are read one by one: some 20 ms. Where more may lie in the box, what was counted by cells is read. */
const READ_AT_MOST = 10_000;

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
   * At most 65² features: each device at its reported position, else at its site's; beyond a thousand in the box, those in
   * one cell of the map as a cluster. Retired devices are left out.
   *
   * @param state that of this scope, asked for just before
   * @param zoom of the map; decides the size of the cells
   * @param signal aborted when nobody waits for it any more
   * @throws the signal's reason
   */
  async features(
    scope: Scope,
    state: MapState,
    box: BoundingBox,
    zoom: number | undefined,
    signal: AbortSignal,
  ): Promise<readonly MapFeature[]> {
    const view = { scope, state, box, cell: cellOf(box, zoom), signal };
    const { near, features } = await readMapClusters(this.database, view);
    return near > this.readAtMost ? features : readMapFeatures(this.database, view);
  }
}
