import type { SiteAccessEntryBody, SiteBody, SiteDetailsBody } from '#libs/contracts/http';
import type { ListedSite, SiteAccessEntry, SiteDetails } from '#libs/sites';

/** A site as the API shows it. */
export function siteBody({ sortKey: _, createdAt, updatedAt, ...site }: ListedSite): SiteBody {
  return { ...site, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** A site as its page needs it. */
export const siteDetailsBody = ({ may, ...site }: SiteDetails): SiteDetailsBody => ({
  ...siteBody(site),
  may: [...may],
});

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
