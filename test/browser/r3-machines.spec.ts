import { assetDetails, assetPage, assignments, proposal } from '#libs/contracts/http';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { mailTo } from '../e2e/stories/mailbox.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened, type Stocked } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { rowOf, rowsAre, searchColumn } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R3 on the screen: the machines of a customer, from the plate to “3/8 linked”.

/** R3-10: 3 of 8. */
const [LINKED, ADDED] = [3, 8];

jest.setTimeout(120_000);

describeInBrowser('R3: a service organization enters machines, and offers to look after them', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let customer: Opened;
  let edges: readonly Stocked[];
  let provider: Visit;
  let owner: Visit;
  beforeAll(async () => {
    console = await ConsoleStory.begin('machines');
    customer = await console.customer('Mill Bakery', 'karin');
    edges = await console.dispatch(2);
    const assigned = { organizationId: customer.id, deviceIds: edges.map(({ id }) => id) };
    await console.provider.admin.api.make('/devices/assignments', assigned, assignments);
    provider = await console.visitOf(console.provider.admin, `/organizations/${customer.id}/assets`);
    owner = await console.visitOf(customer.admin, '/proposals');
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const type = async (typed: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(typed)) await provider.field(`assets.field.${name}`).fill(text);
  };
  const choose = (model: string) => provider.field('assets.field.model').selectOption(model);
  const serial = (place: number) => edges[place]?.serialNumber ?? 'none';
  const edgeDevice = () => provider.field('assets.pairWith');

  step('R3-13, R3-34, R3-36: a machine is added from the machines; serial number and model are needed', async () => {
    await provider.press('link', 'organization.allAssets');
    await provider.press('button', 'assets.add');
    await provider.sees(provider.dialog.getByText(customer.name));
    await provider.confirms('assets.finish');
    await provider.reads('assets.wrong.serialNumber');
    await provider.reads('assets.wrong.model');
    await provider.look('asset-add');
  });

  step('R3-35…R3-37, R3-39: an ERP number, a stored model, a warranty, and where it comes from', async () => {
    await choose('UPS');
    await type({ serialNumber: 'M-1', name: 'Dough press', externalId: 'ERP-0815' });
    await type({ warrantyBegin: '2026-01-01', warrantyEnd: '2099-01-01' });
    await provider.field('assets.field.migrated').check();
    await provider.confirms('assets.finish');
  });

  step('R3-40, R3-42: finished, everything is there at a glance, to change or to close', async () => {
    for (const text of ['UPS', 'M-1', 'ERP-0815', provider.words('assets.notPaired')])
      await provider.sees(provider.dialog.locator('dd').filter({ hasText: text }));
    await provider.look('asset-added');
    await provider.confirms('assets.change');
    await type({ externalId: 'ERP-4711' });
    await provider.confirms('assets.save');
    await provider.sees(provider.dialog.locator('dd').filter({ hasText: 'ERP-4711' }));
  });

  step('R3-38, R3-40, R3-41: or it is paired with an edge device that is on nothing', async () => {
    await provider.confirms('assets.another');
    await choose('UPS');
    await type({ serialNumber: 'M-2' });
    await edgeDevice().selectOption(serial(0));
    await provider.confirms('assets.addAndPair');
    await provider.sees(provider.dialog.locator('dd').filter({ hasText: serial(0) }));
    await provider.confirms('common.close');
  });

  step('R3-41, R3-43: whoever pairs another is not offered what is on a machine', async () => {
    await rowsAre(provider, ['Dough press', 'UPS M-2']);
    await provider.page.getByRole('link', { name: 'Dough press' }).click();
    await provider.opens('asset.tabs.installation');
    await provider.press('button', 'assets.install');
    await provider.sees(provider.dialog.getByText(serial(1)));
    expect(await provider.dialog.getByText(serial(0)).count()).toBe(0);
    await provider.look('asset-pair');
    await provider.dialog.getByText(serial(1)).click();
    await provider.confirms('assets.install');
    await provider.sees(provider.page.getByRole('link', { name: serial(1) }));
  });

  step('R3-33: the provider offers to look after it, and is asked before', async () => {
    await provider.opens('asset.tabs.service');
    await provider.reads('asset.migrated');
    await provider.press('button', 'asset.propose');
    await provider.reads('asset.proposeWhat', { customer: customer.name });
    await provider.field('asset.message').fill('We know this press.');
    await provider.look('asset-propose');
    await provider.confirms('asset.propose');
    await provider.reads('asset.proposal.proposed');
    await mailTo(console.story.mail, customer.admin.email, `${console.provider.name} proposes to look after`);
  });

  step('R3-33: the customer accepts it, under a name of its own', async () => {
    await owner.page.reload();
    await owner.sees(rowOf(owner, 'We know this press.'));
    await owner.press('button', 'proposals.accept.named', { machine: 'Dough press' });
    await owner.field('proposals.accept.name').fill('Press 1');
    await owner.confirms('proposals.accept.verb');
    await owner.sees(rowOf(owner, owner.words('proposals.status.accepted')));
  });

  step('R3-10, R3-45: 3/8: a machine counts as linked once the customer has taken the offer', async () => {
    const { api } = console.provider.admin;
    const { items } = await api.read(`/assets?organizationId=${customer.id}&serialNumber=M-2`, assetPage);
    const made = items.map(({ id }) => id);
    for (let n = items.length + 2; n <= ADDED; n += 1)
      made.push(
        (await api.make('/assets', { organizationId: customer.id, model: 'UPS', serialNumber: `M-${n}` }, assetDetails))
          .id,
      );
    for (const id of made.slice(0, LINKED - 1)) {
      const offered = await api.make(`/assets/${id}/proposals`, {}, proposal);
      await customer.admin.api.make(`/proposals/${offered.id}/acceptance`, {}, proposal);
    }
    await provider.page.goto('/organizations');
    await provider.page.getByRole('link', { name: `${LINKED}/${ADDED}` }).click();
    await provider.sees(provider.page.getByRole('heading', { name: customer.name }));
    await provider.reads('organization.machines', { linked: LINKED, total: ADDED });
  });

  step('R3-31: the machines are sorted and searched by column', async () => {
    await provider.press('link', 'organization.allAssets');
    await provider.reads('assets.machines', { linked: LINKED, total: ADDED });
    await provider.press('button', 'assets.column.serialNumber');
    await rowsAre(provider, ['Press 1', ...[2, 3, 4, 5, 6, 7, 8].map((n) => `UPS M-${n}`)]);
    await searchColumn(provider, provider.words('assets.column.asset'), 'press');
    await rowsAre(provider, ['Press 1']);
    await provider.look('assets-searched');
  });

  step('R3-32: one is edited, and deleted by whoever types its serial number', async () => {
    await provider.page.goto(`/assets?organizationId=${customer.id}&serialNumber=M-8`);
    await provider.page.getByRole('link', { name: 'UPS M-8' }).click();
    await provider.opens('asset.tabs.service');
    await provider.press('button', 'asset.editVerb');
    await type({ externalId: 'ERP-8' });
    await provider.confirms('assets.save');
    await provider.sees(provider.page.locator('dd').filter({ hasText: 'ERP-8' }));
    await provider.press('button', 'asset.delete');
    await provider.confirms('asset.delete');
    await provider.reads('asset.deleteWrong');
    await provider.field('asset.deleteConfirm', { serialNumber: 'M-8' }).fill('M-8');
    await provider.look('asset-delete');
    await provider.confirms('asset.delete');
    await provider.page.waitForURL(/\/assets$/);
    await rowsAre(provider, ['Press 1', ...[2, 3, 4, 5, 6, 7].map((n) => `UPS M-${n}`)]);
  });
});
