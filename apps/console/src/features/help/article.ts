import { z } from 'zod';
import { helpArticleNames, type Language } from '#libs/contracts/http';

/** An article in one language. */
export interface Article {
  readonly number: number;
  readonly title: string;
  /** When its text was changed last, such as `2026-11-30`. */
  readonly updated: string;
  /** Markdown, without the title. */
  readonly text: string;
}

/** Number of an article in docs/help. */
export type ArticleNumber = keyof typeof helpArticleNames;

export const articleNumbers = Object.keys(helpArticleNames).map(Number) as readonly ArticleNumber[];

export const isArticleNumber = (number: number): number is ArticleNumber => number in helpArticleNames;

/** Name of the file of an article in docs/help/<language>. */
export const fileOf = (number: ArticleNumber) => `${String(number).padStart(2, '0')}-${helpArticleNames[number]}.md`;

/** The number of the article that a link of another one names; undefined: it leads elsewhere. */
export function articleAt(link: string): ArticleNumber | undefined {
  return articleNumbers.find((number) => fileOf(number) === link);
}

const HEAD = /^---\nnumber: (\d+)\nupdated: (\d{4}-\d{2}-\d{2})\n---\n+# (.+)\n+([\s\S]+)$/;

/**
 * Reads an article's file: number and day between two lines of hyphens, then the title, then the text.
 *
 * @throws {TypeError} it has another form
 */
export function articleFrom(file: string): Article {
  const [, number, updated = '', title = '', text = ''] = HEAD.exec(file) ?? [];
  if (!z.iso.date().safeParse(updated).success)
    throw new TypeError('A help article begins with ---, number: 1, updated: 2026-11-30, ---, and # its title.');
  return { number: Number(number), updated, title, text };
}

/** Loads the file of an article. */
export type ArticleFiles = (language: Language, number: ArticleNumber) => Promise<string>;
