import type { Locator } from 'playwright-core';
import type { Visit } from './visit.js';

/** Steps of Tab after which something counts as out of reach: more than any page has places. */
const STEPS = 80;
/** Whether somebody can see where the focus is: at the element itself, or at what is drawn for it. */
const IS_SEEN = `(() => {
  const element = document.activeElement;
  const isOutlined = (each) => each && getComputedStyle(each).outlineStyle !== 'none' && getComputedStyle(each).outlineWidth !== '0px';
  if ([element, element.nextElementSibling, element.closest('label')].some(isOutlined)) return true;
  const { borderColor } = getComputedStyle(element);
  element.blur();
  const before = getComputedStyle(element).borderColor;
  element.focus();
  return before !== borderColor;
})()`;

/** Somebody who has no mouse. */
export class Keyboard {
  constructor(private readonly visit: Visit) {}

  /** Goes on by Tab until the focus is there, and can be seen there. */
  async to(place: Locator): Promise<void> {
    await this.visit.sees(place);
    for (let step = 0; step < STEPS; step += 1) {
      if (await this.isAt(place)) {
        expect([String(place), await this.visit.page.evaluate<boolean>(IS_SEEN)]).toEqual([String(place), true]);
        return;
      }
      await this.press('Tab');
    }
    throw new Error(
      `At ${this.visit.address} the focus did not come to ${String(place)} within ${STEPS} steps of Tab.`,
    );
  }

  /** Whether the focus is there. */
  async isAt(place: Locator): Promise<boolean> {
    return (await place.and(this.visit.page.locator(':focus')).count()) > 0;
  }

  async types(place: Locator, text: string): Promise<void> {
    await this.to(place);
    await this.visit.page.keyboard.type(text);
  }

  /** Chooses of a list, once it has what is chosen. */
  async chooses(list: Locator, text: string): Promise<void> {
    await list.locator('option', { hasText: text }).first().waitFor({ state: 'attached' });
    await this.to(list);
    for (let left = await list.locator('option').count(); left > 0; left -= 1) {
      if ((await list.locator('option:checked').textContent())?.includes(text)) return;
      await this.press('ArrowDown');
    }
    throw new Error(`At ${this.visit.address} the arrow keys did not come to "${text}" in ${String(list)}.`);
  }

  /** Presses what is there. */
  async presses(place: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(place);
    await this.press(key);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.visit.page.keyboard.press(key);
  }
}
