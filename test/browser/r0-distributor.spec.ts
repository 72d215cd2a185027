import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo, secretOf } from '../e2e/stories/mailbox.js';
import { accept, password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Stocked } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { chooseOf, rowOf, rowsAre } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R0 on the screen: a distributor's portal, from the sign-in to a device on a transformer.

const [CUSTOMER, ASSET] = ['Grid East', 'Substation 1'] as const;

jest.setTimeout(120_000);

describeInBrowser('R0: a distributor equips a customer', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let office: Visit;
  let stock: readonly Stocked[];
  beforeAll(async () => {
    console = await ConsoleStory.begin('office', 'distributor');
    office = await console.visit();
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const serial = (place: number) => stock[place]?.serialNumber ?? 'none';
  const toPart = async (tab: string) => {
    await office.press('link', 'menu.organizations');
    await office.page.getByRole('link', { name: CUSTOMER, exact: true }).click();
    await office.opens(`organization.tabs.${tab}`);
  };
  const toStock = async () => {
    await office.press('link', 'menu.organizations');
    await office.page.getByRole('link', { name: office.words('dashboard.view.stock') }).click();
  };
  /** The step the page of the customer says is next. */
  const nextStep = (name: string) =>
    office.sees(
      office.page.locator('[aria-current=step]').filter({ hasText: office.words(`organization.step.${name}`) }),
    );

  step('R0-02, R0-08, R0-09: signs in, and lands on a dashboard of exactly two tabs', async () => {
    await office.page.goto('/');
    await office.signIn({ email: console.provider.admin.email, password });
    await office.page.waitForURL(/\/organizations$/);
    const tabs = office.page.getByRole('navigation', { name: office.words('dashboard.views') }).getByRole('link');
    await office.sees(tabs);
    expect(await tabs.count()).toBe(2);
    await office.reads('dashboard.none');
    await office.look('dashboard-empty');
  });

  step('R0-06, R0-07 (a): under the own name at the top right is the profile, where the name is changed', async () => {
    await office.page.getByRole('button', { name: /Ada/ }).click();
    await office.press('menuitem', 'menu.account');
    await office.field('common.firstName').fill('Dora');
    await office.press('button', 'me.profile.action');
    await office.sees(office.page.getByRole('button', { name: /Dora/ }));
    await office.look('me');
  });

  step('R0-07 (c): another address to sign in with counts once its link was followed', async () => {
    const email = console.address('dora');
    await office.field('me.address.new').fill(email);
    await office.field('session.password').fill(password);
    await office.press('button', 'me.address.action');
    await office.reads('me.address.sent', { email });
    const other = await console.visit();
    await other.page.goto(linkIn(await mailTo(console.story.mail, email, 'Confirm your new')));
    await other.press('button', 'account.address.action');
    await other.reads('account.address.done');
    await office.page.reload();
    await office.reads('me.address.why', { email });
  });

  step('R0-13, R0-14: what production dispatches waits in the second tab, without an act of anybody', async () => {
    stock = await console.dispatch(4);
    await toStock();
    await rowsAre(
      office,
      stock.map(({ serialNumber }) => serialNumber),
    );
  });

  step('R0-11, R0-12, R0-16, R0-18: an organization is made with its name alone', async () => {
    await office.press('link', 'menu.organizations');
    await office.press('link', 'dashboard.create');
    await office.field('organization.field.name').fill(CUSTOMER);
    await office.press('button', 'organization.create.customer');
    await office.reads('organization.unlimited', { count: 0 });
    await nextStep('add-people');
    await office.look('organization-onboarding');
  });

  step('R0-20, R0-33: the next step leads to its form: an administrator is added', async () => {
    await office.press('link', 'organization.stepGo.add-people');
    await office.field('common.firstName').fill('Ewa');
    await office.field('common.lastName').fill('Nowak');
    await office.field('session.email').fill(console.address('ewa'));
    await office.field('organization.field.role').selectOption('admin');
    await office.press('button', 'organization.addPerson');
    await office.sees(office.page.getByRole('status').filter({ hasText: console.address('ewa') }));
    const invited = await mailTo(console.story.mail, console.address('ewa'), CUSTOMER);
    await accept(console.story.api, secretOf(linkIn(invited)));
  });

  step('R0-15, R0-21: the button beside a device assigns it, and it leaves the tab', async () => {
    await toStock();
    await rowOf(office, serial(0)).getByRole('button').click();
    await office.confirms('dashboard.assign.one');
    await office.reads('dashboard.assign.customerMissing');
    await office.dialog.getByLabel(CUSTOMER).check();
    await office.look('stock-assign');
    await office.confirms('dashboard.assign.verb', { name: CUSTOMER });
    await rowsAre(office, [1, 2, 3].map(serial));
  });

  step('R0-15, R0-21: several are assigned at once', async () => {
    for (const place of [1, 2]) await office.field('table.choose', { row: serial(place) }).check();
    await office.press('button', 'dashboard.assign.many', { count: 2 });
    await office.dialog.getByLabel(CUSTOMER).check();
    await office.confirms('dashboard.assign.verb', { name: CUSTOMER });
    await rowsAre(office, [serial(3)]);
  });

  step('R0-22, R0-23: an asset is added from its tab of the organization', async () => {
    await toPart('assets');
    await office.press('link', 'organization.addAsset');
    await office.field('assets.field.model').selectOption('Transformer');
    await office.field('assets.field.serialNumber').fill('T-1');
    await office.field('assets.field.name').fill(ASSET);
    await office.confirms('assets.finish');
    await office.reads('assets.added', { asset: ASSET });
    await office.confirms('common.close');
  });

  step('R0-17, R0-19: a limit refuses the next one, and says limit and count', async () => {
    await office.press('link', 'menu.organizations');
    await chooseOf(office, 'dashboard.actsOf', CUSTOMER, 'dashboard.act.edit');
    await office.field('organization.field.assetLimit').fill('1');
    await office.press('button', 'organization.save');
    await office.reads('organization.ofLimit', { total: 1, limit: 1 });
    await office.opens('organization.tabs.assets');
    await office.press('link', 'organization.addAsset');
    await office.field('assets.field.model').selectOption('Transformer');
    await office.field('assets.field.serialNumber').fill('T-2');
    office.expectRefusal('POST /api/v1/assets 409');
    await office.confirms('assets.finish');
    await office.reads('problem.of.fleet.asset-limit.title');
    await office.reads('problem.of.fleet.asset-limit.next', { assets: 1, limit: 1 });
    await office.look('asset-limit');
    await office.confirms('common.cancel');
  });

  step('R0-24, R0-25: a mounted device is installed from the three dots of its row', async () => {
    await toPart('devices');
    await chooseOf(office, 'organization.actionsOf', serial(0), 'organization.install');
    await office.dialog.getByLabel(new RegExp(ASSET)).check();
    await office.look('organization-install');
    await office.confirms('assets.install');
    await office.sees(
      office.page.getByRole('region', { name: office.words('organization.installed') }).getByText(serial(0)),
    );
    await office.look('organization-devices');
  });

  step('R0-33: the page says what is next, and so does the row of the customer', async () => {
    await office.opens('organization.tabs.overview');
    await nextStep('configure-asset');
    await office.press('link', 'menu.organizations');
    await office.sees(rowOf(office, CUSTOMER, office.words('dashboard.step.configure-asset')));
  });
});
