import type {
  AuditedWork,
  CodeThrottle,
  FleetAccess,
  LinkTokens,
  OrganizationKeys,
  Organizations,
} from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { AdministratorMail, Outbox } from '#libs/notifications';
import { KeyReceivers, ShareAcceptance, ShareMails, SiteGrantStore, SiteSharing, SiteStore, Sites } from '#libs/sites';
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
  readonly work: AuditedWork;
  readonly clock: Clock;
}

/** Puts sites and their sharing together over the registry. */
export function sharingServicesOver(
  database: RegistryDatabase,
  { access, organizations, sharing, work, clock }: SharingParts,
): SharingServices {
  const { keys, throttle, linkTokens } = sharing;
  const mails = new ShareMails(linkTokens, new Outbox(database, clock), new AdministratorMail(database, clock));
  const store = new SiteStore(database);
  const grants = new SiteGrantStore(database);
  const sites = new Sites(store, access, organizations, work);
  return {
    sites,
    siteSharing: new SiteSharing(sites, grants, mails, new KeyReceivers(keys, throttle), work),
    shareAcceptance: new ShareAcceptance(grants, store, throttle, work),
  };
}
