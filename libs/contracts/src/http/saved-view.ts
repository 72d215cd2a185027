import { z } from 'zod';
import { organizationIdField } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { tableArrangement } from './table.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Views of one list that a person can keep, and that can be shared with one organization. */
export const SAVED_VIEWS = { own: 50, shared: 100 } as const;

/** Characters of all filters of a view and their names: no address that shows them is longer. */
const SEARCH_CHARACTERS = 8_000;

const name = singleLine(100);
const value = z.string().max(500, 'must have at most 500 characters');
/** What names a page of a list, not what is looked for. */
const ofPages = ['cursor', 'limit', 'count'];

const search = z
  .record(
    z.string().regex(/^[a-zA-Z]{1,40}$/, 'must be the name of a parameter of the list'),
    z.union([value, z.array(value).min(1).max(50, 'must have at most 50 items')], 'must be a text or a list of texts'),
  )
  .refine((asked) => Object.keys(asked).length <= 40, 'must have at most 40 parameters')
  .refine((asked) => ofPages.every((each) => !(each in asked)), `must not have ${ofPages.join(', ')}`)
  .refine((asked) => lengthOf(asked) <= SEARCH_CHARACTERS, `must have at most ${SEARCH_CHARACTERS} characters in all`);

const lengthOf = (asked: Readonly<Record<string, string | readonly string[]>>): number =>
  Object.entries(asked)
    .flatMap(([parameter, values]) => [values].flat().map((each) => parameter.length + each.length))
    .reduce((all, length) => all + length, 0);

/** `POST /me/views/{table}` and `PUT /me/views/{table}/{viewId}`. */
export const savedViewRequest = z.strictObject({
  name: name.describe('What you call it; each of your views of a list by another name.'),
  search: search.describe(
    'Filters and sort of the list by the names of its own parameters, as they stand in its address.',
  ),
  columns: tableArrangement.shape.columns,
  shared: organizationIdField
    .nullable()
    .default(null)
    .describe('The organization whose people see it, too; absent or null: nobody else.'),
});
export type SavedViewRequest = z.output<typeof savedViewRequest>;

/** A list as somebody likes to look at it. */
export const savedView = z
  .object({
    id: uuid,
    name: z.string(),
    search: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    columns: z.array(z.string()).describe('Those the list still has; none: as you arranged it.'),
    shared: z
      .object({ organizationId: uuid, name: z.string() })
      .nullable()
      .describe('With whom it is shared; null: it is yours alone.'),
    mine: z.boolean().describe('You saved it, and can change it.'),
    removable: z
      .boolean()
      .describe('You may delete it: it is yours, or you administer the organization it is shared with.'),
    updatedAt: timestamp,
  })
  .meta({ id: 'SavedView' });
export type SavedViewBody = z.infer<typeof savedView>;

/** `GET /me/views/{table}`, in the order of the names. */
export const savedViewQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().max(500), uuid])),
});
export type SavedViewQuery = z.output<typeof savedViewQuery>;

export const savedViewPage = pageOf(savedView).meta({ id: 'SavedViewPage' });
export type SavedViewPageBody = z.infer<typeof savedViewPage>;
