import type { DeviceId, PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What retiring a device writes; the caller holds it. */
export class RetirementStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** It is on nothing any more, and out of service for good. */
  async retire(id: DeviceId, byId: PersonId, at: Date): Promise<void> {
    const { client } = this.database;
    await client.$executeRaw`
      UPDATE installation
      SET removed_at = greatest(installed_at, ${at}::timestamptz), removed_by_id = ${byId}::uuid
      WHERE removed_at IS NULL AND device_id = ${id}::uuid`;
    await client.$executeRaw`
      UPDATE device SET lifecycle = 'retired', updated_at = ${at}::timestamptz WHERE id = ${id}::uuid`;
  }
}
