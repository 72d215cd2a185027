import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo } from '../e2e/stories/mailbox.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { chooseOf, rowOf, rowsAre } from './steps/tables.js';
import type { Visit } from './visit.js';

// The reference system R2 on the screen: the customers of a tenant, their users, and how both end.

const [CUSTOMER, RENAMED, INNER] = ['Zielone Osiedle', 'Zielone Osiedle II', 'Klatka A'] as const;

jest.setTimeout(120_000);

describeInBrowser('R2: a tenant makes a customer and its users, and deletes them', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let tenant: Visit;
  let user: Visit;
  let link: string;
  const [mailed, shown] = [() => console.address('ewa'), () => console.address('jan')];
  beforeAll(async () => {
    console = await ConsoleStory.begin('tenant');
    tenant = await console.visitOf(console.provider.admin, '/organizations');
    user = await console.visit();
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const fillIn = async (fields: Readonly<Record<string, string>>) => {
    for (const [key, text] of Object.entries(fields)) await tenant.field(key).fill(text);
  };
  const toCustomer = async (name: string) => {
    await tenant.press('link', 'menu.organizations');
    await tenant.page.getByRole('link', { name, exact: true }).click();
    await tenant.sees(tenant.page.getByRole('heading', { name, exact: true }));
  };
  /** Joins by the link of an invitation. */
  const join = async (visit: Visit, address: string) => {
    await visit.page.goto(address);
    await visit.field('session.password').fill(password);
    await visit.press('button', 'account.invitation.action');
    await visit.sees(visit.page.getByRole('button', { name: /Nowa/ }));
  };

  step(
    'R2-01, R2-07: a customer is made from the list; the field with an asterisk is needed, the others are not',
    async () => {
      await tenant.press('link', 'dashboard.create');
      await tenant.sees(tenant.field('organization.field.name'));
      expect(await tenant.page.locator('form label:visible', { hasText: '*' }).count()).toBe(1);
      await tenant.press('button', 'organization.create.customer');
      await tenant.reads('organization.wrong.name');
      await fillIn({ 'organization.field.name': CUSTOMER });
      await tenant.press('button', 'organization.create.customer');
      await tenant.sees(tenant.page.getByRole('heading', { name: CUSTOMER }));
    },
  );

  step('R2-08, R2-09: its users are managed from its row; by default one gets the link by mail', async () => {
    await tenant.press('link', 'menu.organizations');
    await chooseOf(tenant, 'dashboard.actsOf', CUSTOMER, 'dashboard.act.people');
    await tenant.press('button', 'organization.addPerson');
    await tenant.sees(tenant.field('session.email'));
    expect(await tenant.page.locator('form label', { hasText: '*' }).count()).toBe(3);
    await expect(tenant.page.getByRole('radio', { checked: true }).inputValue()).resolves.toBe('email');
    await fillIn({ 'common.firstName': 'Ewa', 'common.lastName': 'Nowak', 'session.email': mailed() });
    await tenant.field('organization.field.role').selectOption('admin');
    await tenant.look('organization-person-add');
    await tenant.press('button', 'organization.addPerson');
    await tenant.reads('organization.linkMailed', { email: mailed() });
  });

  step('R2-10: until the link was used there is no account, for no mail has arrived for sure', async () => {
    const { status } = await console.story.api.post('/sessions', { email: mailed(), password });
    expect(status).toBe(401);
    await join(user, linkIn(await mailTo(console.story.mail, mailed(), CUSTOMER)));
    await tenant.page.reload();
    await tenant.sees(rowOf(tenant, mailed(), tenant.words('organization.account.active')));
  });

  step('R2-11: or the link is shown, no mail goes out, and it can be copied later as well', async () => {
    await tenant.press('button', 'organization.addPerson');
    await fillIn({ 'common.firstName': 'Jan', 'common.lastName': 'Nowacki', 'session.email': shown() });
    await tenant.page.getByLabel(tenant.words('organization.activationBy.link')).check();
    await tenant.press('button', 'organization.addPerson');
    await tenant.reads('organization.linkShown', { email: shown() });
    link = (await tenant.page.locator('code').textContent()) ?? '';
    await tenant.look('organization-person-link');
    await tenant.opens('organization.tabs.invitations');
    await tenant.press('button', 'organization.copyLinkOf', { name: shown() });
    await tenant.sees(rowOf(tenant, shown()).getByText(tenant.words('common.copied')));
    expect(await tenant.clipboard()).toBe(link);
    const visit = await console.visit();
    await join(visit, link);
    await visit.end();
    expect(console.story.mail.to(shown())).toEqual([]);
  });

  step('R2-12: its title, its home page and any other field are changed', async () => {
    await toCustomer(CUSTOMER);
    await tenant.press('button', 'organization.editVerb');
    await fillIn({ 'organization.field.name': RENAMED, 'organization.field.address': 'Leśna 2, Gdynia' });
    await tenant.field('organization.field.homeDashboard').selectOption('/devices');
    await tenant.look('organization-edit');
    await tenant.press('button', 'organization.save');
    await tenant.sees(tenant.page.getByRole('heading', { name: RENAMED }));
    await user.page.goto('/');
    await user.page.waitForURL(/\/devices$/);
  });

  step('R2-13: so is a user of it', async () => {
    await tenant.opens('organization.tabs.people');
    await chooseOf(tenant, 'organization.actionsOf', 'Jan Nowacki', 'organization.act.edit.item');
    await fillIn({ 'me.profile.phone': '+48 58 555 01 00' });
    await tenant.confirms('organization.save');
    await tenant.sees(rowOf(tenant, shown(), '+48 58 555 01 00'));
  });

  step('R2-18: a user of a customer is offered no customers', async () => {
    await user.sees(user.page.getByRole('link', { name: user.words('menu.devices') }));
    expect(await user.page.getByRole('link', { name: user.words('menu.organizations') }).count()).toBe(0);
  });

  step('R2-14, R2-16: whoever removes a user types the address, for it cannot be undone', async () => {
    await chooseOf(tenant, 'organization.actionsOf', 'Jan Nowacki', 'organization.act.remove.item');
    await tenant.reads('organization.removeForGood');
    await tenant.confirms('organization.remove');
    await tenant.reads('organization.removeEmailWrong', { email: shown() });
    await tenant.look('organization-person-remove');
    await tenant.field('organization.removeEmail', { email: shown() }).fill(shown());
    await tenant.confirms('organization.remove');
    await tenant.dialog.waitFor({ state: 'hidden' });
    await rowOf(tenant, shown()).waitFor({ state: 'detached' });
  });

  step('R2-04, R2-15: a customer within the customer is made, and deleted on its own page', async () => {
    await toCustomer(RENAMED);
    await tenant.press('link', 'organization.newInside.customer');
    await fillIn({ 'organization.field.name': INNER });
    await tenant.press('button', 'organization.create.customer');
    await tenant.sees(tenant.page.getByRole('heading', { name: INNER }));
    await tenant.press('button', 'organization.deleteVerb');
    await tenant.field('organization.deleteName', { name: INNER }).fill(INNER);
    await tenant.confirms('organization.deleteVerb');
    await tenant.page.waitForURL(/\/organizations$/);
    await rowsAre(tenant, [RENAMED]);
  });

  step(
    'R2-14, R2-16, R2-17: from the list it is deleted by whoever types its name; its users are out at once',
    async () => {
      await chooseOf(tenant, 'dashboard.actsOf', RENAMED, 'dashboard.act.delete');
      await tenant.reads('organization.deleteForGood');
      await tenant.field('organization.deleteName', { name: RENAMED }).fill(CUSTOMER);
      await tenant.confirms('organization.deleteVerb');
      await tenant.reads('organization.deleteNameWrong', { name: RENAMED });
      await tenant.look('organization-delete');
      await tenant.field('organization.deleteName', { name: RENAMED }).fill(RENAMED);
      await tenant.confirms('organization.deleteVerb');
      await tenant.page.waitForURL(/\/organizations$/);
      await tenant.reads('dashboard.none');
      await user.page.reload();
      await user.sees(user.page.getByRole('heading', { name: user.words('session.signIn') }));
    },
  );
});
