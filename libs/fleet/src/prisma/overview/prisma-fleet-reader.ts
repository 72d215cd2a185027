import type { BoundingBox } from '#libs/contracts';
import type { DeviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { DeviceDetails, DevicePage, DeviceSelection } from '../../devices/device-list.js';
import type { VisibleSpan } from '../../devices/ownership.js';
import type { FleetCounts } from '../../overview/fleet-counts.js';
import type { MapFeature } from '../../overview/map-feature.js';
import { FleetReader, type RefusedConnection } from '../../ports.js';
import type { Scope } from '../../scope.js';
import { readRefusedConnections } from '../connections/refused-connections.js';
import { readDeviceDetails } from '../devices/device-details.js';
import { readDevicePage } from '../devices/device-page.js';
import { FETCHED_AT_MOST } from '../devices/device-search.js';
import { readFleetCounts } from './fleet-counts.js';
import { readMapFeatures } from './map-features.js';

/**
 * Views over the registry's tables and telemetry's newest values, which lie in one database: joined in SQL, so that a
 * page costs no query per row. Nothing is written across.
 */
export class PrismaFleetReader extends FleetReader {
  /** @param fetchedAtMost devices that begin with a text and are all read and sorted; for tests */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly fetchedAtMost = FETCHED_AT_MOST,
  ) {
    super();
  }

  override devices(scope: Scope, selection: DeviceSelection, now: Date): Promise<DevicePage> {
    return readDevicePage(this.database, scope, selection, now, this.fetchedAtMost);
  }

  override device(id: DeviceId, now: Date): Promise<DeviceDetails | undefined> {
    return readDeviceDetails(this.database, id, now);
  }

  override refusedConnections(
    id: DeviceId,
    spans: readonly VisibleSpan[],
    limit: number,
    before: string | undefined,
  ): Promise<readonly RefusedConnection[]> {
    return readRefusedConnections(this.database, id, spans, limit, before);
  }

  override counts(scope: Scope, now: Date): Promise<FleetCounts> {
    return readFleetCounts(this.database, scope, now);
  }

  override features(
    scope: Scope,
    box: BoundingBox,
    zoom: number | undefined,
    now: Date,
  ): Promise<readonly MapFeature[]> {
    return readMapFeatures(this.database, scope, box, zoom, now);
  }
}
