import type { Language } from '#libs/contracts/http';
import { type Column, type CsvDelimiter, cellOf, csvLine } from '#libs/tables';

/** One page of a list, as its route answers. */
export interface ListPage {
  readonly items: readonly object[];
  readonly nextCursor: string | null;
}

/** The form of a file. */
export interface FileForm {
  readonly columns: readonly Column[];
  readonly language: Language;
  readonly delimiter: CsvDelimiter;
  /** Begins it with U+FEFF. */
  readonly hasByteOrderMark: boolean;
}

/**
 * The text of a file, a page of its list at a time; the next page is read when the one before was taken.
 *
 * @param first the first page, already read
 * @param pageAfter reads the page behind a cursor
 * @param wrote told how many rows the next piece of text has
 */
export async function* exportLines(
  { columns, language, delimiter, hasByteOrderMark }: FileForm,
  first: ListPage,
  pageAfter: (cursor: string) => Promise<ListPage>,
  wrote: (rows: number) => void,
): AsyncGenerator<string> {
  const lineOf = (item: object) =>
    csvLine(
      columns.map(({ key }) => cellOf(item, key)),
      { delimiter },
    );
  const labels = columns.map(({ label }) => label[language]);
  yield (hasByteOrderMark ? '\uFEFF' : '') + csvLine(labels, { delimiter });
  for (let page = first; ; page = await pageAfter(page.nextCursor)) {
    wrote(page.items.length);
    // A list that is empty has a header and nothing else; empty text would not be a piece of a stream.
    if (page.items.length > 0) yield page.items.map(lineOf).join('');
    if (page.nextCursor === null) return;
  }
}
