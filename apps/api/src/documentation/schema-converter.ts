import { z } from 'zod';

/** What a format says already, in a pattern of some hundred characters. */
const saidByFormat: readonly (string | undefined)[] = ['date-time', 'date', 'uuid', 'email'];

/**
 * A schema of `contracts` in JSON Schema 2020-12, which OpenAPI 3.1 takes as it is; a schema with an `id` becomes a named
 * component, wherever it stands.
 *
 * @returns undefined for what is no such schema
 */
export function openApiSchemaOf(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $defs: components = {},
    $schema: _,
    ...own
  } = z.toJSONSchema(schema, {
    io: schemaType,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (saidByFormat.includes(jsonSchema.format)) delete jsonSchema.pattern;
      if (jsonSchema.id !== undefined) delete jsonSchema.id;
    },
  });
  return { schema: own, components };
}
