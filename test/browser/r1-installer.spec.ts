import { DEVICE_PORT, suspensionAnswer } from '#libs/contracts/http';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo } from '../e2e/stories/mailbox.js';
import { password } from '../e2e/stories/people.js';
import { type RunningDevice, runDevice, tryToSend } from '../e2e/stories/reference-device.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { generate, type SavedFiles, saveBoth } from './steps/certifying.js';
import { stepsInOrder } from './steps/in-order.js';
import { create, fieldOf, newCustomer, newDevice, typeIn } from './steps/registering.js';
import type { Visit } from './visit.js';

// The reference system R1 on the screen: from the label of a device to its place, on a phone of 360 × 740.

/** R1-41: within 60 s of its first connection; the reference takes 15 minutes. */
const ON_THE_MAP_WITHIN_MS = 60_000;
/** After so long without a sign of the device the page says what the cause may be. */
const SILENT_MS = 31_000;
/** R1-27. */
const MAILS_WITH_A_LINK = 2;
const PHONE = { screen: 'phone' } as const;

jest.setTimeout(120_000);

describeInBrowser('R1: an installer registers a device on a phone', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let installer: Visit;
  let customer: Visit;
  let device: RunningDevice | undefined;
  let label: ReturnType<ConsoleStory['label']>;
  let files: SavedFiles;
  const company = 'Chłodnia Gdynia';
  const contact = () => console.address('grace');
  const customerPassword = 'quay four is cold';

  beforeAll(async () => {
    console = await ConsoleStory.begin('installer');
    label = console.label();
    installer = await console.visit(PHONE);
    customer = await console.visit(PHONE);
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(async () => {
    await device?.stop();
    await console?.end();
  }, PLATFORM_START_LIMIT_MS);

  step('R1-01, R1-03: the installer signs in, and the menu offers to register', async () => {
    await installer.page.goto('/');
    await installer.signIn({ email: console.provider.admin.email, password });
    await installer.press('link', 'menu.register');
    await installer.reads('registration.title');
    expect(installer.address).toMatch(/^\/register\/[0-9a-f-]{36}$/);
  });

  step('R1-08…R1-12: what was begun at the desk is continued on the phone', async () => {
    const desk = await console.visitOf(console.provider.admin, '/register');
    await typeIn(desk, newCustomer(company, contact()));
    await desk.reads('registration.draft.saved');
    await installer.page.reload();
    await installer.page.getByRole('link', { name: company }).click();
    await expect(fieldOf(installer, 'person.email').inputValue()).resolves.toBe(contact());
    await expect(fieldOf(installer, 'leaseMonths').inputValue()).resolves.toBe('12');
  });

  step('R1-16, R1-17, R1-26: says while it is typed that a label is taken, and what would be right', async () => {
    const taken = await console.deviceOf(await console.customer('Żarnowiec', 'jan'));
    await typeIn(installer, { 'device.serialNumber': taken.serialNumber, 'device.macAddress': '00:C0' });
    await fieldOf(installer, 'device.macAddress').blur();
    await installer.reads('registration.taken.serialNumber');
    await installer.reads('registration.wrong.macAddress');
    await installer.look('register-wrong');
  });

  step('R1-13…R1-25: one press makes everything, and says so', async () => {
    await typeIn(installer, newDevice(label, 'Sensor'));
    await installer.reads('registration.will.complete');
    await create(installer, label.serialNumber);
    await installer.reads('registration.summary.title');
    await installer.look('registered');
  });

  step('R1-27, R1-29: the customer follows the activation mail, and is signed in', async () => {
    const { mail } = console.story;
    const activation = await mailTo(mail, contact(), 'Activate your');
    await mailTo(mail, contact(), 'Choose your');
    const links = new Set(mail.to(contact()).map(linkIn));
    links.delete(''); // the summary has none
    expect(links.size).toBe(MAILS_WITH_A_LINK);

    await customer.page.goto(linkIn(activation));
    await customer.reads('account.activate.why');
    await customer.page.getByLabel(customer.words('account.newPassword')).fill(password);
    await customer.press('button', 'account.activate.action');
    await customer.sees(customer.page.getByRole('button', { name: /Grażyna/ }));
  });

  step('R1-01, R1-03: the customer is not offered to register', async () => {
    const { words, page } = customer;
    await customer.sees(page.getByRole('link', { name: words('menu.certificates') }));
    expect(await page.getByRole('link', { name: words('menu.register') }).count()).toBe(0);
  });

  step('R1-30: changes the password under the own name', async () => {
    await customer.page.getByRole('button', { name: /Grażyna/ }).click();
    await customer.press('menuitem', 'me.password.title');
    await customer.page.getByLabel(customer.words('me.password.current')).fill(password);
    await customer.page.getByLabel(customer.words('account.newPassword')).fill(customerPassword);
    await customer.press('button', 'me.password.action');
    await customer.reads('me.password.saved');
    await customer.look('password');
  });

  step('R1-31, R1-32: finds the device by its serial number', async () => {
    await customer.press('link', 'menu.certificates');
    await customer.page.getByLabel(customer.words('certificates.search')).fill(label.serialNumber.toLowerCase());
    await customer.page.waitForURL(/serialNumber=/);
    await customer.sees(customer.page.getByText(label.serialNumber));
    await customer.page.getByRole('link', { name: customer.words('certificates.open') }).click();
    await customer.reads('certificates.of', { device: label.serialNumber });
    await customer.look('certificate');
  });

  step('R1-33…R1-36: makes the key in this browser, sends none, and asks who leaves before it is saved', async () => {
    const sent = await customer.requestsDuring(() => generate(customer));
    const issuing = sent.filter((request) => request.method() === 'POST').map((request) => request.postData() ?? '');
    expect(issuing).toHaveLength(1);
    expect(issuing[0]).toContain('CERTIFICATE REQUEST');
    expect(issuing[0]).not.toContain('PRIVATE KEY');
    await customer.reads('certificates.onceHere');
    await customer.look('certificate-files');

    await customer.press('link', 'devices.title');
    await customer.reads('certificates.guard.why');
    await customer.look('certificate-guard');
    await customer.press('button', 'certificates.guard.stay');
  });

  step('R1-35, R1-37: saves two PEM files: the key, and the certificate with its chain', async () => {
    files = await saveBoth(customer, label.serialNumber, console.story.platform.folder);
    expect(files.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(files.pem.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
    await customer.sees(customer.page.getByText(customer.words('certificates.saved')).nth(1));
  });

  step('R1-38…R1-41: the device connects with them, and its seven steps end on the map', async () => {
    await customer.reads('firstConnection.progress', { done: 1, all: 7 });
    const askedAt = performance.now();
    device = runDevice(console.story.platform, files, ['--profile=ups', '--interval=1', '--location=54.53,18.56,8']);
    await customer.reads('firstConnection.through');
    expect(performance.now() - askedAt).toBeLessThan(ON_THE_MAP_WITHIN_MS);
    expect(await customer.page.locator('.checklist li[data-state=done]').count()).toBe(7);
    await customer.look('first-connection');
  });

  step('R1-36: the key is not shown again', async () => {
    await customer.page.reload();
    await customer.reads('certificates.once');
    expect(await customer.page.content()).not.toContain('PRIVATE KEY');
  });

  step('R1-38: installer and customer see it connected, with its values', async () => {
    for (const visit of [customer, installer]) {
      await visit.page.goto(`/devices?q=${label.serialNumber}`);
      await visit.page.getByRole('link', { name: new RegExp(label.serialNumber) }).click();
      await visit.sees(visit.page.getByText(visit.words('devices.connection.connected')));
      await visit.sees(visit.page.getByRole('row', { name: new RegExp(visit.words('telemetry.quantities.voltage')) }));
    }
  });

  step('R1-40: it is on the map, where it says it is', async () => {
    await customer.page.goto('/map');
    await customer.sees(customer.page.getByText(new RegExp(label.serialNumber)));
  });

  step('R1-38: once it ends, both see it disconnected by themselves', async () => {
    await customer.page.goBack();
    await device?.stop();
    for (const visit of [customer, installer]) await visit.reads('devices.connection.disconnected');
  });

  step('R1-39: who waits for a device in vain is told to allow outbound 8883', async () => {
    const owner = await console.customer('Ostrołęka', 'ewa');
    const silent = await console.deviceOf(owner);
    const saved = await console.certificateFor(silent, owner);
    const waiting = await console.visit(PHONE);
    await waiting.takesClock();
    await waiting.hasSession({ email: owner.admin.email, password });
    await waiting.page.goto(`/certificates/${silent.id}`);
    await waiting.reads('firstConnection.waiting.tcp');
    await waiting.page.clock.fastForward(SILENT_MS);
    await waiting.reads('firstConnection.allowOutbound', { port: DEVICE_PORT });
    await waiting.look('first-connection-silent');

    // Somebody keeps it out meanwhile, and now it calls.
    await console.provider.admin.api.make(`/devices/${silent.id}/suspension`, { reason: 'lost' }, suspensionAnswer);
    tryToSend(console.story.platform, saved, console.story.platform.mqttPort);
    await waiting.reads('firstConnection.stopped', {
      step: waiting.words('firstConnection.step.certificate-accepted'),
    });
    await waiting.look('first-connection-stopped');
  });
});
