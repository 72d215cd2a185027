import { z } from 'zod';
import { singleLine, uuid } from './text.js';

const limitMessage = 'must be a whole number, 1 to 50';

/** `GET /search`. */
export const searchQuery = z.strictObject({
  q: singleLine(100).describe(
    'Start of a name, a serial number, an external id, an e-mail address, or of a MAC address in any spelling; case does not matter.',
  ),
  limit: z
    .string()
    .regex(/^\d{1,2}$/, limitMessage)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 50, limitMessage)
    .default(10)
    .meta({ type: 'integer', minimum: 1, maximum: 50, pattern: undefined })
    .describe('Things at most, 1 to 50; 10 when absent.'),
});
export type SearchQuery = z.output<typeof searchQuery>;

const foundItem = z
  .object({
    kind: z.enum(['device', 'asset', 'organization', 'site', 'person']),
    id: uuid,
    title: z.string().describe('What it is called.'),
    subtitle: z.string().describe('What tells it from others of the same name.'),
    matched: z
      .enum(['name', 'serialNumber', 'macAddress', 'modelNumber', 'externalId', 'email'])
      .describe('What of it begins as asked.'),
    organizationId: uuid.describe('Whose it is; of an organization itself: its own.'),
  })
  .meta({ id: 'FoundItem' });
export type FoundItemBody = z.infer<typeof foundItem>;

/** What was found, kind by kind; an identifier that is met as a whole comes first. */
export const searchAnswer = z
  .object({
    items: z.array(foundItem),
    truncated: z.boolean().describe('There is more than this: type more of it, or look in the list of its kind.'),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchBody = z.infer<typeof searchAnswer>;
