import { RequestError } from '../problems/request-errors.js';

/** The key was sent before with something else. */
export class IdempotencyKeyReusedError extends RequestError<{ key: string }> {
  readonly code = 'request.idempotency-key-reused';
  readonly kind = 'conflict';
  readonly status = 422;

  constructor(key: string) {
    super(
      `The Idempotency-Key ${JSON.stringify(key)} was sent before with another address or body. Make a new key for each request that is not a repetition.`,
      { key },
    );
  }
}

/** The first request with the key is still being carried out. */
export class IdempotencyKeyInUseError extends RequestError<{ key: string }> {
  readonly code = 'request.idempotency-key-in-use';
  readonly kind = 'conflict';
  readonly status = 409;

  constructor(key: string) {
    super(
      `A request with the Idempotency-Key ${JSON.stringify(key)} is still being carried out. Send it again in a second to get its answer.`,
      { key },
    );
  }
}
