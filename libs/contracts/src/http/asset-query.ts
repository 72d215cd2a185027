import { z } from 'zod';
import { assetConnection } from './asset.js';
import { calendarDate, spanOfDays } from './calendar-date.js';
import { organizationIdField, yesOrNo } from './fields.js';
import { cursorOf, pageCursor, pageLimit } from './page.js';
import { dayInList, instantInList, nameInList, singleLine, uuid } from './text.js';

const assetSort = z.enum(
  ['name', '-name', 'serialNumber', '-serialNumber', 'createdAt', '-createdAt', 'warrantyEnd', '-warrantyEnd'],
  'must be name, serialNumber, createdAt or warrantyEnd, with - in front for descending',
);

/** Where a page of assets ends: its sort, the value the last one has in it, and that one's id. */
const position = z
  .tuple([assetSort, nameInList, uuid])
  .refine(
    ([sort, value]) =>
      (!sort.endsWith('createdAt') || instantInList.safeParse(value).success) &&
      (!sort.endsWith('warrantyEnd') || value === 'infinity' || dayInList.safeParse(value).success),
  );

const start = (what: string) => singleLine(100).optional().describe(`Start of the ${what}, in any case.`);

/** `GET /assets` (R3-31). */
export const assetQuery = z
  .strictObject({
    limit: pageLimit,
    cursor: pageCursor(position),
    sort: assetSort
      .default('name')
      .describe('Ascending, or descending with - in front; what has no end of warranty comes after all that has one.'),
    q: start('name, the serial number, the model number or the external id'),
    name: start('name, or of model number and serial number where it has none'),
    serialNumber: start('serial number'),
    modelNumber: start('model number'),
    externalId: start('external id'),
    organizationId: organizationIdField.optional().describe('Those of this one organization.'),
    kind: singleLine(100).optional().describe('Name of a kind of equipment, in any case.'),
    model: singleLine(100).optional().describe('Name of an equipment model, in any case.'),
    siteId: uuid.optional().describe('Those at this site.'),
    connection: assetConnection.optional(),
    installed: yesOrNo.optional().describe('Whether a device is on it.'),
    warranty: z
      .enum(['active', 'ended', 'none'], 'must be active, ended or none')
      .optional()
      .describe('active: its end is in the future; ended; none: no end is known. Days of UTC.'),
    warrantyFrom: calendarDate.optional().describe('Those whose warranty ends on this day or a later one.'),
    warrantyBefore: calendarDate.optional().describe('Those whose warranty ends earlier than this day.'),
  })
  .superRefine(({ cursor, sort }, context) => {
    if (cursor === undefined || cursor[0] === sort) return;
    const message = `belongs to the sort ${cursor[0]}, but ${sort} was asked for; start the list again`;
    context.addIssue({ code: 'custom', path: ['cursor'], message });
  })
  .superRefine(spanOfDays('warrantyFrom', 'warrantyBefore'));
export type AssetQuery = z.output<typeof assetQuery>;

/** Names the place a page of assets ends at. */
export const assetCursorOf = (...place: z.infer<typeof position>) => cursorOf(place);
