import type { DomainError, FailureKind } from '#libs/kernel';
import { RequestError } from './request-errors.js';

/** What a kind of failure is in HTTP (RFC 9110 §15.5, §15.6; RFC 6585 §4). */
const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
} as const satisfies Record<FailureKind, number>;

/** The HTTP status of a failure. */
export function statusOf(failure: DomainError): number {
  return failure instanceof RequestError ? failure.status : statuses[failure.kind];
}
