import type { RegistryDatabase } from '#prisma';
import type { DeviceLifecycle } from '../device.js';
import type { CertificateState, ConnectivityState } from '../device-list.js';
import { type FleetCounts, type Freshness, noDevices } from '../fleet-counts.js';
import { FRESH_FOR_MS } from '../freshness.js';
import type { Scope } from '../scope.js';
import { certificateFacts, certificateState } from './certificate-state.js';
import { organizationsIn } from './scope.js';

/** How many devices share these four states: 180 rows at most, whatever the size of the fleet. */
interface CountRow {
  readonly lifecycle: DeviceLifecycle;
  readonly connectivity: ConnectivityState;
  readonly freshness: Freshness;
  readonly certificate: CertificateState;
  readonly devices: number;
}

/** Counts the devices in some subtrees by state, in one statement. */
export async function readFleetCounts(database: RegistryDatabase, { paths }: Scope, now: Date): Promise<FleetCounts> {
  const freshSince = new Date(now.getTime() - FRESH_FOR_MS);
  const rows = await database.client.$queryRaw<CountRow[]>`
    WITH own AS MATERIALIZED (
      SELECT d.id, d.key, d.lifecycle
      FROM device d
      WHERE d.organization_id IN (${organizationsIn(paths)})
    ), f AS (
      SELECT c.device_id, ${certificateFacts(now)}
      FROM own
      JOIN certificate c ON c.device_id = own.id
      WHERE c.issued_at IS NOT NULL
      GROUP BY c.device_id
    )
    SELECT
      own.lifecycle::text AS lifecycle,
      coalesce(p.state, 'never') AS connectivity,
      CASE
        WHEN p.last_seen_at IS NULL THEN 'silent'
        WHEN p.last_seen_at >= ${freshSince}::timestamptz THEN 'fresh'
        ELSE 'stale'
      END AS freshness,
      ${certificateState(now)} AS certificate,
      count(*)::int AS devices
    FROM own
    LEFT JOIN telemetry.presence p ON p.device_key = own.key
    LEFT JOIN f ON f.device_id = own.id
    GROUP BY 1, 2, 3, 4`;
  return rows.reduce(withRow, noDevices);
}

const withRow = (counts: FleetCounts, row: CountRow): FleetCounts => ({
  total: counts.total + row.devices,
  connectivity: plus(counts.connectivity, row.connectivity, row.devices),
  freshness: plus(counts.freshness, row.freshness, row.devices),
  lifecycle: plus(counts.lifecycle, row.lifecycle, row.devices),
  certificate: plus(counts.certificate, row.certificate, row.devices),
});

const plus = <State extends string>(counts: Readonly<Record<State, number>>, state: State, devices: number) => ({
  ...counts,
  [state]: counts[state] + devices,
});
