import type { OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { AssetRoom } from './asset-limit.js';

/**
 * Locks an organization and says how many assets it has and may have; both stay so until the unit of work ends.
 *
 * The limit is read with the lock, so that one that was just changed counts; the assets in a statement of its own after it,
 * so that those of whoever held the lock before are seen. They are summed from counts that triggers keep in the same
 * transactions.
 */
export async function lockAssetRoom({ client }: RegistryDatabase, id: OrganizationId): Promise<AssetRoom> {
  const [organization] = await client.$queryRaw<{ readonly asset_limit: number | null }[]>`
    SELECT asset_limit FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
  const limit = organization?.asset_limit ?? null;
  if (limit === null) return { assets: 0, limit };
  const [counted] = await client.$queryRaw<{ readonly assets: number }[]>`
    SELECT coalesce(sum(change), 0)::int AS assets
    FROM fleet_count
    WHERE organization_id = ${id}::uuid AND facet = 'assets' AND value = 'total'`;
  return { assets: counted?.assets ?? 0, limit };
}
