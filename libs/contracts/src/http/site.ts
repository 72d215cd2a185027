import { z } from 'zod';
import { organizationIdField, timeZone, yesOrNo } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { dayInList, instantInList, nameInList, singleLine, timestamp, uuid } from './text.js';

const latitude = z.number().min(-90, 'must be at least -90').max(90, 'must be at most 90');
const longitude = z.number().min(-180, 'must be at least -180').max(180, 'must be at most 180');

/** A site as somebody sees it who owns it or with whom it is shared. */
export const site = z
  .object({
    id: uuid,
    organizationId: uuid.describe('Whose site it is.'),
    organizationName: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    lat: z.number().nullable().describe('WGS 84 degrees.'),
    lon: z.number().nullable(),
    timeZone: z.string().nullable().describe('IANA name; null: that of its organization.'),
    access: z
      .enum(['own', 'read', 'manage'])
      .describe('own: of your organizations; read, manage: shared with you by others, and how far.'),
    devices: z.int().describe('How many stand there.'),
    assets: z.int().describe('How many stand there.'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Site' });
export type SiteBody = z.infer<typeof site>;

/** Answer of `GET` and `PATCH /sites/{id}` and of `POST /sites`. */
export const siteDetails = site
  .extend({
    may: z
      .array(z.string())
      .describe('Actions you may do with this site, such as site.share; what is not in it is refused.'),
  })
  .meta({ id: 'SiteDetails' });
export type SiteDetailsBody = z.infer<typeof siteDetails>;

/** A map never shows what stands at 0, 0: it is what a form or receiver without a position fills in. */
export const NOWHERE = 'must not be 0 beside the other 0: nothing stands at 0, 0, which stands for no position';

/** A position has both coordinates, and is one. */
function requirePosition(
  { lat, lon }: { lat?: number | null | undefined; lon?: number | null | undefined },
  context: z.RefinementCtx,
): void {
  if (lat === 0 && lon === 0) context.addIssue({ code: 'custom', path: ['lat'], message: NOWHERE });
  if ((lat === undefined) === (lon === undefined) && (lat === null) === (lon === null)) return;
  const path = [lat === undefined || lat === null ? 'lat' : 'lon'];
  context.addIssue({ code: 'custom', path, message: 'must be given with the other coordinate, or neither' });
}

/** `POST /sites`. */
export const siteDraft = z
  .strictObject({
    organizationId: organizationIdField,
    name: singleLine(200),
    address: singleLine(500).optional(),
    lat: latitude.optional(),
    lon: longitude.optional(),
    timeZone: timeZone.optional().describe('That of the organization when absent.'),
  })
  .superRefine(requirePosition);
export type SiteDraftBody = z.output<typeof siteDraft>;

/** `PATCH /sites/{id}`; null empties a field. */
export const siteChange = z
  .strictObject({
    name: singleLine(200).optional(),
    address: singleLine(500).nullable().optional(),
    lat: latitude.nullable().optional(),
    lon: longitude.nullable().optional(),
    timeZone: timeZone.nullable().optional(),
  })
  .superRefine(requirePosition);
export type SiteChange = z.output<typeof siteChange>;

/** `DELETE /sites/{id}`. */
export const siteDeletion = z.strictObject({
  confirm: singleLine(200).describe('The name of the site, exactly: the deletion cannot be undone.'),
});
export type SiteDeletionQuery = z.output<typeof siteDeletion>;

const siteSort = z.enum(
  ['name', '-name', 'createdAt', '-createdAt'],
  'must be name or createdAt, with - in front for descending',
);

/** Where a page of sites ends: its sort, the value the last one has in it, and that one's id. */
const position = z
  .tuple([siteSort, nameInList, uuid])
  .refine(([sort, value]) => !sort.endsWith('createdAt') || instantInList.safeParse(value).success);

/** `GET /sites`. */
export const siteQuery = z
  .strictObject({
    limit: pageLimit,
    cursor: pageCursor(position),
    sort: siteSort.default('name').describe('Ascending, or descending with - in front.'),
    q: singleLine(200).optional().describe('Text the name contains, in any case.'),
    address: singleLine(200).optional().describe('Text the address contains, in any case.'),
    organizationId: organizationIdField.optional().describe('Those of this organization.'),
    shared: yesOrNo.optional().describe('true: only what others shared with you; false: only your own.'),
  })
  .superRefine(({ cursor, sort }, context) => {
    if (cursor === undefined || cursor[0] === sort) return;
    const message = `belongs to the sort ${cursor[0]}, but ${sort} was asked for; start the list again`;
    context.addIssue({ code: 'custom', path: ['cursor'], message });
  });
export type SiteQuery = z.output<typeof siteQuery>;
export const sitePage = pageOf(site).meta({ id: 'SitePage' });

/** Somebody had access to a shared site on one day. */
export const siteAccessEntry = z
  .object({
    person: z.object({ id: uuid, name: z.string(), email: z.string() }),
    organization: z
      .object({ id: uuid, name: z.string() })
      .nullable()
      .describe('On whose behalf; null: the person was let in alone.'),
    day: z.iso.date().describe('UTC.'),
    lastAt: timestamp.describe('The last time on that day, to the hour.'),
  })
  .meta({ id: 'SiteAccessEntry' });
export type SiteAccessEntryBody = z.infer<typeof siteAccessEntry>;

/** `GET /sites/{id}/access-log`, latest first. */
export const siteAccessLogQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid, dayInList])),
});
export type SiteAccessLogQuery = z.output<typeof siteAccessLogQuery>;
export const siteAccessLog = pageOf(siteAccessEntry).meta({ id: 'SiteAccessLog' });
