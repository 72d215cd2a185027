import { type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** Devices of one organization itself. */
interface DeviceCount {
  readonly total: number;
  /** Was connected once, and is not now. */
  readonly disconnected: number;
}

/** How many devices organizations have, of the sums that triggers keep: no device is read. */
export class OrganizationDeviceCounts {
  constructor(private readonly database: RegistryDatabase) {}

  /** Of each of these, in one statement; one that has none has zeros. Whoever asks must see them. */
  async of(ids: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, DeviceCount>> {
    const counts = new Map<OrganizationId, DeviceCount>(ids.map((id) => [id, { total: 0, disconnected: 0 }]));
    if (ids.length === 0) return counts;
    const rows = await this.database.client.$queryRaw<(DeviceCount & { readonly organization_id: string })[]>`
      SELECT organization_id,
        coalesce(sum(change) FILTER (WHERE facet = 'devices'), 0)::int AS total,
        coalesce(sum(change) FILTER (WHERE facet = 'connectivity'), 0)::int AS disconnected
      FROM fleet_count
      WHERE organization_id = ANY (${[...ids]}::uuid[])
        AND (facet = 'devices' OR (facet = 'connectivity' AND value = 'disconnected'))
      GROUP BY organization_id`;
    for (const { organization_id, total, disconnected } of rows)
      counts.set(organizationId(organization_id), { total, disconnected });
    return counts;
  }
}
