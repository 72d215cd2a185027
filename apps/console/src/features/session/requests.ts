import { z } from 'zod';
import { type Language, profile, type SignInRequest, signInAnswer } from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Answers without a body. */
const nothing = z.undefined();

/** Signs in for this browser: the token comes in a cookie that no script reads. */
export const signIn = (credentials: SignInRequest) =>
  ask({ method: 'POST', path: '/sessions', body: { ...credentials, cookie: true }, answer: signInAnswer });

/** Ends the session of this browser, at once and everywhere. */
export const signOut = () => ask({ method: 'DELETE', path: '/sessions/current', answer: nothing });

/** Keeps the language with the account, so that mails and other browsers have it too. */
export const keepLanguage = (language: Language) =>
  ask({ method: 'PATCH', path: '/me', body: { language }, answer: profile });
