import { z } from 'zod';
import { assetConnection, uuid } from '#libs/contracts/http';

/** As much as the API searches for, characters. */
export const SEARCHED = 100;

const text = z.coerce.string().trim().min(1).max(SEARCHED).optional().catch(undefined);
const sorts = ['name', 'serialNumber', 'createdAt', 'warrantyEnd'] as const;

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const assetListSearch = z.object({
  q: text,
  name: text,
  serialNumber: text,
  modelNumber: text,
  externalId: text,
  kind: text,
  model: text,
  organizationId: uuid.optional().catch(undefined),
  siteId: uuid.optional().catch(undefined),
  connection: assetConnection.optional().catch(undefined),
  // The router reads `true` as what it is; who chooses it in a column says it in letters.
  installed: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional()
    .catch(undefined),
  warranty: z.enum(['active', 'ended', 'none']).optional().catch(undefined),
  warrantyFrom: z.iso.date().optional().catch(undefined),
  warrantyBefore: z.iso.date().optional().catch(undefined),
  sort: z
    .enum([...sorts, ...sorts.map((sort) => `-${sort}` as const)])
    .optional()
    .catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type AssetListSearch = z.output<typeof assetListSearch>;

/** The same, with the dialog that is open over it. */
export const assetsAddress = assetListSearch.extend({ do: z.literal('add').optional().catch(undefined) });
