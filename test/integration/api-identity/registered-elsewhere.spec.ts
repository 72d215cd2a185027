import { aCustomer, anAccountRequest, anAddress, aProvider, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a registration for somebody who has an account elsewhere', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  const personNamed = (email: string) => ({ firstName: 'Grace', lastName: 'Hopper', email, phone: null });
  const open = async (email: string, differences = {}) => {
    const actor = await api.identity.sessions.authenticate(provider.token);
    const request = anAccountRequest({ person: personNamed(email), ...differences });
    return api.identity.accounts.openCustomer(actor, request);
  };
  const invitationTo = async (email: string, organizationId: string) => {
    const { body } = await api.get(`/organizations/${organizationId}/invitations`, provider.token);
    return body.items.find((sent: { email: string }) => sent.email === email);
  };

  it('answers as for a new person, whether the address has an account at another provider or none', async () => {
    const stranger = await aProvider(api);
    const accounts = [await open(anAddress()), await open(stranger.admin.email)];
    const shapes = accounts.map(({ person: { id: _id, email: _email, ...person }, organization }) => ({
      person,
      status: organization.status,
    }));
    expect(shapes[1]).toEqual(shapes[0]);
    expect(accounts[1]?.person.id).not.toBe(stranger.admin.personId);
  });

  it('invites the person, who joins with the password there is, as the first administrator', async () => {
    const stranger = await aProvider(api);
    const { organization } = await open(stranger.admin.email);
    const sent = await invitationTo(stranger.admin.email, organization.id);
    expect(sent).toMatchObject({ role: 'admin', status: 'pending', mail: { state: 'queued' } });
    const acceptance = { firstName: 'Grace', lastName: 'Hopper', password };
    const accepted = await api.post(`/invitations/${sent.token}/acceptance`, acceptance);
    expect(accepted.status).toBe(201);
    expect((await api.get('/me', accepted.body.token)).body.memberships).toHaveLength(2);
  });

  it('joins nobody before the invitation is accepted', async () => {
    const stranger = await aProvider(api);
    const { organization } = await open(stranger.admin.email);
    expect((await api.get('/me', stranger.token)).body.memberships).toHaveLength(1);
    const mails = await api.database.pool.query(
      'SELECT template FROM outbox_mail WHERE recipient = $1 AND organization_id = $2',
      [stranger.admin.email, organization.id],
    );
    expect(mails.rows).toEqual([{ template: 'invitation' }]);
  });

  it('still names the address of somebody the provider sees', async () => {
    const customer = await aCustomer(api, provider.token);
    await expect(open(customer.email)).rejects.toMatchObject({ code: 'identity.email-taken' });
  });
});
