import { assetDetails, installation } from '#libs/contracts/http';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { rowOf } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R0 on the screen: a transformer of a customer is configured, and its oil tests are told.

const ASSET = 'Substation 1';
/** The number of the article about them. */
const OIL_TESTS = 9;
/** A discharge of high energy, by the ratios of IEC 60599 and by Duval triangle 1; µL/L. */
const arcing = { hydrogen: '305', methane: '85', acetylene: '130', ethylene: '197', ethane: '25' };
/** Less of each gas than is typical of transformers in service; µL/L. */
const healthy = { hydrogen: '10', methane: '8', acetylene: '0.5', ethylene: '5', ethane: '6' };

jest.setTimeout(120_000);

describeInBrowser('R0: a transformer is configured, and its oil tests are uploaded', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let customer: Opened;
  let office: Visit;
  let owner: Visit;
  let path: string;
  beforeAll(async () => {
    console = await ConsoleStory.begin('oil', 'distributor');
    customer = await console.customer('Grid East', 'ewa');
    const device = await console.deviceOf(customer);
    const { api } = console.provider.admin;
    const asset = { organizationId: customer.id, model: 'Transformer', serialNumber: 'T-1', name: ASSET };
    const { id } = await api.make('/assets', asset, assetDetails);
    await api.make(`/devices/${device.id}/installation`, { assetId: id }, installation);
    path = `/assets/${id}`;
    office = await console.visitOf(console.provider.admin, `${path}/configuration`);
    owner = await console.visitOf(customer.admin, `${path}/configuration`);
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const limit = async (visit: Visit, high: string) => {
    await visit.press('button', 'asset.configureVerb');
    await visit.sees(visit.page.getByRole('button', { name: visit.words('asset.saveConfiguration') }));
    if ((await visit.page.locator('fieldset.threshold').count()) === 0) {
      await visit.press('button', 'asset.addThreshold');
      await visit.field('telemetry.column.quantity').fill('hydrogen');
      await visit.field('telemetry.column.unit').fill('µL/L');
    }
    await visit.field('asset.high').fill(high);
    await visit.press('button', 'asset.saveConfiguration');
    await visit.sees(visit.page.getByRole('cell', { name: high, exact: true }));
  };
  const upload = async (visit: Visit, day: string, values: Readonly<Record<string, string>>) => {
    await visit.press('button', 'measurements.add');
    await visit.field('measurements.sampledAt').fill(`${day}T09:30`);
    for (const [name, value] of Object.entries(values))
      await visit.dialog.getByLabel(new RegExp(`^${visit.words(`measurements.quantity.${name}`)} `)).fill(value);
    await visit.confirms('measurements.save');
    await visit.dialog.waitFor({ state: 'hidden' });
  };

  step('R0-26: a user of the distributor is told who configures, and is offered no form', async () => {
    await office.reads('asset.customersConfigure', { customer: customer.name });
    expect(await office.page.getByRole('button', { name: office.words('asset.configureVerb') }).count()).toBe(0);
    await office.look('asset-configuration-refused');
  });

  step('R0-26: the customer’s own people configure it', async () => {
    await limit(owner, '150');
  });

  step('R0-27: the distributor joins as a user, which is said before, and may configure then', async () => {
    await office.press('link', 'asset.join', { customer: customer.name });
    await office.reads('organization.joinSeen', { name: customer.name });
    await office.look('organization-join');
    await office.confirms('organization.join');
    await office.dialog.waitFor({ state: 'hidden' });
    await office.page.goto(`${path}/configuration`);
    await limit(office, '120');
  });

  step('R0-27: the customer sees it: among its people, and in its audit trail', async () => {
    await owner.page.goto(`/organizations/${customer.id}/people`);
    await owner.reads('organization.joinedThemselves', { provider: console.provider.name });
    await owner.look('organization-people-joined');
    await owner.press('link', 'menu.audit');
    await owner.sees(rowOf(owner, owner.words('audit.action.member.self-granted'), console.provider.name));
  });

  step('R0-33: with it every step of the customer is done', async () => {
    await office.page.goto(`/organizations/${customer.id}/overview`);
    await office.reads('organization.onboardingDone');
  });

  step('R0-28: the distributor adds an oil test, and is told what its gases say', async () => {
    await office.page.goto(`${path}/measurements`);
    await office.reads('measurements.none');
    await upload(office, '2026-03-01', arcing);
    await office.reads('measurements.aboveTypical');
    const triangle = office.page.getByRole('img', { name: new RegExp(office.words('measurements.fault.D2')) });
    await office.sees(triangle);
    expect(await triangle.locator('polygon').count()).toBe(7);
    await office.sees(
      office.page
        .locator('dd')
        .filter({ hasText: office.words('measurements.fault.D2') })
        .nth(1),
    );
  });

  step('R0-29, R0-30: the customer’s people add one as well, and no fault is named where none is', async () => {
    await owner.page.goto(path);
    await owner.opens('asset.tabs.measurements');
    await upload(owner, '2026-06-01', healthy);
    await owner.reads('measurements.noFault');
    expect(await owner.page.getByText(owner.words('measurements.fault.D2')).count()).toBe(0);
    await owner.look('asset-measurements-healthy');
  });

  step('R0-31: the page leads to the article that explains it, with its number and its day', async () => {
    await owner.press('link', 'pageHelp.ofPage', { title: owner.words(`pageHelp.titles.${OIL_TESTS}`) });
    await owner.reads('help.number', { number: OIL_TESTS });
    await owner.sees(owner.page.locator('article time'));
  });

  step('R0-32, R1-42: whoever is signed in rates it and comments on it, and the count is shown', async () => {
    const stars = owner.page.getByRole('radio', { name: owner.words('help.stars.4') });
    await owner.page.locator('label').filter({ has: stars }).click();
    await owner.reads('help.rated', { value: 4, count: 1 });
    await owner.field('help.comment').fill('Which gases does our laboratory need to name?');
    await owner.press('button', 'help.send');
    await owner.reads('help.comments', { count: 1 });
    await owner.look('help-article');
    await office.page.goto(owner.address);
    await office.reads('help.comments', { count: 1 });
  });

  step('R0-32: whoever is not signed in reads the article, and is led to the sign-in for the rest', async () => {
    const stranger = await console.visit();
    await stranger.page.goto(owner.address);
    await stranger.reads('help.signInWhy');
    expect(await stranger.page.getByRole('textbox').count()).toBe(0);
  });
});
