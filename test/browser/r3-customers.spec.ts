import { invitation, organization } from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo, secretOf } from '../e2e/stories/mailbox.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { chooseOf, rowOf, rowsAre, searchColumn } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R3 on the screen: the customers of a service organization, from new to onboarded.

/** R3-27, and how exact it is looked at, milliseconds. */
const [THIRTY_DAYS_MS, HOUR_MS] = [30 * DAY_MS, 3_600_000];
const [ALDER, MILL, ZINC] = ['Alder Dairy', 'Mill Bakery', 'Zinc Foundry'] as const;

jest.setTimeout(120_000);

describeInBrowser('R3: a service organization takes a customer in', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let provider: Visit;
  let first: string;
  let again: string;
  const karin = () => console.address('karin');
  beforeAll(async () => {
    console = await ConsoleStory.begin('customers');
    const { api } = console.provider.admin;
    await api.make('/organizations', { kind: 'customer', name: ZINC }, organization);
    const { id } = await api.make('/organizations', { kind: 'customer', name: ALDER }, organization);
    await api.make(`/organizations/${id}/invitations`, { email: console.address('al') }, invitation);
    provider = await console.visitOf(console.provider.admin, '/organizations');
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const field = (key: string) => provider.field(key);
  const status = (name: string) => provider.words(`dashboard.status.${name}`);

  step('R3-14: a customer needs a name, which is starred, and is in the list then', async () => {
    await provider.press('link', 'dashboard.create');
    await provider.press('button', 'organization.create.customer');
    await provider.reads('organization.wrong.name');
    await provider.look('organization-new');
    await field('organization.field.name').fill(MILL);
    await provider.page.getByText(provider.words('organization.moreFields')).click();
    await field('organization.field.address').fill('Mill Lane 3, Poznań');
    await provider.press('button', 'organization.create.customer');
    await provider.sees(provider.page.getByRole('heading', { name: MILL }));
    await provider.press('link', 'menu.organizations');
    await rowsAre(provider, [ALDER, MILL, ZINC]);
  });

  step('R3-01, R3-04, R3-10: the list says its status, its machines and what is next', async () => {
    await provider.sees(rowOf(provider, MILL, status('new'), '0/0', provider.words('dashboard.step.add-people')));
    await provider.sees(rowOf(provider, ALDER, status('invited')));
    await provider.look('organizations');
  });

  step('R3-11, R3-23, R3-24: its row opens its page: number, service organization, address, status', async () => {
    await provider.page.getByRole('link', { name: MILL }).click();
    await provider.reads('organization.status.new');
    const id = /organizations\/([0-9a-f-]{36})/.exec(provider.address)?.[1] ?? 'none';
    for (const text of [id, console.provider.name, 'Mill Lane 3, Poznań'])
      await provider.sees(provider.page.locator('dd').filter({ hasText: text }));
    await provider.look('organization');
  });

  step('R3-02, R3-05, R3-25, R3-26: a name and an address are enough to invite it', async () => {
    await provider.opens('organization.tabs.invitations');
    await provider.press('button', 'organization.invite');
    await field('session.email').fill(karin());
    await field('organization.field.personName').fill('Karin Young');
    await provider.look('organization-invite');
    await provider.page
      .locator('form')
      .getByRole('button', { name: provider.words('organization.invite') })
      .click();
    await provider.reads('organization.invited', { email: karin() });
    await provider.reads('organization.status.invited');
    expect((await mailTo(console.story.mail, karin(), `Invitation to ${MILL}`)).text).toContain('Karin Young');
  });

  step('R3-27, R3-28: its link is copied, and good for thirty days', async () => {
    const row = rowOf(provider, karin(), provider.words('organization.invitation.pending'));
    const until = (await row.locator('time').first().getAttribute('datetime')) ?? '';
    expect(Math.abs(Date.parse(until) - Date.now() - THIRTY_DAYS_MS)).toBeLessThan(HOUR_MS);
    await provider.press('button', 'organization.copyLinkOf', { name: karin() });
    await provider.sees(row.getByText(provider.words('common.copied')));
    first = await provider.clipboard();
    expect(first).toBe(linkIn(await mailTo(console.story.mail, karin(), `Invitation to ${MILL}`)));
  });

  step('R3-29, R3-30: sent again it ends the link before, which says so and makes no account', async () => {
    await chooseOf(provider, 'organization.actionsOf', karin(), 'organization.invitationAct.resend.verb');
    await provider.confirms('organization.invitationAct.resend.verb');
    await provider.sees(rowOf(provider, provider.words('organization.invitation.replaced')));
    await provider.look('organization-invitations');
    await provider.press('button', 'organization.copyLinkOf', { name: karin() });
    await provider.sees(rowOf(provider, provider.words('common.copied')));
    again = await provider.clipboard();
    const late = await console.visit();
    late.expectRefusal(`GET /api/v1/invitations/${secretOf(first)} 409`);
    await late.page.goto(first);
    await late.reads('problem.of.identity.invitation-replaced.title');
  });

  step('R3-06, R3-30: whoever follows the newer one joins, and the customer is onboarded', async () => {
    const customer = await console.visit();
    await customer.page.goto(again);
    await customer.field('common.firstName').fill('Karin');
    await customer.field('common.lastName').fill('Young');
    await customer.field('session.password').fill(password);
    await customer.look('invitation-join');
    await customer.press('button', 'account.invitation.action');
    await customer.sees(customer.page.getByRole('button', { name: /Karin/ }));
    await provider.page.reload();
    await provider.reads('organization.status.onboarded');
  });

  step('R3-03…R3-07: a panel says how many customers are at each status, and shows those alone', async () => {
    await provider.press('link', 'menu.organizations');
    for (const [name, customer] of [
      ['new', ZINC],
      ['invited', ALDER],
      ['onboarded', MILL],
    ] as const) {
      const panel = provider.page.locator(`button[data-status=${name}]`);
      await provider.sees(panel.getByText('1', { exact: true }));
      await panel.click();
      await rowsAre(provider, [customer]);
      expect(new URL(provider.page.url()).searchParams.get('status')).toBe(name);
    }
    await provider.look('organizations-onboarded');
    await provider.page.locator('button[aria-pressed=true]').click();
    await rowsAre(provider, [ALDER, MILL, ZINC]);
  });

  step('R3-08, R3-09: a heading sorts, and each column has a search of its own', async () => {
    await provider.press('button', 'dashboard.column.name');
    await rowsAre(provider, [ZINC, MILL, ALDER]);
    await provider.press('button', 'dashboard.column.status');
    await rowsAre(provider, [ZINC, ALDER, MILL]);
    await searchColumn(provider, provider.words('dashboard.column.address'), 'mill lane');
    await rowsAre(provider, [MILL]);
    await provider.look('organizations-searched');
  });
});
