import { Prisma } from '#prisma';
import { EXPIRING_WITHIN_MS } from '../../overview/freshness.js';

/** What counts of the issued certificates `c` of one device; nulls if there are none. */
export const certificateFacts = (now: Date) => Prisma.sql`
  max(c.not_after) FILTER (WHERE c.revoked_at IS NULL AND c.not_after >= ${now}::timestamptz) AS valid_until,
  bool_or(c.revoked_at IS NOT NULL AND c.not_after >= ${now}::timestamptz) AS revoked,
  max(c.not_after) AS last_not_after`;

/** The state of the best certificate, from `certificateFacts` named `f`. */
export const certificateState = (now: Date) => Prisma.sql`
  CASE
    WHEN f.valid_until >= ${new Date(now.getTime() + EXPIRING_WITHIN_MS)}::timestamptz THEN 'valid'
    WHEN f.valid_until IS NOT NULL THEN 'expiring'
    WHEN f.revoked THEN 'revoked'
    WHEN f.last_not_after IS NOT NULL THEN 'expired'
    ELSE 'none'
  END`;
