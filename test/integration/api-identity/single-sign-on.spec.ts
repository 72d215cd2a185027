import { OpenIdProvider } from './openid-provider.js';
import { aCustomer, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

const clientId = 'fieldgate';
const clientSecret = 'the secret of the client';

describe('signing in through the identity provider of an organization', () => {
  let api: RunningApi;
  let openId: OpenIdProvider;
  let operatorToken: string;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  const path = () => `/organizations/${provider.id}/identity-provider`;
  const setUp = () => ({ issuer: openId.issuer, clientId, clientSecret, emailDomains: ['example.com'] });
  beforeAll(async () => {
    api = await startApi();
    openId = await OpenIdProvider.start('https://fieldgate.example/sign-in/callback', clientId, clientSecret);
    operatorToken = await api.signIn();
    provider = await aProvider(api);
    expect((await api.ask('PUT', path(), setUp(), operatorToken)).status).toBe(200);
  }, API_START_LIMIT_MS);
  afterAll(async () => {
    await openId.stop();
    await api.stop();
  });

  async function signIn(name: string) {
    const begun = await api.post('/single-sign-ons', { organizationId: provider.id });
    expect(begun.status).toBe(201);
    const parameters = await openId.signIn(begun.body.authorizationUrl, name);
    const completion = { attempt: begun.body.attempt as string, parameters };
    return { completion, answer: await api.post('/single-sign-ons/completion', completion) };
  }

  it('opens a session for a member of the organization', async () => {
    const { answer } = await signIn(provider.admin.email);
    expect(answer.status).toBe(201);
    expect(answer.body.person).toEqual({ id: provider.admin.personId, email: provider.admin.email });
    expect((await api.get('/me', answer.body.token)).body.email).toBe(provider.admin.email);
  });

  it('is offered for every address of its domains, whether there is an account or not, and for no other', async () => {
    const methodsOf = async (email: string) => (await api.post('/sessions/lookup', { email })).body.methods;
    const password = { kind: 'password' };
    const here = { kind: 'single-sign-on', organizationId: provider.id, issuer: openId.issuer };
    expect(await methodsOf(provider.admin.email)).toEqual([password, here]);
    expect(await methodsOf('nobody@Example.com')).toEqual([password, here]);
    expect(await methodsOf('nobody@mail.example.com')).toEqual([password]);
    expect(await methodsOf('example.com@elsewhere.example')).toEqual([password]);
  });

  it('lets nobody in who belongs elsewhere, too: a provider must not speak for other providers’ people', async () => {
    const other = await aProvider(api);
    const refused = await signIn(other.admin.email);
    expect(refused.answer.status).toBe(401);
    expect(refused.answer.body.type).toContain('identity.single-sign-on-refused');
    expect((await signIn('operator@fieldgate.example')).answer.status).toBe(401);
    expect((await signIn('nobody@example.com')).answer.body.type).toContain('identity.single-sign-on-refused');
  });

  it('lets people of the organizations below in, and nobody whose account is not active', async () => {
    const customer = await aCustomer(api, provider.token);
    expect((await signIn(customer.email)).answer.status).toBe(201);
  });

  it('believes no address that the identity provider has not verified', async () => {
    const { answer } = await signIn(`unverified:${provider.admin.email}`);
    expect(answer.status).toBe(401);
    expect(answer.body.type).toContain('identity.single-sign-on-failed');
  });

  it('is completed once, by who began it, within ten minutes', async () => {
    const { completion } = await signIn(provider.admin.email);
    const again = await api.post('/single-sign-ons/completion', completion);
    expect(again.status).toBe(401);
    expect(again.body.type).toContain('identity.single-sign-on-unknown');

    const begun = await api.post('/single-sign-ons', { organizationId: provider.id });
    const another = await api.post('/single-sign-ons', { organizationId: provider.id });
    const parameters = await openId.signIn(begun.body.authorizationUrl, provider.admin.email);
    const mixed = await api.post('/single-sign-ons/completion', { attempt: another.body.attempt, parameters });
    expect(mixed.body.type).toContain('identity.single-sign-on-failed');
  });

  it('says the same of an organization without identity provider and of one that is not there', async () => {
    const other = await aProvider(api);
    const without = await api.post('/single-sign-ons', { organizationId: other.id });
    const absent = await api.post('/single-sign-ons', { organizationId: '01900000-0000-7000-8000-000000000000' });
    expect([without.status, absent.status]).toEqual([404, 404]);
    expect(without.body.type).toBe(absent.body.type);
  });

  it('is set up by the operator alone; the provider sees it, and nobody sees the secret', async () => {
    expect((await api.ask('PUT', path(), setUp(), provider.token)).status).toBe(403);
    const seen = await api.get(path(), provider.token);
    expect(seen.body.identityProvider).toMatchObject({
      issuer: openId.issuer,
      clientId,
      emailDomains: ['example.com'],
    });
    expect(JSON.stringify(seen.body)).not.toContain(clientSecret);
    const member = await joined(api, provider.token, provider.id, 'member');
    expect((await api.get(path(), member.token)).status).toBe(403);
    const stored = await api.database.pool.query<{ client_secret: Buffer }>(
      'SELECT client_secret FROM identity_provider',
    );
    expect(stored.rows[0]?.client_secret.toString('utf8')).not.toContain(clientSecret);
  });

  it('refuses an issuer in the clear, and one without a discovery document', async () => {
    const clear = await api.ask('PUT', path(), { ...setUp(), issuer: 'http://login.example.com' }, operatorToken);
    expect(clear.body.type).toContain('identity.issuer-unusable');
    const empty = await api.ask('PUT', path(), { ...setUp(), issuer: `${openId.issuer}/nothing` }, operatorToken);
    expect(empty.status).toBe(400);
    expect(empty.body.detail).toContain('discovery document');
  });

  it('ends when it is removed: sessions stay, new ones need the password', async () => {
    expect((await api.ask('DELETE', path(), undefined, operatorToken)).status).toBe(204);
    // That there is none is an answer, and no failure.
    expect(await api.get(path(), provider.token)).toMatchObject({ status: 200, body: { identityProvider: null } });
    expect((await api.post('/single-sign-ons', { organizationId: provider.id })).status).toBe(404);
    expect((await api.ask('PUT', path(), setUp(), operatorToken)).status).toBe(200);
  });
});
