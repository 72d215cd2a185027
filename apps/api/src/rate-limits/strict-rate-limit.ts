import { withRouteProperties } from '../request/route-properties.js';

/** Every route below /api/v1 that is marked `@StrictRateLimit()`; a test holds the two to each other. */
export const STRICT_ROUTES: readonly string[] = [
  // passwords and second factors
  'POST /sessions',
  // tokens of links in mails
  'POST /activations/:token',
  'POST /address-changes/:token',
  'GET /invitations/:token',
  'POST /invitations/:token/acceptance',
  'POST /password-resets/:token',
  // codes of shared sites
  'GET /share-codes/:code',
  'POST /share-codes/:code/acceptance',
  // what comes back from an identity provider
  'POST /single-sign-ons/completion',
  // what strangers may send without a secret
  'POST /password-resets',
  'POST /registration-requests',
  'POST /sessions/lookup',
  'POST /single-sign-ons',
];

/**
 * Gives a route a small share of an address's limit (`STRICT_SHARE` of `rate-limits.ts`), which it shares with all that are
 * marked so: where passwords, codes and link tokens are tried, and what strangers may send without a secret of their own.
 */
export const StrictRateLimit = () => withRouteProperties({ rateLimit: 'strict' });
