import { organizationKey, siteDetails, siteGrant } from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { linkIn, mailTo } from '../e2e/stories/mailbox.js';
import { joined } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory, type Opened } from './console-story.js';
import { stepsInOrder } from './steps/in-order.js';
import { addOffered, invitePartner, shownCode, shownKey, typeCode } from './steps/sharing.js';
import type { Visit } from './visit.js';

// The reference system R4 on the screens of those who share a site and of those who come to see it, at the same time.

/** R4-18: from the answer to the withdrawal until the open page of whoever lost access says so, milliseconds. */
const GONE_WITHIN_MS = 2_000;
/** R4-14, and how exact it is looked at, milliseconds. */
const [SEVEN_DAYS_MS, HOUR_MS] = [7 * DAY_MS, 3_600_000];
/** R4-19: so many wrong codes lock the entry. */
const WRONG_CODES = 5;
/** Notes in the page when it first says that something is not possible, milliseconds since 1970. */
const NOTE_ALERT = `new MutationObserver(() => {
  if (document.querySelector('[role=alert]')) window.alertAt ??= Date.now();
}).observe(document.body, { childList: true, subtree: true })`;
const SITE = 'Nabrzeże 4';

jest.setTimeout(120_000);

describeInBrowser('R4: a site is shared in three ways, and taken back', () => {
  const step = stepsInOrder();
  let console: ConsoleStory;
  let owner: Opened;
  let contractor: Opened;
  let sharing: Visit;
  let receiving: Visit;
  let siteId: string;
  let code: string;
  const subject = `shares the location ${SITE}`;
  beforeAll(async () => {
    console = await ConsoleStory.begin('sharing');
    owner = await console.customer('Port Gdynia', 'ewa');
    contractor = await console.customer('Kable Wschód', 'carl');
    const made = { organizationId: owner.id, name: SITE, lat: 54.52, lon: 18.55 };
    siteId = (await owner.admin.api.make('/sites', made, siteDetails)).id;
    sharing = await console.visitOf(owner.admin, `/sites/${siteId}/permissions`);
    receiving = await console.visitOf((await console.customer('Żuraw', 'jan')).admin, '/add-site', { screen: 'phone' });
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.hadNoFaults());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  const row = (...texts: readonly string[]) =>
    texts.reduce((rows, hasText) => rows.filter({ hasText }), sharing.page.getByRole('row'));
  const state = (name: string) => sharing.words(`sharing.state.${name}`);

  step('R4-06: the owner sees who has access: the customer itself, and its people', async () => {
    await sharing.sees(row(owner.name, sharing.words('sharing.through.owner')));
    await sharing.sees(row(owner.admin.email, sharing.words('sharing.through.member', { owner: owner.name })));
  });

  step('R4-04, R4-07, R4-08: an individual gets a mail with what to do, and has the site by its link', async () => {
    const { admin } = await console.customer('Dźwig', 'pia');
    await invitePartner(sharing, 'email', { email: admin.email });
    await sharing.reads('sharing.sent.email', { email: admin.email });
    await sharing.confirms('common.close');
    await sharing.sees(row(admin.email, state('pending')));
    const instructions = await mailTo(console.story.mail, admin.email, subject);
    expect(instructions.text).toContain('To add it to your own, follow the link');
    const visit = await console.visitOf(admin, linkIn(instructions));
    await visit.reads('addSite.offer.read', { owner: owner.name, site: SITE });
    await addOffered(visit, SITE);
  });

  step('R4-09, R4-10: an organization finds its key, and hands it over', async () => {
    const visit = await console.visitOf(contractor.admin, '/sites');
    const shown = await shownKey(visit, contractor.name);
    expect(await contractor.admin.api.read(`/organizations/${contractor.id}/key`, organizationKey)).toEqual({
      key: shown,
    });
    await visit.look('sites-key');
    await invitePartner(sharing, 'key', { key: shown });
    await sharing.reads('sharing.sent.key', { organization: contractor.name });
    await sharing.confirms('common.close');
  });

  step(
    'R4-11: the code goes to its administrators alone; accepted by one of them, all of its people see it',
    async () => {
      const { admin, id } = contractor;
      const fitter = await joined(console.story.api, admin.api, id, console.address('finn'), 'member');
      const visit = await console.visitOf(admin, linkIn(await mailTo(console.story.mail, admin.email, subject)));
      await visit.reads('addSite.forOrganization', { name: contractor.name });
      await addOffered(visit, SITE);
      expect(console.story.mail.to(fitter.email).filter((mail) => mail.subject.includes(SITE))).toEqual([]);
      const other = await console.visitOf(fitter, '/sites');
      await other.sees(other.page.getByRole('link', { name: SITE }));
    },
  );

  step('R4-12…R4-14: a code for anybody, in groups of four, good for seven days', async () => {
    await invitePartner(sharing, 'code');
    await sharing.reads('sharing.code.what');
    const until = (await sharing.dialog.locator('time').getAttribute('datetime')) ?? '';
    expect(Math.abs(Date.parse(until) - Date.now() - SEVEN_DAYS_MS)).toBeLessThan(HOUR_MS);
    await sharing.look('site-code');
    code = await shownCode(sharing);
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  });

  step('R4-15: a new one takes its place, and the old one is refused in plain words', async () => {
    const old = code;
    await invitePartner(sharing, 'code');
    code = await shownCode(sharing);
    expect(code).not.toBe(old);
    receiving.expectRefusal(`GET /api/v1/share-codes/${encodeURIComponent(old.replaceAll('-', ' '))} 404`);
    await typeCode(receiving, old);
    await receiving.reads('problem.of.fleet.share-code-unknown.title');
    await receiving.look('add-site-refused');
  });

  step('R4-05, R4-13, R4-16: whoever was told it types it on a phone, and has the site like an own one', async () => {
    await typeCode(receiving, code);
    await receiving.reads('addSite.offer.read', { owner: owner.name, site: SITE });
    await addOffered(receiving, SITE);
    await receiving.reads('sites.access.read');
    await receiving.page.goto('/sites');
    await receiving.page.getByRole('link', { name: SITE }).click();
    await receiving.sees(receiving.page.getByRole('heading', { name: SITE, exact: true }));
    await receiving.look('site-shared');
  });

  step('R4-18: the owner sees who looked', async () => {
    await sharing.page.reload();
    const log = sharing.page.getByRole('region', { name: sharing.words('sharing.log.title') });
    await sharing.sees(log.getByRole('row').filter({ hasText: contractor.name }));
    await sharing.sees(log.getByRole('row').filter({ hasText: console.address('jan') }));
  });

  step('R4-18: withdrawn by one, the open page of the other closes within two seconds', async () => {
    await receiving.page.evaluate(NOTE_ALERT);
    receiving.expectRefusal(`GET /api/v1/sites/${siteId} 404`);
    await row(sharing.words('sharing.through.code'), state('accepted')).getByRole('button').click();
    await sharing.reads('sharing.then.lost');
    await sharing.look('site-withdraw');
    const deletion = sharing.page.waitForResponse((response) => response.request().method() === 'DELETE');
    await sharing.confirms('sharing.withdraw');
    const { startTime, responseStart } = (await deletion).request().timing();
    await receiving.reads('problem.of.fleet.site-unknown.title');
    // Both clocks are those of the two pages, on one machine.
    const goneAt = await receiving.page.evaluate<number>('window.alertAt');
    expect(goneAt - (startTime + responseStart)).toBeLessThan(GONE_WITHIN_MS);
    await receiving.look('site-withdrawn');
    await receiving.press('link', 'sites.page.back');
    await receiving.reads('sites.none');
  });

  step('R4-18: the permissions show what waits, was accepted, is over and was withdrawn', async () => {
    const share = (email: string, more = {}) =>
      owner.admin.api.make(`/sites/${siteId}/grants`, { way: 'email', email, access: 'read', ...more }, siteGrant);
    await share(console.address('late'), { endsAt: new Date(Date.now() + 2_000).toISOString() });
    await share(console.address('slow'));
    for (const [who, name] of [
      [console.address('late'), 'expired'],
      [console.address('slow'), 'pending'],
      [console.address('pia'), 'accepted'],
      [contractor.name, 'accepted'],
      [console.address('jan'), 'withdrawn'],
    ] as const)
      await sharing.sees(row(who, state(name)));
    await sharing.look('site-permissions');
  });

  step('R4-19: whoever guesses codes is locked out, and told for how long', async () => {
    const { admin } = await console.customer('Zgadywanka', 'zoe');
    for (let n = 0; n < WRONG_CODES; n += 1) await admin.api.get(`/share-codes/0000-0000-0000-000${n}`);
    const visit = await console.visitOf(admin, '/add-site', { screen: 'phone' });
    visit.expectRefusal('GET /api/v1/share-codes/0000%200000%200000%200009 429');
    await typeCode(visit, '0000-0000-0000-0009');
    await visit.reads('problem.of.identity.code-entry-locked.title');
  });
});
