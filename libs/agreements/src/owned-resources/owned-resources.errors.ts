import { DomainError } from '#libs/kernel';

/** A provider cannot be deleted while customers of others are served under contracts with it. */
export class ProviderHasContractsError extends DomainError<{ contracts: number }> {
  readonly code = 'fleet.provider-has-contracts';
  readonly kind = 'conflict';

  constructor(contracts: number) {
    super(
      `The provider cannot be deleted: customers of other providers have ${contracts} service contracts with it. Delete those customers first.`,
      { contracts },
    );
  }
}
