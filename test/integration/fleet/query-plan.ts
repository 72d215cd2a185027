import { Prisma, type RegistryDatabase } from '#prisma';

/** The plan of the last statement that something asks the registry: the one that finds. Those before it measure, up to a limit. */
export async function planOf(
  { client }: RegistryDatabase,
  ask: (registry: RegistryDatabase) => Promise<unknown>,
): Promise<string> {
  let plan = '';
  const explaining = {
    $queryRaw: async (texts: TemplateStringsArray, ...values: unknown[]) => {
      const statement = Prisma.sql(texts, ...values);
      const rows = await client.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN (COSTS OFF) ${statement}`;
      plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      return client.$queryRaw(statement);
    },
  };
  await ask({ client: explaining } as unknown as RegistryDatabase);
  return plan;
}

/** Tables that a plan reads from end to end. */
export const readThrough = (plan: string) => [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table ?? '');
