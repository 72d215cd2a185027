import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { organization } from '#libs/contracts/http';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { headings, rowsAre, textsAre } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R3: the list of customers as each person arranges it, and as a file.

jest.setTimeout(120_000);

describeInBrowser('R3: a list is arranged and taken along', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let provider: Visit;
  let factory: readonly string[];
  beforeAll(async () => {
    console = await ConsoleStory.begin('table');
    for (const name of ['Alder Dairy', 'Mill Bakery', 'Zinc Foundry'])
      await console.provider.admin.api.make(
        '/organizations',
        { kind: 'customer', name, address: `${name}, Poznań` },
        organization,
      );
    provider = await console.visitOf(console.provider.admin, '/organizations');
    await rowsAre(provider, ['Alder Dairy', 'Mill Bakery', 'Zinc Foundry']);
    factory = (await headings(provider).allTextContents()).map((text) => text.trim());
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const column = (key: string) => provider.words(`dashboard.column.${key}`);
  const panel = () => provider.page.getByRole('region', { name: provider.words('table.columns') });
  const chip = (name: string) => panel().getByRole('checkbox', { name, exact: true });
  const handle = (name: string) =>
    panel().getByRole('button', { name: provider.words('table.drag.handle', { column: name }) });
  const own = () => [column('address'), column('status'), column('name')];

  step('R3-19: columns are ticked away, and back', async () => {
    await provider.press('button', 'table.columns');
    await provider.sees(handle(column('name')));
    await provider.look('table-columns');
    const ends = factory.slice(-1);
    for (const name of factory.slice(0, -1)) if (!own().includes(name)) await chip(name).click();
    await textsAre(provider, headings(provider), [column('name'), column('status'), column('address'), ...ends]);
  });

  step('R3-20: one is moved with the mouse', async () => {
    const { mouse } = provider.page;
    const [from, to] = [await middleOf(handle(column('address'))), await middleOf(handle(column('name')))];
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 5 });
    await provider.reads('table.drag.over', { column: column('address'), place: 1 });
    await mouse.up();
    await textsAre(provider, headings(provider), [
      column('address'),
      column('name'),
      column('status'),
      ...factory.slice(-1),
    ]);
  });

  step('R3-20: one is moved by the keyboard alone', async () => {
    await handle(column('name')).focus();
    await provider.page.keyboard.press('Space');
    await provider.sees(panel().locator('li[data-dragged]'));
    await provider.page.keyboard.press('ArrowRight');
    await provider.reads('table.drag.over', { column: column('name'), place: 3 });
    await provider.page.keyboard.press('Space');
    await textsAre(provider, headings(provider), [...own(), ...factory.slice(-1)]);
  });

  step('R3-21: it is kept for whoever arranged it, and for nobody else', async () => {
    const other = await console.visitOf(console.provider.admin, '/organizations');
    await textsAre(other, headings(other), [...own(), ...factory.slice(-1)]);
    const colleague = await console.visitOf(await console.colleague('paul', 'admin'), '/organizations');
    await textsAre(colleague, headings(colleague), factory);
  });

  step(
    'R3-15…R3-18: a file has the ticked ones of the columns that show, of all rows or the filtered ones',
    async () => {
      await provider.page.getByLabel(provider.words('dashboard.search')).fill('mill');
      await rowsAre(provider, ['Mill Bakery, Poznań']);
      await provider.press('button', 'table.export.title');
      await provider.sees(provider.dialog);
      expect(await provider.dialog.getByLabel(column('contact')).count()).toBe(0);
      await provider.look('table-export');
      expect(await savedWith({ rows: 'filtered' })).toEqual(['Name', 'Mill Bakery']);
      await provider.press('button', 'table.export.title');
      expect(await savedWith({ rows: 'all' })).toEqual(['Name', 'Alder Dairy', 'Mill Bakery', 'Zinc Foundry']);
    },
  );

  step('R3-22: one press brings the factory setting back', async () => {
    await provider.press('button', 'table.reset');
    await textsAre(provider, headings(provider), factory);
  });

  /** The lines of the file with the names alone. */
  async function savedWith({ rows }: { readonly rows: 'all' | 'filtered' }): Promise<string[]> {
    const { dialog, words } = provider;
    await dialog.getByLabel(words(`table.export.of.${rows}`)).check();
    for (const name of own().slice(0, 2)) await dialog.getByLabel(name, { exact: true }).uncheck();
    await dialog.getByLabel(words('table.export.spreadsheet')).uncheck();
    const file = await provider.savedBy(() => provider.confirms('table.export.verb'));
    return readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
  }
});

async function middleOf(place: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error('It has no place on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
