import type { ProblemDocument } from '#libs/contracts/http';
import { DomainError } from '#libs/kernel';
import { statusOf } from './failure-status.js';
import { InvalidRequestError } from './request-errors.js';

/** Media type of a problem document (RFC 9457 §3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Writes a foreseen failure as a problem document. */
export function problemOf(failure: DomainError, correlationId: string): ProblemDocument {
  const errors = fieldErrorsOf(failure);
  const params = numbersOf(failure);
  return {
    type: `urn:fieldgate:problem:${failure.code}`,
    title: titleOf(failure),
    status: statusOf(failure),
    detail: failure.message,
    instance: instanceOf(correlationId),
    code: failure.code,
    correlationId,
    ...(errors && { errors: [...errors] }),
    ...(params && { params }),
  };
}

/** Writes what was not foreseen; its cause is in the log under the correlation id, and nowhere else. */
export function internalProblem(correlationId: string): ProblemDocument {
  return {
    type: 'urn:fieldgate:problem:internal',
    title: 'Internal error',
    status: 500,
    detail: `Something went wrong on our side and was logged. If it happens again, tell us ${correlationId}.`,
    instance: instanceOf(correlationId),
    code: 'internal',
    correlationId,
  };
}

const instanceOf = (correlationId: string) => `urn:fieldgate:request:${correlationId}`;

/** Limits and counts; what else is behind a message stands in its words alone. */
function numbersOf({ details }: DomainError): ProblemDocument['params'] | undefined {
  const numbers = Object.entries(details).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return numbers.length === 0 ? undefined : Object.fromEntries(numbers);
}

/** The class name in words: `InvitationExpiredError` is "Invitation expired". */
function titleOf(failure: DomainError): string {
  const words = failure.name.replace(/Error$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return words.charAt(0) + words.slice(1).toLowerCase();
}

/**
 * A failure names the field it is about in `details.field`, as a dotted path in the request body; one about several has
 * `details.errors`, each with its path and message.
 */
function fieldErrorsOf(failure: DomainError): ProblemDocument['errors'] | undefined {
  if (failure instanceof InvalidRequestError) return [...failure.errors];
  if ('field' in failure.details && typeof failure.details.field === 'string')
    return [{ path: failure.details.field, message: failure.message }];
  if ('errors' in failure.details && Array.isArray(failure.details.errors)) return failure.details.errors;
  return undefined;
}
