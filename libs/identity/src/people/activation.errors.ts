import { DomainError } from '#libs/kernel';

/** An administrator made a newer activation link, which ended this one. */
export class LinkReplacedError extends DomainError {
  readonly code = 'identity.link-replaced';
  readonly kind = 'conflict';

  constructor() {
    super('A newer activation link was made, which ended this one. Use the link in the newest mail.', {});
  }
}
