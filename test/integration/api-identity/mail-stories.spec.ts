import type { Language } from '#libs/contracts/http';
import { createLogger, SmtpTransport } from '#libs/platform';
import { mailSending } from '../../../apps/worker/src/jobs.js';
import { anAddress, aProvider, aRegisteredCustomer, password, tokenOf } from './people.js';
import { type MailServer, startMailServer } from './receiving-mail-server.js';
import { API_START_LIMIT_MS, type RunningApi, startApiAlone } from './running-api.js';

const MINUTE_DAYS = 1 / (24 * 60);

describe('mail', () => {
  let api: RunningApi;
  let server: MailServer;
  let smtp: SmtpTransport;
  beforeAll(async () => {
    [api, server] = await Promise.all([startApiAlone(), startMailServer()]);
    smtp = new SmtpTransport({ url: server.url, from: 'no-reply@fieldgate.example' });
  }, API_START_LIMIT_MS);
  afterAll(async () => {
    smtp.close();
    await server.stop();
    await api.stop();
  }, API_START_LIMIT_MS);

  /** One run of the worker's mail job. */
  const deliver = () =>
    mailSending(
      { database: api.database, clock: api.clock, logger: createLogger('test', 'fatal') },
      smtp,
      api.links,
    ).run();

  const linkIn = (text: string) => /^https:\/\/fieldgate\.example\/\S+$/m.exec(text)?.[0] ?? '';
  const mailTo = async (email: string) =>
    (await api.get('/outbox-mails?limit=200', await api.signIn())).body.items.find(
      (mail: { recipient: string }) => mail.recipient === email,
    );

  async function invited(language: Language) {
    const provider = await aProvider(api);
    await api.patch(`/organizations/${provider.id}`, { language }, provider.token);
    const email = anAddress();
    await api.post(`/organizations/${provider.id}/invitations`, { email, name: 'Zoë' }, provider.token);
    return { provider, email };
  }

  it.each([
    ['en', 'Invitation to', 'Hello Zoë,', 'Accept the invitation'],
    ['pl', 'Zaproszenie do', 'Dzień dobry, Zoë!', 'Przyjmij zaproszenie'],
  ] as const)(
    'R3-25: an invitation in %s is received, followed and leads to a session',
    async (language, subject, greeting, label) => {
      const { provider, email } = await invited(language);
      await deliver();
      const [mail] = server.to(email);
      expect(mail?.subject).toContain(subject);
      expect(mail?.text).toContain(greeting);
      expect(mail?.text).toContain(`${label}:\n${linkIn(mail?.text ?? '')}\n`);
      expect(mail?.html).toContain(`<a href="${linkIn(mail?.text ?? '')}"`);
      expect(mail?.html).toContain(`<html lang="${language}">`);

      const token = tokenOf(linkIn(mail?.text ?? ''));
      expect((await api.get(`/invitations/${token}`)).status).toBe(200);
      const newcomer = { firstName: 'Zoë', lastName: 'Nowak', password };
      const accepted = await api.post(`/invitations/${token}/acceptance`, newcomer);
      expect(accepted.body).toMatchObject({ organizationId: provider.id });
      expect((await api.get('/me', accepted.body.token)).body).toMatchObject({ email });
    },
  );

  it.each([
    ['en', ['Activate your', 'Choose your'], 'activation'],
    ['pl', ['Aktywacja konta', 'Wybierz hasło'], 'password'],
  ] as const)(
    'R1-27, R2-10: two mails in %s arrive, and a link in them verifies and signs in',
    async (language, subjects, followed) => {
      const provider = await aProvider(api);
      await api.patch(`/organizations/${provider.id}`, { language, brandingName: 'Pinnacle Watch' }, provider.token);
      const { person } = await aRegisteredCustomer(api, provider.token);
      await deliver();
      const mails = server.to(person.email);
      expect(mails.map(({ subject }) => subject).sort()).toEqual(subjects.map((text) => expect.stringContaining(text)));
      for (const mail of mails) expect(mail.text).toContain('Pinnacle Watch');

      const mail = mails.find(({ subject }) => subject.includes(subjects[followed === 'activation' ? 0 : 1]));
      const activated = await api.post(`/activations/${tokenOf(linkIn(mail?.text ?? ''))}`, { password });
      expect(activated.status).toBe(201);
      expect((await api.get('/me', activated.body.token)).status).toBe(200);
      expect((await api.post('/sessions', { email: person.email, password })).status).toBe(201);
    },
  );

  it('is written in the language the receiver chose, whatever the organization speaks', async () => {
    const provider = await aProvider(api);
    await api.patch('/me', { language: 'pl' }, provider.token);
    const other = await aProvider(api);
    await api.post(`/organizations/${other.id}/invitations`, { email: provider.admin.email }, other.token);
    await deliver();
    const subjects = server.to(provider.admin.email).map((mail) => mail.subject);
    expect(subjects).toContainEqual(expect.stringContaining('Zaproszenie do'));
  });

  it('comes again after a temporary refusal, and tells the operator meanwhile', async () => {
    const { email } = await invited('en');
    server.feel(email, { code: 451, text: 'Greylisted, come back later' });
    await deliver();
    expect(await mailTo(email)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: expect.stringContaining('Greylisted'),
      link: expect.any(String),
    });
    server.feel(email, undefined);
    await deliver();
    expect(server.to(email)).toEqual([]); // not before its time
    api.clock.advanceDays(2 * MINUTE_DAYS);
    await deliver();
    expect(server.to(email)).toHaveLength(1);
    expect(await mailTo(email)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
  });

  it('is given up after a refusal for good, visible with the server’s words, until the operator tries again', async () => {
    const { email } = await invited('en');
    server.feel(email, { code: 550, text: 'No such mailbox here' });
    await deliver();
    const failed = await mailTo(email);
    expect(failed).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('No such mailbox'),
    });
    server.feel(email, undefined);
    api.clock.advanceDays(2);
    await deliver();
    expect(server.to(email)).toEqual([]);
    await api.post(`/outbox-mails/${failed.id}/retry`, undefined, await api.signIn());
    await deliver();
    expect(server.to(email)).toHaveLength(1);
  });

  it('arrives twice at most, with one Message-ID, when the answer to a taken mail is lost', async () => {
    const { email } = await invited('en');
    server.feel(email, 'hangs-up');
    await deliver();
    expect(await mailTo(email)).toMatchObject({ state: 'waiting', attempts: 1 });
    server.feel(email, undefined);
    api.clock.advanceDays(2 * MINUTE_DAYS);
    await deliver();
    await deliver();
    const ids = server.to(email).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids)).toEqual(new Set([`<${(await mailTo(email)).id}@fieldgate.example>`]));
  });

  it('goes out once more at most when the worker dies between sending and noting it', async () => {
    const { email } = await invited('en');
    // The mail is with the server, and the worker is gone before it wrote that down.
    await api.database.pool.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the worker died'; END $$;
       CREATE TRIGGER die BEFORE UPDATE ON outbox_mail FOR EACH ROW WHEN (NEW.sent_at IS NOT NULL AND NEW.recipient = '${email}') EXECUTE FUNCTION die()`,
    );
    await expect(deliver()).rejects.toThrow('the worker died');
    await api.database.pool.query('DROP TRIGGER die ON outbox_mail; DROP FUNCTION die()');
    await deliver();
    expect(server.to(email)).toHaveLength(1); // another worker leaves it alone while the lease lasts
    api.clock.advanceDays(11 * MINUTE_DAYS);
    await deliver();
    await deliver();
    expect(new Set(server.to(email).map(({ messageId }) => messageId)).size).toBe(1);
    expect(server.to(email)).toHaveLength(2);
  });

  describe('whose link is dead before it goes out, is not sent, and the operator reads why', () => {
    const oneOf = async (email: string) => {
      const provider = await aProvider(api);
      const path = `/organizations/${provider.id}/invitations`;
      const { body } = await api.post(path, { email }, provider.token);
      return { provider, path, invited: body as { id: string; token: string } };
    };
    const superseded = (reason: string) => ({
      state: 'superseded',
      lastError: expect.stringContaining(reason),
      failedAt: null,
      supersededAt: api.clock.now().toISOString(),
      nextAttemptAt: null,
    });

    it('R3-29: of an invitation that was withdrawn', async () => {
      const email = anAddress();
      const { provider, path, invited: withdrawn } = await oneOf(email);
      expect((await api.ask('DELETE', `${path}/${withdrawn.id}`, undefined, provider.token)).status).toBe(204);
      await deliver();
      expect(server.to(email)).toEqual([]);
      expect(await mailTo(email)).toMatchObject(superseded('withdrawn before'));
      const seen = await api.get(`${path}/${withdrawn.id}`, provider.token);
      expect(seen.body).toMatchObject({ status: 'withdrawn', mail: { state: 'superseded' } });
    });

    it('R3-29: of an invitation that was replaced; the newer one goes out', async () => {
      const email = anAddress();
      const { provider, path, invited: replaced } = await oneOf(email);
      const newer = (await api.post(path, { email }, provider.token)).body;
      await deliver();
      const [mail, ...more] = server.to(email);
      expect(more).toEqual([]);
      expect(tokenOf(linkIn(mail?.text ?? ''))).toBe(newer.token);
      const seen = await api.get(`${path}/${replaced.id}`, provider.token);
      expect(seen.body.mail).toMatchObject({
        state: 'superseded',
        lastError: expect.stringContaining('newer invitation'),
      });
    });

    it('of an invitation that was accepted by its copied link', async () => {
      const email = anAddress();
      const { invited: accepted } = await oneOf(email);
      const newcomer = { firstName: 'Zoë', lastName: 'Nowak', password };
      expect((await api.post(`/invitations/${accepted.token}/acceptance`, newcomer)).status).toBe(201);
      await deliver();
      expect(server.to(email)).toEqual([]);
      expect(await mailTo(email)).toMatchObject(superseded('accepted before'));
    });

    it('of an invitation that was withdrawn while the server refused it, and again when the operator retries', async () => {
      const email = anAddress();
      const { provider, path, invited: withdrawn } = await oneOf(email);
      server.feel(email, { code: 451, text: 'Greylisted, come back later' });
      await deliver();
      server.feel(email, undefined);
      await api.ask('DELETE', `${path}/${withdrawn.id}`, undefined, provider.token);
      api.clock.advanceDays(2 * MINUTE_DAYS);
      await deliver();
      const { id } = await mailTo(email);
      await api.post(`/outbox-mails/${id}/retry`, undefined, await api.signIn());
      await deliver();
      expect(server.to(email)).toEqual([]);
      expect(await mailTo(email)).toMatchObject(superseded('withdrawn before'));
    });

    it('of an account that was activated by its copied link', async () => {
      const provider = await aProvider(api);
      const { organization, person } = await aRegisteredCustomer(api, provider.token);
      const members = await api.get(`/organizations/${organization.id}/members`, provider.token);
      await api.post(`/activations/${tokenOf(members.body.items[0].activationLink)}`, { password });
      await deliver();
      expect(server.to(person.email)).toEqual([]);
      expect(await mailTo(person.email)).toMatchObject(superseded('was used'));
    });

    it('R0-07: of a change of address that another one replaced', async () => {
      const { admin } = await aProvider(api);
      const [first, second] = [anAddress(), anAddress()];
      const token = await api.signIn(admin.email, password);
      for (const email of [first, second]) {
        expect((await api.post('/me/address-change', { email, password }, token)).status).toBeLessThan(300);
      }
      await deliver();
      expect(server.to(first)).toEqual([]);
      expect(await mailTo(first)).toMatchObject(superseded('replaced or deleted'));
      expect(server.to(second)).toHaveLength(1);
    });
  });
});
