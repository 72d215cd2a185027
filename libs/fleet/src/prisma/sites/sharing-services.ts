import type { AuditTrail, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { FleetAccess } from '../../access.js';
import { ShareAcceptance } from '../../sites/share-acceptance.js';
import { type SharingIdentity, SiteSharing } from '../../sites/site-sharing.js';
import { Sites } from '../../sites/sites.js';
import { PrismaSiteGrantStore } from './prisma-site-grant-store.js';
import { PrismaSiteStore } from './prisma-site-store.js';

/** Sites and their sharing. */
export interface SharingServices {
  readonly sites: Sites;
  readonly siteSharing: SiteSharing;
  readonly shareAcceptance: ShareAcceptance;
}

interface SharingParts {
  readonly access: FleetAccess;
  readonly organizations: Organizations;
  readonly sharing: SharingIdentity;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Puts sites and their sharing together over the registry. */
export function sharingServicesOver(
  database: RegistryDatabase,
  { access, organizations, sharing, audit, clock }: SharingParts,
): SharingServices {
  const store = new PrismaSiteStore(database);
  const grants = new PrismaSiteGrantStore(database);
  const sites = new Sites(store, access, organizations, database, { audit, clock });
  return {
    sites,
    siteSharing: new SiteSharing(sites, grants, sharing, database, { audit, clock }),
    shareAcceptance: new ShareAcceptance(grants, store, sharing.throttle, database, { audit, clock }),
  };
}
