import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo } from '../e2e/stories/mailbox.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { generate } from './steps/certifying.js';
import { create, newCustomer, newDevice, typeIn } from './steps/registering.js';

// Each look at a page fails on what is still in English.

const POLISH = { language: 'pl' } as const;

jest.setTimeout(120_000);

describeInBrowser('the console in Polish', () => {
  let console: ConsoleStory;
  let label: ReturnType<ConsoleStory['label']>;
  beforeAll(async () => {
    console = await ConsoleStory.begin('polish');
    label = console.label();
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  it('R4-17, R1-08…R1-25: signs in and registers a customer with a device', async () => {
    const visit = await console.visit(POLISH);
    await visit.page.goto('/register');
    await visit.look('sign-in-pl');
    await visit.signIn({ email: console.provider.admin.email, password });
    await visit.reads('registration.title');
    await visit.press('button', 'registration.action');
    await visit.reads('registration.missing');
    await visit.look('register-pl');
    await typeIn(visit, newCustomer('Wodociągi Żary', console.address('grace')));
    await typeIn(visit, newDevice(label, 'RemotEye 4'));
    await create(visit, label.serialNumber);
    await visit.look('registered-pl');
  });

  it('R4-17, R1-29…R1-36: activates the account and generates the certificate of a model with an RSA key', async () => {
    const visit = await console.visit(POLISH);
    const { page, words } = visit;
    const link = linkIn(await mailTo(console.story.mail, console.address('grace'), 'Activate your'));
    await page.goto(link);
    await visit.reads('account.activate.why');
    await visit.look('activate-pl');
    await page.getByLabel(words('account.newPassword')).fill(password);
    await visit.press('button', 'account.activate.action');
    await visit.sees(page.getByRole('heading', { name: words('map.title') }));
    await visit.press('link', 'menu.certificates');
    await visit.sees(page.getByRole('heading', { name: words('certificates.title') }));
    await visit.sees(page.getByText(label.serialNumber));
    await visit.look('certificates-pl');
    await page.getByRole('link', { name: words('certificates.open') }).click();
    await visit.reads('certificates.rsaByPlatform');
    await generate(visit);
    const download = await visit.savedBy(() => visit.press('button', 'certificates.saveBoth'));
    expect(download.suggestedFilename()).toBe(`${label.serialNumber}.zip`);
    await visit.look('certificate-pl');
    await page.goto(`/devices?q=${label.serialNumber}`);
    await page.getByRole('link', { name: label.serialNumber }).click();
    await visit.reads('device.values');
    await visit.look('device-pl');
  });

  it('R0-07: the language under the name is kept with the account, for every other browser', async () => {
    const visit = await console.visitOf(console.provider.admin, '/devices');
    await visit.page.getByRole('button', { name: /Ada/ }).click();
    await visit.page.getByRole('menuitemradio', { name: 'Polski' }).click();
    await visit.sees(visit.page.getByRole('heading', { name: 'Urządzenia' }));
    const other = await console.visitOf(console.provider.admin, '/devices');
    await other.sees(other.page.getByRole('heading', { name: 'Urządzenia' }));
  });
});
