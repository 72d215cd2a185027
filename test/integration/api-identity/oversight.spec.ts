import { aCustomer, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

interface Event {
  id: string;
  action: string;
  organizationId: string | null;
  details: Record<string, unknown>;
}

describe('the audit trail', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const eventsSeenBy = async (token: string, query = ''): Promise<Event[]> =>
    (await api.get(`/audit-events?limit=200${query}`, token)).body.items;
  const organizationsIn = (events: readonly Event[]) => [
    ...new Set(events.map(({ organizationId }) => organizationId)),
  ];

  it('shows each administrator the own subtree only', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const mill = await aCustomer(api, north.token);
    expect(organizationsIn(await eventsSeenBy(north.token)).sort()).toEqual([north.id, mill.id].sort());
    expect(organizationsIn(await eventsSeenBy(mill.token))).toEqual([mill.id]);
    expect(organizationsIn(await eventsSeenBy(north.token, `&organizationId=${mill.id}`))).toEqual([mill.id]);
    expect((await api.get(`/audit-events?organizationId=${mill.id}`, south.token)).status).toBe(404);
    expect((await api.get(`/audit-events?organizationId=${north.id}`, mill.token)).status).toBe(404);
  });

  it('remembers what was done, newest first', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const actions = (await eventsSeenBy(customer.token)).map(({ action }) => action);
    expect(actions).toEqual([
      'session.opened',
      'account.activated',
      'member.joined',
      'person.created',
      'organization.created',
    ]);
  });

  it('remembers refusals: of a sign-in, with the address, and of what is not allowed, with the code', async () => {
    const provider = await aProvider(api);
    const viewer = await joined(api, provider.token, provider.id, 'viewer');
    await api.post('/sessions', { email: viewer.email, password: 'not the password' });
    await api.patch(`/organizations/${provider.id}`, { name: 'Mine' }, viewer.token);
    const [forbidden, wrong] = await eventsSeenBy(provider.token);
    expect(wrong).toMatchObject({ action: 'session.refused', actorId: null, details: { email: viewer.email } });
    expect(forbidden).toMatchObject({
      action: 'access.refused',
      actorId: viewer.personId,
      details: { code: 'identity.not-allowed', action: 'organization.edit', method: 'PATCH' },
    });
  });

  it('shows a failed sign-in of an unknown address to the operator alone', async () => {
    const provider = await aProvider(api);
    await api.post('/sessions', { email: 'nobody@example.com', password: 'x' });
    const byNobody = (events: readonly Event[]) =>
      events.filter(({ details }) => details.email === 'nobody@example.com');
    expect(byNobody(await eventsSeenBy(await api.signIn()))).toHaveLength(1);
    expect(byNobody(await eventsSeenBy(provider.token))).toEqual([]);
  });

  it('comes in pages, each event once', async () => {
    const token = await api.signIn();
    const all = (await eventsSeenBy(token)).map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await api.get(`/audit-events?limit=3${cursor ? `&cursor=${cursor}` : ''}`, token);
      seen.push(...body.items.map(({ id }: Event) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all);
  });

  it('holds nothing of a change that was rolled back', async () => {
    const provider = await aProvider(api);
    const before = await eventsSeenBy(provider.token);
    const actor = await api.identity.sessions.authenticate(provider.token);
    const failing = api.database.registry.run(async () => {
      await api.identity.organizations.create(actor, { kind: 'customer', name: 'Never' });
      throw new Error('the device was refused');
    });
    await expect(failing).rejects.toThrow('the device was refused');
    expect(await eventsSeenBy(provider.token)).toEqual(before);
  });
});

describe('the outbox', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it('shows the operator recipient, letter, state and link of each mail, so that it can be handed over', async () => {
    const provider = await aProvider(api);
    const token = await api.signIn();
    const { items } = (await api.get('/outbox-mails', token)).body;
    expect(items).toEqual([
      {
        id: expect.any(String),
        recipient: provider.admin.email,
        template: 'invitation',
        state: 'waiting',
        attempts: 0,
        lastError: null,
        createdAt: expect.any(String),
        sentAt: null,
        link: expect.stringMatching(/^https:\/\/fieldgate\.example\/join\/[A-Za-z0-9_-]{64}$/),
      },
    ]);
    api.clock.advanceDays(30);
    const later = await api.get('/outbox-mails', await api.signIn());
    expect(later.body.items[0]).not.toHaveProperty('link');
  });

  it('is closed to everybody else', async () => {
    const provider = await aProvider(api);
    expect((await api.get('/outbox-mails', provider.token)).status).toBe(403);
  });
});
