import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, timestamp, uuid } from './text.js';

/** The articles of docs/help by their numbers, which are permanent: links name them. Each is a file `NN-name.md` in every language. */
export const helpArticleNames = {
  1: 'sign-in',
  2: 'register-customer-and-device',
  3: 'device-certificate',
  4: 'connect-a-device',
  5: 'first-connection-checklist',
  6: 'read-a-device',
  7: 'map',
  8: 'share-a-site',
  9: 'offline-measurements',
  10: 'customers',
  11: 'assets-and-installation',
  12: 'imports',
  13: 'people-and-roles',
  14: 'audit',
  15: 'lists-and-search',
} as const;

/** Characters of a comment at most. */
export const HELP_COMMENT_CHARACTERS = 2_000;

/** The number of an article in a path; whether there is one is the platform's to say. */
export const helpArticleNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be the number of an article')
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: 999_999, pattern: undefined });

const stars = z.int().min(1, 'must be 1 to 5').max(5, 'must be 1 to 5');

/** `PUT /help-articles/{number}/rating`. */
export const newHelpRating = z.strictObject({ stars: stars.describe('1: of no use; 5: just what I needed.') });
export type NewHelpRating = z.output<typeof newHelpRating>;

/** How good readers find an article (R1-42). */
export const helpRating = z
  .object({
    value: z.number().nullable().describe('Mean of all votes, to a tenth; null: there is none.'),
    votes: z.int(),
    mine: stars.nullable().describe('Your own vote.'),
  })
  .meta({ id: 'HelpRating' });
export type HelpRatingBody = z.infer<typeof helpRating>;

/** `POST /help-articles/{number}/comments`. */
export const newHelpComment = z.strictObject({
  text: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'must not be empty')
        .max(HELP_COMMENT_CHARACTERS, `must have at most ${HELP_COMMENT_CHARACTERS} characters`)
        .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n])*$/u, 'must be text, with no control characters but line breaks and tabs'),
    )
    .describe('Plain text. Everybody who signs in to the platform reads it.'),
});
export type NewHelpComment = z.output<typeof newHelpComment>;

/** What somebody wrote below an article. */
export const helpComment = z
  .object({
    id: uuid,
    text: z.string(),
    createdAt: timestamp,
    author: z.object({
      name: z.string().nullable().describe('Null: of an organization whose people you do not see.'),
      kind: z.enum(['operator', 'provider', 'customer', 'guest']).describe('What kind of organization they are of.'),
      mine: z.boolean().describe('You wrote it.'),
    }),
    removable: z.boolean().describe('You may delete it: it is yours, or you moderate.'),
  })
  .meta({ id: 'HelpComment' });
export type HelpCommentBody = z.infer<typeof helpComment>;

/** `GET /help-articles/{number}`: pages of comments, newest first. */
export const helpArticleQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
});
export type HelpArticleQuery = z.output<typeof helpArticleQuery>;

/** What is thought of an article; its text comes with the console. */
export const helpArticle = z
  .object({
    number: z.int(),
    rating: helpRating,
    comments: pageOf(helpComment).extend({ count: z.int().describe('All there are.') }),
  })
  .meta({ id: 'HelpArticle' });
export type HelpArticleBody = z.infer<typeof helpArticle>;
