export { PrismaLiveGrants } from './access-log/live-grants.store.js';
export { ShareAcceptance } from './sharing/share-acceptance.js';
export { type GrantPermission, grantStateOf, MAXIMUM_OPEN_GRANTS, type SitePermission } from './sharing/site-grant.js';
export { SiteGrantStore } from './sharing/site-grant.store.js';
export { type SharingIdentity, SiteSharing } from './sharing/site-sharing.js';
export type { ListedSite, SiteLook } from './sites/site.js';
export { SiteStore } from './sites/site.store.js';
export { Sites } from './sites/sites.js';
