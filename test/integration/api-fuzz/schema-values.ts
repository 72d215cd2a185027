import fc from 'fast-check';

/** A schema of the OpenAPI document, as far as values are made from it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

/** What there is in the registry to be named. */
export interface Known {
  /** Ids of every kind and tenant, and of nothing. */
  readonly ids: readonly string[];
  /** By the name of a field or the first segment of a path: the id that belongs there. */
  readonly own: Readonly<Record<string, string>>;
  /** Where pages of lists ended, whichever list it was. */
  readonly cursors: readonly string[];
  readonly components: Readonly<Record<string, Schema>>;
}

const UUID_PATTERN = /\[0-9A-?F?a?-?f?.*\]\{8\}/i;
/** Longest text that is made where a schema says nothing of it. */
const TEXT_LENGTH = 20;

/** Instants in which something may have happened. */
const sensible = { min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z') };

/** Values as a schema asks for them, often enough existing ones. */
export function valuesOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const valuesOfOne = (one: Schema) => valuesOf(one, name, known);
  if (schema.$ref !== undefined)
    return valuesOfOne(known.components[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {});
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(valuesOfOne));
  if (schema.allOf) return fc.oneof(...schema.allOf.map(valuesOfOne));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valuesOfOne({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return textsOf(schema, name, known);
    case 'integer':
      return fc.integer({ min: bound(schema.minimum, -1_000), max: bound(schema.maximum, 1_000_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, name, known), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'object':
      return objectsOf(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

const bound = (value: number | undefined, otherwise: number) => Math.round(value ?? otherwise);

function objectsOf({ properties = {}, required = [], additionalProperties }: Schema, known: Known) {
  const fields = Object.entries(properties).map(([key, field]) => [key, valuesOf(field, key, known)] as const);
  const fixed = fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return fixed;
  const others = fc.dictionary(fc.string({ maxLength: 10 }), valuesOf(additionalProperties, '', known), { maxKeys: 2 });
  return fc.tuple(fixed, others).map(([some, more]) => ({ ...more, ...some }));
}

function textsOf({ format, pattern, maxLength = TEXT_LENGTH }: Schema, name: string, known: Known) {
  if (name === 'cursor') return fc.constantFrom(...known.cursors);
  if (name in known.own || format === 'uuid' || (pattern !== undefined && UUID_PATTERN.test(pattern)))
    return fc.oneof(
      { weight: 3, arbitrary: fc.constant(known.own[name] ?? known.ids[0] ?? '') },
      fc.constantFrom(...known.ids),
    );
  if (format === 'date-time')
    return fc
      .oneof({ weight: 4, arbitrary: fc.date({ ...sensible, noInvalidDate: true }) }, fc.date({ noInvalidDate: true }))
      .map((at) => at.toISOString());
  if (format === 'date') return fc.constantFrom('2026-11-21', '2026-02-30', '1969-12-31');
  if (format === 'email' || name === 'email')
    return fc.integer({ max: 1e6, min: 0 }).map((n) => `fuzz${n}@fuzz.example`);
  if (format === 'uri') return fc.constantFrom('https://login.fuzz.example', 'http://127.0.0.1:1', 'ftp://x');
  const ordinary = fc.string({ maxLength: Math.min(maxLength, TEXT_LENGTH) });
  return pattern === undefined ? ordinary : fc.oneof(matching(pattern) ?? ordinary, ordinary);
}

/** Texts a pattern takes; undefined where it uses what generation cannot follow. */
function matching(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return undefined;
  }
}
