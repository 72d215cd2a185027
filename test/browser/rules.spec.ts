import type { MqttClient } from 'mqtt';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened, type Stocked } from './console-story.js';

// Numbered rules: what users of other consoles complain about, turned around.

/** Keeps all that ever showed on the page from now on, each change of it. */
const KEEP_TEXTS = `window.shown = []; new MutationObserver(() => window.shown.push(document.body.innerText))
  .observe(document.body, { childList: true, subtree: true, characterData: true })`;
/** The times that show with hour and minute, each with what stands in its title. */
const TIMES = `[...document.querySelectorAll('main time')].map((time) => [time.textContent, time.title, time.dateTime])`;
/** An instant in words, as opposed to an age or a day. */
const CLOCK = /\d\d:\d\d/;
const SEOUL = 'Asia/Seoul';
/** As an English reader in Seoul has it, such as `29 Nov 2026, 17:53 GMT+9`, to the minute and to the second. */
const inSeoul = (at: string) =>
  [{}, { second: '2-digit' } as const].map((more) =>
    new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone: SEOUL,
      ...more,
    }).format(new Date(at)),
  );

jest.setTimeout(120_000);

describeInBrowser('rules of the console, in a browser', () => {
  let console: ConsoleStory;
  let customer: Opened;
  let pump: Stocked;
  let well: Stocked;
  const connections: MqttClient[] = [];
  beforeAll(async () => {
    console = await ConsoleStory.begin('rules');
    customer = await console.customer('Wodociągi Gdynia', 'ewa');
    [pump, well] = [await console.deviceOf(customer), await console.deviceOf(customer)];
    for (const [device, value] of [
      [pump, 231.7],
      [well, 118.3],
    ] as const) {
      const connection = await console.connected(device, customer);
      connections.push(connection);
      await connection.publishAsync('devices/me/telemetry', JSON.stringify({ voltage: value }), { qos: 1 });
    }
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(async () => {
    for (const connection of connections) await connection.endAsync();
    await console?.end();
  }, PLATFORM_START_LIMIT_MS);

  it('rule 8: nothing of one device shows on the page of the next, not for one frame', async () => {
    const visit = await console.visitOf(customer.admin, `/devices/${pump.id}/now`);
    const { page } = visit;
    await visit.sees(page.getByText('231.7'));
    await page.getByRole('link', { name: visit.words('device.back') }).click();
    await visit.sees(page.getByRole('link', { name: well.serialNumber }));
    await page.evaluate(KEEP_TEXTS);
    await page.getByRole('link', { name: well.serialNumber }).click();
    await visit.sees(page.getByText('118.3'));
    const shown = await page.evaluate<string[]>('window.shown');
    expect(shown.some((text) => text.includes('118.3'))).toBe(true);
    expect(shown.filter((text) => text.includes('231.7'))).toEqual([]);
  });

  it('rule 10: in Seoul every time says its zone, is right, and has UTC in its title', async () => {
    const visit = await console.visitOf(customer.admin, '/devices', { timeZone: SEOUL });
    const { page } = visit;
    await visit.sees(page.getByRole('link', { name: pump.serialNumber }));
    for (const path of [
      '/devices',
      ...['connection', 'certificate', 'installation'].map((tab) => `/devices/${pump.id}/${tab}`),
    ]) {
      await page.goto(path);
      await visit.sees(page.locator('main time'));
      const times = await page.evaluate<[text: string, title: string, at: string][]>(TIMES);
      for (const [text, title, at] of times) {
        const utc = `${new Date(at).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length).replace('T', ' ')} UTC`;
        expect([path, title]).toEqual([path, expect.stringContaining(utc)]);
        if (CLOCK.test(text)) expect(inSeoul(at)).toContain(text);
      }
      expect([path, times.filter(([text]) => CLOCK.test(text)).length > 0]).toEqual([path, true]);
    }
  });

  it('rule 4, rule 13: a chart and its table are in the address, and drawn in both themes', async () => {
    const visit = await console.visitOf(customer.admin, `/devices/${pump.id}/now`);
    const { page, words } = visit;
    await page.getByRole('button', { name: words('telemetry.quantities.voltage') }).click();
    await page.waitForURL(/quantity=voltage/);
    await visit.sees(page.locator('canvas'));
    await visit.look('device-chart');
    const other = await console.visitOf(customer.admin, visit.address);
    await other.sees(other.page.locator('canvas'));
  });
});
