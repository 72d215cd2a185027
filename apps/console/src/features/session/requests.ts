import { z } from 'zod';
import {
  begunSingleSignOn,
  type Language,
  profile,
  type SignInRequest,
  signInAnswer,
  signInMethods,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Answers without a body. */
const nothing = z.undefined();

/** Signs in for this browser: the token comes in a cookie that no script reads. */
export const signIn = (credentials: SignInRequest) =>
  ask({ method: 'POST', path: '/sessions', body: { ...credentials, cookie: true }, answer: signInAnswer });

/** How an address may sign in, by its domain. */
export const lookUpMethods = (email: string) =>
  ask({ method: 'POST', path: '/sessions/lookup', body: { email }, answer: signInMethods });

/** Where the person signs in instead, and what this browser has to come back with. */
export const beginSingleSignOn = (organizationId: string) =>
  ask({ method: 'POST', path: '/single-sign-ons', body: { organizationId }, answer: begunSingleSignOn });

/** Completes, once, what was begun here; the token comes in the cookie. */
export const completeSingleSignOn = (attempt: string, parameters: string) =>
  ask({
    method: 'POST',
    path: '/single-sign-ons/completion',
    body: { attempt, parameters, cookie: true },
    answer: signInAnswer,
  });

/** Ends the session of this browser, at once and everywhere. */
export const signOut = () => ask({ method: 'DELETE', path: '/sessions/current', answer: nothing });

/** Keeps the language with the account, so that mails and other browsers have it too. */
export const keepLanguage = (language: Language) =>
  ask({ method: 'PATCH', path: '/me', body: { language }, answer: profile });
