import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';

type Schema = SchemaObject | ReferenceObject;
type Components = Readonly<Record<string, Schema>>;

/** Values a reader recognizes, by the name of their field. */
const byName: Readonly<Record<string, unknown>> = {
  email: 'ada@example.com',
  contactEmail: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  contactName: 'Ada Lovelace',
  phone: '+48 22 555 0100',
  contactPhone: '+48 22 555 0100',
  password: 'correct horse battery staple',
  currentPassword: 'correct horse battery staple',
  newPassword: 'a longer horse battery staple',
  serialNumber: 'FG-1001',
  macAddress: '00:C0:B7:00:10:01',
  type: 'Sensor',
  model: 'UPS',
  modelNumber: '1600XP',
  quantity: 'load',
  unit: 'kW',
  timeZone: 'Europe/Warsaw',
  address: 'Main Street 1, Warsaw',
  remoteAddress: '203.0.113.7',
  lat: 52.23,
  lon: 21.01,
  issuer: 'https://login.example.com',
  homeDashboard: '/devices',
  nextCursor: null,
  name: 'North substation',
  organizationName: 'North Power',
  siteName: 'Pump house',
  token: 'o2h8G1rT0sXb7cVnQeYfLkMpWdZaUiJx3R4t5Y6u7I8',
  csrfToken: 'Hq1cJw0aP7mZs4vTnXe2Lg',
  emailDomains: 'example.com',
  columns: 'serialNumber',
  actions: 'fleet.read',
  deviceTypes: 'Sensor',
  equipmentModels: 'UPS',
};

const byFormat: Readonly<Record<string, string>> = {
  uuid: '01a1fdfa-4600-7439-9a3e-e67b00475f7f',
  'date-time': '2026-11-21T12:00:00.000Z',
  date: '2026-11-21',
  email: 'ada@example.com',
  uri: 'https://example.com',
};

/** Texts that fit one or another pattern, tried in turn. */
const texts = [
  'example',
  'FG-1001',
  '123456',
  '00:C0:B7:00:10:01',
  'ratedPower',
  '4f2a19c0',
  '1',
  'K7QX-3M2P-9RTV-B4CD',
];

/** How deep an example goes into schemas that hold each other. */
const DEEPEST = 8;

/**
 * An example of what a schema describes: values that a reader recognizes, made from the schema, so that none can fall behind it.
 *
 * @param isRequest shows only what a request must have, for what else it may have does not always go together
 */
export function exampleOf(schema: Schema, components: Components, isRequest: boolean): unknown {
  return example(schema, '', DEEPEST);

  function example(given: Schema, name: string, depth: number): unknown {
    if ('$ref' in given)
      return example(components[given.$ref.slice(given.$ref.lastIndexOf('/') + 1)] ?? {}, name, depth);
    if (given.example !== undefined) return given.example;
    if (given.enum) return given.enum[0];
    const alternatives = given.anyOf ?? given.oneOf;
    if (alternatives) return example(firstOf(alternatives), name, depth);
    if (given.allOf) return Object.assign({}, ...given.allOf.map((part) => example(part, name, depth)));
    if (depth === 0) return null;
    const type = Array.isArray(given.type) ? given.type.find((each) => each !== 'null') : given.type;
    if (type === 'object') return objectExample(given, depth);
    if (type === 'array') return placesOf(given).map((place) => example(place, name, depth - 1));
    const known = byName[name];
    return known !== undefined && (known === null || typeof known === type) ? known : scalarExample(given, type);
  }

  function objectExample({ properties = {}, required = [], additionalProperties }: SchemaObject, depth: number) {
    const names = Object.keys(properties);
    const needed = names.filter((name) => required.includes(name));
    const shown = isRequest ? (needed.length > 0 ? needed : names.slice(0, 1)) : names;
    if (names.length === 0 && typeof additionalProperties === 'object')
      return { load: example(additionalProperties, '', depth - 1) };
    return Object.fromEntries(shown.map((name) => [name, example(properties[name] ?? {}, name, depth - 1)]));
  }
}

const isNull = (schema: Schema) => 'type' in schema && schema.type === 'null';
const firstOf = (alternatives: readonly Schema[]): Schema => alternatives.find((each) => !isNull(each)) ?? {};

/** One item of an array; of a tuple every place. */
function placesOf(schema: SchemaObject & { readonly prefixItems?: readonly Schema[] }): readonly Schema[] {
  return schema.prefixItems ?? [schema.items ?? {}];
}

function scalarExample(schema: SchemaObject, type: unknown): unknown {
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(1, schema.minimum ?? 1);
  if (type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type !== 'string') return type === 'null' ? null : 42;
  const { format, pattern, minLength = 1, maxLength = 40 } = schema;
  if (format !== undefined && format in byFormat) return byFormat[format];
  const fits = (text: string) =>
    text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  return texts.find(fits) ?? 'example'.padEnd(minLength, '-').slice(0, maxLength);
}
