import { z } from 'zod';
import { emailAddress } from '#libs/contracts/http';
import { instantOf, wallTimeOf } from '../../ui/wall-time';

/** In the words of whoever shares: with a person, with an organization, with whoever has the code (R4-08, R4-09, R4-12). */
export const shareWays = ['email', 'key', 'code'] as const;

/** Characters of a key or a code; spaces and hyphens in between do not count. */
const CODE = 16;
export const bareCode = (typed: string) => typed.replaceAll(/[\s-]/g, '');
export const isCodeWhole = (typed: string) => bareCode(typed).length === CODE;

/**
 * The invitation of a partner as it is typed; the fields of the other ways are not there.
 *
 * @param timeZone in which its last day ends
 */
export const typedShare = (timeZone: string) =>
  z
    .object({
      way: z.enum(shareWays),
      email: z.string().optional(),
      key: z.string().optional(),
      access: z.enum(['read', 'manage']),
      /** The last day of the access, `2026-12-31`; empty: it ends when it is withdrawn. */
      endsAt: z.string(),
    })
    .superRefine(({ way, email, key, endsAt }, context) => {
      const refuse = (path: string) => context.addIssue({ code: 'custom', path: [path], message: path });
      if (way === 'email' && !emailAddress.safeParse(email).success) refuse('email');
      if (way === 'key' && !isCodeWhole(key ?? '')) refuse('key');
      if (endsAt !== '' && !(endsAt >= today(timeZone))) refuse('endsAt');
    });
export type TypedShare = z.output<ReturnType<typeof typedShare>>;

/** What is shared, as the API reads it: the last day is within. */
export function termsOf({ access, endsAt }: TypedShare, timeZone: string) {
  const end = endsAt === '' ? undefined : instantOf(`${dayAfter(endsAt)}T00:00`, timeZone);
  return { access, ...(end !== undefined && { endsAt: new Date(end) }) };
}

const today = (timeZone: string) => wallTimeOf(new Date().toISOString(), timeZone).slice(0, 10);

const DAY_MS = 86_400_000;
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
