import { z } from 'zod';
import { organizationId, personId } from '#libs/kernel';
import { uuid } from './text.js';

/** A password as typed; the rules are identity's, the bound here only keeps the work small. */
export const passwordText = z.string().min(1, 'must not be empty').max(1024, 'must have at most 1024 characters');

/** How long a password may be that somebody chooses, in Unicode code points. */
export const passwordBounds = { minimum: 10, maximum: 256 } as const;

/** Telephone number as typed: digits, spaces and the usual marks. */
export const phoneNumber = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ()./-]{3,32}$/, 'must be a telephone number: digits, spaces and + ( ) . / -, at most 32');

/** Id of an organization in a path, query or body. */
export const organizationIdField = uuid.transform(organizationId);

/** Id of a person in a path, query or body. */
export const personIdField = uuid.transform(personId);

/** A link token in a path: any text that could be one; what it opens is checked where it is used. */
export const linkToken = z.string().max(200, 'is not a link token');

export const organizationKind = z.enum(['operator', 'provider', 'customer'], 'must be operator, provider or customer');
export const organizationStatus = z
  .enum(['new', 'invited', 'onboarded'], 'must be new, invited or onboarded')
  .describe('new: nobody invited; invited: sent, not accepted; onboarded: somebody joined.');
export const role = z.enum(['admin', 'member', 'viewer'], 'must be admin, member or viewer');

/** Languages of mails and pages, BCP 47. */
export const language = z.enum(['en', 'pl'], 'must be en or pl');
export type Language = z.infer<typeof language>;

/** Name of a time zone in the IANA database, such as `Europe/Warsaw`; offsets such as `+01:00` know no summer time. */
export const timeZone = z
  .string()
  .max(64, 'must have at most 64 characters')
  .refine(isTimeZone, 'must be an IANA time zone, such as Europe/Warsaw');

/**
 * Names that ICU knows and the IANA database does not. PostgreSQL refuses most of them, and takes some for another zone: `IST`
 * is India's to the one and Israel's to the other.
 */
const OF_ICU_ALONE =
  /^(?:SystemV\/.+|US\/Pacific-New|Canada\/East-Saskatchewan|(?!CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)[A-Z]{3})$/i;

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || OF_ICU_ALONE.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // the only failure is that it knows no such zone
  }
}

/** Yes or no in a query. */
export const yesOrNo = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true')
  .meta({ type: 'boolean', enum: undefined });

/**
 * A parameter of a query that may be given several times.
 *
 * @param most how often; by default as often as there are values
 */
export const anyOf = <Value extends z.ZodType<string, string>>(value: Value, most = 10) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(value).min(1).max(most, `must be given at most ${most} times`),
  );
