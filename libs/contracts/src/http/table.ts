import { z } from 'zod';
import { singleLine } from './text.js';

/** The lists people read as tables; each can be arranged and exported. */
export const tableNames = [
  'organizations',
  'devices',
  'assets',
  'sites',
  'contracts',
  'members',
  'invitations',
  'registration-requests',
  'proposals',
  'offline-measurements',
  'transfers',
  'audit-events',
] as const;
export const tableName = z.enum(tableNames, `must be one of ${tableNames.join(', ')}`);
export type TableName = z.infer<typeof tableName>;

/** What the cells of a column hold. */
export const columnType = z
  .enum(['text', 'number', 'boolean', 'instant', 'day', 'choice', 'json'])
  .describe(
    'instant: RFC 3339 in UTC; day: 2026-11-22; choice: one of a few permanent words; json: what has no cells.',
  );
export type ColumnType = z.infer<typeof columnType>;

const tableColumn = z.object({
  key: z.string().describe('Path of the value in an item of the list, such as connectivity.state.'),
  label: z.string().describe('In the language you read.'),
  type: columnType,
  sort: z.string().nullable().describe('What sort is called with to order by it, - in front for descending.'),
  search: z.string().nullable().describe('The parameter of the list that searches or filters by it.'),
  visible: z.boolean(),
  visibleByDefault: z.boolean(),
});
export type TableColumnBody = z.infer<typeof tableColumn>;

/** A table as one person sees it. */
export const table = z
  .object({
    table: tableName,
    isArranged: z.boolean().describe('False: as the factory sets it.'),
    columns: z.array(tableColumn).describe('All there are: the visible ones in their order, then the others.'),
  })
  .meta({ id: 'Table' });
export type TableBody = z.infer<typeof table>;

/** `PUT /me/tables/{table}` (R3-19…R3-21). */
export const tableArrangement = z.strictObject({
  columns: z
    .array(singleLine(100))
    .min(1, 'must name at least one column')
    .max(100, 'must have at most 100 items')
    .refine((keys) => new Set(keys).size === keys.length, 'must name each column once')
    .describe('Keys of the columns to be seen, in their order; all others are hidden.'),
});
export type TableArrangement = z.output<typeof tableArrangement>;
