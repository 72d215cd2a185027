import { tagKey } from '#libs/contracts/http';
import type { DeviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** Tags of devices, in the registry's table `device_tag`. */
export class DeviceTagStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** By their keys. */
  async tagsOf(id: DeviceId): Promise<readonly string[]> {
    const rows = await this.database.client.$queryRaw<{ readonly tag: string }[]>`
      SELECT t.tag FROM device_tag t WHERE t.device_id = ${id}::uuid ORDER BY t.key`;
    return rows.map(({ tag }) => tag);
  }

  /** @param tags each once; those it has stay as they are written */
  async add(id: DeviceId, tags: readonly string[]): Promise<void> {
    await this.database.client.$executeRaw`
      INSERT INTO device_tag (device_id, key, tag)
      SELECT ${id}::uuid, added.key, added.tag
      FROM unnest(${tags.map(tagKey)}::text[], ${[...tags]}::text[]) AS added (key, tag)
      ON CONFLICT DO NOTHING`;
  }

  async remove(id: DeviceId, tags: readonly string[]): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM device_tag WHERE device_id = ${id}::uuid AND key = ANY (${tags.map(tagKey)}::text[])`;
  }
}
