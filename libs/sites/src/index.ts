export { PrismaLiveGrants } from './access-log/live-grants.store.js';
export { KeyReceivers } from './sharing/key-receivers.js';
export { ShareAcceptance } from './sharing/share-acceptance.js';
export { ShareMails } from './sharing/share-mails.js';
export {
  grantStateOf,
  MAXIMUM_OPEN_GRANTS,
  type ShownGrant,
  type ShownPermission,
} from './sharing/site-grant.js';
export { SiteGrantStore } from './sharing/site-grant.store.js';
export { siteShareMail } from './sharing/site-share.mail.js';
export { SiteSharing } from './sharing/site-sharing.js';
export type { ListedSite, SiteAccessEntry, SiteDetails } from './sites/site.js';
export { SiteStore } from './sites/site.store.js';
export type { FoundSite } from './sites/site-search.query.js';
export { Sites } from './sites/sites.js';
