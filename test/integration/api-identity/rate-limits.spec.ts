import { password } from './people.js';
import { API_START_LIMIT_MS, operator, type RunningApi, startApi, startApiAlone } from './running-api.js';

describe('the headers of every answer', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it.each([
    ['an answer', '/me'],
    ['a page that a link opens', `/invitations/${'A'.repeat(64)}`],
    ['an unknown address', '/nothing'],
    ['the description of the API', '/api/docs'],
  ])('keep browsers from guessing, framing, caching and telling where they were: %s', async (_what, path) => {
    const answer = await fetch(`${api.url}${path.startsWith('/api') ? '' : '/api/v1'}${path}`);
    await answer.text();
    const { headers } = answer;
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    const policy = headers.get('content-security-policy');
    for (const directive of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'self'"])
      expect(policy).toContain(directive);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  it('are waited for a quarter of a minute, whoever asks', () => {
    const { headersTimeout, requestTimeout } = api.app.getHttpServer();
    expect([headersTimeout, requestTimeout]).toEqual([15_000, 900_000]);
  });

  it('without limits say nothing of limits', async () => {
    expect((await api.get('/me')).headers.get('ratelimit-limit')).toBeNull();
  });
});

describe('without TLS', () => {
  it('browsers are not sent to where nobody answers, and the cookie is no secure one', async () => {
    const api = await startApiAlone({ publicUrl: 'http://localhost:8080' });
    const answer = await fetch(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...operator, cookie: true }),
    });
    await answer.text();
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^fieldgate=/);
    expect(cookie).not.toContain('Secure');
    await api.stop();
  });
});

describe('limits', () => {
  it('count by network address, tell what is left, and say when to go on', async () => {
    const api = await startApiAlone({ rateLimits: { perAddress: 20, perAccount: 100 } });
    const first = await api.get('/me');
    expect(first.headers.get('ratelimit-limit')).toBe('20');
    expect(first.headers.get('ratelimit-remaining')).toBe('19');
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    for (let count = 0; count < 19; count += 1) expect((await api.get('/me')).status).toBe(401);
    const refused = await api.get('/me');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.body).toMatchObject({ code: 'request.too-many', status: 429 });
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    await api.stop();
  });

  it('give signing in, resets and links of mails a thirtieth', async () => {
    const api = await startApiAlone({ rateLimits: { perAddress: 90, perAccount: 100 } });
    const tries = [
      () => api.post('/sessions', { email: 'nobody@example.com', password }),
      () => api.get(`/invitations/${'A'.repeat(64)}`),
      () => api.post(`/activations/${'A'.repeat(64)}`, { password }),
    ];
    for (const attempt of tries) expect((await attempt()).status).not.toBe(429);
    expect((await api.post(`/password-resets/${'A'.repeat(64)}`, { password })).status).toBe(429);
    expect((await api.get('/me')).status).toBe(401);
    await api.stop();
  });

  it('give each route through which secrets are guessed, and what strangers send, one small share together', async () => {
    const api = await startApiAlone({ rateLimits: { perAddress: 59, perAccount: 100 } });
    const token = 'A'.repeat(64);
    const form = {};
    const guesses = [
      () => api.post('/sessions', form),
      () => api.post('/sessions/lookup', form),
      () => api.post('/password-resets', form),
      () => api.post(`/password-resets/${token}`, form),
      () => api.post(`/activations/${token}`, form),
      () => api.post(`/address-changes/${token}`, form),
      () => api.get(`/invitations/${token}`),
      () => api.post(`/invitations/${token}/acceptance`, form),
      () => api.post('/single-sign-ons', form),
      () => api.post('/single-sign-ons/completion', form),
      () => api.get('/share-codes/0123-4567-89AB-CDEF'),
      () => api.post('/share-codes/0123-4567-89AB-CDEF/acceptance', form),
      () => api.post('/registration-requests', form),
    ];
    expect((await api.post('/sessions', form)).status).toBe(400);
    for (const guess of guesses) expect((await guess()).status).toBe(429);
    for (const path of ['/me', '/registration-requests', '/nothing'])
      expect((await api.get(path)).headers.get('ratelimit-limit')).toBe('59');
    await api.stop();
  });

  it('count by person over all sessions, and one person does not use up what another has', async () => {
    const api = await startApiAlone({ rateLimits: { perAddress: 1000, perAccount: 10 } });
    const tokens = [await api.signIn(), await api.signIn()];
    for (let count = 0; count < 10; count += 1) expect((await api.get('/me', tokens[count % 2])).status).toBe(200);
    const refused = await api.get('/me', tokens[0]);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-limit')).toBe('10');
    expect((await api.get('/me')).status).toBe(401);
    await api.stop();
  });
});
