import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened } from './console-story.js';
import { Keyboard } from './keyboard.js';
import { fieldOf, newDevice } from './steps/registering.js';
import type { Visit } from './visit.js';

// The mouse is not touched from the sign-in on.

/** A day is typed by its parts, whose order is that of the browser's own language: here it does not matter. */
const TWELFTH_OF_DECEMBER = '12122026';

jest.setTimeout(120_000);

describeInBrowser('registration and certificate by keyboard alone', () => {
  let console: ConsoleStory;
  let customer: Opened;
  let label: ReturnType<ConsoleStory['label']>;
  beforeAll(async () => {
    console = await ConsoleStory.begin('keys');
    customer = await console.customer('Północna Wieś', 'ewa');
    label = console.label();
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  async function signedIn(email: string): Promise<{ visit: Visit; keys: Keyboard }> {
    const visit = await console.visit();
    const keys = new Keyboard(visit);
    await visit.page.goto('/');
    // The address has the focus from the beginning.
    await keys.types(visit.page.getByLabel(visit.words('session.email')), email);
    await keys.types(visit.page.getByLabel(visit.words('session.password'), { exact: true }), password);
    await keys.press('Enter');
    return { visit, keys };
  }

  it('R1-08…R1-25: registers a further device for a customer and a contact that exist', async () => {
    const { visit, keys } = await signedIn(console.provider.admin.email);
    const { page, words } = visit;
    await keys.presses(page.getByRole('link', { name: words('menu.register') }));
    const existing = async (legend: string) => {
      const chosen = page
        .getByRole('group', { name: words(legend), exact: true })
        .getByRole('radio', { checked: true });
      await keys.to(chosen);
      if ((await chosen.inputValue()) === 'new') await keys.press('ArrowRight');
    };
    await existing('registration.customer');
    await keys.chooses(fieldOf(visit, 'organization.id'), customer.name);
    await existing('registration.contact');
    await keys.chooses(fieldOf(visit, 'person.id'), customer.admin.email);
    const { startDate: _, ...typed } = newDevice(label, 'Sensor');
    for (const [name, text] of Object.entries(typed)) {
      const field = fieldOf(visit, name);
      await visit.sees(field);
      const isList = (await field.and(page.locator('select')).count()) > 0;
      await (isList ? keys.chooses(field, text) : keys.types(field, text));
    }
    await keys.types(fieldOf(visit, 'startDate'), TWELFTH_OF_DECEMBER);
    await visit.reads('registration.will.complete');
    await keys.presses(page.getByRole('button', { name: words('registration.action') }));
    // The heading has the focus, so that the next Tab goes on from there.
    const done = page.getByRole('heading', { name: words('registration.done', { device: label.serialNumber }) });
    await visit.sees(done);
    expect(await keys.isAt(done)).toBe(true);
    await keys.presses(page.getByRole('button', { name: words('registration.nextSame') }));
    await expect(fieldOf(visit, 'organization.id').inputValue()).resolves.toBe(customer.id);
  });

  it('R1-31…R1-36: generates a certificate, stays when asked before leaving, and saves both files', async () => {
    const { visit, keys } = await signedIn(customer.admin.email);
    const { page, words } = visit;
    await keys.presses(page.getByRole('link', { name: words('menu.certificates') }));
    await keys.types(page.getByLabel(words('certificates.search')), label.serialNumber);
    await page.waitForURL(/serialNumber=/);
    await keys.presses(page.getByRole('link', { name: words('certificates.open') }));
    await keys.presses(page.getByRole('button', { name: words('certificates.generate') }));
    await visit.reads('certificates.saveNow');

    await keys.presses(page.getByRole('link', { name: words('devices.title') }));
    await visit.reads('certificates.guard.title');
    await keys.press('Escape');
    await page.getByText(words('certificates.guard.title')).waitFor({ state: 'hidden' });
    expect(visit.address).toMatch(/^\/certificates\//);

    for (const file of [`${label.serialNumber}.key`, `${label.serialNumber}.pem`]) {
      const button = page.getByRole('button', { name: words('certificates.save', { file }) });
      const download = await visit.savedBy(() => keys.presses(button, 'Space'));
      expect(download.suggestedFilename()).toBe(file);
    }
    await keys.presses(page.getByRole('link', { name: words('devices.title') }));
    await page.waitForURL(/\/devices$/);
  });

  it('the name menu is opened, gone through and left by keys, and gives the focus back', async () => {
    const { visit, keys } = await signedIn(console.provider.admin.email);
    const button = visit.page.getByRole('button', { name: /Ada/ });
    await keys.presses(button);
    const items = visit.page.getByRole('menuitem');
    await visit.sees(items);
    await keys.press('ArrowDown', 'ArrowDown');
    await keys.press('Escape');
    await items.first().waitFor({ state: 'hidden' });
    expect(await keys.isAt(button)).toBe(true);
  });
});
