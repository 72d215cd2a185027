import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import type { Visit } from './visit.js';

/** So many that not all rows of a page are drawn. */
const DEVICES = 190;
/** Rule 5, pixels. */
const MOVED_AT_MOST = 2;

jest.setTimeout(120_000);

describeInBrowser('coming back to a list in a browser', () => {
  let console: ConsoleStory;
  beforeAll(async () => {
    console = await ConsoleStory.begin('back');
    await console.dispatch(DEVICES);
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const rowAt = (visit: Visit, place: number) => visit.page.locator(`tbody tr[data-index="${place}"]`);
  const heightOf = async (visit: Visit, place: number) => (await rowAt(visit, place).boundingBox())?.y ?? Number.NaN;

  /** Scrolls until a row stands in the middle of the screen. */
  async function goTo(visit: Visit, place: number): Promise<void> {
    await visit.page.evaluate(`new Promise((done) => {
      const step = () => {
        const row = document.querySelector('tbody tr[data-index="${place}"]');
        if (!row) window.scrollBy(0, 400);
        else if (Math.abs(row.getBoundingClientRect().top - window.innerHeight / 2) > 40)
          row.scrollIntoView({ block: 'center' });
        else return done();
        requestAnimationFrame(step);
      };
      step();
    })`);
  }

  it.each([
    { list: 'all of whose rows are drawn', path: '/devices', place: 40 },
    { list: 'of which only what is seen is drawn', path: '/devices?limit=200', place: 150 },
  ])('rule 5: Back puts the same row at the same height in a list $list, and gives it the focus', async (row) => {
    const visit = await console.visitOf(console.provider.admin, row.path);
    await visit.sees(rowAt(visit, 0));
    await goTo(visit, row.place);
    const name = await rowAt(visit, row.place).locator('th').textContent();
    const before = await heightOf(visit, row.place);
    await rowAt(visit, row.place).getByRole('link').click();
    await visit.sees(visit.page.locator('main h1'));
    await visit.sees(visit.page.getByRole('link', { name: visit.words('device.back') }));
    await visit.page.goBack();
    await visit.sees(rowAt(visit, row.place));
    await visit.page.waitForFunction(
      `document.activeElement?.closest('tr')?.dataset.index === '${row.place}' && document.readyState === 'complete'`,
    );
    await visit.rests();
    expect(await rowAt(visit, row.place).locator('th').textContent()).toBe(name);
    expect(Math.abs((await heightOf(visit, row.place)) - before)).toBeLessThanOrEqual(MOVED_AT_MOST);
  });

  it('rule 4: sort, filter and rows a page are in the address; Back and a link of it show the same rows', async () => {
    const visit = await console.visitOf(console.provider.admin, '/devices?limit=25');
    const { page, words } = visit;
    await visit.sees(rowAt(visit, 24));
    await page.getByRole('button', { name: words('devices.column.serialNumber'), exact: true }).click();
    await page.waitForURL(/sort=-serialNumber/);
    const firstOf = (one: Visit) => rowAt(one, 0).locator('th').textContent();
    await visit.rests();
    const [down, address] = [await firstOf(visit), visit.address];
    await page.getByRole('button', { name: words('devices.column.serialNumber'), exact: true }).click();
    await page.waitForURL(/sort=serialNumber/);
    await visit.rests();
    expect(await firstOf(visit)).not.toBe(down);
    await page.goBack();
    await page.waitForURL(/sort=-serialNumber/);
    await visit.rests();
    expect([await firstOf(visit), visit.address]).toEqual([down, address]);
    const other = await console.visitOf(console.provider.admin, address);
    await other.sees(rowAt(other, 24));
    expect(await firstOf(other)).toBe(down);
    expect(await other.page.locator('tbody tr').count()).toBe(25);
  });

  it('gap 25: a view is saved under a name, chosen later, and puts filters, sort and columns as they were', async () => {
    const visit = await console.visitOf(console.provider.admin, '/devices?connectivity=never&sort=-lastSeenAt');
    const { page, words } = visit;
    await visit.sees(rowAt(visit, 0));
    await visit.press('button', 'table.views');
    await page.getByLabel(words('views.name')).fill('Never heard');
    await visit.press('button', 'views.save');
    const chip = page.getByRole('button', { name: 'Never heard', exact: true });
    await visit.sees(chip);
    await visit.look('devices-views');
    await page.goto('/devices');
    await visit.sees(rowAt(visit, 0));
    await visit.press('button', 'table.views');
    await chip.click();
    await page.waitForURL(/connectivity=never/);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      connectivity: 'never',
      sort: '-lastSeenAt',
    });
  });
});
