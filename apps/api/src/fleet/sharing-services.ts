import type {
  AuditTrail,
  CodeThrottle,
  FleetAccess,
  LinkTokens,
  OrganizationKeys,
  Organizations,
} from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { AdministratorMail, Outbox } from '#libs/notifications';
import { ShareAcceptance, ShareMails, SiteGrantStore, SiteSharing, SiteStore, Sites } from '#libs/sites';
import type { RegistryDatabase } from '#prisma';

/** Sites and their sharing. */
export interface SharingServices {
  readonly sites: Sites;
  readonly siteSharing: SiteSharing;
  readonly shareAcceptance: ShareAcceptance;
}

/** What sharing needs of identity. */
export interface SharingIdentity {
  readonly keys: OrganizationKeys;
  readonly throttle: CodeThrottle;
  /** Makes the codes. */
  readonly linkTokens: LinkTokens;
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
  const { keys, throttle, linkTokens } = sharing;
  const mails = new ShareMails(linkTokens, new Outbox(database, clock), new AdministratorMail(database, clock));
  const store = new SiteStore(database);
  const grants = new SiteGrantStore(database);
  const sites = new Sites(store, access, organizations, database, { audit, clock });
  return {
    sites,
    siteSharing: new SiteSharing(sites, grants, { keys, mails, throttle }, database, { audit, clock }),
    shareAcceptance: new ShareAcceptance(grants, store, throttle, database, { audit, clock }),
  };
}
