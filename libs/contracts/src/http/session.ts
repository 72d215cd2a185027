import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { passwordText } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { secondFactorCode } from './second-factor.js';
import { timestamp, uuid } from './text.js';

/** How the session is to be handed over. */
export const sessionAsCookie = z
  .boolean()
  .optional()
  .describe('For browsers: the token comes as a cookie no script can read, and not in the answer.');

const csrfToken = z.string().optional().describe('X-CSRF-Token of every request that changes something, by cookie.');

/** What an answer about more than the session tells of one that went out as a cookie. */
export const sessionBesideCookie = {
  expiresAt: timestamp.optional().describe('End of the session, when it is a cookie.'),
  csrfToken,
};

/** `POST /sessions`. */
export const signInRequest = z.strictObject({
  email: emailAddress,
  password: passwordText,
  code: secondFactorCode.optional().describe('Of the second factor, when the account has one.'),
  cookie: sessionAsCookie,
});
export type SignInRequest = z.output<typeof signInRequest>;

export const passwordChangeAdvice = z
  .enum(['recommended', 'required'])
  .nullable()
  .describe('Somebody else has seen the password; required: until it is changed nothing else is allowed.');

/** Answer of `POST /sessions`; the token is sent as `Authorization: Bearer …`. */
export const signedIn = z
  .object({
    token: z.string(),
    expiresAt: timestamp,
    person: z.object({ id: uuid, email: z.string() }),
    csrfToken,
    passwordChange: passwordChangeAdvice.optional(),
  })
  .meta({ id: 'SignedIn' });

/** Answer of `POST /sessions` to anybody: without the token when that went out as a cookie. */
export const signInAnswer = signedIn.partial({ token: true }).meta({ id: 'SignInAnswer' });
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** `GET /sessions/current`: whether the request carries a session, for a page that has just been opened. */
export const currentSession = z
  .discriminatedUnion('signedIn', [
    z.object({ signedIn: z.literal(false) }),
    z.object({
      signedIn: z.literal(true),
      expiresAt: timestamp.describe('End of the session, whatever is done in it; silence may end it earlier.'),
      csrfToken: z.string().describe('X-CSRF-Token of every request that changes something, by cookie.'),
      passwordChange: passwordChangeAdvice,
    }),
  ])
  .meta({ id: 'CurrentSession' });
export type CurrentSessionBody = z.infer<typeof currentSession>;

/** One of the caller's own sessions. */
export const ownSession = z
  .object({
    id: uuid,
    createdAt: timestamp,
    seenAt: timestamp.describe('Of a request, to the minute.'),
    expiresAt: timestamp,
    remoteAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    cookie: z.boolean(),
    current: z.boolean().describe('The session of this request.'),
  })
  .meta({ id: 'OwnSession' });
export type OwnSessionBody = z.infer<typeof ownSession>;

/** `GET /me/sessions`, newest first. */
export const ownSessionQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([uuid])) });
export type OwnSessionQuery = z.output<typeof ownSessionQuery>;
export const ownSessionPage = pageOf(ownSession).meta({ id: 'OwnSessionPage' });
