import { z } from 'zod';
import { passwordText } from './fields.js';
import { sessionAsCookie, sessionBesideCookie } from './session.js';
import { uuid } from './text.js';

/** `POST /activations/{token}`, with the token of either mail (R1-27). */
export const activation = z.strictObject({ password: passwordText, cookie: sessionAsCookie });
export type Activation = z.output<typeof activation>;

/** The account is active and signed in. */
export const activated = z.object({ personId: uuid, token: z.string() }).meta({ id: 'Activated' });

/** Answer of `POST /activations/{token}` to anybody: without the token when that went out as a cookie. */
export const activationAnswer = activated
  .partial({ token: true })
  .extend(sessionBesideCookie)
  .meta({ id: 'ActivationAnswer' });
export type ActivationAnswer = z.infer<typeof activationAnswer>;
