import type { OperationObject, ResponseObject } from '@nestjs/swagger';
import { PROBLEM_MEDIA_TYPE } from '../problems/problem.js';

/** What is known of an operation that decides how it can refuse. */
export interface RefusalFacts {
  readonly path: string;
  readonly isPublic: boolean;
  readonly isReading: boolean;
  readonly operation: OperationObject;
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
    appliesTo: ({ path }) => path.includes('{'),
  },
  {
    status: 409,
    name: 'Conflict',
    description: 'It cannot be done as things stand; the code and the detail say what stands against it.',
    codes: [],
    appliesTo: ({ isReading }) => !isReading,
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
    codes: ['platform.database-unavailable', 'request.timeout'],
    appliesTo: always,
  },
];

/** The refusals of an operation, by status, as references to components. */
export function refusalsOf(facts: RefusalFacts): Record<string, { $ref: string }> {
  const those = refusals.filter((refusal) => refusal.appliesTo(facts));
  return Object.fromEntries(those.map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]));
}

/** The components those references name. */
export function refusalComponents(): Record<string, ResponseObject> {
  return Object.fromEntries(
    refusals.map(({ status, name, description, codes }) => [
      name,
      {
        description:
          codes.length > 0 ? `${description} Codes: ${codes.join(', ')}, and those of the subject.` : description,
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            example: exampleOf(
              status,
              codes[0] ?? `fleet.${status === 404 ? 'device-unknown' : 'device-status'}`,
              description,
            ),
          },
        },
      },
    ]),
  );
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
