import type { SerialNumber } from '#libs/contracts/http';
import { type DeviceId, deviceId, type PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What a device has besides its owner and site. */
export interface DevicePlace {
  /** Equipment it is installed on, by id. */
  readonly assetIds: readonly string[];
}

/** What a device that takes another one's place gets. */
export interface PlaceTaken {
  readonly assetIds: readonly string[];
  readonly contractIds: readonly string[];
}

/**
 * What replacing a device needs of the fleet's tables; every call is a fixed number of statements.
 *
 * Places of devices in the registry's tables `device`, `installation` and `service_contract`.
 */
export class ReplacementStore {
  constructor(private readonly database: RegistryDatabase) {}

  async idOf(serialNumber: SerialNumber): Promise<DeviceId | undefined> {
    const row = await this.database.client.device.findUnique({ where: { serialNumber }, select: { id: true } });
    return row ? deviceId(row.id) : undefined;
  }

  async placeOf(id: DeviceId): Promise<DevicePlace> {
    const rows = await this.database.client.installation.findMany({
      where: { deviceId: id, removedAt: null },
      select: { assetId: true },
      orderBy: { assetId: 'asc' },
    });
    return { assetIds: rows.map(({ assetId }) => assetId) };
  }

  /**
   * Locks the site and the equipment until the unit of work ends; both before any device, which is the order in which
   * everybody takes them.
   */
  async holdPlace(siteId: string | null, assetIds: readonly string[]): Promise<void> {
    const { client } = this.database;
    await client.$queryRaw`SELECT s.id FROM site s WHERE s.id = ${siteId}::uuid FOR KEY SHARE`;
    await client.$queryRaw`
      SELECT a.id FROM asset a WHERE a.id = ANY (${[...assetIds]}::uuid[]) ORDER BY a.id FOR UPDATE`;
  }

  /**
   * Moves installations, site, name and contracts from one device to the other, both of one owner and locked; the old
   * installation ends at the very instant at which the new one begins.
   */
  async takePlace(from: DeviceId, to: DeviceId, byId: PersonId, at: Date): Promise<PlaceTaken> {
    const { client } = this.database;
    const installed = await client.$queryRaw<{ readonly asset_id: string }[]>`
      WITH ended AS (
        UPDATE installation
        SET removed_at = greatest(installed_at, ${at}::timestamptz), removed_by_id = ${byId}::uuid
        WHERE device_id = ${from}::uuid AND removed_at IS NULL
        RETURNING asset_id, removed_at)
      INSERT INTO installation (id, device_id, asset_id, installed_at, installed_by_id)
      SELECT gen_random_uuid(), ${to}::uuid, ended.asset_id, ended.removed_at, ${byId}::uuid
      FROM ended
      RETURNING asset_id`;
    await client.$executeRaw`
      UPDATE device taker
      SET site_id = giver.site_id, name = giver.name, updated_at = ${at}
      FROM device giver
      WHERE taker.id = ${to}::uuid AND giver.id = ${from}::uuid`;
    await client.$executeRaw`UPDATE device SET site_id = NULL, updated_at = ${at} WHERE id = ${from}::uuid`;
    const contracts = await client.$queryRaw<{ readonly id: string }[]>`
      UPDATE service_contract
      SET device_id = ${to}::uuid
      FROM device giver
      WHERE giver.id = ${from}::uuid AND service_contract.device_id = giver.id
        AND service_contract.customer_id = giver.organization_id
      RETURNING service_contract.id`;
    return { assetIds: installed.map(({ asset_id }) => asset_id), contractIds: contracts.map(({ id }) => id) };
  }
}
