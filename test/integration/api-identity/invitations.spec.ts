import { aCustomer, anAddress, aProvider, aRegisteredCustomer, joined, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('invitations', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const newcomer = { firstName: 'Ada', lastName: 'Lovelace', password };
  const accept = (token: string, body: object = newcomer) => api.post(`/invitations/${token}/acceptance`, body);

  async function invitedProvider(email = anAddress()) {
    const token = await api.signIn();
    const made = await api.post('/organizations', { kind: 'provider', name: 'North Power' }, token);
    const path = `/organizations/${made.body.id}/invitations`;
    const invite = async () => (await api.post(path, { email }, token)).body;
    return { id: made.body.id, email, path, token, invite, invited: await invite() };
  }

  it('R3-04, R3-05, R3-06: take an organization from new over invited to onboarded', async () => {
    const operatorToken = await api.signIn();
    const made = await api.post('/organizations', { kind: 'provider', name: 'North Power' }, operatorToken);
    const path = `/organizations/${made.body.id}`;
    const status = async () => (await api.get(path, operatorToken)).body.status;
    expect(await status()).toBe('new');
    const invited = await api.post(`${path}/invitations`, { email: anAddress() }, operatorToken);
    expect(await status()).toBe('invited');
    await accept(invited.body.token);
    expect(await status()).toBe('onboarded');
  });

  it('show the invited person what the link offers', async () => {
    const { id, email, invited } = await invitedProvider();
    expect((await api.get(`/invitations/${invited.token}`)).body).toEqual({
      organization: { id, name: 'North Power' },
      email,
      name: null,
      firstName: null,
      lastName: null,
      expiresAt: invited.expiresAt,
    });
  });

  it('R3-27, R3-30: work for 30 days, and then give a clear message and no account', async () => {
    const { email, invited } = await invitedProvider();
    api.clock.advanceDays(30);
    for (const answer of [await api.get(`/invitations/${invited.token}`), await accept(invited.token)]) {
      expect(answer.status).toBe(409);
      expect(answer.body.code).toBe('identity.invitation-expired');
      expect(answer.body.detail).toContain(invited.expiresAt);
    }
    expect((await api.post('/sessions', { email, password })).status).toBe(401);
  });

  it('R3-29: end the earlier link of an address the moment it is invited again', async () => {
    const { email, invited, invite } = await invitedProvider();
    const again = await invite();
    const dead = await accept(invited.token);
    expect(dead.status).toBe(409);
    expect(dead.body.code).toBe('identity.invitation-replaced');
    expect((await api.post('/sessions', { email, password })).status).toBe(401);
    expect((await accept(again.token)).status).toBe(201);
  });

  it('R3-29: leave one pending invitation when an address is invited many times at once', async () => {
    const { path, token, invite } = await invitedProvider();
    await Promise.all([invite(), invite(), invite(), invite()]);
    const { items } = (await api.get(path, token)).body;
    expect(items).toHaveLength(5);
    expect(items.filter((item: { status: string }) => item.status === 'pending')).toHaveLength(1);
  });

  it('R3-29: are sent again by id, also when they expired; the earlier link is dead at once', async () => {
    const { path, invited } = await invitedProvider();
    api.clock.advanceDays(31);
    const token = await api.signIn();
    const listed = (await api.get(path, token)).body.items;
    expect(listed).toMatchObject([{ id: invited.id, status: 'expired' }]);
    expect(listed[0]).not.toHaveProperty('link');
    const again = await api.post(`${path}/${invited.id}/resend`, {}, token);
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({ email: invited.email, role: 'admin', mail: { state: 'queued' } });
    expect((await api.get(`/invitations/${invited.token}`)).body.code).toBe('identity.invitation-replaced');
    expect((await accept(again.body.token)).status).toBe(201);
    for (const { id, code } of [
      { id: invited.id, code: 'identity.invitation-replaced' },
      { id: again.body.id, code: 'identity.invitation-accepted' },
      { id: '01900000-0000-7000-8000-000000000000', code: 'identity.invitation-not-found' },
    ])
      expect((await api.post(`${path}/${id}/resend`, {}, token)).body.code).toBe(code);
  });

  it('are withdrawn, which ends their link at once', async () => {
    const { path, token, invited } = await invitedProvider();
    expect((await api.ask('DELETE', `${path}/${invited.id}`, undefined, token)).status).toBe(204);
    for (const answer of [await api.get(`/invitations/${invited.token}`), await accept(invited.token)])
      expect(answer.body).toMatchObject({ status: 409, code: 'identity.invitation-withdrawn' });
    expect((await api.get(`${path}/${invited.id}`, token)).body).toMatchObject({ status: 'withdrawn' });
    const again = await api.ask('DELETE', `${path}/${invited.id}`, undefined, token);
    expect(again.body.code).toBe('identity.invitation-withdrawn');
  });

  it('are sent again and withdrawn by those who may invite, and by organization', async () => {
    const { id, path, token, invited } = await invitedProvider();
    const [stranger, viewer] = [await aProvider(api), await joined(api, token, id, 'viewer')];
    const elsewhere = `/organizations/${stranger.id}/invitations/${invited.id}`;
    expect((await api.get(elsewhere, stranger.token)).body.code).toBe('identity.invitation-not-found');
    for (const [method, tail] of [
      ['GET', ''],
      ['POST', '/resend'],
      ['DELETE', ''],
    ] as const) {
      const ask = async (who: string) => (await api.ask(method, `${path}/${invited.id}${tail}`, undefined, who)).status;
      expect([await ask(viewer.token), await ask(stranger.token)]).toEqual([403, 404]);
    }
    expect((await api.get(`/invitations/${invited.token}`)).status).toBe(200);
  });

  it('show how their mail fares', async () => {
    const { path, token, invited } = await invitedProvider();
    const mail = async () => (await api.get(`${path}/${invited.id}`, token)).body.mail;
    expect(await mail()).toEqual({ state: 'queued', attempts: 0, lastError: null, sentAt: null });
    const set = (columns: string) =>
      api.database.pool.query(`UPDATE outbox_mail SET ${columns} WHERE subject_id = $1`, [invited.id]);
    await set("attempts = 3, last_error = '550 no such mailbox', failed_at = now()");
    expect(await mail()).toMatchObject({ state: 'failed', attempts: 3, lastError: '550 no such mailbox' });
    await set("failed_at = NULL, sent_at = '2026-11-21T12:00:00Z'");
    expect((await api.get(path, token)).body.items[0].mail).toMatchObject({
      state: 'sent',
      sentAt: '2026-11-21T12:00:00.000Z',
    });
  });

  it('are accepted once, also when accepted twice at once', async () => {
    const { invited } = await invitedProvider();
    const statuses = (await Promise.all([accept(invited.token), accept(invited.token)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
    const again = await accept(invited.token);
    expect(again.body.code).toBe('identity.invitation-accepted');
  });

  it('R3-28: are listed with the link while it works, and without once it does not', async () => {
    const { path, token, invited, invite } = await invitedProvider();
    await invite();
    const { items } = (await api.get(path, token)).body;
    const replaced = items.find((item: { id: string }) => item.id === invited.id);
    const pending = items.find((item: { id: string }) => item.id !== invited.id);
    expect(replaced).toMatchObject({ status: 'replaced' });
    expect(replaced).not.toHaveProperty('link');
    expect(pending).toMatchObject({ status: 'pending', link: expect.stringContaining('/invitation/') });
  });

  it.each(['nonsense', 'A'.repeat(64), 'a'.repeat(200)])('do not know the token %s', async (token) => {
    const answer = await api.get(`/invitations/${token}`);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('identity.invitation-unknown');
  });

  it('refuse a first password that is too short, and stay open', async () => {
    const { invited } = await invitedProvider();
    const refused = await accept(invited.token, { ...newcomer, password: 'short' });
    expect(refused.body).toMatchObject({ code: 'identity.password-length', errors: [{ path: 'password' }] });
    expect((await accept(invited.token)).status).toBe(201);
  });

  it('make the first of an organization its admin and the next a member, unless told otherwise', async () => {
    const { id, token, invited } = await invitedProvider();
    const first = await accept(invited.token);
    const second = await joined(api, first.body.token, id);
    const third = await joined(api, token, id, 'viewer');
    const roles = await Promise.all(
      [first.body.token, second.token, third.token].map(
        async (t) => (await api.get('/me', t)).body.memberships[0].role,
      ),
    );
    expect(roles).toEqual(['admin', 'member', 'viewer']);
  });

  it('take somebody with an account into a second organization by the password they have', async () => {
    const { admin } = await aProvider(api);
    const { id, invited } = await invitedProvider(admin.email);
    const wrong = await accept(invited.token, { ...newcomer, password: 'some other password' });
    expect(wrong.body.code).toBe('identity.sign-in-refused');
    const right = await accept(invited.token);
    expect(right.body).toMatchObject({ organizationId: id, personId: admin.personId });
    expect((await api.get('/me', right.body.token)).body.memberships).toHaveLength(2);
  });

  it('never set the first password of an account that waits elsewhere: the inviter knows the link, too', async () => {
    const victim = await aRegisteredCustomer(api, (await aProvider(api)).token);
    const { invited } = await invitedProvider(victim.person.email);
    const answer = await accept(invited.token);
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('identity.account-not-activated');
  });

  it('give a registered person a new way in when the activation links have expired', async () => {
    const provider = await aProvider(api);
    const { organization, person } = await aRegisteredCustomer(api, provider.token);
    api.clock.advanceDays(31);
    const token = await api.signIn(provider.admin.email, password);
    const path = `/organizations/${organization.id}`;
    expect((await api.get(`${path}/members`, token)).body.items[0]).not.toHaveProperty('activationLink');
    const invited = await api.post(`${path}/invitations`, { email: person.email }, token);
    expect((await accept(invited.body.token)).body).toMatchObject({ personId: person.id });
    expect((await api.post('/sessions', { email: person.email, password })).status).toBe(201);
  });

  it('refuse to invite a member whose account is active', async () => {
    const provider = await aProvider(api);
    const answer = await api.post(
      `/organizations/${provider.id}/invitations`,
      { email: provider.admin.email },
      provider.token,
    );
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'identity.already-member', errors: [{ path: 'email' }] });
  });

  it('are sent by administrators for their own, by members of a provider for its customers, by nobody else', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const member = await joined(api, provider.token, provider.id, 'member');
    const viewer = await joined(api, provider.token, provider.id, 'viewer');
    const customerMember = await joined(api, customer.token, customer.id, 'member');
    const invite = async (id: string, token: string) =>
      (await api.post(`/organizations/${id}/invitations`, { email: anAddress() }, token)).status;
    expect(await invite(customer.id, customer.token)).toBe(201);
    expect(await invite(customer.id, member.token)).toBe(201);
    expect(await invite(provider.id, member.token)).toBe(403);
    expect(await invite(customer.id, viewer.token)).toBe(403);
    expect(await invite(customer.id, customerMember.token)).toBe(403);
    expect(await invite(provider.id, customer.token)).toBe(404);
  });

  it('go out as a mail whose row holds no token', async () => {
    const { email, invited } = await invitedProvider();
    const { rows } = await api.database.pool.query('SELECT t::text AS text FROM outbox_mail t WHERE recipient = $1', [
      email,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].text).not.toContain(invited.token);
  });
});
