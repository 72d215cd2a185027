import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { InvalidRequestError } from '../problems/request-errors.js';
import { cleanInput } from './clean-input.js';

z.config({
  customError: (issue) => (issue.code === 'invalid_type' && issue.input === undefined ? 'is required' : undefined),
});

/** What a schema says is wrong, as far as we use it. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** zod's, with code `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

/** Checks what a request carries against the schema of its parameter; refusals name each field. */
export class RequestValidationPipe extends StandardSchemaValidationPipe {
  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    if (!this.toValidate(metadata)) return value;
    const root = metadata.data ?? metadata.type;
    const clean = cleanInput(value, root);
    if (!metadata.schema) return clean;
    this.stripProtoKeys(clean);
    const result = await this.validate<Value>(clean, metadata.schema);
    if (!result.issues) return result.value;
    throw refusal(result.issues, root);
  }
}

/**
 * Checks what only the rest of a request says how to read, as the pipe checks parameters.
 *
 * @throws {InvalidRequestError}
 */
export function checked<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refusal(result.error.issues, 'query');
}

const refusal = (issues: readonly Issue[], root: string) =>
  new InvalidRequestError(issues.flatMap((issue) => fieldErrorsOf(issue, root)));

function fieldErrorsOf(issue: Issue, root: string) {
  const whole = (issue.path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  // A parameter that is given several times has one name.
  const path = root === 'query' ? whole.slice(0, 1) : whole;
  if (issue.keys) return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not a known field' }));
  return [{ path: path.length > 0 ? path.join('.') : root, message: issue.message }];
}
