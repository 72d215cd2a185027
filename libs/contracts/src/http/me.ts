import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { language, organizationKind, passwordText, phoneNumber, role, timeZone } from './fields.js';
import { passwordChangeAdvice } from './session.js';
import { singleLine, uuid } from './text.js';

/** How far from the organization of a membership something is allowed. */
const actionReach = z
  .enum(['own', 'below', 'tree', 'delegated'])
  .describe(
    'own: in that organization; below: in those below it; tree: in both; delegated: below it, where certificates are delegated.',
  );

/** `GET /me`: who is signed in, and to which organizations they belong. */
export const profile = z
  .object({
    id: uuid,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    language: language.nullable().describe('Null: that of the organization joined first.'),
    timeZone: z.string().nullable().describe('IANA name; null: that of the organization joined first.'),
    secondFactor: z
      .object({ active: z.boolean(), recoveryCodesLeft: z.int() })
      .describe('Active: sign-in asks for a code as well.'),
    csrfToken: z.string().describe('X-CSRF-Token of every request that changes something, by cookie.'),
    passwordChange: passwordChangeAdvice,
    memberships: z.array(
      z.object({
        organizationId: uuid,
        name: z.string(),
        kind: organizationKind,
        role,
        homeDashboard: z
          .string()
          .nullable()
          .describe('Page of the console that opens first; null: the platform’s choice.'),
        actions: z
          .record(z.string(), actionReach)
          .describe('What you may do by this membership, such as registration.create, a custom role looked through.'),
      }),
    ),
  })
  .meta({ id: 'Profile' });
export type ProfileBody = z.infer<typeof profile>;

/** `PATCH /me`; null removes a choice. */
export const profileChange = z.strictObject({
  firstName: singleLine(100).optional(),
  lastName: singleLine(100).optional(),
  phone: phoneNumber.nullable().optional(),
  language: language.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
});
export type ProfileChange = z.output<typeof profileChange>;

/** `POST /me/password`. */
export const passwordChange = z.strictObject({ currentPassword: passwordText, newPassword: passwordText });
export type PasswordChange = z.output<typeof passwordChange>;

/** `POST /me/address-change`. */
export const addressChange = z.strictObject({ email: emailAddress, password: passwordText });
export type AddressChangeBody = z.output<typeof addressChange>;
