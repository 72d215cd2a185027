import { aProvider, password } from './people.js';
import { API_START_LIMIT_MS, operator, type RunningApi, startApi } from './running-api.js';

const platform = 'https://fieldgate.example';

describe('the own sessions', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it('are listed in pages, newest first, with where they were opened from and which one asks', async () => {
    const { admin } = await aProvider(api);
    api.clock.advanceDays(0.001);
    const token = await api.signIn(admin.email, password);
    const first = await api.get('/me/sessions?limit=1', token);
    expect(first.body.items).toEqual([
      {
        id: expect.any(String),
        createdAt: expect.any(String),
        seenAt: expect.any(String),
        expiresAt: expect.any(String),
        remoteAddress: '127.0.0.1',
        userAgent: expect.any(String),
        cookie: false,
        current: true,
      },
    ]);
    const second = await api.get(`/me/sessions?limit=1&cursor=${first.body.nextCursor}`, token);
    expect(second.body).toMatchObject({ items: [{ current: false }], nextCursor: null });
  });

  it('end one by one, and those of others do not exist', async () => {
    const [mine, others] = [await aProvider(api), await aProvider(api)];
    const second = await api.signIn(mine.admin.email, password);
    const list = await api.get('/me/sessions', second);
    const { id } = list.body.items.find(({ current }: { current: boolean }) => !current);
    const foreign = await api.ask('DELETE', `/me/sessions/${id}`, undefined, others.token);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'identity.session-not-found' } });
    expect((await api.ask('DELETE', `/me/sessions/${id}`, undefined, second)).status).toBe(204);
    expect((await api.get('/me', mine.token)).body.code).toBe('identity.session-unknown');
    expect((await api.ask('DELETE', `/me/sessions/${id}`, undefined, second)).status).toBe(404);
  });

  it('end all but the one that asks', async () => {
    const { admin, token } = await aProvider(api);
    const others = [await api.signIn(admin.email, password), await api.signIn(admin.email, password)];
    expect((await api.ask('DELETE', '/me/sessions', undefined, token)).status).toBe(204);
    for (const other of others) expect((await api.get('/me', other)).status).toBe(401);
    expect((await api.get('/me/sessions', token)).body.items).toHaveLength(1);
  });

  it('end by themselves after two hours without a request, and not while they are used', async () => {
    const { token } = await aProvider(api);
    for (let count = 0; count < 3; count += 1) {
      api.clock.advanceDays(1 / 24);
      expect((await api.get('/me', token)).status).toBe(200);
    }
    api.clock.advanceDays(2 / 24);
    expect((await api.get('/me', token)).body.code).toBe('identity.session-idle');
  });
});

describe('a session by cookie', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  async function signedInByCookie() {
    const answer = await fetch(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: platform },
      body: JSON.stringify({ ...operator, cookie: true }),
    });
    const [written = ''] = answer.headers.getSetCookie();
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape the answer has
    return { status: answer.status, written, cookie: written.split(';')[0] ?? '', body: (await answer.json()) as any };
  }

  async function ask(method: string, path: string, headers: Record<string, string>) {
    const answer = await fetch(`${api.url}/api/v1${path}`, { method, headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  it('comes in a cookie that no script, no other site and no unencrypted connection gets, and not in the body', async () => {
    const { status, written, body } = await signedInByCookie();
    expect(status).toBe(201);
    expect(written).toMatch(/^__Host-fieldgate=[A-Za-z0-9_-]{43}; /);
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Expires='])
      expect(written).toContain(attribute);
    expect(written).not.toContain('Domain');
    expect(body.token).toBeUndefined();
    expect(body.csrfToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('reads without more, and is told the token against forgery again', async () => {
    const { cookie, body } = await signedInByCookie();
    const me = await ask('GET', '/me', { cookie });
    expect(me.status).toBe(200);
    expect(me.body.csrfToken).toBe(body.csrfToken);
  });

  it('changes nothing without the token against forgery, with that of another session, or for another site', async () => {
    const { cookie, body } = await signedInByCookie();
    const other = await signedInByCookie();
    const refused = { status: 403, body: { code: 'identity.csrf-token-wrong' } };
    expect(await ask('DELETE', '/me/sessions', { cookie })).toMatchObject(refused);
    const stolen = { cookie, 'x-csrf-token': other.body.csrfToken };
    expect(await ask('DELETE', '/me/sessions', stolen)).toMatchObject(refused);
    const right = { cookie, 'x-csrf-token': body.csrfToken };
    expect(await ask('DELETE', '/me/sessions', { ...right, origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'identity.origin-refused' },
    });
    expect((await ask('DELETE', '/me/sessions', { ...right, origin: platform })).status).toBe(204);
    expect((await ask('DELETE', '/me/sessions', right)).status).toBe(204);
  });

  it('is not begun by a page of another site', async () => {
    const answer = await fetch(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ ...operator, cookie: true }),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('ends with the sign-out, which takes the cookie back', async () => {
    const { cookie, body } = await signedInByCookie();
    const answer = await ask('DELETE', '/sessions/current', { cookie, 'x-csrf-token': body.csrfToken });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-fieldgate=; .*Expires=Thu, 01 Jan 1970/);
    expect((await ask('GET', '/me', { cookie })).body.code).toBe('identity.session-unknown');
  });

  it('asks a bearer token for none of this', async () => {
    const token = await api.signIn();
    const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
    expect((await ask('DELETE', '/me/sessions', headers)).status).toBe(204);
  });

  it('can be asked for without one, and asking prolongs none', async () => {
    const nobody = { status: 200, body: { signedIn: false } };
    expect(await api.get('/sessions/current')).toMatchObject(nobody);
    expect(await api.get('/sessions/current', 'made-up')).toMatchObject(nobody);
    const { token } = await aProvider(api);
    const { body } = await api.get('/sessions/current', token);
    expect(body).toEqual({
      signedIn: true,
      expiresAt: expect.any(String),
      csrfToken: (await api.get('/me', token)).body.csrfToken,
      passwordChange: null,
    });
    api.clock.advanceDays(1.5 / 24);
    expect((await api.get('/sessions/current', token)).body.signedIn).toBe(true);
    api.clock.advanceDays(0.5 / 24);
    expect(await api.get('/sessions/current', token)).toMatchObject(nobody);
  });
});
