import { organizationsIn } from '#libs/identity';
import { Prisma } from '#prisma';

/** Who is on the way from the root to the end of a path, itself included. */
const idsOf = (paths: readonly string[]) => [...new Set(paths.flatMap((path) => path.split('/').filter(Boolean)))];

/** Condition on a kind or model `m`: it is the platform's own, or of somebody on the way to one of the paths. */
export const ofThoseAbove = (paths: readonly string[]) => Prisma.sql`
  (m.organization_id IS NULL OR m.organization_id = ANY (${idsOf(paths)}::uuid[]))`;

/** Condition on a kind or model `m`: as above, or of somebody below one of the paths. */
export const seenFrom = (paths: readonly string[]) => Prisma.sql`
  (${ofThoseAbove(paths)} OR m.organization_id IN (${organizationsIn(paths)}))`;
