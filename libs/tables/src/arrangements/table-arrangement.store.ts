import type { TableName } from '#libs/contracts/http';
import type { PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { TableArrangementStore } from './table-arrangements.js';

/** People's choices in the registry's table `table_preference`. */
export class PrismaTableArrangementStore extends TableArrangementStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async find(personId: PersonId, tableName: TableName): Promise<readonly string[] | undefined> {
    const where = { personId_tableName: { personId, tableName } };
    return (await this.database.client.tablePreference.findUnique({ where }))?.columns;
  }

  override async lock(personId: PersonId, tableName: TableName): Promise<readonly string[] | undefined> {
    // There may be no choice yet to be locked, so it is the person.
    await this.database.client.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    return this.find(personId, tableName);
  }

  override async keep(
    personId: PersonId,
    tableName: TableName,
    columns: readonly string[],
    updatedAt: Date,
  ): Promise<void> {
    const choice = { columns: [...columns], updatedAt };
    await this.database.client.tablePreference.upsert({
      where: { personId_tableName: { personId, tableName } },
      create: { personId, tableName, ...choice },
      update: choice,
    });
  }

  override async forget(personId: PersonId, tableName: TableName): Promise<void> {
    await this.database.client.tablePreference.deleteMany({ where: { personId, tableName } });
  }
}
