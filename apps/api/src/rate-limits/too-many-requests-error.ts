import { RequestError } from '../problems/request-errors.js';

/** More requests in a minute than one network address, person or API key may make. */
export class TooManyRequestsError extends RequestError<{ limit: number; retryAfterSeconds: number }> {
  readonly code = 'request.too-many';
  readonly kind = 'throttled';
  /** RFC 6585 §4. */
  readonly status = 429;

  constructor(limit: number, retryAfterSeconds: number) {
    super(`More than ${limit} requests came within a minute. Go on in ${retryAfterSeconds} s, and more slowly.`, {
      limit,
      retryAfterSeconds,
    });
  }
}
