import {
  aCustomer,
  aName,
  anAccountRequest,
  anAddress,
  aProvider,
  aRegisteredCustomer,
  joined,
  password,
} from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('nobody gives more than they have, and from above no more than `member`', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let customer: Awaited<ReturnType<typeof aCustomer>>;
  let seller: Awaited<ReturnType<typeof joined>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
    customer = await aCustomer(api, provider.token);
    seller = await joined(api, provider.token, provider.id, 'member');
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  const invite = (token: string, id: string, offer: object = {}) =>
    api.post(`/organizations/${id}/invitations`, { email: anAddress('alias'), ...offer }, token);
  const accept = (token: string) =>
    api.post(`/invitations/${token}/acceptance`, { firstName: 'A', lastName: 'Lias', password });
  const makeRole = (token: string, id: string, actions: string[]) =>
    api.post(`/organizations/${id}/roles`, { name: aName('Role'), actions }, token);
  /** A customer without anybody. */
  const anEmptyCustomer = async (token = provider.token) =>
    (await api.post('/organizations', { kind: 'customer', name: aName('Empty') }, token)).body.id as string;
  /** Somebody of the provider who acts by this set. */
  async function byRole(...actions: string[]) {
    const { body } = await makeRole(provider.token, provider.id, actions);
    const { body: sent } = await invite(provider.token, provider.id, { customRoleId: body.id });
    return (await accept(sent.token)).body.token as string;
  }
  const aKey = async (token: string, id: string, actions: string[]) =>
    (await api.post(`/organizations/${id}/api-keys`, { name: 'Script', actions }, token)).body.key as string;
  const refusedAsTooWide = { status: 403, body: { code: 'identity.role-too-wide' } };
  const eventsOf = async (id: string, token: string) =>
    (await api.get(`/audit-events?organizationId=${id}&limit=200`, token)).body.items;

  describe('an invitation', () => {
    it('by a provider’s member gives a customer no administrator, whether it has one or not', async () => {
      for (const id of [customer.id, await anEmptyCustomer()]) {
        expect(await invite(seller.token, id, { role: 'admin' })).toMatchObject(refusedAsTooWide);
        expect(await invite(seller.token, id, { role: 'member' })).toMatchObject({ status: 201 });
      }
    });

    it('by a provider’s member that names no role gives `member` where there is no administrator', async () => {
      expect((await invite(seller.token, await anEmptyCustomer())).body.role).toBe('member');
    });

    it('by a provider’s administrator gives the first administrator of a customer, and no second', async () => {
      expect(await invite(provider.token, customer.id, { role: 'admin' })).toMatchObject(refusedAsTooWide);
      const id = await anEmptyCustomer();
      const { body } = await invite(provider.token, id, { role: 'admin' });
      const admin = (await accept(body.token)).body.token as string;
      const [event] = (await eventsOf(id, admin)).filter(
        ({ action }: { action: string }) => action === 'invitation.sent',
      );
      expect(event).toMatchObject({
        actorId: provider.admin.personId,
        onBehalfOfId: provider.id,
        details: { role: 'admin', firstAdministrator: true },
      });
      const [member] = (await api.get(`/organizations/${id}/members`, admin)).body.items;
      expect(member.addedBy).toMatchObject({
        personId: provider.admin.personId,
        selfGranted: false,
        provider: { id: provider.id },
      });
    });

    it('by the operator gives a customer no second administrator, and a provider as many as it needs', async () => {
      const operatorToken = await api.signIn();
      expect(await invite(operatorToken, customer.id, { role: 'admin' })).toMatchObject(refusedAsTooWide);
      expect((await invite(operatorToken, provider.id, { role: 'admin' })).status).toBe(201);
    });

    it('by an administrator of the organization itself gives another one', async () => {
      expect((await invite(customer.token, customer.id, { role: 'admin' })).status).toBe(201);
    });

    it('by a customer’s administrator gives an inner customer its first administrator alone', async () => {
      const inner = await api.post(
        '/organizations',
        { kind: 'customer', name: aName('Inner'), parentId: customer.id },
        customer.token,
      );
      const { body } = await invite(customer.token, inner.body.id, { role: 'admin' });
      expect((await accept(body.token)).status).toBe(201);
      expect(await invite(customer.token, inner.body.id, { role: 'admin' })).toMatchObject(refusedAsTooWide);
    });

    it('by a set of actions or an API key gives nothing that is not in the set', async () => {
      const inviter = await byRole('organization.read', 'member.read', 'member.invite');
      const key = await aKey(provider.token, provider.id, ['member.invite']);
      for (const token of [inviter, key])
        for (const id of [provider.id, customer.id, await anEmptyCustomer()])
          for (const role of ['admin', 'member', 'viewer'])
            expect(await invite(token, id, { role })).toMatchObject(refusedAsTooWide);
    });

    it('from above gives a custom role as far as a member may, and no further', async () => {
      const narrow = (await makeRole(customer.token, customer.id, ['fleet.read', 'asset.install'])).body.id;
      const wide = (await makeRole(customer.token, customer.id, ['fleet.read', 'audit.read'])).body.id;
      expect((await invite(seller.token, customer.id, { customRoleId: narrow })).status).toBe(201);
      for (const token of [seller.token, provider.token])
        expect(await invite(token, customer.id, { customRoleId: wide })).toMatchObject(refusedAsTooWide);
    });

    it('in a file gives what one alone gives', async () => {
      const file = 'email,role\nx1@example.com,admin\nx2@example.com,member\n';
      const ask = (query = '') =>
        fetch(`${api.url}/api/v1/organizations/${customer.id}/invitations/bulk${query}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${seller.token}`, 'content-type': 'text/csv' },
          body: file,
        }).then(async (answer) => (await answer.json()) as { rows: readonly { outcome: string }[] });
      for (const query of ['?dryRun=true', ''])
        expect((await ask(query)).rows.map(({ outcome }) => outcome)).toEqual(['refused', 'invited']);
    });

    it('sent again gives no more than whoever sends it again may give', async () => {
      const id = await anEmptyCustomer();
      const { body } = await invite(provider.token, id, { role: 'admin' });
      const path = `/organizations/${id}/invitations/${body.id}`;
      expect(await api.post(`${path}/resend`, undefined, seller.token)).toMatchObject(refusedAsTooWide);
      expect((await api.post(`${path}/resend`, undefined, provider.token)).status).toBe(201);
    });

    it('shows its link to those alone who may give what it gives', async () => {
      const id = await anEmptyCustomer();
      const [first, second] = [
        await invite(provider.token, id, { role: 'admin' }),
        await invite(provider.token, id, { role: 'member' }),
      ].map(({ body }) => body.id);
      const linksFor = async (token: string) =>
        (await api.get(`/organizations/${id}/invitations`, token)).body.items
          .filter(({ link, token: secret }: { link?: string; token?: string }) => link && secret)
          .map((shown: { id: string }) => shown.id);
      expect(await linksFor(provider.token)).toEqual([second, first]);
      expect(await linksFor(seller.token)).toEqual([second]);
      const one = await api.get(`/organizations/${id}/invitations/${first}`, seller.token);
      expect(one.body).not.toHaveProperty('token');
    });
  });

  describe('an acceptance', () => {
    const lapsed = { status: 409, body: { code: 'identity.invitation-lapsed' } };

    it('is refused when whoever invited has lost the role by then, and leaves no account', async () => {
      const second = await joined(api, customer.token, customer.id, 'admin');
      const { body } = await invite(second.token, customer.id, { role: 'admin' });
      await api.patch(`/organizations/${customer.id}/members/${second.personId}`, { role: 'viewer' }, customer.token);
      expect(await accept(body.token)).toMatchObject(lapsed);
      expect((await api.post('/sessions', { email: body.email, password })).status).toBe(401);
    });

    it('is refused when whoever invited is gone', async () => {
      const second = await joined(api, customer.token, customer.id, 'admin');
      const { body } = await invite(second.token, customer.id, { role: 'viewer' });
      const confirm = encodeURIComponent(second.email);
      const path = `/organizations/${customer.id}/members/${second.personId}?confirm=${confirm}`;
      expect((await api.ask('DELETE', path, undefined, customer.token)).status).toBe(204);
      expect(await accept(body.token)).toMatchObject(lapsed);
    });

    it('of a second first administrator is refused', async () => {
      const id = await anEmptyCustomer();
      const [one, other] = [
        await invite(provider.token, id, { role: 'admin' }),
        await invite(provider.token, id, { role: 'admin' }),
      ];
      expect((await accept(one.body.token)).status).toBe(201);
      expect(await accept(other.body.token)).toMatchObject(lapsed);
    });

    it('is refused when the API key that invited was revoked', async () => {
      const every = [
        'organization.read',
        'member.read',
        'role.read',
        'fleet.read',
        'site.read-access',
        'table.arrange',
      ];
      const key = await aKey(customer.token, customer.id, [...every, 'member.invite']);
      const { body } = await invite(key, customer.id, { role: 'viewer' });
      const [{ id }] = (await api.get(`/organizations/${customer.id}/api-keys`, customer.token)).body.items;
      await api.ask('DELETE', `/organizations/${customer.id}/api-keys/${id}`, undefined, customer.token);
      expect(await accept(body.token)).toMatchObject(lapsed);
    });

    it('is refused when the custom role it gives was widened beyond whoever invited', async () => {
      const { body: role } = await makeRole(customer.token, customer.id, ['fleet.read']);
      const { body } = await invite(seller.token, customer.id, { customRoleId: role.id });
      const path = `/organizations/${customer.id}/roles/${role.id}`;
      await api.patch(path, { actions: ['fleet.read', 'audit.read'] }, customer.token);
      expect(await accept(body.token)).toMatchObject(lapsed);
    });

    it('hands over no account that waits for its owner with a role that whoever invited may not give', async () => {
      const { organization, person } = await aRegisteredCustomer(api, provider.token);
      const { body } = await invite(seller.token, organization.id, { email: person.email, role: 'member' });
      expect(await accept(body.token)).toMatchObject({ status: 409, body: { code: 'identity.account-not-activated' } });
      const again = await invite(provider.token, organization.id, { email: person.email, role: 'member' });
      expect((await accept(again.body.token)).status).toBe(201);
    });
  });

  describe('a change of a member', () => {
    const change = (token: string, personId: string, wanted: object) =>
      api.patch(`/organizations/${customer.id}/members/${personId}`, wanted, token);

    it('from above makes nobody an administrator beside those there are', async () => {
      const member = await joined(api, customer.token, customer.id, 'viewer');
      expect(await change(provider.token, member.personId, { role: 'admin' })).toMatchObject(refusedAsTooWide);
      expect((await change(provider.token, member.personId, { role: 'member' })).body.role).toBe('member');
      expect((await change(customer.token, member.personId, { role: 'admin' })).body.role).toBe('admin');
    });

    it('of the provider’s people who joined by themselves gives them no more, too', async () => {
      await api.post(`/organizations/${customer.id}/members/me`, undefined, seller.token);
      expect(await change(provider.token, seller.personId, { role: 'admin' })).toMatchObject(refusedAsTooWide);
    });
  });

  it('a person added at once gets no more than an invitation gives', async () => {
    const other = await aCustomer(api, provider.token);
    const draft = { email: other.email, firstName: 'A', lastName: 'Lias', role: 'admin' };
    expect(await api.post(`/organizations/${customer.id}/members`, draft, provider.token)).toMatchObject(
      refusedAsTooWide,
    );
  });

  describe('a custom role', () => {
    it('made from above holds no more than a member may', async () => {
      expect(await makeRole(provider.token, customer.id, ['fleet.read', 'audit.read'])).toMatchObject(refusedAsTooWide);
      expect((await makeRole(provider.token, customer.id, ['fleet.read'])).status).toBe(201);
    });

    it('is not widened from above for those who hold it; what the customer put into it stays', async () => {
      const { body: role } = await makeRole(customer.token, customer.id, ['audit.read']);
      const path = `/organizations/${customer.id}/roles/${role.id}`;
      const widened = await api.patch(path, { actions: ['audit.read', 'member.invite'] }, provider.token);
      expect(widened).toMatchObject(refusedAsTooWide);
      const renamed = await api.patch(
        path,
        { name: aName('Role'), actions: ['audit.read', 'fleet.read'] },
        provider.token,
      );
      expect(renamed.body.actions).toEqual(expect.arrayContaining(['audit.read', 'fleet.read']));
    });
  });

  it('an API key made from above holds no more than a member may', async () => {
    const make = (token: string, actions: string[]) =>
      api.post(`/organizations/${customer.id}/api-keys`, { name: 'Script', actions }, token);
    for (const action of ['audit.read', 'member.invite', 'organization.edit'])
      expect(await make(provider.token, [action])).toMatchObject({ body: { code: 'identity.api-key-action' } });
    expect((await make(provider.token, ['fleet.read'])).status).toBe(201);
    expect((await make(customer.token, ['audit.read'])).status).toBe(201);
  });

  describe('a registration', () => {
    const roleOf = async (token: string, differences = {}) => {
      const { organization, person } = await aRegisteredCustomer(api, token, differences);
      const { body } = await api.get(`/organizations/${organization.id}/members/${person.id}`, provider.token);
      return body.role;
    };

    it('by a provider’s administrator makes the customer’s first administrator, by its member a member', async () => {
      expect(await roleOf(provider.token)).toBe('admin');
      expect(await roleOf(seller.token)).toBe('member');
      expect(await roleOf(seller.token, { organization: { id: await anEmptyCustomer() } })).toBe('member');
    });

    it('by a set of actions makes no administrator', async () => {
      const registrar = await byRole('organization.read', 'registration.create');
      const actor = await api.identity.sessions.authenticate(registrar);
      const { organization, person } = await api.identity.accounts.openCustomer(actor, anAccountRequest());
      const { body } = await api.get(`/organizations/${organization.id}/members/${person.id}`, provider.token);
      expect(body.role).toBe('member');
    });
  });
});
