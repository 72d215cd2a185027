import { z } from 'zod';
import { timestamp, uuid } from './text.js';

/** Drafts one person keeps at most. */
export const REGISTRATION_DRAFTS = 20;
/** Fields of one draft at most: more than the form has. */
const FIELDS = 60;

/** As typed: it may be anything but what a database cannot keep. */
const typed = z
  .string()
  .max(500, 'must have at most 500 characters')
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters');
const fields = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z]+(\.[A-Za-z]+)?$/, 'must be the name of a field')
      .max(60),
    typed,
  )
  .refine((given) => Object.keys(given).length <= FIELDS, `must have at most ${FIELDS} fields`)
  .describe('What was typed, by the dotted name of the field of `POST /registrations`; nothing of it is checked.');

/** `PUT /registration-drafts/{id}`; the id is the caller's own choice. */
export const registrationDraftChange = z.strictObject({
  version: z
    .int()
    .min(0, 'must be at least 0')
    .max(2_000_000_000, 'must be at most 2000000000')
    .describe('The version this one takes the place of; 0: there is none yet.'),
  fields,
});
export type RegistrationDraftChange = z.output<typeof registrationDraftChange>;

export const registrationDraft = z
  .object({
    id: uuid,
    version: z.int().describe('Counts how often it was saved.'),
    fields: z.record(z.string(), z.string()),
    updatedAt: timestamp,
  })
  .meta({ id: 'RegistrationDraft' });
export type RegistrationDraftBody = z.infer<typeof registrationDraft>;

/** `GET /registration-drafts`, newest first; all there are. */
export const registrationDraftList = z
  .object({ items: z.array(registrationDraft) })
  .meta({ id: 'RegistrationDraftList' });
export type RegistrationDraftListBody = z.infer<typeof registrationDraftList>;
