import { type RefusedConnection, readRefusedConnections } from '#libs/certificates';
import type { Scope } from '#libs/identity';
import type { DeviceId, MonthCount, OrganizationId, VisibleSpan } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { FirstConnectionFacts } from '../first-connection/first-connection.js';
import { type Neighborhood, readFirstConnection } from '../first-connection/first-connection.query.js';
import {
  readUnidentifiedConnections,
  type UnidentifiedConnection,
  type UnidentifiedScope,
  type UnidentifiedSelection,
} from '../refusals/unidentified-connections.query.js';
import { deviceModelNames } from '../stock/device-models.query.js';
import { readCertificateEnds } from '../summary/certificate-ends.query.js';
import type { FleetCounts, FleetSelection } from '../summary/fleet-counts.js';
import { readFleetCounts } from '../summary/fleet-counts.query.js';
import { readDeviceDetails } from './device-details.query.js';
import type { DeviceDetails, DeviceName, DevicePage, DeviceSelection } from './device-list.js';
import { readDeviceNames, readDevicePage } from './device-page.query.js';
import { FETCHED_AT_MOST } from './device-search.query.js';

/**
 * Views over the fleet. Nothing outside the scope is found.
 *
 * Views over the registry's tables and telemetry's newest values, which lie in one database: joined in SQL, so that a
 * page costs no query per row. Nothing is written across.
 */
export class FleetReader {
  /** @param fetchedAtMost devices that begin with a text and are all read and sorted; for tests */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly fetchedAtMost = FETCHED_AT_MOST,
  ) {}

  /** One page of devices, and how many there are on all pages if the selection asks for it, in a fixed number of statements. */
  devices(scope: Scope, selection: DeviceSelection, now: Date): Promise<DevicePage> {
    return readDevicePage(this.database, scope, selection, now, this.fetchedAtMost);
  }

  /** How the devices are called that a selection finds, the first `limit` by serial number. */
  names(
    scope: Scope,
    selection: Omit<DeviceSelection, 'sort' | 'cursor' | 'count'>,
    now: Date,
  ): Promise<readonly DeviceName[]> {
    return readDeviceNames(this.database, scope, selection, now, this.fetchedAtMost);
  }

  device(id: DeviceId, now: Date): Promise<DeviceDetails | undefined> {
    return readDeviceDetails(this.database, id, now);
  }

  /** Within the spans, newest first; `before` is the id of the last one seen. */
  refusedConnections(
    id: DeviceId,
    spans: readonly VisibleSpan[],
    limit: number,
    before: string | undefined,
  ): Promise<readonly RefusedConnection[]> {
    return readRefusedConnections(this.database, id, spans, limit, before);
  }

  /** Refusals of clients that proved to be no device, newest first. */
  unidentifiedConnections(
    scope: UnidentifiedScope,
    selection: UnidentifiedSelection,
  ): Promise<readonly UnidentifiedConnection[]> {
    return readUnidentifiedConnections(this.database, scope, selection);
  }

  /**
   * What is known of a device since its newest valid certificate.
   *
   * @param spans the times of which whoever asks sees what happened to it; the last one counts
   * @param here clients without a certificate that are looked at too
   */
  firstConnection(
    id: DeviceId,
    spans: readonly VisibleSpan[],
    now: Date,
    here: Neighborhood | undefined,
  ): Promise<FirstConnectionFacts> {
    // Whoever sees no time at all has the instant the question was asked in, in which nothing happened.
    return readFirstConnection(this.database, id, spans.at(-1) ?? { from: now, to: now }, now, here);
  }

  /** How many devices lose their last valid certificate in each month, by UTC, from a day such as `2026-12-01` on. */
  certificateEnds(
    scope: Scope,
    organizationId: OrganizationId | undefined,
    from: string,
  ): Promise<readonly MonthCount[]> {
    return readCertificateEnds(this.database, scope, organizationId, from);
  }

  /** Names of device models; `after` is the last one seen. */
  models(limit: number, after: string | undefined): Promise<readonly string[]> {
    return deviceModelNames(this.database, limit, after);
  }

  counts(scope: Scope, selection: FleetSelection, now: Date): Promise<FleetCounts> {
    return readFleetCounts(this.database, scope, selection, now);
  }
}
