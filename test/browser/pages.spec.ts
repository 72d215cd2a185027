import { join } from 'node:path';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { photographed, type Reader } from './photographed.js';
import { type ShownWorld, shownWorld } from './shown-world.js';
import type { Visit } from './visit.js';

// Rules 11 and 12 on every page there is: both themes hold, and a phone has it whole. Whoever changes a page looks at its pictures.

jest.setTimeout(120_000);

describeInBrowser('rules 11, 12: every page, light, dark and on a phone', () => {
  let console: ConsoleStory;
  let world: ShownWorld;
  const visits = new Map<Reader, Visit>();
  beforeAll(async () => {
    console = await ConsoleStory.begin('pages');
    world = await shownWorld(console);
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const visitOf = async (reader: Reader): Promise<Visit> => {
    const known = visits.get(reader);
    if (known) return known;
    const { story, provider } = console;
    const visit = await console.visit();
    visits.set(reader, visit);
    if (reader === 'operator') await visit.hasSession(story.platform.operator);
    if (reader === 'provider') await visit.hasSession({ email: provider.admin.email, password });
    if (reader === 'customer') await visit.hasSession({ email: world.customer.admin.email, password });
    await visit.page.goto('/help');
    await visit.sees(visit.page.locator('main h1'));
    expect(await visit.page.title()).toMatch(/^\S.* – Fieldgate$/);
    return visit;
  };

  /** What is meant in this world by a text with parameters of a route, such as its address. */
  const filledIn = (text: string, route: string, tab: string | undefined) =>
    text.replaceAll(/\$(\w+)/g, (_, name: string) => {
      const value = name === 'tab' ? tab : (world.parameters[route] ?? world.parameters[name]);
      if (!value)
        throw new Error(`Nothing stands for $${name} of ${route}: give it to the parameters of shown-world.ts.`);
      return value;
    });

  const pages = Object.entries(photographed).flatMap(([route, { by, tabs = [undefined], elsewhere = {} }]) =>
    tabs.map((tab) => ({ route, by, tab, name: nameOf(route, tab), ...(tab !== undefined && elsewhere[tab]) })),
  );

  it.each(pages)('$name, as $by sees it', async ({ route, by, tab, name, address = route }) => {
    const visit = await visitOf(by);
    await visit.follows(filledIn(address, route, tab));
    await visit.sees(visit.page.locator('main h1'));
    await visit.look(join('pages', name));
  });
});

/** Of its pictures: the words of the route, as `devices-connection`. */
function nameOf(route: string, tab: string | undefined): string {
  const words = route.split('/').filter((part) => part !== '' && !part.startsWith('$'));
  const isOfOne = /\$(?!tab)/.test(route);
  return [...words, ...(isOfOne ? ['one'] : []), ...(tab === undefined ? [] : [tab])].join('-');
}
