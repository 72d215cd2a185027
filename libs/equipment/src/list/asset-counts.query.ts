import { type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** How many machines an organization itself has, and how many of them are its own (R3-10, R3-45). */
export interface AssetCount {
  readonly linked: number;
  readonly total: number;
}

/**
 * Machines, counted when they change and not when they are asked for.
 *
 * Sums of the facet `assets` in the registry's table `fleet_count`.
 */
export class AssetCounts {
  constructor(private readonly database: RegistryDatabase) {}

  /** Of each of these, in one statement; one that has none has zeros. Whoever asks must see them. */
  async of(ids: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, AssetCount>> {
    const counts = new Map<OrganizationId, AssetCount>(ids.map((id) => [id, { linked: 0, total: 0 }]));
    if (ids.length === 0) return counts;
    const rows = await this.database.client.$queryRaw<(AssetCount & { readonly organization_id: string })[]>`
      SELECT organization_id,
        coalesce(sum(change) FILTER (WHERE value = 'linked'), 0)::int AS linked,
        coalesce(sum(change) FILTER (WHERE value = 'total'), 0)::int AS total
      FROM fleet_count
      WHERE organization_id = ANY (${[...ids]}::uuid[]) AND facet = 'assets'
      GROUP BY organization_id`;
    for (const { organization_id, linked, total } of rows)
      counts.set(organizationId(organization_id), { linked, total });
    return counts;
  }
}
