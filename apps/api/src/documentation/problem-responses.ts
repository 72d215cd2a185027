import type { OperationObject, ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { PROBLEM_MEDIA_TYPE } from '../problems/problem.js';
import { problemStatuses } from './problem-statuses.js';
import { PROBLEM_CODES } from './refuses.js';

/** What is known of an operation that decides how it can refuse. */
export interface RefusalFacts {
  readonly isPublic: boolean;
  readonly operation: OperationObject;
  /** Codes of refusals for reasons of its own subject. */
  readonly ownCodes: readonly string[];
}

/** A status with which operations of some kind refuse, whatever they are about. */
interface Refusal {
  readonly status: number;
  /** Of the component. */
  readonly name: string;
  readonly description: string;
  /** Codes of docs/errors.md that come with it wherever it stands; the subject of an operation has more. */
  readonly codes: readonly string[];
  appliesTo(facts: RefusalFacts): boolean;
}

const hasInput = ({ operation }: RefusalFacts) =>
  operation.requestBody !== undefined || (operation.parameters ?? []).length > 0;
const hasBody = ({ operation }: RefusalFacts) => operation.requestBody !== undefined;
const needsSomebody = ({ isPublic }: RefusalFacts) => !isPublic;
const takesIdempotencyKey = ({ operation }: RefusalFacts) =>
  (operation.parameters ?? []).some((parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key');
const always = () => true;
const never = () => false;

const refusals: readonly Refusal[] = [
  {
    status: 400,
    name: 'Problem',
    description: 'A problem document; docs/errors.md knows every code.',
    codes: [],
    appliesTo: never, // stands under `default` of every operation
  },
  {
    status: 400,
    name: 'BadRequest',
    description: 'Something in the request is not as described here; `errors` names each field.',
    codes: ['request.invalid', 'request.malformed', 'request.malformed-json'],
    appliesTo: hasInput,
  },
  {
    status: 401,
    name: 'Unauthorized',
    description: 'Nobody is signed in, or not any more.',
    codes: [
      'identity.not-signed-in',
      'identity.session-unknown',
      'identity.session-expired',
      'identity.session-idle',
      'identity.api-key-refused',
    ],
    appliesTo: needsSomebody,
  },
  {
    status: 403,
    name: 'Forbidden',
    description: 'You see it, but may not do this.',
    codes: [
      'identity.not-allowed',
      'identity.people-only',
      'identity.password-change-required',
      'identity.csrf-token-wrong',
      'identity.origin-refused',
    ],
    appliesTo: needsSomebody,
  },
  {
    status: 404,
    name: 'NotFound',
    description: 'It is not there, or lies outside your organizations; the code says what is not there.',
    codes: [],
    appliesTo: never, // only with a code that says what is not there
  },
  {
    status: 409,
    name: 'Conflict',
    description: 'It cannot be done as things stand; the code and the detail say what stands against it.',
    codes: ['request.idempotency-key-in-use'],
    appliesTo: takesIdempotencyKey,
  },
  {
    status: 413,
    name: 'ContentTooLarge',
    description: 'The body is larger than is taken.',
    codes: ['request.body-too-large'],
    appliesTo: hasBody,
  },
  {
    status: 415,
    name: 'UnsupportedMediaType',
    description: 'The body has another content type than is taken here.',
    codes: ['request.unsupported-media-type'],
    appliesTo: hasBody,
  },
  {
    status: 422,
    name: 'UnprocessableContent',
    description: 'It was understood, and cannot be done with what is given.',
    codes: ['request.idempotency-key-reused'],
    appliesTo: takesIdempotencyKey,
  },
  {
    status: 429,
    name: 'TooManyRequests',
    description: 'Too much at once; the header Retry-After says when to go on.',
    codes: ['request.too-many'],
    appliesTo: always,
  },
  {
    status: 503,
    name: 'ServiceUnavailable',
    description: 'It cannot be served for now; the header Retry-After says when to try again.',
    codes: ['platform.database-exhausted', 'platform.database-unavailable', 'request.timeout'],
    appliesTo: always,
  },
];

/**
 * The refusals of an operation, by status, each with its codes: a component where nothing is its own, else what is common
 * there and what is its own.
 */
export function refusalsOf(facts: RefusalFacts): Record<string, ReferenceObject | ResponseObject> {
  const answers: Record<string, ReferenceObject | ResponseObject> = {};
  for (const refusal of refusals) {
    const { status, name, description, codes } = refusal;
    const applies = refusal.appliesTo(facts);
    const own = name === 'Problem' ? [] : facts.ownCodes.filter((code) => problemStatuses[code] === status);
    if (own.length > 0) answers[status] = answerWith(status, description, [...own, ...(applies ? codes : [])]);
    else if (applies) answers[status] = { $ref: `#/components/responses/${name}` };
  }
  return answers;
}

/** The components to which operations refer that have nothing of their own there. */
export function refusalComponents(): Record<string, ResponseObject> {
  const shared = refusals.filter(({ name, codes }) => name === 'Problem' || codes.length > 0);
  return Object.fromEntries(
    shared.map(({ status, name, description, codes }) => [name, answerWith(status, description, codes)]),
  );
}

/** The example is the first of the codes. */
function answerWith(status: number, description: string, codes: readonly string[]): ResponseObject {
  const listed = codes.length > 0 ? `${description} Codes: ${codes.join(', ')}.` : description;
  const example = exampleOf(status, codes[0] ?? 'request.invalid', description);
  const content = { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, example } };
  return Object.assign({ description: listed, content }, codes.length > 0 && { [PROBLEM_CODES]: [...codes] });
}

function exampleOf(status: number, code: string, detail: string) {
  const correlationId = '7eadf30b-8dc3-4907-be9f-d7546aa1dc29';
  const words = code.slice(code.indexOf('.') + 1).replaceAll('-', ' ');
  return {
    type: `urn:fieldgate:problem:${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status,
    detail,
    instance: `urn:fieldgate:request:${correlationId}`,
    code,
    correlationId,
  };
}
