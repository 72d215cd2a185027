import type { Language } from '#libs/contracts/http';
import { IssuedMailLinks } from '#libs/identity';
import { DAY_MS, HOUR_MS, newUuid, personId } from '#libs/kernel';
import { MailDelivery, MailTransport, MailWriter, PrismaMailQueue, type RenderedMail } from '#libs/notifications';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { mailTemplates } from '../../../apps/worker/src/mail-templates.js';
import { aForm, type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleetAlone();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** Keeps the mails. */
class KeptMails extends MailTransport {
  readonly mails: { readonly recipient: string; readonly mail: RenderedMail }[] = [];

  override async send(_id: string, recipient: string, mail: RenderedMail): Promise<void> {
    this.mails.push({ recipient, mail });
  }
}

/** Sends whatever waits. */
async function deliver() {
  const transport = new KeptMails();
  const queue = new PrismaMailQueue(test.registry);
  const links = new IssuedMailLinks(test.registry, test.identity.links);
  const outcome = await new MailDelivery(queue, transport, new MailWriter(mailTemplates, links), test.clock).run();
  return { outcome, mails: transport.mails };
}

/** Somebody with a verified address, in no organization. */
async function aPerson(language: Language) {
  const id = personId(newUuid(test.clock.now()));
  const at = test.clock.now();
  const email = `${id}@people.example`;
  const names = { firstName: 'Ada', lastName: 'Nowak', language, passwordHash: 'plain x', verifiedAt: at };
  await test.registry.client.person.create({ data: { id, email, ...names, createdAt: at, updatedAt: at } });
  return { personId: id, email, sessionId: newUuid(at), memberships: [] };
}

async function aSite() {
  const { organization } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
  await deliver();
  const owner = test.actorIn(organization);
  const site = await test.fleet.sites.create(owner, { organizationId: organization.id, name: 'Pump house' });
  return { owner, site };
}

describe('the mail about a shared site', () => {
  it('R4-08, R4-16: has a link and a code that work, in the language of whoever gets it', async () => {
    for (const [language, words] of [
      ['en', 'Add the location'],
      ['pl', 'Dodaj lokalizację'],
    ] as const) {
      const { owner, site } = await aSite();
      const person = await aPerson(language);
      await test.fleet.siteSharing.byEmail(owner, site.id, person.email, { access: 'read' });
      const { mails } = await deliver();
      expect(mails).toMatchObject([{ recipient: person.email }]);
      const { text = '', html = '' } = mails[0]?.mail ?? {};
      expect(text).toContain(words);
      expect(html).toContain('Pump house');
      const [url = '', code = ''] = /https:\/\/fieldgate\.example\/add-site\/(\S+)/.exec(text) ?? [];
      expect(html).toContain(url);
      expect(text.split(url).join('')).toContain(code);
      expect(await test.fleet.shareAcceptance.open(person, code)).toMatchObject({ siteName: 'Pump house' });
      await test.fleet.shareAcceptance.accept(person, code);
      expect(await test.fleet.sites.get(person, site.id)).toMatchObject({ access: 'read' });
    }
  });

  it('tells who has no account how to come to one', async () => {
    const { owner, site } = await aSite();
    await test.fleet.siteSharing.byEmail(owner, site.id, 'nobody@elsewhere.example', { access: 'manage' });
    const { mails } = await deliver();
    expect(mails[0]?.mail.text).toContain('If you have no account yet');
  });

  it('is not sent any more when it was withdrawn, replaced, or its site deleted before', async () => {
    const { owner, site } = await aSite();
    const offer = (email: string) => test.fleet.siteSharing.byEmail(owner, site.id, email, { access: 'read' });
    const withdrawn = await offer('one@elsewhere.example');
    await test.fleet.siteSharing.withdraw(owner, site.id, withdrawn.id);
    await offer('two@elsewhere.example');
    await offer('two@elsewhere.example');
    const { outcome, mails } = await deliver();
    expect(outcome).toMatchObject({ sent: 1, superseded: 2 });
    expect(mails).toMatchObject([{ recipient: 'two@elsewhere.example' }]);
    await offer('three@elsewhere.example');
    await test.fleet.sites.delete(owner, site.id, 'Pump house');
    expect((await deliver()).outcome).toMatchObject({ sent: 0, superseded: 1 });
  });

  it('R4-14: is not sent when its code ended on the way', async () => {
    const { owner, site } = await aSite();
    await test.fleet.siteSharing.byEmail(owner, site.id, 'late@elsewhere.example', { access: 'read' });
    test.clock.advance(7 * DAY_MS);
    expect((await deliver()).outcome).toMatchObject({ sent: 0, givenUp: 1 });
  });
});

describe('the code of a site, by the clock', () => {
  it('R4-14, R4-15: is taken to the last millisecond of its seven days, and then refused', async () => {
    const { owner, site } = await aSite();
    const [early, late] = [await aPerson('en'), await aPerson('en')];
    const { code } = await test.fleet.siteSharing.byCode(owner, site.id, { access: 'read' });
    test.clock.advance(7 * DAY_MS - 1);
    expect(await test.fleet.shareAcceptance.open(early, code)).toMatchObject({ way: 'code' });
    test.clock.advance(1);
    const refused = test.fleet.shareAcceptance.accept(late, code);
    await expect(refused).rejects.toMatchObject({ code: 'fleet.share-code-unknown' });
  });

  it('a share with an end ends there, whatever was shared under it', async () => {
    const { owner, site } = await aSite();
    const [contractor, helper] = [await aPerson('en'), await aPerson('en')];
    const endsAt = new Date(test.clock.now().getTime() + HOUR_MS);
    const { code } = await test.fleet.siteSharing.byCode(owner, site.id, { access: 'manage', endsAt });
    await test.fleet.shareAcceptance.accept(contractor, code);
    const under = await test.fleet.siteSharing.byCode(contractor, site.id, { access: 'manage' });
    expect(under.grant.endsAt).toEqual(endsAt);
    await test.fleet.shareAcceptance.accept(helper, under.code);
    test.clock.advance(HOUR_MS - 1);
    expect(await test.fleet.sites.get(helper, site.id)).toMatchObject({ access: 'manage' });
    test.clock.advance(1);
    for (const person of [contractor, helper])
      await expect(test.fleet.sites.get(person, site.id)).rejects.toMatchObject({ code: 'fleet.site-unknown' });
  });
});
