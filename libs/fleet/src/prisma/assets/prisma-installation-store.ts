import { type DeviceId, deviceId, deviceKey, type PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import {
  type FreeDevice,
  type FreeDeviceSelection,
  type Installation,
  InstallationStore,
  type InstalledSpan,
} from '../../assets/installation-store.js';
import type { ConnectivityState } from '../../devices/device-list.js';
import { END } from '../../devices/ownership.js';
import { AFTER_ANY } from '../scope.js';

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

/** Spans of time in the registry's table `installation`. */
export class PrismaInstallationStore extends InstallationStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async presentOf(
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

  override async add(installation: Parameters<InstallationStore['add']>[0]): Promise<void> {
    await this.database.client.installation.create({ data: installation });
  }

  override async end(id: DeviceId, at: Date, byId: PersonId): Promise<void> {
    await this.database.client.installation.updateMany({
      where: { deviceId: id, removedAt: null },
      data: { removedAt: at, removedById: byId },
    });
  }

  override async standAt(id: DeviceId, siteId: string, at: Date): Promise<void> {
    await this.database.client.device.update({ where: { id }, data: { siteId, updatedAt: at } });
  }

  override async ofAsset(
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

  override async spans(
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

  override async freeDevices(selection: FreeDeviceSelection): Promise<readonly FreeDevice[]> {
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
