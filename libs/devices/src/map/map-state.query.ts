import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';

/** So many organizations are looked up one by one; beyond, what lies in the box is read and that of others left out. */
const ORGANIZATIONS_APART = 1_000;

/** What a map is drawn from: read before it, so that what is drawn is never older than what its version says. */
export interface MapState {
  /** The same text: the same map, whatever its box. Never shown to anybody. */
  readonly version: string;
  /** All whose devices are one's own; `undefined`: too many. */
  readonly organizationIds: readonly string[] | undefined;
  /** Sites that others shared. */
  readonly siteIds: readonly string[];
}

interface StateRow {
  readonly folded: string | null;
  readonly pending: number;
  readonly organization_ids: string[];
  readonly site_ids: string[];
}

/**
 * Reads what state a map is in, without reading a device.
 *
 * Of each organization that is looked at, those of granted sites included, it is the number of its last fold and how many
 * changes came since: between two folds changes are only added, and a fold takes a number that was never there.
 */
export async function readMapState(
  database: RegistryDatabase,
  { paths, grantee }: Scope,
  now: Date,
): Promise<MapState> {
  const [row] = await database.rows<StateRow>(Prisma.sql`/* prepared */
    WITH granted AS MATERIALIZED (
      SELECT s.id, s.organization_id
      FROM site s
      WHERE s.id IN (${grantedSites(grantee, now)})
    ), root AS MATERIALIZED (
      SELECT o.id, o.path
      FROM organization o
      WHERE o.path = ANY (${[...paths]}::text[]) OR o.id IN (SELECT granted.organization_id FROM granted)
    )
    SELECT
      (
        SELECT string_agg(root.id || ' ' || coalesce(v.version, 0), ' ' ORDER BY root.id)
        FROM root
        LEFT JOIN map_version v ON v.organization_id = root.id
      ) AS folded,
      (
        SELECT count(*)::int
        FROM map_tile_change c
        JOIN organization o ON o.id = c.organization_id
        WHERE EXISTS (SELECT FROM root WHERE o.path >= root.path AND o.path < root.path || ${AFTER_ANY})
      ) AS pending,
      ARRAY (${organizationsIn(paths)} LIMIT ${ORGANIZATIONS_APART + 1})::text[] AS organization_ids,
      ARRAY (SELECT granted.id FROM granted ORDER BY granted.id)::text[] AS site_ids`);
  const { folded = null, pending = 0, organization_ids: organizationIds = [], site_ids: siteIds = [] } = row ?? {};
  return {
    version: JSON.stringify([[...paths].sort(), siteIds, folded, pending]),
    organizationIds: organizationIds.length > ORGANIZATIONS_APART ? undefined : organizationIds,
    siteIds,
  };
}
