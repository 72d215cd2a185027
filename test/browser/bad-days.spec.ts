import type { MqttClient } from 'mqtt';
import { Client } from 'pg';
import { invitation } from '#libs/contracts/http';
import { eventually } from '../e2e/platform/eventually.js';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened, type Stocked } from './console-story.js';
import { fieldOf, newCustomer, typeIn } from './steps/registering.js';

/** Rule 9: so soon after the network goes a page says from when it is, milliseconds. */
const SAID_WITHIN_MS = 10_000;
/** More than the API takes in one request, characters. */
const TOO_MUCH = 1_100_000;

jest.setTimeout(120_000);

describeInBrowser('the console on bad days', () => {
  let console: ConsoleStory;
  let customer: Opened;
  let device: Stocked;
  let connection: MqttClient | undefined;
  beforeAll(async () => {
    console = await ConsoleStory.begin('outage');
    customer = await console.customer('Katowice Śląsk', 'ewa');
    device = await console.deviceOf(customer);
    connection = await console.connected(device, customer);
    await connection.publishAsync('devices/me/telemetry', '{"voltage":230.4}', { qos: 1 });
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(async () => {
    await connection?.endAsync();
    await console?.end();
  }, PLATFORM_START_LIMIT_MS);

  it('rule 9: without a network a page says from when it is, and reads everything anew once it is back', async () => {
    const visit = await console.visitOf(customer.admin, `/devices/${device.id}/now`);
    const { page, words } = visit;
    const strip = page.getByText(words('common.lostSince'));
    await visit.sees(page.getByText('230.4'));
    await visit.withoutNetwork(async () => {
      const lostAt = performance.now();
      await visit.sees(strip);
      expect(performance.now() - lostAt).toBeLessThan(SAID_WITHIN_MS);
      // With the age: an instant of today, in the page's zone.
      expect(await strip.locator('time').textContent()).toMatch(/\d\d:\d\d:\d\d CET$/);
      await visit.sees(page.locator('.truths[data-old=true]'));
      await visit.look('device-without-network');
      await connection?.publishAsync('devices/me/telemetry', '{"voltage":228.1}', { qos: 1 });
    });
    await visit.sees(page.getByText('228.1'));
    await strip.waitFor({ state: 'hidden' });
  });

  it('a session that ends while a form is filled in loses nothing that was typed', async () => {
    const visit = await console.visitOf(console.provider.admin, '/register');
    await typeIn(visit, newCustomer('Łódź', console.address('adam')));
    await visit.reads('registration.draft.saved');
    const address = visit.address;
    await visit.losesSession();
    await visit.page.goto('/devices');
    await visit.signIn({ email: console.provider.admin.email, password });
    await visit.page.waitForURL(/\/devices$/);
    await visit.page.goto(address);
    await expect(fieldOf(visit, 'person.lastName').inputValue()).resolves.toBe('Wiśniewska');
  });

  it('what is too large for one request is said where it was typed, and stays there (413)', async () => {
    const visit = await console.visitOf(console.provider.admin, '/register');
    visit.expectRefusal(`PUT /api/v1/registration-drafts/${await draftOf(visit.page)} 413`);
    await typeIn(visit, { 'organization.name': 'Ł'.repeat(TOO_MUCH) });
    const why = visit.words('problem.of.request.body-too-large.title');
    await visit.reads('registration.draft.notSaved', { why });
    expect((await fieldOf(visit, 'organization.name').inputValue()).length).toBe(TOO_MUCH);
  });

  describe('a link', () => {
    const invite = (name: string) => {
      const offer = { email: console.address(name), role: 'member' } as const;
      return console.provider.admin.api.make(`/organizations/${console.provider.id}/invitations`, offer, invitation);
    };
    async function opened(link: string | undefined, status: number) {
      const visit = await console.visit({ screen: 'phone' });
      visit.expectRefusal(`GET /api/v1/invitations/${link?.split('/').at(-1)} ${status}`);
      await visit.page.goto(link ?? '');
      return visit;
    }

    it('R3-29, R3-30: that was replaced says so, and where the newer one is', async () => {
      const first = await invite('replaced');
      await invite('replaced');
      const visit = await opened(first.link, 409);
      await visit.reads('problem.of.identity.invitation-replaced.title');
      await visit.look('invitation-replaced');
    });

    it('R3-27, R3-30: that is too old says so, and whom to ask', async () => {
      const { id, link } = await invite('expired');
      const database = new Client({ connectionString: console.story.platform.databaseUrl });
      await database.connect();
      await database.query(`UPDATE invitation SET expires_at = created_at WHERE id = $1`, [id]);
      await database.end();
      const visit = await opened(link, 409);
      await visit.reads('problem.of.identity.invitation-expired.title');
      await visit.look('invitation-expired');
    });

    it('that nobody was sent says so', async () => {
      const { link = '' } = await invite('unknown');
      const visit = await opened(`${link.slice(0, -4)}AAAA`, 404);
      await visit.reads('problem.of.identity.invitation-unknown.title');
    });

    it('opened while somebody else is signed in asks before anything is typed', async () => {
      const { link = '' } = await invite('other');
      const visit = await console.visitOf(customer.admin, link);
      await visit.reads('account.other.title', { email: customer.admin.email });
      await visit.look('invitation-somebody-else');
      await visit.press('button', 'account.other.action');
      await visit.sees(visit.page.getByLabel(visit.words('session.password'), { exact: true }));
      await eventually('the page is that of the invitation', () => visit.address.startsWith('/invitation/'));
    });
  });
});

/** The draft that the address names, once it does. */
async function draftOf(page: { waitForURL(url: RegExp): Promise<void>; url(): string }): Promise<string> {
  await page.waitForURL(/\/register\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
