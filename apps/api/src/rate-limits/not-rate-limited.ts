import { withRouteProperties } from '../request/route-properties.js';

/** Keeps a route out of all limits by address: what those who operate the platform ask. */
export const NotRateLimited = () => withRouteProperties({ rateLimit: 'none' });
