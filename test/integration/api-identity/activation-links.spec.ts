import { organizationId } from '#libs/kernel';
import { aCustomer, aName, anAddress, aProvider, aRegisteredCustomer, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('an activation link of an administrator', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  it('is none of those who could not make one, by reading it or by renewing it', async () => {
    const customer = await aCustomer(api, provider.token);
    const members = `/organizations/${customer.id}/members`;
    const organization = { id: organizationId(customer.id) };
    const { person } = await aRegisteredCustomer(api, provider.token, { organization });
    const { id } = person;
    const linkFor = async (token: string) => (await api.get(`${members}/${id}`, token)).body.activationLink;
    expect(await linkFor(provider.token)).toEqual(expect.any(String));

    expect((await api.patch(`${members}/${id}`, { role: 'admin' }, customer.token)).status).toBe(200);
    expect(await linkFor(provider.token)).toBeUndefined();
    expect(await api.post(`${members}/${id}/activation`, { activation: 'link' }, provider.token)).toMatchObject({
      status: 403,
      body: { code: 'identity.person-not-administered' },
    });
    expect(await linkFor(customer.token)).toEqual(expect.any(String));
  });

  it('is not shown to whoever administers by a set of actions', async () => {
    const { organization, person } = await aRegisteredCustomer(api, provider.token);
    const path = `/organizations/${organization.id}/members/${person.id}`;
    const clerk = await somebodyWhoMay('organization.read', 'member.read', 'member.administer');
    expect((await api.get(path, clerk)).body).not.toHaveProperty('activationLink');
    expect((await api.get(path, provider.token)).body).toHaveProperty('activationLink');
  });

  /** The token of somebody of the provider who acts by this set. */
  async function somebodyWhoMay(...actions: string[]): Promise<string> {
    const organization = `/organizations/${provider.id}`;
    const { body: role } = await api.post(`${organization}/roles`, { name: aName('Role'), actions }, provider.token);
    const offer = { email: anAddress('clerk'), customRoleId: role.id };
    const { body: sent } = await api.post(`${organization}/invitations`, offer, provider.token);
    const acceptance = { firstName: 'Clara', lastName: 'Clerk', password };
    return (await api.post(`/invitations/${sent.token}/acceptance`, acceptance)).body.token;
  }
});
