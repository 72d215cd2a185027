import { z } from 'zod';
import type { Operation } from './requests.js';
import type { Schema } from './schema-values.js';
import type { FuzzAnswer } from './send.js';

/** Holds answers that succeed against what the document says of them. */
export class AnswerSchemas {
  readonly #definitions: unknown;
  readonly #read = new Map<Schema, z.ZodType>();

  constructor(components: Readonly<Record<string, Schema>>) {
    this.#definitions = asDefinitions(components);
  }

  /** What the description of the operation does not say of an answer; undefined: it is as described, or a refusal. */
  faultOf({ responses }: Operation, { status, contentType, text }: FuzzAnswer): string | undefined {
    if (status >= 300) return undefined;
    const described = responses[status];
    if (!described) return `answered ${status}, of which its description does not know`;
    const { content } = described;
    if (!content) return text === '' ? undefined : 'answered a body, of which its description does not know';
    const [type = ''] = contentType.split(';', 1);
    const media = content[type];
    if (!media) return `answered ${type}, but ${Object.keys(content).join(' or ')} is described`;
    if (!/json$/.test(type) || !media.schema) return undefined;
    const checked = this.#schemaOf(media.schema).safeParse(JSON.parse(text));
    return checked.success ? undefined : `answered otherwise than described (${z.prettifyError(checked.error)})`;
  }

  #schemaOf(schema: Schema): z.ZodType {
    const known = this.#read.get(schema);
    if (known) return known;
    const whole = { ...(asDefinitions(schema) as object), $defs: this.#definitions };
    const read = z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]);
    this.#read.set(schema, read);
    return read;
  }
}

/** The same schemas with references as JSON Schema has them, without patterns that the reader takes for another dialect. */
const asDefinitions = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('#/components/schemas/', '#/$defs/'), (key, held) =>
    key === 'pattern' && typeof held === 'string' && held.includes('\\p{') ? undefined : held,
  );
