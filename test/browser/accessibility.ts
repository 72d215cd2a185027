import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

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
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(run(judged));
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    );
}
