import { DAY_MS } from '#libs/kernel';
import { aCustomer, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('an API key', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let customer: Awaited<ReturnType<typeof aCustomer>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
    customer = await aCustomer(api, provider.token);
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  const keysOf = (id: string) => `/organizations/${id}/api-keys`;
  const make = (actions: string[], differences: object = {}, token = provider.token, id = provider.id) =>
    api.post(keysOf(id), { name: 'Data export', actions, ...differences }, token);

  it('is shown once, is kept as a hash, and says when it was last used', async () => {
    const made = await make(['fleet.read']);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Data export',
      actions: ['fleet.read'],
      state: 'active',
      lastUsedAt: null,
    });
    expect(made.body.key).toMatch(/^fgk_[A-Za-z0-9_-]{43}$/);
    expect((await api.get('/devices', made.body.key)).status).toBe(200);
    const listed = await api.get(keysOf(provider.id), provider.token);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
    expect(listed.body.items.find(({ id }: { id: string }) => id === made.body.id)).toMatchObject({
      lastUsedAt: api.clock.now().toISOString(),
    });
  });

  it('does in its organization and below what it holds, and nothing else', async () => {
    const { key } = (await make(['organization.read', 'organization.edit'])).body;
    expect((await api.patch(`/organizations/${customer.id}`, { address: 'Dock 4' }, key)).status).toBe(200);
    const refused = await api.get(`/organizations/${customer.id}/invitations`, key);
    expect(refused.status).toBe(403);
    expect(refused.body.type).toContain('identity.not-allowed');
    expect((await api.get('/devices', key)).body.items).toEqual([]);
    const stranger = await aProvider(api);
    expect((await api.get(`/organizations/${stranger.id}`, key)).status).toBe(404);
  });

  it.each([
    ['nobody knows', 'fleet.fly'],
    ['is for people only', 'api-key.administer'],
    ['its maker may not do there', 'organization.delegate-certificates'],
    ['would let it widen what it may', 'role.administer'],
  ])('cannot hold an action that %s', async (_why, action) => {
    const refused = await make(['fleet.read', action]);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toContain(`"${action}"`);
    expect(refused.body.type).toContain('identity.api-key-action');
    const [, choice = ''] = refused.body.detail.split('It can hold: ');
    expect(choice).toContain('fleet.read');
    expect(choice).not.toContain(action);
  });

  it('cannot hold what the organization’s own administrators may not do, whoever makes it', async () => {
    const operatorToken = await api.signIn();
    // The operator may do both there; a key of the customer acts as the customer's administrator would.
    for (const action of ['device.suspend', 'organization.limit-assets']) {
      const refused = await make([action], {}, operatorToken, customer.id);
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ code: 'identity.api-key-action', errors: [{ path: 'actions' }] });
    }
    expect((await make(['fleet.read'], {}, operatorToken, customer.id)).status).toBe(201);
  });

  it('can hold everything that a refusal names', async () => {
    const { detail } = (await make(['fleet.fly'])).body;
    const choice = /It can hold: (.+)\.$/.exec(detail)?.[1]?.split(', ') ?? [];
    const made = await make(choice);
    expect(made.status).toBe(201);
    expect(made.body.actions).toEqual(choice);
  });

  it('is made, listed and revoked by administrators only', async () => {
    const member = await joined(api, provider.token, provider.id, 'member');
    expect((await make(['fleet.read'], {}, member.token)).status).toBe(403);
    expect((await api.get(keysOf(provider.id), member.token)).status).toBe(403);
    expect((await api.get(keysOf(provider.id), customer.token)).status).toBe(404);
    const { id } = (await make(['fleet.read'])).body;
    expect((await api.ask('DELETE', `${keysOf(provider.id)}/${id}`, undefined, member.token)).status).toBe(403);
    expect((await api.ask('DELETE', `${keysOf(customer.id)}/${id}`, undefined, customer.token)).status).toBe(404);
  });

  it('dies when it is revoked, at that moment', async () => {
    const { id, key } = (await make(['fleet.read'])).body;
    expect((await api.ask('DELETE', `${keysOf(provider.id)}/${id}`, undefined, provider.token)).status).toBe(204);
    const refused = await api.get('/devices', key);
    expect(refused.status).toBe(401);
    expect(refused.body.type).toContain('identity.api-key-refused');
    const listed = await api.get(keysOf(provider.id), provider.token);
    expect(listed.body.items.find((item: { id: string }) => item.id === id)).toMatchObject({ state: 'revoked' });
  });

  it('ends by itself, after 90 days if nothing else was said, and never later than in 366 days', async () => {
    const { key } = (await make(['fleet.read'])).body;
    const inDays = (days: number) => new Date(api.clock.now().getTime() + days * DAY_MS).toISOString();
    expect((await make(['fleet.read'], { expiresAt: inDays(367) })).status).toBe(400);
    expect((await make(['fleet.read'], { expiresAt: inDays(-1) })).body.type).toContain('identity.api-key-expiry');
    api.clock.advanceDays(90);
    expect((await api.get('/devices', key)).status).toBe(401);
    provider = { ...provider, token: await api.signIn(provider.admin.email, 'a long enough password') };
  });

  it('is no person: profile, password and sessions are closed to it', async () => {
    const { key } = (await make(['fleet.read'])).body;
    for (const [method, path, body] of [
      ['GET', '/me'],
      ['PATCH', '/me', { firstName: 'Robot' }],
      ['DELETE', '/sessions/current'],
    ] as const) {
      const refused = await api.ask(method, path, body, key);
      expect(refused.status).toBe(403);
      expect(refused.body.type).toContain('identity.people-only');
    }
  });

  it('leaves audit events when it is made and revoked', async () => {
    const { id } = (await make(['fleet.read'])).body;
    await api.ask('DELETE', `${keysOf(provider.id)}/${id}`, undefined, provider.token);
    const { body } = await api.get(`/audit-events?organizationId=${provider.id}`, provider.token);
    const about = body.items.filter((event: { subject: { id: string } }) => event.subject.id === id);
    expect(about.map((event: { action: string }) => event.action)).toEqual(['api-key.revoked', 'api-key.created']);
  });
});
