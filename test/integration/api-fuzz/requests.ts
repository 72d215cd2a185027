import fc from 'fast-check';
import { hostileBody, hostileFile, hostileHeaders, hostileText, hostileValue } from './hostile.js';
import { type Known, type Schema, valuesOf } from './schema-values.js';

/** A response as far as it says with which codes it comes; `$ref`: a shared one says it. */
export interface DescribedRefusal {
  readonly $ref?: string;
  readonly 'x-problem-codes'?: readonly string[];
}

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** From the root, with `{names}`. */
  readonly path: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: Schema & { readonly example?: unknown } }>>;
  };
  readonly responses: Readonly<
    Record<string, DescribedRefusal & { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

/** What goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** With its query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Parts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

type Change = (parts: Parts) => Parts;

/** Escapes that no decoder takes, or that decode to what nobody expects. */
const escapes = ['%', '%zz', '%00', '%ff', '%c0%80', '%ed%a0%80', '%2f..%2f', '%u0000'];

/** Requests of an operation: as its description asks for them, with at most two things wrong. */
export function requestsOf(operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> {
  const changes = fc.array(changeOf(operation), { maxLength: 2 });
  return fc.tuple(ordinary(operation, known), changes).map(([parts, wrong]) => {
    const { path, query, headers, body } = wrong.reduce<Parts>((sofar, change) => change(sofar), parts);
    const address = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
    const search = query.map(([name, value]) => `${name}=${value}`).join('&');
    return {
      method: operation.method,
      target: search === '' ? address : `${address}?${search}`,
      headers,
      ...(body !== undefined && { body }),
    };
  });
}

function ordinary(operation: Operation, known: Known): fc.Arbitrary<Parts> {
  const root = operation.path.split('/')[3] ?? '';
  const of = (where: string) =>
    Object.fromEntries(
      (operation.parameters ?? [])
        .filter((parameter) => parameter.in === where)
        .map(({ name, required = false, schema = { type: 'string' } }) => {
          const values = valuesOf(schema, name === 'id' ? root : name, known).map((value) => encoded(String(value)));
          // Of many filters at once one is always wrong.
          return [name, required ? values : fc.oneof({ weight: 3, arbitrary: fc.constant('') }, values)];
        }),
    );
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const body = bodyOf(type, content?.schema, known);
  return fc
    .record({ path: fc.record(of('path')), query: fc.record(of('query')), body })
    .map(({ path, query, body: sent }) => ({
      path,
      query: Object.entries(query).filter(([, value]) => value !== ''),
      headers: type === undefined ? {} : { 'content-type': type },
      ...(sent !== undefined && { body: sent }),
    }));
}

function bodyOf(
  type: string | undefined,
  schema: (Schema & { readonly example?: unknown }) | undefined,
  known: Known,
): fc.Arbitrary<string | Buffer | undefined> {
  if (type === undefined) return fc.constant(undefined);
  if (!type.includes('json')) return hostileFile(String(schema?.example ?? 'a,b\n'));
  return valuesOf(schema ?? {}, '', known).map((value) => JSON.stringify(value));
}

function changeOf(operation: Operation): fc.Arbitrary<Change> {
  const names = (operation.parameters ?? []).filter(({ in: where }) => where !== 'header');
  const wrongText = fc.oneof(hostileText.map(encoded), fc.constantFrom(...escapes));
  const parameter = fc
    .tuple(fc.constantFrom(...names, { in: 'query', name: '__proto__' }, { in: 'query', name: 'limit' }), wrongText)
    .map(
      ([{ in: where, name }, value]): Change =>
        (parts) =>
          where === 'path'
            ? { ...parts, path: { ...parts.path, [name]: value } }
            : { ...parts, query: [...parts.query.filter(([other]) => other !== name), [name, value]] },
    );
  const twice: Change = (parts) => ({
    ...parts,
    query: [...parts.query, ...parts.query, ['limit', '1'], ['limit', '2']],
  });
  const array: Change = (parts) => ({ ...parts, query: parts.query.map(([name, value]) => [`${name}[]`, value]) });
  const header = hostileHeaders.map(
    (headers): Change =>
      (parts) => ({ ...parts, headers: { ...parts.headers, ...headers } }),
  );
  const whole = hostileBody.map(
    (body): Change =>
      (parts) =>
        withBody(parts, body),
  );
  const field = fc.tuple(fc.nat(), hostileValue).map(
    ([place, value]): Change =>
      (parts) =>
        withBody(parts, withOneWrong(parts.body, place, value)),
  );
  const hasBody = operation.requestBody !== undefined;
  return fc.oneof(
    { weight: 4, arbitrary: parameter },
    { weight: 1, arbitrary: fc.constantFrom(twice, array) },
    { weight: 1, arbitrary: header },
    { weight: hasBody ? 1 : 0, arbitrary: whole },
    { weight: hasBody ? 6 : 0, arbitrary: field },
  );
}

function withBody(parts: Parts, body: string | Buffer | undefined): Parts {
  if (body === undefined) return parts;
  return { ...parts, headers: { 'content-type': 'application/json', ...parts.headers }, body };
}

/** A JSON body with another value in one of its places, at whatever depth. */
function withOneWrong(body: string | Buffer | undefined, place: number, value: unknown): string | Buffer | undefined {
  const parsed = parsedOf(body);
  const places = placesIn(parsed);
  const chosen = places[place % Math.max(1, places.length)];
  if (!chosen) return body;
  Object.defineProperty(chosen.holder, chosen.key, { value, enumerable: true, configurable: true, writable: true });
  return JSON.stringify(parsed);
}

function parsedOf(body: string | Buffer | undefined): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined; // an earlier change made it something else
  }
}

/** @param depth how many levels down: an earlier change may have made it thousands of levels deep */
function placesIn(value: unknown, depth = 8): readonly { readonly holder: object; readonly key: string }[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ holder: value, key }, ...placesIn(child, depth - 1)]);
}

/** Percent-encodes a text in UTF-8; a lone surrogate in the three bytes that UTF-8 does not have. */
function encoded(text: string): string {
  return Array.from(text, (character) =>
    /^[\ud800-\udfff]$/.test(character) ? '%ed%a0%80' : encodeURIComponent(character),
  ).join('');
}
