import { HOUR_MS } from '#libs/kernel';
import { anAddress, aProvider, aRegisteredCustomer, password, tokenOf } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

const platform = 'https://fieldgate.example';

describe('the session of a first sign-in', () => {
  let api: RunningApi;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    api = await startApi();
    provider = await aProvider(api);
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  /** Each way in: where it is posted to, what with, and what its answer says whoever asks. */
  const ways = {
    async activation() {
      const { organization, person } = await aRegisteredCustomer(api, provider.token);
      const { body } = await api.get(`/organizations/${organization.id}/members`, provider.token);
      const path = `/activations/${tokenOf(body.items[0].activationLink)}`;
      return { email: person.email, path, form: { password }, told: { personId: person.id } };
    },
    async acceptance() {
      const email = anAddress();
      const invited = await api.post(`/organizations/${provider.id}/invitations`, { email }, provider.token);
      const path = `/invitations/${invited.body.token}/acceptance`;
      const form = { firstName: 'Ada', lastName: 'Lovelace', password };
      return { email, path, form, told: { organizationId: provider.id, personId: expect.any(String) } };
    },
  };
  const names = ['activation', 'acceptance'] as const;

  async function ask(method: string, path: string, headers: Record<string, string>, body?: object) {
    const answer = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      cookies: answer.headers.getSetCookie(),
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  it.each(names)('comes in a cookie if the %s asks for it, and not in the body', async (name) => {
    const { email, path, form, told } = await ways[name]();
    const { status, cookies, body } = await ask('POST', path, { origin: platform }, { ...form, cookie: true });
    expect(status).toBe(201);
    expect(body).toEqual({
      ...told,
      expiresAt: new Date(api.clock.now().getTime() + 12 * HOUR_MS).toISOString(),
      csrfToken: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
    expect(cookies).toHaveLength(2);
    expect(cookies[0]).toMatch(/^__Host-fieldgate=[A-Za-z0-9_-]{43}; /);
    // By it the browser is known again, so that others' guesses do not lock its owner out.
    expect(cookies[1]).toMatch(
      /^__Host-fieldgate-device=[A-Za-z0-9_-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; /,
    );
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Expires='])
      expect(cookies[0]).toContain(attribute);

    const cookie = cookies[0]?.split(';')[0] ?? '';
    const me = await ask('GET', '/me', { cookie });
    expect(me.body).toMatchObject({ email, csrfToken: body.csrfToken });
    expect((await ask('GET', '/me/sessions', { cookie })).body.items).toMatchObject([{ cookie: true, current: true }]);
    expect((await ask('DELETE', '/me/sessions', { cookie })).status).toBe(403);
    const right = { cookie, 'x-csrf-token': body.csrfToken };
    expect((await ask('DELETE', '/me/sessions', right)).status).toBe(204);
  });

  it.each(names)('comes in the answer of the %s otherwise, as ever, and sets no cookie', async (name) => {
    for (const choice of [{}, { cookie: false }]) {
      const { path, form, told } = await ways[name]();
      const { status, cookies, body } = await ask('POST', path, {}, { ...form, ...choice });
      expect(status).toBe(201);
      expect(body).toEqual({ ...told, token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
      expect(cookies).toEqual([]);
    }
  });

  it.each(names)('is not begun by a page of another site, and the link of the %s stays unused', async (name) => {
    const { path, form } = await ways[name]();
    const refused = await ask('POST', path, { origin: 'https://evil.example' }, { ...form, cookie: true });
    expect(refused).toMatchObject({ status: 403, cookies: [], body: { code: 'identity.origin-refused' } });
    expect((await ask('POST', path, { origin: platform }, { ...form, cookie: true })).status).toBe(201);
  });

  it.each(names)('is begun by no cookie when the %s is refused', async (name) => {
    const { path, form } = await ways[name]();
    const short = await ask('POST', path, { origin: platform }, { ...form, password: 'short', cookie: true });
    expect(short).toMatchObject({ status: 400, cookies: [] });
    const odd = await ask('POST', path, { origin: platform }, { ...form, cookie: 'yes' });
    expect(odd).toMatchObject({ status: 400, cookies: [], body: { errors: [{ path: 'cookie' }] } });
  });
});
