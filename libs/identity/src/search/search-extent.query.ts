import type { RegistryDatabase } from '#prisma';
import { organizationsIn } from '../access/scope.query.js';

/** So many organizations, and so many people in them, are looked through one by one; beyond, an index of names is walked. */
const LOOKED_THROUGH = { organizations: 1_000, people: 5_000 };

/** What a search looks through; undefined where it is too much for that, so that those of others are skipped instead. */
export interface SearchExtent {
  readonly paths: readonly string[];
  readonly organizationIds: readonly string[] | undefined;
}

/** The organizations in some subtrees, as far as they are few. */
export async function readSearchExtent(database: RegistryDatabase, paths: readonly string[]): Promise<SearchExtent> {
  const most = LOOKED_THROUGH.organizations;
  const rows = await database.client.$queryRaw<{ id: string }[]>`${organizationsIn(paths)} LIMIT ${most + 1}`;
  return { paths, organizationIds: rows.length > most ? undefined : rows.map(({ id }) => id) };
}

/** The same for people: they may be many in few organizations. */
export async function readPeopleExtent(database: RegistryDatabase, extent: SearchExtent): Promise<SearchExtent> {
  if (extent.organizationIds === undefined) return extent;
  const most = LOOKED_THROUGH.people;
  const [row] = await database.client.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people
    FROM (SELECT FROM membership WHERE organization_id = ANY (${[...extent.organizationIds]}::uuid[]) LIMIT ${most + 1}) counted`;
  return (row?.people ?? 0) > most ? { ...extent, organizationIds: undefined } : extent;
}
