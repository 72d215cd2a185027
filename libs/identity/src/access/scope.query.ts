import type { OrganizationId } from '#libs/kernel';
import { AFTER_ANY, Prisma } from '#prisma';
import type { Grantee } from './scope.js';

/**
 * The ids of the organizations in some subtrees, as a subquery.
 *
 * Each subtree is one range of the unique index on `path`, whose collation is "C".
 *
 * @param only narrows it to one organization, if it lies in there
 */
export const organizationsIn = (paths: readonly string[], only?: OrganizationId) => Prisma.sql`
  SELECT o.id
  FROM organization o
  JOIN unnest(${paths}::text[]) AS scope(path) ON o.path >= scope.path AND o.path < scope.path || ${AFTER_ANY}
  WHERE ${only ?? null}::uuid IS NULL OR o.id = ${only ?? null}::uuid`;

/** Condition on a row `g` of `site_grant`: it lets one of these in at this moment. The one place that says so in SQL. */
export const grantedTo = ({ personId, organizationIds }: Grantee, now: Date) => Prisma.sql`
  (g.person_id = ${personId}::uuid OR (g.person_id IS NULL AND g.organization_id = ANY (${[...organizationIds]}::uuid[])))
  AND g.accepted_at IS NOT NULL
  AND g.withdrawn_at IS NULL
  AND (g.ends_at IS NULL OR g.ends_at > ${now}::timestamptz)`;

/** The ids of the sites that others shared with these, as a subquery. */
export const grantedSites = (grantee: Grantee, now: Date) => Prisma.sql`
  SELECT g.site_id
  FROM site_grant g
  WHERE ${grantedTo(grantee, now)}`;
