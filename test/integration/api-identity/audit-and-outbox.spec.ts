import { aCustomer, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApiAlone } from './running-api.js';

interface Event {
  id: string;
  action: string;
  organizationId: string | null;
  details: Record<string, unknown>;
}

describe('the audit trail', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApiAlone();
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

  it('notes a look at somebody else’s organization where the one who looked belongs', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    expect((await api.get(`/organizations/${north.id}`, south.token)).status).toBe(404);
    const details = { code: 'identity.organization-unknown', organizationId: north.id, method: 'GET' };
    expect((await eventsSeenBy(south.token))[0]).toMatchObject({ action: 'access.refused', details });
    expect((await eventsSeenBy(north.token)).filter(({ action }) => action === 'access.refused')).toEqual([]);
  });

  it('R0-27: shows a customer what people of its provider did there, and that they did it for the provider', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    await api.patch(`/organizations/${customer.id}`, { address: 'Mill Lane 1' }, provider.token);
    await api.patch(`/organizations/${customer.id}`, { address: 'Mill Lane 2' }, customer.token);
    const [own, foreign] = await eventsSeenBy(customer.token);
    expect(own).toMatchObject({ onBehalfOfId: null, after: { address: 'Mill Lane 2' } });
    expect(foreign).toMatchObject({
      actorId: provider.admin.personId,
      onBehalfOfId: provider.id,
      organizationId: customer.id,
      after: { address: 'Mill Lane 1' },
    });
  });

  it('stays with whoever stood above when the organization is deleted, also when asked for by its id', async () => {
    const [provider, other] = [await aProvider(api), await aProvider(api)];
    const customer = await aCustomer(api, provider.token);
    const before = await eventsSeenBy(provider.token, `&organizationId=${customer.id}`);
    await api.database.pool.query('DELETE FROM organization WHERE id = $1', [customer.id]);
    // What is gone has no name any more; everything else is as it was.
    const nameless = (events: readonly Event[]) =>
      events.map((event) => ({ ...event, actorName: undefined, organizationName: undefined }));
    const after = await eventsSeenBy(provider.token, `&organizationId=${customer.id}`);
    expect(nameless(after)).toEqual(nameless(before));
    expect((await eventsSeenBy(provider.token)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(before.map(({ id }) => id)),
    );
    expect((await api.get(`/audit-events?organizationId=${customer.id}`, other.token)).status).toBe(404);
  });

  it('is filtered by person, by the beginning of the action and by time', async () => {
    const provider = await aProvider(api);
    const viewer = await joined(api, provider.token, provider.id, 'viewer');
    const midday = api.clock.now().toISOString();
    api.clock.advanceDays(0.01);
    await api.patch(`/organizations/${provider.id}`, { name: 'Mine' }, viewer.token);
    const actionsOf = async (query: string) => (await eventsSeenBy(provider.token, query)).map(({ action }) => action);
    expect(await actionsOf(`&actorId=${viewer.personId}&action=access.`)).toEqual(['access.refused']);
    expect(await actionsOf(`&action=session.opened&actorId=${viewer.personId}`)).toEqual(['session.opened']);
    const later = new Date(Date.parse(midday) + 1).toISOString();
    expect(await actionsOf(`&from=${later}`)).toEqual(['access.refused']);
    expect(await actionsOf(`&to=${later}`)).not.toContain('access.refused');
    expect((await api.get('/audit-events?from=yesterday', provider.token)).status).toBe(400);
  });

  it('is filtered by what it was done to, and by the kind of that', async () => {
    const [provider, other] = [await aProvider(api), await aProvider(api)];
    const [mill, pump] = [await aCustomer(api, provider.token), await aCustomer(api, provider.token)];
    await api.patch(`/organizations/${mill.id}`, { address: 'Mill Lane 1' }, provider.token);
    const of = (query: string, token = provider.token) => eventsSeenBy(token, query);
    const ofMill = await of(`&subjectKind=organization&subjectId=${mill.id}`);
    expect(ofMill.map(({ action }) => action)).toEqual(['organization.changed', 'organization.created']);
    expect(await of(`&subjectId=${mill.id}`)).toEqual(ofMill);
    expect(await of(`&subjectKind=device&subjectId=${mill.id}`)).toEqual([]);
    expect((await of('&subjectKind=organization')).some(({ organizationId }) => organizationId === pump.id)).toBe(true);
    expect(await of(`&subjectId=${mill.id}`, other.token)).toEqual([]);
    expect((await api.get('/audit-events?subjectKind=Ünits', provider.token)).status).toBe(400);
  });

  it('names who did it, where, and each change as it was and as it is; but nobody whom the reader does not see', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    await api.patch(`/organizations/${customer.id}`, { address: 'Mill Lane 1' }, provider.token);
    await api.patch(`/organizations/${customer.id}`, { address: 'Mill Lane 2' }, provider.token);
    const query = `&subjectId=${customer.id}&action=organization.changed`;
    const { name: providerName } = (await api.get(`/organizations/${provider.id}`, provider.token)).body;
    const { name: customerName } = (await api.get(`/organizations/${customer.id}`, provider.token)).body;
    const { firstName, lastName } = (await api.get('/me', provider.token)).body;
    const [changed] = await eventsSeenBy(provider.token, query);
    expect(changed).toMatchObject({
      actorName: `${firstName} ${lastName}`,
      organizationName: customerName,
      changes: [{ field: 'address', from: 'Mill Lane 1', to: 'Mill Lane 2' }],
    });
    const [seenBelow] = await eventsSeenBy(customer.token, query);
    expect(seenBelow).toMatchObject({ actorName: null, onBehalfOfName: providerName, organizationName: customerName });
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
    api = await startApiAlone();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it('shows the operator recipient, template, state and link of each mail, so that it can be handed over', async () => {
    const provider = await aProvider(api);
    const token = await api.signIn();
    const { items } = (await api.get('/outbox-mails', token)).body;
    expect(items).toEqual([
      {
        id: expect.any(String),
        recipient: provider.admin.email,
        template: 'invitation',
        language: 'en',
        organizationId: provider.id,
        state: 'waiting',
        attempts: 0,
        lastError: null,
        createdAt: expect.any(String),
        nextAttemptAt: expect.any(String),
        sentAt: null,
        failedAt: null,
        supersededAt: null,
        link: expect.stringMatching(/^https:\/\/fieldgate\.example\/invitation\/[A-Za-z0-9_-]{64}$/),
      },
    ]);
    api.clock.advanceDays(30);
    const later = await api.get('/outbox-mails', await api.signIn());
    expect(later.body.items[0]).not.toHaveProperty('link');
  });

  it('lists the mails of one state, and lets the operator send a failed one again', async () => {
    const provider = await aProvider(api);
    const token = await api.signIn();
    const mailTo = async (state: string) =>
      (await api.get(`/outbox-mails?state=${state}&limit=200`, token)).body.items.find(
        (mail: { recipient: string }) => mail.recipient === provider.admin.email,
      );
    const { id } = await mailTo('waiting');
    await api.database.pool.query(
      `UPDATE outbox_mail SET failed_at = now(), next_attempt_at = NULL, attempts = 8, last_error = '550 no' WHERE id = $1`,
      [id],
    );
    expect(await mailTo('waiting')).toBeUndefined();
    expect(await mailTo('failed')).toMatchObject({ id, state: 'failed', lastError: '550 no', nextAttemptAt: null });
    const again = await api.post(`/outbox-mails/${id}/retry`, undefined, token);
    expect(again).toMatchObject({ status: 200, body: { id, state: 'waiting', attempts: 0, lastError: '550 no' } });
    const events = (await api.get(`/audit-events?action=mail.retried`, provider.token)).body.items;
    expect(events).toMatchObject([{ subject: { kind: 'mail', id }, before: { state: 'failed', attempts: 8 } }]);
    await api.database.pool.query('UPDATE outbox_mail SET sent_at = now() WHERE id = $1', [id]);
    expect((await api.post(`/outbox-mails/${id}/retry`, undefined, token)).body.code).toBe('identity.mail-sent');
    const nowhere = '019a0000-0000-7000-8000-000000000001';
    expect((await api.post(`/outbox-mails/${nowhere}/retry`, undefined, token)).body.code).toBe(
      'identity.mail-unknown',
    );
  });

  it('is closed to everybody else', async () => {
    const provider = await aProvider(api);
    const nowhere = '019a0000-0000-7000-8000-000000000001';
    expect((await api.get('/outbox-mails', provider.token)).status).toBe(403);
    expect((await api.post(`/outbox-mails/${nowhere}/retry`, undefined, provider.token)).status).toBe(403);
  });
});
