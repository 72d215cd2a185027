import { DomainError } from '#libs/kernel';

/** No site with this id belongs to the organizations the caller sees, and none is shared with the caller. */
export class SiteUnknownError extends DomainError<{ siteId: string; field?: string }> {
  readonly code = 'fleet.site-unknown';
  readonly kind = 'not-found';

  /** @param field of the request body that named it, if it was not the address of the request */
  constructor(siteId: string, field?: string) {
    super(
      `There is no site ${siteId} in your organizations, and none that is shared with you. Look it up in the list of sites.`,
      { siteId, ...(field !== undefined && { field }) },
    );
  }
}
