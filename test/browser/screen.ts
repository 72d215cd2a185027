import type { Page } from 'playwright-core';

/** The screens a page is judged on, CSS pixels. */
export const screens = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;
export type Screen = keyof typeof screens;

/** The smallest a finger finds, CSS pixels. */
const TARGET = 44;

/** Names what reaches beyond the right edge of a page that scrolls sideways; what scrolls in a place of its own does not. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .filter((element) => {
    for (let around = element.parentElement; around !== document.body; around = around.parentElement)
      if (getComputedStyle(around).overflowX !== 'visible') return false;
    return true;
  })
  .slice(0, 5)
  .map((element) => element.tagName + '.' + element.getAttribute('class') + ' "' + element.textContent.slice(0, 30) +
    '" is wider than the screen: ' + Math.round(element.getBoundingClientRect().right) + ' px')`;
/**
 * Names what is pressed and lower than a finger. A link within a text is as high as its line, a button within a field as the field;
 * what cannot be seen, such as the radio button of a drawn choice, is pressed by its label.
 */
const TOO_LOW = `[...document.querySelectorAll('a[href], button, select, textarea, summary, input, label:has(input)')]
  .filter((element) => element.checkVisibility() && !element.matches('.away, .away *, .skip'))
  .filter((element) => !element.matches('[class*="Input-section"] *') && getComputedStyle(element).display !== 'inline')
  .map((element) => [element, ((element.matches('[type=radio], [type=checkbox]') ? element.labels[0] : element.closest('[class*="Input-wrapper"]')) ?? element).getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 1 && height > 1 && Math.round(height) < ${TARGET})
  .map(([element, { height }]) => element.tagName + ' "' + (element.innerText || element.getAttribute('aria-label') || element.name) + '" is '
    + Math.round(height) + ' px high, lower than ${TARGET}')`;

/** Rule 12: no horizontal scroll, and nothing too small for a finger. */
export async function unfitForPhone(page: Page): Promise<string[]> {
  return [...(await page.evaluate<string[]>(TOO_WIDE)), ...(await page.evaluate<string[]>(TOO_LOW))];
}

/** The texts that can be read on the page now, without those that are somebody's own. */
export const textsOn = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.data.trim());
    return texts;
  })()`);
