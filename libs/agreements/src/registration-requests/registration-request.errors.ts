import { DomainError } from '#libs/kernel';

/** No request with this id was sent to a provider the caller sees. */
export class RegistrationRequestUnknownError extends DomainError<{ requestId: string; field?: string }> {
  readonly code = 'fleet.registration-request-unknown';
  readonly kind = 'not-found';

  /** @param field of the request body that named it, if it was not the address of the request */
  constructor(requestId: string, field?: string) {
    super(
      `There is no registration request ${requestId} for your organizations. It may have been answered long ago; look it up in the list of requests.`,
      { requestId, ...(field !== undefined && { field }) },
    );
  }
}

/** The request waits for an answer no more. */
export class RegistrationRequestAnsweredError extends DomainError<{ requestId: string; status: string }> {
  readonly code = 'fleet.registration-request-answered';
  readonly kind = 'conflict';

  constructor(requestId: string, status: string) {
    super(
      `Registration request ${requestId} is ${status} already, and each is answered once. Register without it, or let it be sent again.`,
      { requestId, status },
    );
  }
}
