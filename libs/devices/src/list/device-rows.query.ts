import type { DeviceLifecycle } from '#libs/contracts/http';
import { deviceId, organizationId } from '#libs/kernel';
import { Prisma } from '#prisma';
import type { CertificateState, ConnectivityState, ListedDevice } from './device-list.js';

/** A row of `listedDevices`. */
export interface ListedDeviceRow {
  readonly id: string;
  readonly serial_number: string;
  readonly mac_address: string;
  readonly type: string;
  readonly name: string;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly site_id: string | null;
  readonly tags: readonly string[];
  readonly lifecycle: DeviceLifecycle;
  readonly state: ConnectivityState;
  readonly since: Date | null;
  readonly cause: string | null;
  readonly last_seen_at: Date | null;
  readonly certificate_state: CertificateState;
  readonly certificate_not_after: Date | null;
  readonly created_at: Date;
}

/** Columns of `ListedDeviceRow` over the tables of `listedDeviceTables`. */
export const listedDeviceColumns = Prisma.sql`
  d.id, d.serial_number, d.mac_address, m.name AS type, d.name, d.organization_id,
  o.name AS organization_name, d.site_id,
  ARRAY(SELECT t.tag FROM device_tag t WHERE t.device_id = d.id ORDER BY t.key) AS tags, d.lifecycle::text AS lifecycle, coalesce(p.state, 'never') AS state, p.since,
  p.cause, p.last_seen_at, best.state AS certificate_state, best.not_after AS certificate_not_after, d.created_at`;

/** What is joined to a device `d` for a list: one row a device. */
export const listedDeviceTables = (now: Date) => Prisma.sql`
  JOIN device_model m ON m.id = d.model_id
  JOIN organization o ON o.id = d.organization_id
  LEFT JOIN telemetry.presence p ON p.device_key = d.key
  CROSS JOIN LATERAL certificate_state_at(d.id, ${now}::timestamptz) best`;

export function listedDeviceFrom(row: ListedDeviceRow): ListedDevice {
  return {
    id: deviceId(row.id),
    serialNumber: row.serial_number,
    macAddress: row.mac_address,
    type: row.type,
    name: row.name,
    organizationId: organizationId(row.organization_id),
    organizationName: row.organization_name,
    siteId: row.site_id,
    tags: row.tags,
    lifecycle: row.lifecycle,
    connectivity: { state: row.state, since: row.since, cause: row.cause, lastSeenAt: row.last_seen_at },
    certificate: { state: row.certificate_state, notAfter: row.certificate_not_after },
    createdAt: row.created_at,
  };
}
