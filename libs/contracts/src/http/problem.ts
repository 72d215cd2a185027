import { z } from 'zod';

/** A problem document (RFC 9457 §3.1), sent as `application/problem+json` with every answer of 4xx and 5xx. */
export const problemDocument = z
  .object({
    type: z.string().describe('`urn:fieldgate:problem:` and the code; names the kind of problem for good.'),
    title: z.string().describe('The kind of problem in a few words, the same each time.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What was attempted, against which limit, and the next step.'),
    instance: z.string().describe('Names this one occurrence; ends in the correlation id.'),
    code: z.string().describe('Permanent; listed in docs/errors.md.'),
    correlationId: z.string().describe('Also in the `x-correlation-id` header and in every log line of the request.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Which fields were refused; `path` is dotted, such as `person.email`.'),
    params: z
      .record(z.string(), z.number())
      .optional()
      .describe('The numbers behind the detail, such as the limit that was met: for words of your own.'),
  })
  .meta({ id: 'Problem' });

export type ProblemDocument = z.infer<typeof problemDocument>;
