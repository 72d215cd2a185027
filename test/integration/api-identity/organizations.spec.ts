import { aCustomer, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApiAlone } from './running-api.js';

describe('organizations', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApiAlone();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const create = (token: string, body: object) => api.post('/organizations', body, token);
  const idsSeenBy = async (token: string) =>
    (await api.get('/organizations', token)).body.items.map(({ id }: { id: string }) => id);

  it('R0-12, R0-16, R2-04: stand under the caller’s own, with only the name required', async () => {
    const provider = await aProvider(api);
    const customer = await create(provider.token, { kind: 'customer', name: 'Mill' });
    expect(customer.status).toBe(201);
    expect(customer.body).toEqual({
      id: expect.any(String),
      kind: 'customer',
      name: 'Mill',
      parentId: provider.id,
      status: 'new',
      address: null,
      providerKind: null,
      contactName: null,
      contactEmail: null,
      contactPhone: null,
      language: 'en',
      machines: { linked: 0, total: 0 },
      devices: { total: 0, disconnected: 0 },
      nextStep: 'add-people',
      timeZone: 'UTC',
      homeDashboard: null,
      brandingName: null,
      assetLimit: null,
      delegatesCertificates: false,
      createdAt: expect.any(String),
    });
    const inner = await create(provider.token, { kind: 'customer', name: 'Hall 2', parentId: customer.body.id });
    expect(inner.body).toMatchObject({ parentId: customer.body.id });
  });

  it('R2-04: are made by a customer’s administrator for inner customers', async () => {
    const customer = await aCustomer(api, (await aProvider(api)).token);
    expect((await create(customer.token, { kind: 'customer', name: 'Division' })).body).toMatchObject({
      parentId: customer.id,
    });
  });

  it.each([
    { kind: 'provider', as: 'provider', status: 400, code: 'identity.parent-needed' },
    { kind: 'customer', as: 'operator', status: 400, code: 'identity.parent-needed' },
    { kind: 'operator', as: 'operator', status: 400, code: 'request.invalid' },
  ])('refuse a $kind made by a $as without a parent: $code', async ({ kind, as, status, code }) => {
    const token = as === 'operator' ? await api.signIn() : (await aProvider(api)).token;
    const answer = await create(token, { kind, name: 'Misplaced' });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it('refuse a kind under a parent it cannot stand under, and name the field', async () => {
    const provider = await aProvider(api);
    const answer = await create(await api.signIn(), { kind: 'provider', name: 'Misplaced', parentId: provider.id });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'identity.organization-placement', errors: [{ path: 'parentId' }] });
  });

  it('end at 12 levels', async () => {
    const provider = await aProvider(api);
    let parentId = provider.id;
    for (let level = 3; level <= 12; level += 1) {
      const made = await create(provider.token, { kind: 'customer', name: `Level ${level}`, parentId });
      expect(made.status).toBe(201);
      parentId = made.body.id;
    }
    const tooDeep = await create(provider.token, { kind: 'customer', name: 'Level 13', parentId });
    expect(tooDeep.status).toBe(409);
    expect(tooDeep.body.code).toBe('identity.organization-too-deep');
  });

  it('R0-10: are seen within the own subtree and nowhere else', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const mill = await aCustomer(api, north.token);
    const port = await aCustomer(api, south.token);
    expect((await idsSeenBy(north.token)).sort()).toEqual([north.id, mill.id].sort());
    expect(await idsSeenBy(mill.token)).toEqual([mill.id]);
    expect(await idsSeenBy(await api.signIn())).toEqual(expect.arrayContaining([north.id, south.id, mill.id, port.id]));
  });

  it.each(['', '/members', '/invitations'])(
    'of another tenant, and above, do not exist: 404 for …/{id}%s',
    async (path) => {
      const [north, south] = [await aProvider(api), await aProvider(api)];
      const mill = await aCustomer(api, north.token);
      for (const [id, token] of [
        [north.id, south.token],
        [mill.id, south.token],
        [north.id, mill.token],
        ['01890a5d-ac96-774b-bcce-b302099a8057', south.token],
      ] as const) {
        const answer = await api.get(`/organizations/${id}${path}`, token);
        expect(answer.status).toBe(404);
        expect(answer.body.code).toBe('identity.organization-unknown');
      }
      expect((await api.patch(`/organizations/${mill.id}`, { name: 'Mine' }, south.token)).status).toBe(404);
      const under = await create(south.token, { kind: 'customer', name: 'Inside', parentId: mill.id });
      expect(under.status).toBe(404);
      expect(under.body.errors[0].path).toBe('parentId');
    },
  );

  it('refuse a viewer what a viewer sees but may not do', async () => {
    const provider = await aProvider(api);
    const viewer = await joined(api, provider.token, provider.id, 'viewer');
    expect((await api.get(`/organizations/${provider.id}`, viewer.token)).status).toBe(200);
    for (const answer of [
      await create(viewer.token, { kind: 'customer', name: 'Mill' }),
      await api.patch(`/organizations/${provider.id}`, { name: 'Mine' }, viewer.token),
      await api.get(`/organizations/${provider.id}/invitations`, viewer.token),
      await api.get('/audit-events', viewer.token),
      await api.get('/outbox-mails', viewer.token),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe('identity.not-allowed');
    }
  });

  it('change name and address, and can be asked for afterwards', async () => {
    const provider = await aProvider(api);
    const path = `/organizations/${provider.id}`;
    const changed = await api.patch(path, { name: 'North Grid', address: '1 Grid Street' }, provider.token);
    expect(changed.body).toMatchObject({ name: 'North Grid', address: '1 Grid Street' });
    expect((await api.patch(path, { address: null }, provider.token)).body).toMatchObject({ address: null });
    expect((await api.get(path, provider.token)).body).toMatchObject({ name: 'North Grid', address: null });
  });

  it('R0-17, R0-18: have their asset limit set from above only; null is unlimited', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const path = `/organizations/${customer.id}`;
    expect((await api.patch(path, { assetLimit: 10 }, provider.token)).body).toMatchObject({ assetLimit: 10 });
    expect((await api.patch(path, { assetLimit: null }, provider.token)).body).toMatchObject({ assetLimit: null });
    expect((await api.patch(path, { assetLimit: 99 }, customer.token)).status).toBe(403);
    expect((await create(customer.token, { kind: 'customer', name: 'Hall', assetLimit: 9 })).status).toBe(403);
    expect(await idsSeenBy(customer.token)).toEqual([customer.id]);
  });

  it('R1-34: delegate certificates by their own administrator only, and change nothing when one field is refused', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const path = `/organizations/${customer.id}`;
    const both = await api.patch(path, { name: 'Changed', delegatesCertificates: true }, provider.token);
    expect(both.status).toBe(403);
    expect((await api.patch(path, { delegatesCertificates: true }, await api.signIn())).status).toBe(403);
    const own = await api.patch(path, { delegatesCertificates: true }, customer.token);
    expect(own.body).toMatchObject({ delegatesCertificates: true, name: expect.not.stringMatching('Changed') });
  });

  it('R2-07, R2-12: describe themselves from the start and change with a before and an after in the audit trail', async () => {
    const provider = await aProvider(api);
    const draft = {
      kind: 'customer',
      name: 'Mill',
      contactName: 'Grace Hopper',
      contactEmail: 'Grace@Example.com',
      contactPhone: '+48 22 555 0100',
      language: 'pl',
      timeZone: 'Europe/Warsaw',
      homeDashboard: '/map',
      brandingName: 'Mill Watch',
    };
    const made = await create(provider.token, draft);
    expect(made.body).toMatchObject({ ...draft, contactEmail: 'grace@example.com' });
    const path = `/organizations/${made.body.id}`;
    const change = { name: 'Mill', timeZone: 'Europe/London', contactName: null };
    expect((await api.patch(path, change, provider.token)).body).toMatchObject(change);
    expect((await api.get(path, provider.token)).body).toMatchObject({ ...change, homeDashboard: '/map' });
    const events = (await api.get(`/audit-events?organizationId=${made.body.id}`, provider.token)).body.items;
    expect(events[0]).toMatchObject({ action: 'organization.changed', subject: { id: made.body.id } });
    const [kept] = await api.database.registry.client.auditEvent.findMany({
      where: { organizationId: made.body.id, action: 'organization.changed' },
    });
    expect(kept?.before).toEqual({ timeZone: 'Europe/Warsaw', contactName: 'Grace Hopper' });
    expect(kept?.after).toEqual({ timeZone: 'Europe/London', contactName: null });
  });

  it('inherit language and time zone from the organization above', async () => {
    const provider = await aProvider(api);
    await api.patch(`/organizations/${provider.id}`, { language: 'pl', timeZone: 'Europe/Warsaw' }, provider.token);
    const made = await create(provider.token, { kind: 'customer', name: 'Mill' });
    expect(made.body).toMatchObject({ language: 'pl', timeZone: 'Europe/Warsaw' });
  });

  it.each([
    { timeZone: 'Mars/Olympus' },
    { timeZone: '+01:00' },
    { language: 'de' },
    { homeDashboard: 'https://elsewhere.example' },
    { homeDashboard: '//elsewhere.example' },
    { contactEmail: 'nobody' },
  ])('refuse %j', async (change) => {
    const provider = await aProvider(api);
    const answer = await api.patch(`/organizations/${provider.id}`, change, provider.token);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(Object.keys(change)[0]);
  });

  it('R0-01: are distributors or service providers, as the operator says, and customers are neither', async () => {
    const operator = await api.signIn();
    const provider = await aProvider(api);
    expect((await api.get(`/organizations/${provider.id}`, operator)).body.providerKind).toBe('service_provider');
    const kind = { providerKind: 'distributor' };
    expect((await api.patch(`/organizations/${provider.id}`, kind, provider.token)).status).toBe(403);
    expect((await api.patch(`/organizations/${provider.id}`, kind, operator)).body).toMatchObject(kind);
    const found = await api.get('/organizations?providerKind=distributor', operator);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([provider.id]);
    const customer = await aCustomer(api, provider.token);
    for (const answer of [
      await api.patch(`/organizations/${customer.id}`, kind, operator),
      await create(provider.token, { kind: 'customer', name: 'Mill', ...kind }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'identity.provider-kind', errors: [{ path: 'providerKind' }] });
    }
  });

  it('R2-12: have their home dashboard chosen from above and by their own people, but not by a provider’s member', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const path = `/organizations/${customer.id}`;
    const providerMember = await joined(api, provider.token, provider.id, 'member');
    const user = await joined(api, customer.token, customer.id, 'member');
    const viewer = await joined(api, customer.token, customer.id, 'viewer');
    const choose = async (token: string) => (await api.patch(path, { homeDashboard: '/map' }, token)).status;
    expect(await choose(provider.token)).toBe(200);
    expect(await choose(customer.token)).toBe(200);
    expect(await choose(user.token)).toBe(200);
    expect(await choose(viewer.token)).toBe(403);
    expect(await choose(providerMember.token)).toBe(403);
    const draft = { kind: 'customer', name: 'Mill', homeDashboard: '/map' };
    expect((await create(providerMember.token, draft)).status).toBe(403);
  });

  it('R3-23: say who serves them, and name no parent that is out of sight', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const { body: own } = await api.get(`/organizations/${customer.id}`, customer.token);
    const { name } = (await api.get(`/organizations/${provider.id}`, provider.token)).body;
    expect(own).toMatchObject({ id: customer.id, parentId: null, serviceOrganization: { id: provider.id, name } });
    const inner = await create(customer.token, { kind: 'customer', name: 'Hall' });
    const { body } = await api.get(`/organizations/${inner.body.id}`, customer.token);
    expect(body).toMatchObject({ parentId: customer.id, serviceOrganization: { id: provider.id } });
    expect((await api.get(`/organizations/${provider.id}`, provider.token)).body.serviceOrganization).toBeNull();
  });

  it('name their ancestors as far as they are seen, outermost first', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const inner = await create(customer.token, { kind: 'customer', name: 'Hall' });
    const ancestorsFor = async (token: string) =>
      (await api.get(`/organizations/${inner.body.id}`, token)).body.ancestors.map(({ id }: { id: string }) => id);
    expect(await ancestorsFor(provider.token)).toEqual([provider.id, customer.id]);
    expect(await ancestorsFor(customer.token)).toEqual([customer.id]);
  });

  it('say what their reader may do in them, and what they may give there', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const seenBy = async (token: string) => (await api.get(`/organizations/${customer.id}`, token)).body;
    const ofProvider = await seenBy(provider.token);
    expect(ofProvider.may).toEqual(
      expect.arrayContaining(['member.self-grant', 'organization.delete', 'api-key.administer']),
    );
    expect(ofProvider.may).not.toContain('organization.delegate-certificates');
    expect(ofProvider.gives.roles).toEqual(['member', 'viewer']);
    const own = await seenBy(customer.token);
    expect(own.may).toContain('organization.delegate-certificates');
    expect(own.may).not.toContain('organization.delete');
    expect(own.gives.roles).toEqual(['admin', 'member', 'viewer']);
    const viewer = await joined(api, customer.token, customer.id, 'viewer');
    expect(await seenBy(viewer.token)).toMatchObject({ gives: { roles: [], roleActions: [], keyActions: [] } });
  });

  it('offer for roles and keys what is taken then, and nothing else', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    for (const token of [provider.token, customer.token]) {
      const { gives } = (await api.get(`/organizations/${customer.id}`, token)).body;
      expect(gives.roleActions.length).toBeGreaterThan(0);
      const role = { name: `Everything of ${token.slice(0, 8)}`, actions: gives.roleActions };
      expect((await api.post(`/organizations/${customer.id}/roles`, role, token)).status).toBe(201);
      const key = { name: 'Everything', actions: gives.keyActions };
      expect((await api.post(`/organizations/${customer.id}/api-keys`, key, token)).status).toBe(201);
    }
  });
});
