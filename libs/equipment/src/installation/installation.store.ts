import { type ConnectivityState, END, placeDevices, theseDevices } from '#libs/devices';
import { organizationsIn } from '#libs/identity';
import { type DeviceId, type DeviceKey, deviceId, deviceKey, type OrganizationId, type PersonId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';

/** A device on an asset for a span of time. */
export interface Installation {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly deviceSerialNumber: string;
  readonly assetId: string;
  readonly assetLabel: string;
  readonly installedAt: Date;
  /** Exclusive; null: still. */
  readonly removedAt: Date | null;
}

/** A device, by the key of its telemetry, as long as it was on an asset: half-open. */
export interface InstalledSpan {
  /** Of the installation. */
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly key: DeviceKey;
  readonly from: Date;
  readonly to: Date;
}

/** A device that is on nothing. */
export interface FreeDevice {
  readonly id: DeviceId;
  readonly serialNumber: string;
  readonly name: string;
  readonly type: string;
  readonly siteId: string | null;
  readonly connectivity: ConnectivityState;
}

/** Which devices that are on nothing are wanted. */
export interface FreeDeviceSelection {
  readonly organizationId: OrganizationId;
  /** Only those at this site. */
  readonly siteId?: string | undefined;
  /** How the serial number begins, upper case. */
  readonly start: string;
  readonly limit: number;
  /** Serial number of the last one of the page before. */
  readonly after?: string | undefined;
}

interface InstallationRow {
  readonly id: string;
  readonly device_id: string;
  readonly device_serial_number: string;
  readonly asset_id: string;
  readonly asset_label: string;
  readonly installed_at: Date;
  readonly removed_at: Date | null;
}

interface SpanRow {
  readonly id: string;
  readonly device_id: string;
  readonly key: number;
  readonly installed_at: Date;
  readonly removed_at: Date | null;
}

interface FreeRow {
  readonly id: string;
  readonly serial_number: string;
  readonly name: string;
  readonly type: string;
  readonly site_id: string | null;
  readonly connectivity: ConnectivityState;
}

const selectInstallation = Prisma.sql`
  SELECT i.id, i.device_id, d.serial_number AS device_serial_number, i.asset_id,
    coalesce(a.name, a.model_number || ' ' || a.serial_number) AS asset_label, i.installed_at, i.removed_at
  FROM installation i
  JOIN device d ON d.id = i.device_id
  JOIN asset a ON a.id = i.asset_id`;

/**
 * Which device is, or was, on which asset.
 *
 * Spans of time in the registry's table `installation`.
 */
export class InstallationStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** What is so now, by either end. */
  async presentOf(
    end: { readonly deviceId: DeviceId } | { readonly assetId: string },
  ): Promise<readonly Installation[]> {
    const condition =
      'deviceId' in end
        ? Prisma.sql`i.device_id = ${end.deviceId}::uuid`
        : Prisma.sql`i.asset_id = ${end.assetId}::uuid`;
    const rows = await this.database.client.$queryRaw<InstallationRow[]>`
      ${selectInstallation}
      WHERE ${condition} AND i.removed_at IS NULL
      ORDER BY i.installed_at, i.id
      LIMIT 100`;
    return rows.map(installationFrom);
  }

  async add(installation: {
    readonly id: string;
    readonly deviceId: DeviceId;
    readonly assetId: string;
    readonly installedAt: Date;
    readonly installedById: PersonId;
  }): Promise<void> {
    await this.database.client.installation.create({ data: installation });
  }

  /** Ends whatever the device is on. */
  async end(id: DeviceId, at: Date, byId: PersonId): Promise<void> {
    await this.database.client.installation.updateMany({
      where: { deviceId: id, removedAt: null },
      data: { removedAt: at, removedById: byId },
    });
  }

  async standAt(id: DeviceId, siteId: string, at: Date): Promise<void> {
    await placeDevices(this.database.client, theseDevices([id]), siteId, at);
  }

  /** Newest first. */
  async ofAsset(
    assetId: string,
    limit: number,
    after: readonly [installedAt: string, id: string] | undefined,
  ): Promise<readonly Installation[]> {
    const behind = after
      ? Prisma.sql`AND (i.installed_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : Prisma.empty;
    const rows = await this.database.client.$queryRaw<InstallationRow[]>`
      ${selectInstallation}
      WHERE i.asset_id = ${assetId}::uuid ${behind}
      ORDER BY i.installed_at DESC, i.id DESC
      LIMIT ${limit}`;
    return rows.map(installationFrom);
  }

  /** On assets of the organizations at or below the paths, newest first. */
  async ofDevice(
    deviceId: DeviceId,
    paths: readonly string[],
    limit: number,
    after: readonly [installedAt: string, id: string] | undefined,
  ): Promise<readonly Installation[]> {
    const behind = after
      ? Prisma.sql`AND (i.installed_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : Prisma.empty;
    const rows = await this.database.client.$queryRaw<InstallationRow[]>`
      ${selectInstallation}
      WHERE i.device_id = ${deviceId}::uuid AND a.organization_id IN (${organizationsIn(paths)}) ${behind}
      ORDER BY i.installed_at DESC, i.id DESC
      LIMIT ${limit}`;
    return rows.map(installationFrom);
  }

  /** The latest that lie in the span or reach into it, at most `limit`; oldest first. */
  async spans(
    assetId: string,
    span: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly InstalledSpan[]> {
    const rows = await this.database.client.$queryRaw<SpanRow[]>`
      SELECT i.id, i.device_id, d.key, i.installed_at, i.removed_at
      FROM installation i
      JOIN device d ON d.id = i.device_id
      WHERE i.asset_id = ${assetId}::uuid AND i.installed_at < ${span.to}::timestamptz
        AND (i.removed_at IS NULL OR i.removed_at > ${span.from}::timestamptz) AND i.removed_at IS DISTINCT FROM i.installed_at
      ORDER BY i.installed_at DESC, i.id DESC
      LIMIT ${limit}`;
    return rows
      .map((row) => ({
        id: row.id,
        deviceId: deviceId(row.device_id),
        key: deviceKey(row.key),
        from: row.installed_at,
        to: row.removed_at ?? END,
      }))
      .reverse();
  }

  /** By serial number; retired ones are none of them. */
  async freeDevices(selection: FreeDeviceSelection): Promise<readonly FreeDevice[]> {
    const { organizationId, siteId = null, start, limit, after } = selection;
    const behind = after === undefined ? Prisma.empty : Prisma.sql`AND l.serial_number > ${after}::text`;
    const rows = await this.database.client.$queryRaw<FreeRow[]>`
      SELECT d.id, d.serial_number, d.name, m.name AS type, d.site_id, l.connectivity
      FROM device_listing l
      JOIN device d ON d.id = l.device_id
      JOIN device_model m ON m.id = d.model_id
      WHERE l.organization_id = ${organizationId}::uuid AND NOT l.is_installed AND l.lifecycle <> 'retired'
        AND l.serial_number >= ${start}::text AND l.serial_number < ${start}::text || ${AFTER_ANY}
        AND (${siteId}::uuid IS NULL OR d.site_id = ${siteId}::uuid) ${behind}
      ORDER BY l.serial_number
      LIMIT ${limit}`;
    return rows.map((row) => ({
      id: deviceId(row.id),
      serialNumber: row.serial_number,
      name: row.name,
      type: row.type,
      siteId: row.site_id,
      connectivity: row.connectivity,
    }));
  }
}

const installationFrom = (row: InstallationRow): Installation => ({
  id: row.id,
  deviceId: deviceId(row.device_id),
  deviceSerialNumber: row.device_serial_number,
  assetId: row.asset_id,
  assetLabel: row.asset_label,
  installedAt: row.installed_at,
  removedAt: row.removed_at,
});
