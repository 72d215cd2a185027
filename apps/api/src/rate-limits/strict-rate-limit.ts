import { withRouteProperties } from '../request/route-properties.js';

/**
 * Gives a route a small share of an address's limit (`STRICT_SHARE` of `rate-limits.ts`), which it shares with all that are
 * marked so: where passwords, codes and link tokens are tried, and what strangers may send without a secret of their own.
 * `strict-routes.spec.ts` lists them all.
 */
export const StrictRateLimit = () => withRouteProperties({ rateLimit: 'strict' });
