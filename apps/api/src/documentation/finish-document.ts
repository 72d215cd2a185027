import type { OpenAPIObject, OperationObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { exampleOf } from './examples.js';
import { PEOPLE_ONLY_MARK, PUBLIC_MARK } from './marks.js';
import { refusalComponents, refusalsOf } from './problem-responses.js';
import { PROBLEM_CODES } from './refuses.js';

type Schemas = Record<string, SchemaObject | ReferenceObject>;
type Marked = OperationObject & {
  [PUBLIC_MARK]?: true;
  [PEOPLE_ONLY_MARK]?: true;
  [PROBLEM_CODES]?: readonly string[];
};

const JSON_TYPE = 'application/json';
const GEOJSON_TYPE = 'application/geo+json'; // RFC 7946 §12
const readingMethods: readonly string[] = ['get', 'head'];

/**
 * Says of each operation what follows from its decorators and its method: how to sign in, how it can refuse, what its
 * bodies are called, and an example of each.
 */
export function finishDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  for (const methods of Object.values(document.paths))
    for (const [method, described] of Object.entries(methods) as [string, Marked][]) {
      const { [PUBLIC_MARK]: isPublic = false, [PEOPLE_ONLY_MARK]: isForPeople = false, ...operation } = described;
      const isReading = readingMethods.includes(method);
      nameBodies(operation, schemas);
      const facts = { isPublic, operation, ownCodes: operation[PROBLEM_CODES] ?? [] };
      Object.assign(methods, {
        [method]: {
          ...operation,
          description: descriptionOf(operation),
          security: securityOf(isPublic, isForPeople, isReading),
          responses: {
            ...operation.responses,
            ...refusalsOf(facts),
            default: { $ref: '#/components/responses/Problem' },
          },
        },
      });
    }
  return { ...document, components: { ...document.components, schemas, responses: refusalComponents() } };
}

/** What it does or, if its handler says nothing, what it answers; and the codes of its own refusals. */
function descriptionOf({ description, responses, [PROBLEM_CODES]: codes = [] }: Marked): string {
  const answer = Object.values(responses).find((response) => response !== undefined && !('$ref' in response));
  const about = description ?? (answer && 'description' in answer ? answer.description : '');
  return codes.length > 0 ? `${about}\n\nRefuses for reasons of its own with ${codes.join(', ')}.` : about;
}

/** Ways to sign in, one of which is enough; of a browser's cookie only what it changes needs the header as well. */
function securityOf(isPublic: boolean, isForPeople: boolean, isReading: boolean) {
  if (isPublic) return [];
  const cookie = isReading ? { sessionCookie: [] } : { sessionCookie: [], csrfToken: [] };
  return [{ session: [] }, cookie, ...(isForPeople ? [] : [{ apiKey: [] }])];
}

/** Makes components of the bodies that have no name yet, and shows an example of each. */
function nameBodies({ operationId = '', requestBody, responses }: OperationObject, schemas: Schemas): void {
  const noun = operationId.charAt(0).toUpperCase() + operationId.slice(1);
  const bodies = [
    {
      name: `${noun}Body`,
      isRequest: true,
      content: requestBody && 'content' in requestBody ? requestBody.content : {},
    },
    ...Object.values(responses).map((response) => ({
      name: `${noun}Answer`,
      isRequest: false,
      content: (response && 'content' in response ? response.content : undefined) ?? {},
    })),
  ];
  for (const { name, isRequest, content } of bodies)
    for (const [type, media] of Object.entries(content)) {
      if (!media.schema || (type !== JSON_TYPE && type !== GEOJSON_TYPE)) continue;
      if (!('$ref' in media.schema)) {
        schemas[name] = media.schema;
        media.schema = { $ref: `#/components/schemas/${name}` };
      }
      media.example = exampleOf(media.schema, schemas, isRequest);
    }
}
