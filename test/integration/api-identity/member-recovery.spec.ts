import { TOTP } from 'otpauth';
import { aCustomer, aProvider, joined, password } from './people.js';
import { API_START_LIMIT_MS, operator, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a member who is locked out', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: api.clock.now().getTime() });
  /** A customer whose administrator has a second factor. */
  async function aCarefulCustomer() {
    const customer = await aCustomer(api, provider.token);
    await api.patch('/me', { language: 'pl' }, customer.token);
    const { body } = await api.post('/me/second-factor', undefined, customer.token);
    await api.post('/me/second-factor/confirmation', { code: codeOf(body.secret) }, customer.token);
    const personId = (await api.get('/me', customer.token)).body.id as string;
    return { ...customer, personId, secret: body.secret as string };
  }
  const pathOf = (id: string, personId: string, what: 'second-factor' | 'lock') =>
    `/organizations/${id}/members/${personId}/${what}`;
  const reset = (id: string, personId: string, token: string) =>
    api.ask('DELETE', pathOf(id, personId, 'second-factor'), undefined, token);
  const unlock = (id: string, personId: string, token: string) =>
    api.ask('DELETE', pathOf(id, personId, 'lock'), undefined, token);
  const mailsTo = async (email: string, template: string) =>
    (
      await api.database.pool.query('SELECT language FROM outbox_mail WHERE recipient = $1 AND template = $2', [
        email,
        template,
      ])
    ).rows;
  const actionsAbout = async (id: string, personId: string, token: string) =>
    (await api.get(`/audit-events?organizationId=${id}&limit=200`, token)).body.items.filter(
      ({ subject }: { subject: { id: string } }) => subject.id === personId,
    );

  it('signs in with the password alone once an administrator above reset the second factor', async () => {
    const { id, email, token, personId } = await aCarefulCustomer();
    expect((await api.post('/sessions', { email, password })).body.code).toBe('identity.second-factor-needed');
    expect((await reset(id, personId, provider.token)).status).toBe(204);
    expect((await api.get('/me', token)).status).toBe(401);
    const { status, body } = await api.post('/sessions', { email, password });
    expect(status).toBe(201);
    expect((await api.get('/me', body.token)).body.secondFactor).toEqual({ active: false, recoveryCodesLeft: 0 });
    expect(await mailsTo(email, 'second-factor-reset')).toEqual([{ language: 'pl' }]);
    const [event] = await actionsAbout(id, personId, body.token);
    expect(event).toMatchObject({
      action: 'second-factor.reset',
      actorId: provider.admin.personId,
      onBehalfOfId: provider.id,
      details: { email, endedSessions: 1 },
    });
    expect((await reset(id, personId, provider.token)).body).toMatchObject({
      status: 409,
      code: 'identity.member-without-second-factor',
    });
  });

  it('tries again at once when an administrator unlocked the account; sessions stay', async () => {
    const { id, email, token } = await aCustomer(api, provider.token);
    const personId = (await api.get('/me', token)).body.id as string;
    for (let count = 0; count < 5; count += 1) await api.post('/sessions', { email, password: 'a wrong guess' });
    expect((await api.post('/sessions', { email, password })).status).toBe(429);
    expect((await unlock(id, personId, provider.token)).status).toBe(204);
    expect((await api.post('/sessions', { email, password })).status).toBe(201);
    expect((await api.get('/me', token)).status).toBe(200);
    expect(await mailsTo(email, 'account-unlocked')).toEqual([{ language: 'en' }]);
    const actions = (await actionsAbout(id, personId, token)).map(({ action }: { action: string }) => action);
    expect(actions).toContain('account.unlocked');
  });

  it('is let in by administrators of all of their organizations, and by nobody else', async () => {
    const { id, personId, token } = await aCarefulCustomer();
    const seller = await joined(api, provider.token, provider.id, 'member');
    const colleague = await joined(api, token, id, 'member');
    const stranger = await aProvider(api);
    const { key } = (
      await api.post(
        `/organizations/${provider.id}/api-keys`,
        { name: 'Script', actions: ['member.read'] },
        provider.token,
      )
    ).body;
    for (const act of [reset, unlock]) {
      for (const refused of [seller.token, colleague.token, key])
        expect((await act(id, personId, refused)).status).toBe(403);
      expect((await act(id, personId, stranger.token)).status).toBe(404);
      expect((await act(id, personId, token)).body.code).toBe('identity.own-recovery');
      expect((await act(provider.id, personId, provider.token)).body.code).toBe('identity.member-unknown');
    }
    const invited = await api.post(
      `/organizations/${stranger.id}/invitations`,
      { email: colleague.email, role: 'viewer' },
      stranger.token,
    );
    const acceptance = { firstName: 'A', lastName: 'B', password };
    expect((await api.post(`/invitations/${invited.body.token}/acceptance`, acceptance)).status).toBe(201);
    for (const other of [token, provider.token, stranger.token])
      expect((await unlock(other === stranger.token ? stranger.id : id, colleague.personId, other)).body.code).toBe(
        'identity.person-not-administered',
      );
    expect((await unlock(id, colleague.personId, await api.signIn(operator.email))).status).toBe(204);
  });

  it('accepts an invitation with the second factor, too, as when signing in', async () => {
    const { email, secret } = await aCarefulCustomer();
    const other = await aProvider(api);
    const { body } = await api.post(`/organizations/${other.id}/invitations`, { email, role: 'viewer' }, other.token);
    const accept = (given: object) =>
      api.post(`/invitations/${body.token}/acceptance`, { firstName: 'A', lastName: 'B', password, ...given });
    expect((await accept({})).body.code).toBe('identity.second-factor-needed');
    expect((await accept({ code: '000000' })).body.code).toBe('identity.second-factor-refused');
    api.clock.advanceSeconds(30);
    expect((await accept({ code: codeOf(secret) })).status).toBe(201);
  });

  it('cannot be guessed at through an invitation: its wrong passwords count as those of a sign-in', async () => {
    const { email } = await aCustomer(api, provider.token);
    const other = await aProvider(api);
    const { body } = await api.post(`/organizations/${other.id}/invitations`, { email, role: 'viewer' }, other.token);
    const accept = (given: string) =>
      api.post(`/invitations/${body.token}/acceptance`, { firstName: 'A', lastName: 'B', password: given });
    for (let count = 0; count < 5; count += 1) expect((await accept('a wrong guess')).status).toBe(401);
    expect((await accept(password)).body.code).toBe('identity.sign-in-locked');
  });
});
