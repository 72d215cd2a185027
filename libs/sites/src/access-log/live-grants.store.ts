import { LRUCache } from 'lru-cache';
import { type Grantee, grantedTo, type LiveGrant, LiveGrants } from '#libs/identity';
import { HOUR_MS, type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** How long an access is not written again, milliseconds: the owner is told the hour, not each click. */
const ACCESS_NOTED_EVERY_MS = HOUR_MS;
/** Accesses remembered at a time; one that is forgotten is written once more. */
const ACCESSES_REMEMBERED = 10_000;

/** Grants in the registry's table `site_grant`, accesses in `site_access_entry`. */
export class PrismaLiveGrants extends LiveGrants {
  /** When an access was written last. */
  readonly #written = new LRUCache<string, number>({ max: ACCESSES_REMEMBERED });

  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async at(siteId: string, grantee: Grantee, now: Date): Promise<readonly LiveGrant[]> {
    const rows = await this.database.client.$queryRaw<
      { readonly access: LiveGrant['access']; readonly organization_id: string | null }[]
    >`
      SELECT g.access::text AS access, CASE WHEN g.person_id IS NULL THEN g.organization_id END AS organization_id
      FROM site_grant g
      WHERE g.site_id = ${siteId}::uuid AND ${grantedTo(grantee, now)}
      ORDER BY g.access DESC
      LIMIT 20`;
    return rows.map((row) => ({
      access: row.access,
      organizationId: row.organization_id === null ? null : organizationId(row.organization_id),
    }));
  }

  override async noteAccess(
    siteId: string,
    { personId }: Grantee,
    forOrganization: OrganizationId | null,
    now: Date,
  ): Promise<void> {
    if (personId === null) return;
    const key = `${siteId}:${personId}`;
    if (now.getTime() - (this.#written.get(key) ?? Number.NEGATIVE_INFINITY) < ACCESS_NOTED_EVERY_MS) return;
    await this.database.client.$executeRaw`
      INSERT INTO site_access_entry (site_id, person_id, day, organization_id, last_at)
      SELECT s.id, ${personId}::uuid, ${now}::timestamptz AT TIME ZONE 'UTC', ${forOrganization}::uuid, ${now}::timestamptz
      FROM site s
      WHERE s.id = ${siteId}::uuid
      ON CONFLICT (site_id, person_id, day) DO UPDATE
      SET last_at = greatest(site_access_entry.last_at, excluded.last_at), organization_id = excluded.organization_id`;
    if (!this.database.isInUnitOfWork) this.#written.set(key, now.getTime());
  }
}
