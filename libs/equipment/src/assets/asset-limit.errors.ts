import { DomainError, type OrganizationId } from '#libs/kernel';

/** The customer has as many assets as it may have. */
export class AssetLimitError extends DomainError<{ organizationId: OrganizationId; assets: number; limit: number }> {
  readonly code = 'fleet.asset-limit';
  readonly kind = 'conflict';

  constructor(organizationId: OrganizationId, assets: number, limit: number) {
    super(
      `The customer has ${assets} assets, and its limit is ${limit}. An administrator of its provider can raise the limit.`,
      { organizationId, assets, limit },
    );
  }
}
