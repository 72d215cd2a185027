import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** The one without comments and long names: less than half as much for each page that is opened to read. */
const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What keeps somebody from using a page; what is moderate or minor is not told. */
const GRAVE = ['serious', 'critical'];

/** `colors`: what another theme may change, and nothing else does. */
export type Judged = 'everything' | 'colors';

// Evaluated by the debugger, not by the page: its policy refuses what a script element would bring.
const run = (judged: Judged) =>
  `axe.run(document, ${JSON.stringify({
    resultTypes: ['violations'],
    ...(judged === 'colors' && { runOnly: { type: 'rule', values: ['color-contrast'] } }),
  })})`;

/** The serious and critical findings of axe on what the page shows now, one a line. */
export async function graveFindings(page: Page, judged: Judged): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(run(judged));
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    );
}
