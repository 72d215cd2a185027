import { personId } from '#libs/kernel';
import { aCustomer, anAccountRequest, aProvider, aRegisteredCustomer, joined, password, tokenOf } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('accounts opened by a registration', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const activate = (token: string, body: object = { password }) => api.post(`/activations/${token}`, body);
  const actorBehind = (token: string) => api.identity.sessions.authenticate(token);

  async function linksOf(email: string) {
    const { items } = (await api.get('/outbox-mails?limit=200', await api.signIn())).body;
    const mails = items.filter((mail: { recipient: string }) => mail.recipient === email);
    return mails.map(({ template, link }: { template: string; link: string }) => ({ template, token: tokenOf(link) }));
  }

  it('R1-27: send two mails, one to activate and one for the password', async () => {
    const { person } = await aRegisteredCustomer(api, (await aProvider(api)).token);
    const templates = (await linksOf(person.email)).map(({ template }: { template: string }) => template);
    expect(templates.sort()).toEqual(['activation', 'password']);
  });

  it.each(['activation', 'password'])('R1-29: are activated through the %s mail, and signed in', async (template) => {
    const { organization, person } = await aRegisteredCustomer(api, (await aProvider(api)).token);
    expect(organization.status).toBe('invited');
    const links = await linksOf(person.email);
    const answer = await activate(links.find((link: { template: string }) => link.template === template).token);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ personId: person.id, token: expect.any(String) });
    expect((await api.get('/me', answer.body.token)).body.memberships).toMatchObject([
      { organizationId: organization.id, name: organization.name, kind: 'customer', role: 'admin' },
    ]);
    expect((await api.get(`/organizations/${organization.id}`, answer.body.token)).body.status).toBe('onboarded');
    for (const { token } of links) expect((await activate(token)).body.code).toBe('identity.link-used');
  });

  it('are activated once, also through both links at once', async () => {
    const { person } = await aRegisteredCustomer(api, (await aProvider(api)).token);
    const links = await linksOf(person.email);
    const answers = await Promise.all(links.map(({ token }: { token: string }) => activate(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('stay closed to a link older than 30 days', async () => {
    const { person } = await aRegisteredCustomer(api, (await aProvider(api)).token);
    const [{ token }] = await linksOf(person.email);
    api.clock.advanceDays(30);
    expect((await activate(token)).body).toMatchObject({ status: 409, code: 'identity.link-expired' });
  });

  it('stay closed to the token of an invitation and to nonsense', async () => {
    const provider = await aProvider(api);
    const invited = await api.post(
      `/organizations/${provider.id}/invitations`,
      { email: 'x@example.com' },
      provider.token,
    );
    for (const token of [invited.body.token, 'nonsense', 'A'.repeat(64)])
      expect((await activate(token)).body).toMatchObject({ status: 404, code: 'identity.link-unknown' });
  });

  it('refuse the own address as password and leave the link usable', async () => {
    const { person } = await aRegisteredCustomer(api, (await aProvider(api)).token);
    const [{ token }] = await linksOf(person.email);
    expect((await activate(token, { password: person.email })).body.code).toBe('identity.password-is-address');
    expect((await activate(token)).status).toBe(201);
  });

  it('R2-11: show the activation link to the administrators above, and to nobody else', async () => {
    const provider = await aProvider(api);
    const viewer = await joined(api, provider.token, provider.id, 'viewer');
    const { organization, person } = await aRegisteredCustomer(api, provider.token);
    const memberSeenBy = async (token: string) =>
      (await api.get(`/organizations/${organization.id}/members`, token)).body.items[0];
    const shown = { person: { id: person.id }, role: 'admin', status: 'invited', activationLink: expect.any(String) };
    expect(await memberSeenBy(provider.token)).toMatchObject(shown);
    expect(await memberSeenBy(await api.signIn())).toMatchObject(shown);
    expect(await memberSeenBy(viewer.token)).not.toHaveProperty('activationLink');
    await activate(tokenOf((await memberSeenBy(provider.token)).activationLink));
    expect(await memberSeenBy(provider.token)).not.toHaveProperty('activationLink');
    expect(await memberSeenBy(provider.token)).toMatchObject({ status: 'active' });
  });

  it('show no activation link to the administrator of only one of the person’s organizations', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const { person } = await aRegisteredCustomer(api, north.token);
    const operator = await actorBehind(await api.signIn());
    const shared = await api.identity.accounts.openCustomer(
      operator,
      anAccountRequest({
        providerId: (await actorBehind(south.token)).memberships[0]!.organizationId,
        person: { id: person.id },
      }),
    );
    const members = await api.get(`/organizations/${shared.organization.id}/members`, south.token);
    expect(members.body.items[0]).toMatchObject({ person: { id: person.id }, status: 'invited' });
    expect(members.body.items[0]).not.toHaveProperty('activationLink');
  });

  it('R1-26: refuse an address that is taken, name its field, and leave nothing half made', async () => {
    const provider = await aProvider(api);
    const { person } = await aRegisteredCustomer(api, provider.token);
    const before = (await api.get('/organizations', provider.token)).body.items.length;
    const taken = { firstName: 'Other', lastName: 'Person', email: person.email, phone: null };
    await expect(aRegisteredCustomer(api, provider.token, { person: taken })).rejects.toMatchObject({
      code: 'identity.email-taken',
      details: { field: 'person.email', email: person.email },
    });
    expect((await api.get('/organizations', provider.token)).body.items).toHaveLength(before);
  });

  it('R1-08, R1-09: take an existing organization and an existing person', async () => {
    const provider = await aProvider(api);
    const first = await aRegisteredCustomer(api, provider.token);
    const second = await aRegisteredCustomer(api, provider.token, {
      organization: { id: first.organization.id },
      person: { id: first.person.id },
    });
    expect(second.organization.id).toBe(first.organization.id);
    expect(second.person.id).toBe(first.person.id);
    const colleague = await aRegisteredCustomer(api, provider.token, { organization: { id: first.organization.id } });
    const members = await api.get(`/organizations/${first.organization.id}/members`, provider.token);
    expect(
      members.body.items.map(({ person, role }: { person: { id: string }; role: string }) => [person.id, role]),
    ).toEqual(
      expect.arrayContaining([
        [first.person.id, 'admin'],
        [colleague.person.id, 'member'],
      ]),
    );
  });

  it('R1-01: are refused to whoever is no provider, and hidden across tenants', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const customer = await aCustomer(api, north.token);
    const viewer = await joined(api, north.token, north.id, 'viewer');
    const customerId = (await actorBehind(customer.token)).memberships[0]!.organizationId;
    await expect(aRegisteredCustomer(api, customer.token)).rejects.toMatchObject({ code: 'identity.not-allowed' });
    await expect(aRegisteredCustomer(api, viewer.token)).rejects.toMatchObject({ code: 'identity.not-allowed' });
    await expect(aRegisteredCustomer(api, customer.token, { organization: { id: customerId } })).rejects.toMatchObject({
      code: 'identity.not-allowed',
    });
    await expect(aRegisteredCustomer(api, south.token, { organization: { id: customerId } })).rejects.toMatchObject({
      code: 'identity.organization-unknown',
      details: { field: 'organization.id' },
    });
    const foreign = personId((await api.get('/me', customer.token)).body.id);
    await expect(aRegisteredCustomer(api, south.token, { person: { id: foreign } })).rejects.toMatchObject({
      code: 'identity.person-unknown',
      details: { field: 'person.id' },
    });
  });

  it('ask the operator for the provider, and refuse an organization that is none', async () => {
    const operatorToken = await api.signIn();
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const customerId = (await actorBehind(customer.token)).memberships[0]!.organizationId;
    await expect(aRegisteredCustomer(api, operatorToken)).rejects.toMatchObject({
      code: 'identity.parent-needed',
      details: { field: 'providerId' },
    });
    await expect(aRegisteredCustomer(api, operatorToken, { providerId: customerId })).rejects.toMatchObject({
      code: 'identity.organization-kind',
      details: { field: 'providerId', wanted: 'provider' },
    });
    const providerId = (await actorBehind(provider.token)).memberships[0]!.organizationId;
    await expect(aRegisteredCustomer(api, provider.token, { organization: { id: providerId } })).rejects.toMatchObject({
      code: 'identity.organization-kind',
      details: { field: 'organization.id' },
    });
  });
});
