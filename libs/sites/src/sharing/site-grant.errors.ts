import { DomainError, type OrganizationId } from '#libs/kernel';

/** No code like this waits for the caller; which of the reasons it is, is told to nobody who may not know. */
export class ShareCodeUnknownError extends DomainError {
  readonly code = 'fleet.share-code-unknown';
  readonly kind = 'not-found';

  constructor() {
    super(
      'This code opens nothing for you: it is mistyped, was used, replaced or withdrawn, is older than 7 days, or is for somebody else. Ask whoever gave it to you for a new one.',
      {},
    );
  }
}

/** The code is for the caller, who was invited, but its time is over. */
export class ShareCodeExpiredError extends DomainError<{ expiredAt: string }> {
  readonly code = 'fleet.share-code-expired';
  readonly kind = 'conflict';

  constructor(expiredAt: Date) {
    super(`The code ended at ${expiredAt.toISOString()}. Ask whoever shared the site to share it again.`, {
      expiredAt: expiredAt.toISOString(),
    });
  }
}

/** No organization has this key. */
export class ShareKeyUnknownError extends DomainError<{ field: string }> {
  readonly code = 'fleet.share-key-unknown';
  readonly kind = 'not-found';

  constructor() {
    super(
      'No organization has this key. Check it with the organization: its administrators find the key in the organization’s settings.',
      { field: 'key' },
    );
  }
}

/** The site has no such grant, as far as the caller sees. */
export class SiteGrantUnknownError extends DomainError<{ siteId: string; grantId: string }> {
  readonly code = 'fleet.site-grant-unknown';
  readonly kind = 'not-found';

  constructor(siteId: string, grantId: string) {
    super(`Site ${siteId} has no grant ${grantId} that you see. Look it up in the permissions of the site.`, {
      siteId,
      grantId,
    });
  }
}

/** Whoever would be let in sees the site anyway. */
export class SiteSeenAnywayError extends DomainError<{ organizationId: OrganizationId | null }> {
  readonly code = 'fleet.site-seen-anyway';
  readonly kind = 'conflict';

  /** @param organizationId that was to be let in; null: the caller in person */
  constructor(organizationId: OrganizationId | null) {
    const who = organizationId === null ? 'You see' : `Organization ${organizationId} sees`;
    super(`${who} this site already, as its owner does; there is nothing to share. The code is not used up.`, {
      organizationId,
    });
  }
}

/** The code is for one receiver, and was to be accepted for another. */
export class ShareReceiverError extends DomainError<{ field: string; organizationId: OrganizationId | null }> {
  readonly code = 'fleet.share-receiver';
  readonly kind = 'invalid';

  /** @param receiver the organization it is for; null: a person */
  constructor(receiver: OrganizationId | null) {
    super(
      receiver === null
        ? 'The site is shared with you in person, so it cannot be accepted for an organization. Leave organizationId out.'
        : `The site is shared with organization ${receiver}, so it can be accepted for that one alone. Leave organizationId out, or name that one.`,
      { field: 'organizationId', organizationId: receiver },
    );
  }
}

/** A grant would end before it begins. */
export class GrantEndError extends DomainError<{ field: string; endsAt: string }> {
  readonly code = 'fleet.grant-end-past';
  readonly kind = 'invalid';

  constructor(endsAt: Date) {
    super(`A share cannot end at ${endsAt.toISOString()}, which is not in the future. Choose a later end, or none.`, {
      field: 'endsAt',
      endsAt: endsAt.toISOString(),
    });
  }
}

/** The site is shared as often as the platform allows. */
export class GrantLimitError extends DomainError<{ siteId: string; limit: number }> {
  readonly code = 'fleet.grant-limit';
  readonly kind = 'conflict';

  constructor(siteId: string, limit: number) {
    super(`Site ${siteId} has ${limit} shares that wait or are in use, the most there may be. Withdraw one first.`, {
      siteId,
      limit,
    });
  }
}
