import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Bench } from '../bench.js';
import type { SeededFleet, seedFleet } from '../lists/seed-fleet.js';
import { compiledTree } from '../platform-under-test.js';
import { fixedLimit } from '../report.js';

/** Debian's. */
const EXECUTABLE = '/usr/bin/chromium';
/** From the click on a list until its first rows are drawn, milliseconds. */
const FIRST_ROWS_MS = 1_000;
/** What keeps a browser from drawing the next picture in time (W3C Long Tasks), milliseconds. */
const LONG_TASK_MS = 50;
/** Pulls on the map in a round, and the steps of the mouse in each. */
const PULLS = 10;
const STEPS = 20;
/** What the browser does: it keeps how long each long task took, milliseconds. */
const WATCH_TASKS = `
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' });`;
/** What the browser does: it tells how long it was from the next click until the picture with the first rows, milliseconds. */
const WATCH_ROWS = `
  globalThis.firstRows = new Promise((resolve) => {
    addEventListener('click', ({ timeStamp }) => {
      const look = () => {
        const isThere = document.querySelector('main tbody a') !== null;
        requestAnimationFrame(isThere ? (at) => resolve(at - timeStamp) : look);
      };
      look();
    }, { capture: true, once: true });
  });
  undefined`;
const SCREEN = { width: 1280, height: 800 };
/**
 * Pictures are put together where they are drawn, as on a machine with a graphics card. Else each one is read back on the thread that is
 * watched, and it waits for the processor to draw.
 */
const ARGUMENTS = ['--no-sandbox', '--ignore-gpu-blocklist', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** The console in a browser before a registry full of devices of one customer, as its administrator sees it. */
export async function measureConsole(bench: Bench): Promise<void> {
  if (!existsSync(EXECUTABLE)) {
    bench.report.skip('the console', `there is no ${EXECUTABLE}: apt-get install chromium`);
    return;
  }
  await before(bench, bench.options.fleet, measureFirstRows);
  for (const devices of bench.options.mapDevices) await before(bench, devices, measurePanning);
}

type Measure = (bench: Bench, open: () => Promise<Page>, devices: number) => Promise<void>;

async function before(bench: Bench, devices: number, measure: Measure): Promise<void> {
  await bench.alone(async (platform) => {
    bench.report.progress(`filling the registry with ${devices} devices …`);
    // Another tree's schema is filled by that tree's own hand.
    const seeding: { readonly seedFleet: typeof seedFleet } = await import(
      join(compiledTree(bench.options.tree), 'test/bench/lists/seed-fleet.js')
    );
    const seeded = await seeding.seedFleet(platform.pool, devices);
    await platform.startBroker();
    const apiUrl = await platform.startApi();
    const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
    const takeBack = bench.atEnd(() => void browser.close());
    try {
      await measure(bench, () => pageOf(browser, apiUrl, seeded), devices);
    } finally {
      takeBack();
      await browser.close();
    }
  });
}

/** A page of the customer's administrator, signed in. */
async function pageOf(browser: Browser, apiUrl: string, { customerToken }: SeededFleet): Promise<Page> {
  const context = await browser.newContext({ baseURL: apiUrl, viewport: SCREEN, locale: 'en-GB' });
  await context.addCookies([{ name: 'fieldgate', value: customerToken, url: apiUrl }]);
  return context.newPage();
}

async function measureFirstRows(bench: Bench, open: () => Promise<Page>, devices: number): Promise<void> {
  // What is read for the first time since it was written comes from the disk, which is another measurement.
  await firstRows(await open());
  const times = await bench.rounds(async (round) => {
    bench.report.progress(`round ${round + 1}: first rows of ${devices} devices …`);
    return firstRows(await open());
  });
  bench.report.add({
    name: `First rows of ${devices} devices in the console, from the click`,
    rule: 'at most',
    ...fixedLimit(FIRST_ROWS_MS, 'ms', times),
  });
}

/** Milliseconds from the click until the first rows are drawn. */
async function firstRows(page: Page): Promise<number> {
  await page.goto('/me');
  const link = page.locator('nav a[href="/devices"]').first();
  await link.waitFor();
  await page.evaluate(WATCH_ROWS);
  await link.click();
  const took = await page.evaluate<number>('firstRows');
  await page.context().close();
  return took;
}

async function measurePanning(bench: Bench, open: () => Promise<Page>, devices: number): Promise<void> {
  const rounds = await bench.rounds(async (round) => {
    bench.report.progress(`round ${round + 1}: panning a map of ${devices} devices …`);
    const page = await open();
    await page.goto('/map');
    await page.locator('.map-drawing[aria-busy="false"]').waitFor();
    await page.evaluate(WATCH_TASKS);
    await pull(page);
    const tasks = await page.evaluate<number[]>('longTasks');
    await page.context().close();
    return tasks;
  });
  bench.report.add({
    name: `Longest task while a map of ${devices} devices is panned`,
    rule: 'at most',
    ...fixedLimit(
      LONG_TASK_MS,
      'ms',
      // A browser tells of tasks longer than that alone.
      rounds.map((tasks) => Math.max(LONG_TASK_MS, ...tasks)),
    ),
    details: { longTasks: rounds.map((tasks) => tasks.length).join(', ') },
  });
}

/** Pulls the map to and fro, and lets it fetch what has come into view. */
async function pull(page: Page): Promise<void> {
  const box = await page.locator('.map-drawing').boundingBox();
  if (!box) throw new Error('The map is not drawn, so it cannot be panned.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (let count = 0; count < PULLS; count += 1) {
    const way = count % 2 === 0 ? 1 : -1;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + (way * box.width) / 3, y + (way * box.height) / 6, { steps: STEPS });
    await page.mouse.up();
    await page.locator('.map-drawing[aria-busy="false"]').waitFor();
  }
}
