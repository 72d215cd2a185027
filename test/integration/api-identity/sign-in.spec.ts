import { aProvider, aRegisteredCustomer, password } from './people.js';
import { type Answer, API_START_LIMIT_MS, operator, type RunningApi, startApi, startApiAlone } from './running-api.js';

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

  it('R0-07: changes language and time zone, and refuses a zone there is not', async () => {
    const { token } = await aProvider(api);
    expect((await api.get('/me', token)).body).toMatchObject({ language: null, timeZone: null });
    const changed = await api.patch('/me', { language: 'pl', timeZone: 'Europe/Warsaw' }, token);
    expect(changed.body).toMatchObject({ language: 'pl', timeZone: 'Europe/Warsaw', firstName: 'Ada' });
    expect((await api.patch('/me', { timeZone: 'Europe/Nowhere' }, token)).status).toBe(400);
  });

  it('refuses a new password that everybody tries first', async () => {
    const { token } = await aProvider(api);
    const change = { currentPassword: password, newPassword: 'PassWord123' };
    expect((await api.post('/me/password', change, token)).body.code).toBe('identity.password-common');
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

describe('signing in too often with something wrong', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const tryIn = (email: string, given = 'not the password') => api.post('/sessions', { email, password: given });

  async function fail(email: string, times: number) {
    for (let count = 0; count < times; count += 1) expect((await tryIn(email)).status).toBe(401);
  }

  it('locks the account from the fifth failure on, for 30 s and then for twice as long each time, and says when', async () => {
    const { admin } = await aProvider(api);
    await fail(admin.email, 5);
    for (const seconds of [30, 60, 120]) {
      const locked = await tryIn(admin.email, password);
      expect(locked).toMatchObject({ status: 429, body: { code: 'identity.sign-in-locked' } });
      expect(locked.headers.get('retry-after')).toBe(String(seconds));
      api.clock.advanceSeconds(seconds);
      await fail(admin.email, 1);
    }
  });

  it('answers for an account that does not exist as for one that does', async () => {
    const { admin } = await aProvider(api);
    const answers = [];
    for (const email of [admin.email, 'nobody-here@example.com']) {
      await fail(email, 5);
      const { status, headers, body } = await tryIn(email);
      const { correlationId: _id, instance: _instance, ...problem } = body;
      answers.push({ status, retryAfter: headers.get('retry-after'), problem });
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it('counts guesses made at the same time one by one', async () => {
    const { admin } = await aProvider(api);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryIn(admin.email)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('starts afresh after a success, and after a day', async () => {
    const { admin } = await aProvider(api);
    await fail(admin.email, 4);
    expect((await tryIn(admin.email, password)).status).toBe(201);
    await fail(admin.email, 4);
    api.clock.advanceDays(1.01);
    await fail(admin.email, 4);
    expect((await tryIn(admin.email, password)).status).toBe(201);
  });

  it('counts a wrong current password of somebody signed in, too', async () => {
    const { token } = await aProvider(api);
    const change = { currentPassword: 'not the password', newPassword: 'an even longer password' };
    for (let count = 0; count < 5; count += 1) expect((await api.post('/me/password', change, token)).status).toBe(400);
    expect((await api.post('/me/password', change, token)).body.code).toBe('identity.sign-in-locked');
  });

  it('locks a network address after fifty, whatever the accounts, but not for those who are known there', async () => {
    api.clock.advanceDays(2);
    for (let count = 0; count < 50; count += 1) await fail(`guess${count}@example.com`, 1);
    expect(await tryIn('another@example.com')).toMatchObject({
      status: 429,
      body: { code: 'identity.sign-in-locked' },
    });
    // Its owner has signed in from this address before.
    expect((await api.post('/sessions', operator)).status).toBe(201);
    api.clock.advanceSeconds(30);
    await fail('another@example.com', 1);
  });
});

describe('a password somebody else has seen (R0-05)', () => {
  const next = { currentPassword: operator.password, newPassword: 'a password of my own' };

  it.each(['recommended', 'off'] as const)('is, when the operator set %s, a matter of choice', async (policy) => {
    const api = await startApiAlone({ passwordStale: true, passwordChange: policy });
    const answer = await api.post('/sessions', operator);
    const advice = policy === 'off' ? null : policy;
    expect(answer.body.passwordChange).toBe(advice);
    expect((await api.get('/me', answer.body.token)).body.passwordChange).toBe(advice);
    expect((await api.get('/organizations', answer.body.token)).status).toBe(200);
    await api.stop();
  });

  it('has to be changed before anything else is done, when the operator set that', async () => {
    const api = await startApiAlone({ passwordStale: true, passwordChange: 'required' });
    const { body } = await api.post('/sessions', operator);
    expect(body.passwordChange).toBe('required');
    expect(await api.get('/organizations', body.token)).toMatchObject({
      status: 403,
      body: { code: 'identity.password-change-required' },
    });
    expect((await api.patch('/me', { firstName: 'Augusta' }, body.token)).status).toBe(403);
    expect((await api.get('/me', body.token)).body.passwordChange).toBe('required');
    expect((await api.post('/me/password', next, body.token)).status).toBe(204);
    expect((await api.get('/me', body.token)).body.passwordChange).toBeNull();
    expect((await api.get('/organizations', body.token)).status).toBe(200);
    await api.stop();
  });
});
