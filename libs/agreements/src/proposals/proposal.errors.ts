import { DomainError } from '#libs/kernel';

/** No proposal with this id concerns the caller. */
export class ProposalUnknownError extends DomainError<{ proposalId: string }> {
  readonly code = 'fleet.proposal-unknown';
  readonly kind = 'not-found';

  constructor(proposalId: string) {
    super(`There is no proposal ${proposalId} for you. Look it up in the list of proposals.`, { proposalId });
  }
}

/** The proposal waits for an answer no more. */
export class ProposalAnsweredError extends DomainError<{ proposalId: string; status: string }> {
  readonly code = 'fleet.proposal-answered';
  readonly kind = 'conflict';

  constructor(proposalId: string, status: string) {
    super(
      `Proposal ${proposalId} is ${status} already, and only an open one can be answered or withdrawn. The provider can propose again.`,
      { proposalId, status },
    );
  }
}

/** A machine has one open proposal at a time. */
export class ProposalOpenError extends DomainError<{ assetId: string; proposalId: string }> {
  readonly code = 'fleet.proposal-open';
  readonly kind = 'conflict';

  constructor(assetId: string, proposalId: string) {
    super(
      `Asset ${assetId} has the open proposal ${proposalId}, and only one can wait for an answer. Withdraw it before you propose again.`,
      { assetId, proposalId },
    );
  }
}

/** The customer has accepted the provider's service for this machine before. */
export class AssetServedError extends DomainError<{ assetId: string }> {
  readonly code = 'fleet.asset-served';
  readonly kind = 'conflict';

  constructor(assetId: string) {
    super(`Asset ${assetId} is linked with its customer and looked after by you already: nothing is left to propose.`, {
      assetId,
    });
  }
}

/** The place that was named is not one of the customer the machine belongs to. */
export class SiteNotOfCustomerError extends DomainError<{
  siteId: string;
  errors: readonly { readonly path: string; readonly message: string }[];
}> {
  readonly code = 'fleet.site-not-of-customer';
  readonly kind = 'invalid';

  constructor(siteId: string) {
    const message = `The organization the asset belongs to has no site ${siteId}.`;
    super(`${message} Choose one of its sites, or make one first.`, { siteId, errors: [{ path: 'siteId', message }] });
  }
}
