import { TOTP } from 'otpauth';
import { withoutAuditEvent } from '#libs/testing';
import { aProvider, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
}, API_START_LIMIT_MS);
afterAll(() => api.stop(), API_START_LIMIT_MS);

const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: api.clock.now().getTime() });
const nextStep = () => api.clock.advanceSeconds(30);

/** Somebody whose second factor is on; the next code is a new one. */
async function aCarefulPerson() {
  const { admin } = await aProvider(api);
  const { body: begun } = await api.post('/me/second-factor', undefined, admin.token);
  const secret: string = begun.secret;
  const confirmed = await api.post('/me/second-factor/confirmation', { code: codeOf(secret) }, admin.token);
  nextStep();
  return { ...admin, secret, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}

const signIn = (email: string, code?: string, given = password) =>
  api.post('/sessions', { email, password: given, ...(code !== undefined && { code }) });

describe('a second factor', () => {
  it('is not asked for before a first code confirmed it', async () => {
    const { admin } = await aProvider(api);
    const { status, body } = await api.post('/me/second-factor', undefined, admin.token);
    expect(status).toBe(201);
    expect(body.uri).toContain(`secret=${body.secret}`);
    expect((await signIn(admin.email)).status).toBe(201);
    const wrong = await api.post('/me/second-factor/confirmation', { code: '000000' }, admin.token);
    expect(wrong.body).toMatchObject({ code: 'identity.second-factor-code-wrong', errors: [{ path: 'code' }] });
    expect((await api.get('/me', admin.token)).body.secondFactor).toEqual({ active: false, recoveryCodesLeft: 0 });
  });

  it('is asked for after a right password only', async () => {
    const { email, secret } = await aCarefulPerson();
    expect((await signIn(email, undefined, 'not the password')).body.code).toBe('identity.sign-in-refused');
    expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'identity.second-factor-needed' } });
    expect((await signIn(email, codeOf(secret))).status).toBe(201);
  });

  it('takes no code twice, and none older than one it took', async () => {
    const { email, secret } = await aCarefulPerson();
    const earlier = codeOf(secret);
    nextStep();
    const code = codeOf(secret);
    expect((await signIn(email, code)).status).toBe(201);
    for (const again of [code, earlier])
      expect((await signIn(email, again)).body.code).toBe('identity.second-factor-refused');
  });

  it('takes one code once when it is given many times at the same moment', async () => {
    const { email, secret } = await aCarefulPerson();
    const code = codeOf(secret);
    const answers = await Promise.all(Array.from({ length: 4 }, () => signIn(email, code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('counts wrong codes for the lock-out, and a missing one not', async () => {
    const { email, secret } = await aCarefulPerson();
    for (let count = 0; count < 8; count += 1) expect((await signIn(email)).status).toBe(401);
    for (let count = 0; count < 5; count += 1) expect((await signIn(email, '000000')).status).toBe(401);
    expect(await signIn(email, codeOf(secret))).toMatchObject({
      status: 429,
      body: { code: 'identity.sign-in-locked' },
    });
  });

  it('has ten recovery codes, each for one sign-in', async () => {
    const { email, recoveryCodes } = await aCarefulPerson();
    expect(recoveryCodes).toHaveLength(10);
    const [first = '', second = ''] = recoveryCodes;
    const { body } = await signIn(email, first);
    expect((await api.get('/me', body.token)).body.secondFactor).toEqual({ active: true, recoveryCodesLeft: 9 });
    expect((await signIn(email, first)).status).toBe(401);
    expect((await signIn(email, second.toLowerCase().replaceAll('-', ''))).status).toBe(201);
  });

  it('has a recovery code left whose use could not be told', async () => {
    const { email, recoveryCodes } = await aCarefulPerson();
    const [code = ''] = recoveryCodes;
    await withoutAuditEvent(api.database.pool, 'second-factor.recovery-code-used', async () => {
      expect((await signIn(email, code)).status).toBe(500);
    });
    expect((await signIn(email, code)).status).toBe(201);
  });

  it('is removed with password and code, and not with one of them', async () => {
    const { email, token, secret } = await aCarefulPerson();
    const remove = (body: object) => api.ask('DELETE', '/me/second-factor', body, token);
    expect((await remove({ password: 'not it', code: codeOf(secret) })).body.code).toBe(
      'identity.current-password-wrong',
    );
    expect((await remove({ password })).body.code).toBe('identity.second-factor-code-wrong');
    expect((await api.post('/me/second-factor', undefined, token)).body.code).toBe('identity.second-factor-active');
    expect((await remove({ password, code: codeOf(secret) })).status).toBe(204);
    expect((await signIn(email)).status).toBe(201);
    expect((await remove({ password })).status).toBe(404);
  });

  it('counts wrong codes given with a right password for the lock-out, when it is to be removed', async () => {
    const { token, secret } = await aCarefulPerson();
    const remove = (code: string) => api.ask('DELETE', '/me/second-factor', { password, code }, token);
    for (let count = 0; count < 5; count += 1) expect((await remove('000000')).status).toBe(400);
    expect(await remove(codeOf(secret))).toMatchObject({ status: 429, body: { code: 'identity.sign-in-locked' } });
  });

  it('is still asked for after a password reset', async () => {
    const { email } = await aCarefulPerson();
    await api.post('/password-resets', { email });
    const { body } = await api.get('/outbox-mails?limit=200', await api.signIn());
    const sent = body.items.find(
      (mail: { recipient: string; template: string }) => mail.recipient === email && mail.template === 'reset',
    );
    const link: string = sent.link;
    await api.post(`/password-resets/${link.slice(link.lastIndexOf('/') + 1)}`, { password: 'another long password' });
    expect((await signIn(email, undefined, 'another long password')).body.code).toBe('identity.second-factor-needed');
  });

  it('lies nowhere in plain', async () => {
    const { secret, recoveryCodes } = await aCarefulPerson();
    const tables = ['second_factor', 'recovery_code', 'audit_event'];
    const texts = tables.map((table) => `SELECT coalesce(string_agg(t::text, ''), '') AS text FROM ${table} t`);
    const { rows } = await api.database.pool.query<{ text: string }>(texts.join(' UNION ALL '));
    const stored = rows.map(({ text }) => text).join('');
    for (const plain of [secret, Buffer.from(secret).toString('hex'), ...recoveryCodes])
      expect(stored).not.toContain(plain);
  });
});
