import { DomainError } from '#libs/kernel';

/** A deletion was asked for without the right confirmation. */
export class SiteConfirmationError extends DomainError<{ field: string; expected: string }> {
  readonly code = 'fleet.site-confirmation-wrong';
  readonly kind = 'conflict';

  constructor(expected: string) {
    super(
      `The site was not deleted, because it cannot be undone: repeat the request with confirm set to "${expected}".`,
      { field: 'confirm', expected },
    );
  }
}
