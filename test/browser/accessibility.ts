import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** The one without comments and long names: less than half as much for each page that is opened to read. */
const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What keeps somebody from using a page; rules whose findings are moderate or minor are not asked. */
const GRAVE = ['serious', 'critical'];

/** `colors`: what another theme may change, and nothing else does. */
export type Judged = 'everything' | 'colors';

/**
 * Has colors judged once of all elements that look alike on the same ground, such as the cells of a column: of each one, axe asks
 * what lies below it, which takes as long as all its other rules together.
 */
const COLORS_ONCE = `(() => {
  const rule = axe._audit.rules.find(({ id }) => id === 'color-contrast');
  const isMeant = rule.matches;
  const grounds = new WeakMap();
  const groundOf = (element) => {
    if (element === null) return '';
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      grounds.set(element, groundOf(element.parentElement) + [backgroundColor, backgroundImage, opacity, filter].join());
    }
    return grounds.get(element);
  };
  const judged = new Set();
  rule.matches = (element, ...more) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const look = [element.localName, element.className, color, fontSize, fontWeight, textShadow, groundOf(element)].join();
    if (judged.has(look) || !isMeant.call(rule, element, ...more)) return false;
    judged.add(look);
    return true;
  };
  return () => { rule.matches = isMeant; };
})()`;

const COLORS_ALONE = `({ id }) => id === 'color-contrast'`;
/** A rule that has an impact gives it to all it finds. */
const MAY_FIND_GRAVE = `({ impact }) => impact === undefined || ${JSON.stringify(GRAVE)}.includes(impact)`;

// Evaluated by the debugger, not by the page: its policy refuses what a script element would bring.
const run = (judged: Judged) => `(async () => {
  const forget = ${COLORS_ONCE};
  const isAsked = ${judged === 'colors' ? COLORS_ALONE : MAY_FIND_GRAVE};
  const rules = Object.fromEntries(axe._audit.rules.filter((rule) => !isAsked(rule)).map(({ id }) => [id, { enabled: false }]));
  try {
    return await axe.run(document, { resultTypes: ['violations'], rules });
  } finally {
    forget();
  }
})()`;

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
