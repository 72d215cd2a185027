import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { eventually } from '../../e2e/platform/eventually.js';
import type { Visit } from '../visit.js';

/** Waits until a list has these rows in this order, by what heads each. */
export async function rowsAre(visit: Visit, names: readonly string[]): Promise<void> {
  await textsAre(visit, visit.page.locator('tbody th'), names);
}

/** The headings of the columns that can be moved, in their order. */
export const headings = (visit: Visit): Locator => visit.page.locator('.data-table thead th');

/** Waits until places have these texts in this order. */
export async function textsAre(visit: Visit, places: Locator, texts: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await eventually(
    () => `at ${visit.address} there is ${JSON.stringify(texts)}; there was ${JSON.stringify(seen)}`,
    async () => {
      seen = (await places.allTextContents()).map((text) => text.trim());
      return isDeepStrictEqual(seen, texts);
    },
  );
}

/** A row with all these texts. */
export const rowOf = ({ page }: Visit, ...texts: readonly string[]): Locator =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row'));

/** Searches a list by one of its columns. */
export async function searchColumn(visit: Visit, column: string, text: string): Promise<void> {
  await visit.press('button', 'table.menu', { column });
  await visit.page.getByLabel(visit.words('table.searchIn', { column })).fill(text);
}

/** Chooses what can be done about a row, behind its three dots. @param actions the key of the words of the dots */
export async function chooseOf(visit: Visit, actions: string, name: string, item: string): Promise<void> {
  await visit.press('button', actions, { name });
  await visit.press('menuitem', item);
}
