import { z } from 'zod';
import { siteQuery } from '#libs/contracts/http';

/** As much as the API searches for, characters. */
export const SEARCHED = 200;

const text = z.coerce.string().trim().min(1).max(SEARCHED).optional().catch(undefined);

const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** What the address of the list of sites says, by the names of the API's own parameters. What is wrong in it is left out. */
export const siteSearch = z.object({
  q: text,
  address: text,
  shared: yesOrNo.optional().catch(undefined),
  organizationId: z.uuid().optional().catch(undefined),
  sort: siteQuery.shape.sort.unwrap().optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type SiteSearch = z.output<typeof siteSearch>;

/** A dialog of the list that can be sent as a link. */
export const siteListSearch = siteSearch.extend({ do: z.literal('new').optional().catch(undefined) });

/** A dialog of a site's page that can be sent as a link. */
export const siteDialogSearch = z.object({ do: z.enum(['invite', 'assign']).optional().catch(undefined) });
export type SiteDialog = z.output<typeof siteDialogSearch>['do'];
