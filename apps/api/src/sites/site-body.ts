import type { SiteAccessEntryBody, SiteBody } from '#libs/contracts/http';
import type { ListedSite, SiteAccessEntry } from '#libs/sites';

/** A site as the API shows it. */
export function siteBody({ sortKey: _, createdAt, updatedAt, ...site }: ListedSite): SiteBody {
  return { ...site, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** A look as the API shows it. */
export function siteAccessEntryBody({
  personId,
  personName,
  email,
  organization,
  day,
  lastAt,
}: SiteAccessEntry): SiteAccessEntryBody {
  return { person: { id: personId, name: personName, email }, organization, day, lastAt: lastAt.toISOString() };
}
