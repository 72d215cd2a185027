import { organizationId, personId } from '#libs/kernel';
import { aCustomer, anAccountRequest, aProvider, joined, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

type Person = Awaited<ReturnType<typeof joined>>;

describe('R0-27: somebody of the provider who lets themselves into a customer', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let customer: Awaited<ReturnType<typeof aCustomer>>;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);
  beforeEach(async () => {
    provider = await aProvider(api);
    customer = await aCustomer(api, provider.token);
  });

  const pathOf = (id: string) => `/organizations/${id}/members`;
  const inboxOf = async (token: string) =>
    (await api.get('/notifications', token)).body.items.filter(({ kind }: { kind: string }) => kind === 'self-granted');
  const mailsTo = async (email: string) =>
    (
      await api.database.pool.query('SELECT data FROM outbox_mail WHERE recipient = $1 AND template = $2', [
        email,
        'self-grant',
      ])
    ).rows.map(({ data }) => data);

  const ways: Readonly<Record<string, (self: Person) => Promise<unknown>>> = {
    'a self-grant': ({ token }) => api.post(`${pathOf(customer.id)}/me`, {}, token),
    'adding their own address': ({ token, email }) =>
      api.post(pathOf(customer.id), { email, firstName: 'Ada', lastName: 'Lovelace', role: 'viewer' }, token),
    'an invitation to themselves': async ({ token, email }) => {
      const { body } = await api.post(`/organizations/${customer.id}/invitations`, { email, role: 'viewer' }, token);
      return api.post(`/invitations/${body.token}/acceptance`, { firstName: 'Ada', lastName: 'Lovelace', password });
    },
    'registering a device for themselves': async ({ token, personId: own }) =>
      api.identity.accounts.openCustomer(
        await api.identity.sessions.authenticate(token),
        anAccountRequest({ organization: { id: organizationId(customer.id) }, person: { id: personId(own) } }),
      ),
  };

  it.each(Object.keys(ways))(
    'is told the customer’s administrators at once, in the inbox and by mail: %s',
    async (way) => {
      const member = await joined(api, customer.token, customer.id, 'member');
      const self = await joined(api, provider.token, provider.id, 'admin');
      await ways[way]?.(self);
      const members = (await api.get(pathOf(customer.id), customer.token)).body.items;
      expect(members.map(({ person }: { person: { id: string } }) => person.id)).toContain(self.personId);
      expect(await inboxOf(customer.token)).toMatchObject([
        { params: { personName: 'Ada Lovelace', organizationId: customer.id }, readAt: null },
      ]);
      expect(await mailsTo(customer.email)).toMatchObject([{ personName: 'Ada Lovelace' }]);
      for (const { token, email } of [member, self]) {
        expect(await inboxOf(token)).toEqual([]);
        expect(await mailsTo(email)).toEqual([]);
      }
    },
  );

  it('is told once of each time, and by no mail to who wants none; the inbox has it whatever was chosen', async () => {
    const self = await joined(api, provider.token, provider.id, 'member');
    const choice = (page: boolean) => ({ items: [{ kind: 'self-granted', page, mail: false }] });
    const choose = (body: unknown) => api.ask('PUT', '/me/notification-preferences', body, customer.token);
    expect((await choose(choice(false))).body.code).toBe('notifications.fixed');
    expect((await choose(choice(true))).status).toBe(200);
    const join = async () => (await api.post(`${pathOf(customer.id)}/me`, {}, self.token)).status;
    expect([await join(), await join()]).toEqual([201, 409]);
    expect(await inboxOf(customer.token)).toHaveLength(1);
    const path = `${pathOf(customer.id)}/${self.personId}?confirm=${encodeURIComponent(self.email)}`;
    expect((await api.ask('DELETE', path, undefined, customer.token)).status).toBe(204);
    api.clock.advanceSeconds(1);
    expect(await join()).toBe(201);
    expect(await inboxOf(customer.token)).toHaveLength(2);
    expect(await mailsTo(customer.email)).toEqual([]);
  });

  it('says nothing of people whom somebody else adds', async () => {
    const colleague = await joined(api, provider.token, provider.id, 'member');
    const draft = { email: colleague.email, firstName: 'Ada', lastName: 'Lovelace', role: 'viewer' };
    expect((await api.post(pathOf(customer.id), draft, provider.token)).body.outcome).toBe('added');
    expect(await inboxOf(customer.token)).toEqual([]);
  });
});
