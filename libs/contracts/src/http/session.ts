import { z } from 'zod';
import { emailAddress, passwordText } from './fields.js';
import { timestamp, uuid } from './text.js';

/** `POST /sessions`. */
export const signInRequest = z.strictObject({ email: emailAddress, password: passwordText });
export type SignInRequest = z.output<typeof signInRequest>;

/** Answer of `POST /sessions`; the token is sent as `Authorization: Bearer …`. */
export const signedIn = z
  .object({
    token: z.string(),
    expiresAt: timestamp,
    person: z.object({ id: uuid, email: z.string() }),
  })
  .meta({ title: 'SignedIn' });
export type SignedIn = z.infer<typeof signedIn>;
