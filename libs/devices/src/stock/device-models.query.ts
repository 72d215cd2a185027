import { nameOrder, Prisma, type RegistryDatabase } from '#prisma';

/** A model's name and id. */
export interface Model {
  readonly id: string;
  readonly name: string;
}

/** All models of devices, in the order of their names. */
export function deviceModels(database: RegistryDatabase): Promise<readonly Model[]> {
  return database.client.$queryRaw<Model[]>`
    SELECT id, name FROM device_model ORDER BY ${nameOrder(Prisma.sql`name`)}, id`;
}
