import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

const name = singleLine(100);
const actions = z
  .array(z.string().max(100, 'is no action'))
  .max(100, 'must be at most 100 actions')
  .describe('Actions of the permission table that an administrator of the organization may do.');

/** A role an organization made for itself. */
export const customRole = z
  .object({
    id: uuid,
    name: z.string(),
    actions: z.array(z.string()).describe('What its members may, in place of what a built-in role allows.'),
    createdAt: timestamp,
  })
  .meta({ id: 'CustomRole' });
export type CustomRoleBody = z.infer<typeof customRole>;

export const roleIdField = uuid;

/** `POST /organizations/{id}/roles`. */
export const newCustomRole = z.strictObject({ name, actions });
export type NewCustomRole = z.output<typeof newCustomRole>;

/** `PATCH /organizations/{id}/roles/{roleId}`; what is absent stays. */
export const customRoleChange = z.strictObject({ name: name.optional(), actions: actions.optional() });
export type CustomRoleChange = z.output<typeof customRoleChange>;

/** `GET /organizations/{id}/roles`, by name. */
export const customRoleQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([z.string().max(500)])) });
export type CustomRoleQuery = z.output<typeof customRoleQuery>;

export const customRolePage = pageOf(customRole).meta({ id: 'CustomRolePage' });
