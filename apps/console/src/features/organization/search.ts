import { z } from 'zod';
import { uuid } from '#libs/contracts/http';

/** What is being done on the page: it stands in the address, so that Back closes it and a link opens it. */
export const doings = ['edit', 'delete', 'join', 'add', 'invite', 'file', 'new'] as const;
export type Doing = (typeof doings)[number];

/** What the address of an organization's page may say; what is wrong is left out. */
export const organizationSearch = z.object({ do: z.enum(doings).optional().catch(undefined) });

/** Of the page of a new one: below which. */
export const newOrganizationSearch = z.object({ parentId: uuid.optional().catch(undefined) });
