import { aProvider, aRegisteredCustomer, password } from './people.js';
import { type Answer, API_START_LIMIT_MS, operator, type RunningApi, startApi } from './running-api.js';

describe('signing in', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const withoutCorrelation = ({ status, body }: Answer) => {
    const { correlationId: _id, instance: _instance, ...problem } = body;
    return { status, problem };
  };

  it('answers a wrong password, an unknown address and an account not activated with the same words', async () => {
    const provider = await aProvider(api);
    const { person } = await aRegisteredCustomer(api, provider.token);
    const wrong = await api.post('/sessions', { email: operator.email, password: 'not the password' });
    const unknown = await api.post('/sessions', { email: 'nobody@example.com', password: 'not the password' });
    const waiting = await api.post('/sessions', { email: person.email, password });
    expect(withoutCorrelation(wrong)).toMatchObject({ status: 401, problem: { code: 'identity.sign-in-refused' } });
    expect(withoutCorrelation(unknown)).toEqual(withoutCorrelation(wrong));
    expect(withoutCorrelation(waiting)).toEqual(withoutCorrelation(wrong));
  });

  it('takes the address in any case', async () => {
    const answer = await api.post('/sessions', { ...operator, email: operator.email.toUpperCase() });
    expect(answer.status).toBe(201);
  });

  it.each([
    { header: undefined, code: 'identity.not-signed-in' },
    { header: 'Basic b3BlcmF0b3I6eA==', code: 'identity.not-signed-in' },
    { header: 'Bearer', code: 'identity.not-signed-in' },
    { header: 'Bearer two words', code: 'identity.not-signed-in' },
    { header: 'Bearer never-issued', code: 'identity.session-unknown' },
    { header: `Bearer ${'A'.repeat(43)}`, code: 'identity.session-unknown' },
  ])('refuses the authorization $header with $code', async ({ header, code }) => {
    const answer = await fetch(`${api.url}/api/v1/me`, { headers: header ? { authorization: header } : {} });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="fieldgate"');
    expect(await answer.json()).toMatchObject({ code });
  });

  it('ends a session by itself after 12 hours, with a code of its own', async () => {
    const token = await api.signIn();
    api.clock.advanceDays(0.5);
    const answer = await api.get('/me', token);
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('identity.session-expired');
  });

  it('keeps the 20 newest sessions of a person, so that their number has a bound', async () => {
    const { admin } = await aProvider(api);
    const tokens = [];
    for (let count = 0; count < 21; count += 1) {
      api.clock.advanceDays(0.0001);
      tokens.push(await api.signIn(admin.email, password));
    }
    const statuses = await Promise.all(tokens.map(async (token) => (await api.get('/me', token)).status));
    expect(statuses).toEqual([401, ...Array.from({ length: 20 }, () => 200)]);
  });

  it('stores no token and no password in plain', async () => {
    const token = await api.signIn();
    const tables = ['session', 'person', 'audit_event', 'outbox_mail'];
    const texts = tables.map((table) => `SELECT coalesce(string_agg(t::text, ''), '') AS text FROM ${table} t`);
    const { rows } = await api.database.pool.query<{ text: string }>(texts.join(' UNION ALL '));
    const stored = rows.map(({ text }) => text).join('');
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [token, operator.password, Buffer.from(token).toString('hex')])
      expect(stored).not.toContain(secret);
  });
});

describe('the own profile', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it('changes name and telephone, and leaves what is absent', async () => {
    const { token } = await aProvider(api);
    const first = await api.patch('/me', { firstName: 'Augusta', phone: '+44 20 7946 0000' }, token);
    expect(first.body).toMatchObject({ firstName: 'Augusta', lastName: 'Lovelace', phone: '+44 20 7946 0000' });
    const second = await api.patch('/me', { phone: null }, token);
    expect(second.body).toMatchObject({ firstName: 'Augusta', phone: null });
  });

  it('R1-30: changes the password, and ends every other session with it', async () => {
    const { admin } = await aProvider(api);
    const other = await api.signIn(admin.email, password);
    const change = { currentPassword: password, newPassword: 'an even longer password' };
    expect((await api.post('/me/password', change, admin.token)).status).toBe(204);
    expect((await api.get('/me', admin.token)).status).toBe(200);
    expect((await api.get('/me', other)).body.code).toBe('identity.session-unknown');
    expect((await api.post('/sessions', { email: admin.email, password })).status).toBe(401);
    expect((await api.post('/sessions', { email: admin.email, password: change.newPassword })).status).toBe(201);
  });

  it.each([
    {
      change: { currentPassword: 'not the password', newPassword: 'an even longer password' },
      code: 'identity.current-password-wrong',
      path: 'currentPassword',
    },
    {
      change: { currentPassword: password, newPassword: 'short' },
      code: 'identity.password-length',
      path: 'newPassword',
    },
  ])('refuses with $code and names $path', async ({ change, code, path }) => {
    const { admin } = await aProvider(api);
    const answer = await api.post('/me/password', change, admin.token);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code, errors: [{ path }] });
    expect((await api.post('/sessions', { email: admin.email, password })).status).toBe(201);
  });
});
