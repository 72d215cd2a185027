import type { SiteBody, SiteLookBody } from '#libs/contracts/http';
import type { ListedSite, SiteLook } from '#libs/sites';

/** A site as the API shows it. */
export function siteBody({ sortKey: _, createdAt, updatedAt, ...site }: ListedSite): SiteBody {
  return { ...site, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** A look as the API shows it. */
export function siteLookBody({ personId, personName, email, organization, day, lastAt }: SiteLook): SiteLookBody {
  return { person: { id: personId, name: personName, email }, organization, day, lastAt: lastAt.toISOString() };
}
