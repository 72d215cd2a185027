import type { MqttClient } from 'mqtt';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import type { VisitOptions } from './tab.js';
import type { Visit } from './visit.js';

// Numbered rules: what users of other consoles complain about, turned around.

/** Rule 1. */
const ROWS_AT_MOST = 200;
const ANSWER_BYTES_AT_MOST = 300_000;
/** Rule 18. */
const REQUESTS_AT_MOST = 6;

/** More than three pages of the list. */
const DEVICES = 160;

jest.setTimeout(120_000);

describeInBrowser('the list of devices in a browser', () => {
  let console: ConsoleStory;
  let connected: MqttClient | undefined;
  /** What the first fifteen serial numbers begin with, the one of the connected device among them. */
  let beginning: string;
  beforeAll(async () => {
    console = await ConsoleStory.begin('list');
    const customer = await console.customer('Wodociągi Gdynia, Śródmieście, Świętojańska 123, Piętro Północ', 'ewa');
    const device = await console.deviceOf(customer);
    beginning = device.serialNumber.slice(0, -1);
    connected = await console.connected(device, customer);
    await console.dispatch(DEVICES);
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(async () => {
    await connected?.endAsync();
    await console?.end();
  }, PLATFORM_START_LIMIT_MS);

  const signedIn = async (path: string, options?: VisitOptions): Promise<Visit> => {
    const visit = await console.visitOf(console.provider.admin, path, options);
    await visit.sees(visit.page.getByRole('row'));
    return visit;
  };
  const rowsOf = async (visit: Visit) => {
    const rows = visit.page.locator('tbody th');
    await visit.sees(rows);
    return rows.allInnerTexts();
  };

  it('shows a device that is connected beside those that never were, to everybody in their language', async () => {
    const visit = await signedIn(`/devices?q=${beginning}`);
    await visit.sees(visit.page.getByRole('row', { name: /Connected/ }));
    await visit.look('devices');
    const polish = await signedIn(`/devices?q=${beginning}`, { language: 'pl' });
    await polish.sees(polish.page.getByRole('heading', { name: 'Urządzenia' }));
    await polish.look('devices-pl');
  });

  it('rule 1: one request a list, with at most 200 rows and 300 kB', async () => {
    const visit = await signedIn('/devices');
    const [first = ''] = await rowsOf(visit);
    await visit.rests();
    const requests = await visit.requestsDuring(async () => {
      await visit.press('button', 'table.next');
      await visit.page.getByText(first, { exact: true }).first().waitFor({ state: 'hidden' });
    });
    expect(requests).toHaveLength(1);
    const body = await (await requests[0]?.response())?.body();
    expect(body?.length).toBeLessThanOrEqual(ANSWER_BYTES_AT_MOST);
    expect((await rowsOf(visit)).length).toBeLessThanOrEqual(ROWS_AT_MOST);
    await visit.look('devices-page-2');
  });

  it('rule 4: what is filtered and searched stands in the address, and Back, reload and a link restore it', async () => {
    const visit = await signedIn('/devices');
    const { page } = visit;
    await page.getByText('Never connected', { exact: true }).first().click();
    await page.getByLabel('Search devices').fill(beginning);
    await page.waitForURL(/q=/);
    const fourteen = page.getByText(visit.words('table.shownAll', { count: 14 }));
    await visit.sees(fourteen);
    const [found, address] = [await rowsOf(visit), visit.address];
    const asked = Object.fromEntries(new URL(page.url()).searchParams);
    expect(asked).toEqual({ connectivity: 'never', q: beginning });
    expect(found).toHaveLength(14);

    await page.reload();
    await visit.sees(fourteen);
    expect(await rowsOf(visit)).toEqual(found);

    await page.getByText('Disconnected', { exact: true }).click();
    await visit.sees(page.getByText('No device matches'));
    await visit.look('devices-no-match');
    await page.goBack();
    await visit.sees(fourteen);
    expect([await rowsOf(visit), visit.address]).toEqual([found, address]);

    const link = await signedIn(address);
    expect(await rowsOf(link)).toEqual(found);
  });

  it('rule 18: opening the page takes at most six requests of the API', async () => {
    const visit = await signedIn('/devices');
    const requests = await visit.requestsDuring(async () => {
      await visit.page.reload();
      await visit.sees(visit.page.getByRole('row'));
      await visit.rests();
    });
    expect(requests.length).toBeLessThanOrEqual(REQUESTS_AT_MOST);
  });
});
