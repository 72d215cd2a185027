import { Prisma, type RegistryDatabase } from '#prisma';
import type { GrantWay, PermissionPosition, PermissionSelection, SiteAccess, SitePermission } from './site-grant.js';

interface PermissionRow {
  readonly rank: number;
  readonly at: Date;
  readonly id: string;
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly person_email: string | null;
  readonly role: string | null;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
  readonly way: GrantWay | null;
  readonly access: SiteAccess | null;
  readonly email: string | null;
  readonly code_expires_at: Date | null;
  readonly accepted_at: Date | null;
  readonly ends_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly created_by_id: string | null;
  readonly created_by_name: string | null;
}

/** Reads one page of who has access to a site, in one statement. */
export async function readSitePermissions(
  database: RegistryDatabase,
  siteId: string,
  { limit, after, seenBy, grantId }: PermissionSelection,
): Promise<ReadonlyArray<readonly [SitePermission, PermissionPosition]>> {
  const [rank, at, id] = after ?? [null, null, null];
  const seen =
    seenBy === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(g.created_by_id = ${seenBy.personId}::uuid OR g.person_id = ${seenBy.personId}::uuid
          OR (g.person_id IS NULL AND g.organization_id = ANY (${[...seenBy.organizationIds]}::uuid[])))`;
  const rows = await database.client.$queryRaw<PermissionRow[]>`
    SELECT e.*
    FROM (
      SELECT 0 AS rank, s.created_at AS at, o.id, NULL::uuid AS person_id, NULL::text AS person_name,
        NULL::text AS person_email, NULL::text AS role, o.id AS organization_id, o.name AS organization_name,
        NULL::text AS way, NULL::text AS access, NULL::text AS email, NULL::timestamptz AS code_expires_at,
        NULL::timestamptz AS accepted_at, NULL::timestamptz AS ends_at, NULL::timestamptz AS withdrawn_at,
        NULL::uuid AS created_by_id, NULL::text AS created_by_name
      FROM site s
      JOIN organization o ON o.id = s.organization_id
      WHERE s.id = ${siteId}::uuid AND ${grantId ?? null}::uuid IS NULL
      UNION ALL
      SELECT 1, m.created_at, p.id, p.id, p.first_name || ' ' || p.last_name, p.email, coalesce(c.name, m.role::text),
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM site s
      JOIN membership m ON m.organization_id = s.organization_id
      JOIN person p ON p.id = m.person_id
      LEFT JOIN custom_role c ON c.id = m.custom_role_id
      WHERE s.id = ${siteId}::uuid AND ${grantId ?? null}::uuid IS NULL AND ${seenBy === undefined}
      UNION ALL
      SELECT 2, g.created_at, g.id, p.id, p.first_name || ' ' || p.last_name, p.email, NULL, o.id, o.name, g.way::text,
        g.access::text, g.email, g.code_expires_at, g.accepted_at, g.ends_at, g.withdrawn_at, g.created_by_id,
        by.first_name || ' ' || by.last_name
      FROM site_grant g
      LEFT JOIN person p ON p.id = g.person_id
      LEFT JOIN organization o ON o.id = g.organization_id
      LEFT JOIN person by ON by.id = g.created_by_id
      WHERE g.site_id = ${siteId}::uuid AND (${grantId ?? null}::uuid IS NULL OR g.id = ${grantId ?? null}::uuid)
        AND ${seen}
    ) e
    WHERE ${rank}::int IS NULL OR (e.rank, e.at, e.id) > (${rank}::int, ${at}::timestamptz, ${id}::uuid)
    ORDER BY e.rank, e.at, e.id
    LIMIT ${limit}`;
  return rows.map((row) => [permissionFrom(row), [row.rank, row.at.toISOString(), row.id]] as const);
}

function permissionFrom(row: PermissionRow): SitePermission {
  const organization =
    row.organization_id === null ? null : { id: row.organization_id, name: row.organization_name ?? '' };
  const person =
    row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '', email: row.person_email ?? '' };
  if (row.rank === 0 && organization) return { kind: 'owner', organization };
  if (row.rank === 1 && person) return { kind: 'member', person, role: row.role ?? '' };
  if (row.way === null || row.access === null || row.code_expires_at === null || row.created_by_id === null)
    throw new Error(`permission ${row.id} of rank ${row.rank} is neither owner, member nor grant`);
  return {
    kind: 'grant',
    id: row.id,
    way: row.way,
    access: row.access,
    email: row.email,
    organization,
    person,
    codeExpiresAt: row.code_expires_at,
    createdAt: row.at,
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    acceptedAt: row.accepted_at,
    endsAt: row.ends_at,
    withdrawnAt: row.withdrawn_at,
  };
}
