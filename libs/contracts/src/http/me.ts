import { z } from 'zod';
import { organizationKind, passwordText, phoneNumber, role } from './fields.js';
import { singleLine, uuid } from './text.js';

/** `GET /me`: who is signed in, and to which organizations they belong. */
export const profile = z
  .object({
    id: uuid,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    memberships: z.array(z.object({ organizationId: uuid, name: z.string(), kind: organizationKind, role })),
  })
  .meta({ title: 'Profile' });
export type ProfileBody = z.infer<typeof profile>;

/** `PATCH /me`; `phone: null` removes it. */
export const profileChange = z.strictObject({
  firstName: singleLine(100).optional(),
  lastName: singleLine(100).optional(),
  phone: phoneNumber.nullable().optional(),
});
export type ProfileChange = z.output<typeof profileChange>;

/** `POST /me/password`. */
export const passwordChange = z.strictObject({ currentPassword: passwordText, newPassword: passwordText });
export type PasswordChange = z.output<typeof passwordChange>;
