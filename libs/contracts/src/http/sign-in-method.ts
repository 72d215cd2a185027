import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { uuid } from './text.js';

/** `POST /sessions/lookup`. */
export const signInLookup = z.strictObject({ email: emailAddress });
export type SignInLookup = z.output<typeof signInLookup>;

/** A way to sign in; which there are depends on the domain of an address, not on whether it has an account. */
const signInMethod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password') }),
  z.object({
    kind: z.literal('single-sign-on'),
    organizationId: uuid.describe('To begin with, by `POST /single-sign-ons`.'),
    issuer: z.string().describe('Of the identity provider: where the person is sent.'),
  }),
]);

/** Answer of `POST /sessions/lookup`. */
export const signInMethods = z
  .object({ methods: z.array(signInMethod).describe('The password, then identity providers of the domain.') })
  .meta({ id: 'SignInMethods' });
export type SignInMethodsBody = z.infer<typeof signInMethods>;
