import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { passwordText } from './fields.js';

/** `POST /password-resets`; the answer is the same for every address. */
export const passwordResetRequest = z.strictObject({ email: emailAddress });
export type PasswordResetRequest = z.output<typeof passwordResetRequest>;

/** `POST /password-resets/{token}`, with the token of the mail. */
export const passwordReset = z.strictObject({ password: passwordText });
export type PasswordReset = z.output<typeof passwordReset>;
