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

/**
 * Names of the models, a page at a time.
 *
 * @param after the name of the last one seen
 */
export async function deviceModelNames(
  database: RegistryDatabase,
  limit: number,
  after: string | undefined,
): Promise<readonly string[]> {
  const order = nameOrder(Prisma.sql`name`);
  const behind =
    after === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(${order}, name) > (${nameOrder(Prisma.sql`${after}`)}, ${after})`;
  const rows = await database.client.$queryRaw<{ readonly name: string }[]>`
    SELECT name FROM device_model WHERE ${behind} ORDER BY ${order}, name LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}
