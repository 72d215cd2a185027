import type { OrganizationId } from '#libs/kernel';
import { Prisma } from '#prisma';

/** Above every character a stored text has, in byte order: texts that begin with p lie between p and p + this. */
export const AFTER_ANY = '\u{10FFFF}';

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
