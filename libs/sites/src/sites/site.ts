import type { Action, Owner } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';

/** What describes a site. */
export interface SiteFields {
  /** One line, 1 to 200 characters. */
  readonly name: string;
  readonly address: string | null;
  /** WGS 84 degrees; both or none. */
  readonly lat: number | null;
  readonly lon: number | null;
  /** IANA name; null: that of its organization. */
  readonly timeZone: string | null;
}

/** A site as rules need it; where it stands is itself. */
export interface Site extends SiteFields {
  readonly id: string;
  readonly siteId: string;
  readonly owner: Owner;
  readonly ownerName: string;
}

/** A new site. */
export interface NewSiteRow extends SiteFields {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly createdAt: Date;
}

/** own: of an organization the actor sees; read, manage: shared by others, and how far. */
export type AccessToSite = 'own' | 'read' | 'manage';

/** A site as lists show it to somebody. */
export interface ListedSite extends SiteFields {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly access: AccessToSite;
  /** What stands there. */
  readonly devices: number;
  readonly assets: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** What the list is sorted by, as the database compares it. */
  readonly sortKey: string;
}

/** A site as its page shows it. */
export interface SiteDetails extends ListedSite {
  /** What the reader may do with it, of {@link siteActions}. */
  readonly may: readonly Action[];
}

/** What a page of a site offers to do. */
export const siteActions = [
  'site.edit',
  'site.share',
  'audit.read',
  'device.edit',
] as const satisfies readonly Action[];

export type SiteSort = 'name' | '-name' | 'createdAt' | '-createdAt';

export interface SiteSelection {
  readonly sort: SiteSort;
  readonly limit: number;
  /** Sort key and id of the last one of the page before. */
  readonly after?: readonly [sortKey: string, id: string] | undefined;
  /** Texts that name and address contain, in any case. */
  readonly nameContains?: string | undefined;
  readonly addressContains?: string | undefined;
  readonly organizationId?: OrganizationId | undefined;
  /** true: only what others shared; false: only one's own. */
  readonly shared?: boolean | undefined;
  /** Only this site. */
  readonly id?: string | undefined;
}

/** Somebody had access to a shared site. */
export interface SiteAccessEntry {
  readonly personId: string;
  readonly personName: string;
  readonly email: string;
  /** On whose behalf; null: their own. */
  readonly organization: { readonly id: string; readonly name: string } | null;
  /** UTC, YYYY-MM-DD. */
  readonly day: string;
  /** The last time on that day. */
  readonly lastAt: Date;
}

/** Where a page of the access log ends. */
export type AccessLogPosition = readonly [lastAt: string, personId: string, day: string];
