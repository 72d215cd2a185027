import type { RegistryDatabase } from '#prisma';

/** What a name is sorted by, as the database makes it: the value of the columns `name_key`. */
export async function nameOrderOf({ client }: RegistryDatabase, name: string): Promise<string> {
  const [row] = await client.$queryRaw<{ readonly key: string }[]>`SELECT name_order(${name}::text) AS key`;
  return row?.key ?? name;
}
