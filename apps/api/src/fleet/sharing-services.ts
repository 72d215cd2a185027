import type { AuditTrail, FleetAccess, Organizations } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { ShareAcceptance, type SharingIdentity, SiteGrantStore, SiteSharing, SiteStore, Sites } from '#libs/sites';
import type { RegistryDatabase } from '#prisma';

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
  const store = new SiteStore(database);
  const grants = new SiteGrantStore(database);
  const sites = new Sites(store, access, organizations, database, { audit, clock });
  return {
    sites,
    siteSharing: new SiteSharing(sites, grants, sharing, database, { audit, clock }),
    shareAcceptance: new ShareAcceptance(grants, store, sharing.throttle, database, { audit, clock }),
  };
}
