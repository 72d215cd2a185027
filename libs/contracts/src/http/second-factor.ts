import { z } from 'zod';
import { passwordText } from './fields.js';

/** A code of the authenticator app, or a recovery code, as typed. */
export const secondFactorCode = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(40, 'must have at most 40 characters')
  .describe('Six digits of the authenticator app, or a recovery code.');

/** Answer of `POST /me/second-factor`. */
export const begunSecondFactor = z
  .object({
    secret: z.string().describe('Base32, to be typed into an app; shown in this answer only.'),
    uri: z.string().describe('otpauth:// URI for a QR code; shown in this answer only.'),
  })
  .meta({ id: 'BegunSecondFactor' });
export type BegunSecondFactorBody = z.infer<typeof begunSecondFactor>;

/** `POST /me/second-factor/confirmation`. */
export const secondFactorConfirmation = z.strictObject({ code: secondFactorCode });
export type SecondFactorConfirmation = z.output<typeof secondFactorConfirmation>;

/** The second factor is on. */
export const recoveryCodes = z
  .object({
    recoveryCodes: z.array(z.string()).describe('Each works once in place of a code; shown in this answer only.'),
  })
  .meta({ id: 'RecoveryCodes' });
export type RecoveryCodesBody = z.infer<typeof recoveryCodes>;

/** `DELETE /me/second-factor`; without code only while it is not confirmed. */
export const secondFactorRemoval = z.strictObject({ password: passwordText, code: secondFactorCode.optional() });
export type SecondFactorRemoval = z.output<typeof secondFactorRemoval>;
