import { anAddress, aProvider, aRegisteredCustomer, password, tokenOf } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
}, API_START_LIMIT_MS);
afterAll(() => api.stop(), API_START_LIMIT_MS);

/** The mails to an address, newest first, as the operator sees them. */
async function mailsTo(recipient: string): Promise<{ template: string; link: string }[]> {
  const { body } = await api.get('/outbox-mails?limit=200', await api.signIn());
  return body.items.filter((mail: { recipient: string }) => mail.recipient === recipient);
}

async function linkTo(recipient: string): Promise<string> {
  const mails = await mailsTo(recipient);
  return tokenOf(mails.find(({ template }) => template === 'reset' || template === 'address-change')?.link ?? '');
}

describe('a forgotten password', () => {
  const next = 'another long password';

  it('is set anew through a link, which ends all sessions and works once', async () => {
    const { admin } = await aProvider(api);
    const asked = await api.post('/password-resets', { email: admin.email });
    expect(asked).toMatchObject({ status: 202, body: undefined });
    const token = await linkTo(admin.email);
    expect((await api.post(`/password-resets/${token}`, { password: next })).status).toBe(204);
    expect((await api.get('/me', admin.token)).status).toBe(401);
    expect((await api.post('/sessions', { email: admin.email, password })).status).toBe(401);
    expect((await api.post('/sessions', { email: admin.email, password: next })).status).toBe(201);
    expect(await api.post(`/password-resets/${token}`, { password: next })).toMatchObject({
      status: 404,
      body: { code: 'identity.one-time-link-unknown' },
    });
  });

  it('asks of an unknown address and of an account not activated with the same answer, and mails nothing', async () => {
    const provider = await aProvider(api);
    const { person } = await aRegisteredCustomer(api, provider.token);
    const before = await mailsTo(person.email);
    for (const email of ['nobody-at-all@example.com', person.email])
      expect(await api.post('/password-resets', { email })).toMatchObject({ status: 202, body: undefined });
    expect(await mailsTo(person.email)).toHaveLength(before.length);
    expect(await mailsTo('nobody-at-all@example.com')).toEqual([]);
  });

  it('keeps a link for an hour', async () => {
    const { admin } = await aProvider(api);
    await api.post('/password-resets', { email: admin.email });
    const token = await linkTo(admin.email);
    api.clock.advanceSeconds(3600);
    const late = await api.post(`/password-resets/${token}`, { password: next });
    expect(late).toMatchObject({ status: 409, body: { code: 'identity.one-time-link-expired' } });
  });

  it('is written about three times, and then not for a while', async () => {
    const { admin } = await aProvider(api);
    for (let count = 0; count < 6; count += 1) await api.post('/password-resets', { email: admin.email });
    expect(await mailsTo(admin.email)).toHaveLength(1 + 3);
    api.clock.advanceSeconds(600);
    await api.post('/password-resets', { email: admin.email });
    expect(await mailsTo(admin.email)).toHaveLength(1 + 4);
  });

  it('is not set to one that everybody tries first, and the link still works then', async () => {
    const { admin } = await aProvider(api);
    await api.post('/password-resets', { email: admin.email });
    const token = await linkTo(admin.email);
    const refused = await api.post(`/password-resets/${token}`, { password: 'password123' });
    expect(refused.body).toMatchObject({ code: 'identity.password-common', errors: [{ path: 'password' }] });
    expect((await api.post(`/password-resets/${token}`, { password: next })).status).toBe(204);
  });

  it.each(['x', 'A'.repeat(64)])('does not know the link %s', async (token) => {
    expect((await api.post(`/password-resets/${token}`, { password: next })).status).toBe(404);
  });
});

describe('a new sign-in address (R0-07)', () => {
  it('counts once the new address has answered; the old one is told', async () => {
    const { admin } = await aProvider(api);
    const email = anAddress('new');
    const asked = await api.post('/me/address-change', { email, password }, admin.token);
    expect(asked).toMatchObject({ status: 202, body: undefined });
    expect((await api.get('/me', admin.token)).body.email).toBe(admin.email);
    expect((await mailsTo(admin.email)).map(({ template }) => template)).toContain('address-notice');
    const token = await linkTo(email);
    expect((await api.post(`/address-changes/${token}`, undefined)).status).toBe(204);
    expect((await api.get('/me', admin.token)).body.email).toBe(email);
    expect((await api.post('/sessions', { email: admin.email, password })).status).toBe(401);
    expect((await api.post('/sessions', { email, password })).status).toBe(201);
    expect((await api.post(`/address-changes/${token}`, undefined)).status).toBe(404);
  });

  it('that belongs to somebody gets the same answer and no mail', async () => {
    const [mine, other] = [await aProvider(api), await aProvider(api)];
    const before = await mailsTo(other.admin.email);
    const asked = await api.post('/me/address-change', { email: other.admin.email, password }, mine.token);
    expect(asked).toMatchObject({ status: 202, body: undefined });
    expect(await mailsTo(other.admin.email)).toHaveLength(before.length);
    expect((await mailsTo(mine.admin.email)).map(({ template }) => template)).toContain('address-notice');
  });

  it('that somebody else took meanwhile stays with them', async () => {
    const [first, second] = [await aProvider(api), await aProvider(api)];
    const email = anAddress('wanted');
    const links = [];
    for (const { token } of [first, second]) {
      await api.post('/me/address-change', { email, password }, token);
      links.push(await linkTo(email));
    }
    expect((await api.post(`/address-changes/${links[0]}`, undefined)).status).toBe(204);
    expect((await api.post(`/address-changes/${links[1]}`, undefined)).status).toBe(404);
    expect((await api.get('/me', second.token)).body.email).toBe(second.admin.email);
  });

  it('needs the password', async () => {
    const { token } = await aProvider(api);
    const asked = await api.post('/me/address-change', { email: anAddress(), password: 'not the password' }, token);
    expect(asked.body).toMatchObject({ code: 'identity.current-password-wrong', errors: [{ path: 'password' }] });
  });

  it('is confirmed within an hour', async () => {
    const { token } = await aProvider(api);
    const email = anAddress('late');
    await api.post('/me/address-change', { email, password }, token);
    const link = await linkTo(email);
    api.clock.advanceSeconds(3600);
    expect((await api.post(`/address-changes/${link}`, undefined)).body.code).toBe('identity.one-time-link-expired');
  });
});
