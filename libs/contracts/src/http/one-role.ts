import type { z } from 'zod';

/** Refuses `role` and `customRoleId` beside each other: a membership acts by one of them. */
export function withOneRole<Schema extends z.ZodType<{ role?: unknown; customRoleId?: unknown }>>(schema: Schema) {
  return schema.refine(({ role, customRoleId }) => role === undefined || customRoleId === undefined, {
    path: ['customRoleId'],
    message: 'must not stand beside role: one of them says what the person may do',
  });
}
