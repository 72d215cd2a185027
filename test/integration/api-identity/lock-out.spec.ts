import { createHash } from 'node:crypto';
import { aProvider, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApiAlone } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('whoever guesses passwords locks nobody else out', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApiAlone({ trustedProxies: ['127.0.0.1'] });
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop());

  let places = 0;
  /** An address nobody used before. */
  const aPlace = () => {
    places += 1;
    return `198.51.100.${places}`;
  };

  async function tryFrom(place: string, body: object, cookie?: string) {
    const answer = await fetch(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': place, ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
    return { status: answer.status, cookies: answer.headers.getSetCookie() };
  }
  /** Somebody who never signed in from any of the places of these tests. */
  const aPerson = async () => (await aProvider(api)).admin.email;
  const wrong = async (email: string, place: string) =>
    (await tryFrom(place, { email, password: 'a wrong guess' })).status;
  const right = async (email: string, place: string, cookie?: string) =>
    (await tryFrom(place, { email, password }, cookie)).status;
  /** So many wrong ones were counted by this key before; each takes a password's time. */
  const alreadyFailed = (key: string, value: string, failures: number) =>
    api.database.pool.query('UPDATE sign_in_throttle SET failures = $1 WHERE key = $2', [
      failures,
      `${key}:${createHash('sha256').update(value).digest('hex')}`,
    ]);
  /** Fifty wrong ones, each from a place of its own. */
  async function attack(email: string): Promise<void> {
    expect(await wrong(email, aPlace())).toBe(401);
    await alreadyFailed('account', email, 49);
    expect(await wrong(email, aPlace())).toBe(401);
  }
  const deviceCookieOf = (cookies: readonly string[]) =>
    cookies.map((cookie) => cookie.split(';')[0] ?? '').find((cookie) => cookie.includes('device=')) ?? '';

  it('lets the right password in from a clean address after five wrong ones from five others', async () => {
    const email = await aPerson();
    for (let count = 0; count < 5; count += 1) expect(await wrong(email, aPlace())).toBe(401);
    expect(await right(email, aPlace())).toBe(201);
  });

  it('slows down one place from the fifth wrong one on, and that place alone', async () => {
    const email = await aPerson();
    const place = aPlace();
    for (let count = 0; count < 5; count += 1) expect(await wrong(email, place)).toBe(401);
    expect(await right(email, place)).toBe(429);
    expect(await right(email, aPlace())).toBe(201);
  });

  it('slows down guesses from ever new places, and never an address its owner signed in from', async () => {
    const email = await aPerson();
    const home = aPlace();
    expect(await right(email, home)).toBe(201);
    await attack(email);
    expect(await right(email, aPlace())).toBe(429);
    expect(await right(email, home)).toBe(201);
    api.clock.advanceSeconds(3600);
    expect(await wrong(email, aPlace())).toBe(401);
    expect(await right(email, aPlace())).toBe(429);
    expect(await right(email, home)).toBe(201);
  });

  it('never slows down a browser its owner signed in with, wherever that is now', async () => {
    const email = await aPerson();
    const cookie = deviceCookieOf((await tryFrom(aPlace(), { email, password, cookie: true })).cookies);
    await attack(email);
    expect(await right(email, aPlace(), cookie)).toBe(201);
    expect(await right(email, aPlace(), 'fieldgate-device=made-up')).toBe(429);
    expect(await right(email, aPlace(), `__Host-fieldgate-device=${'A'.repeat(43)}`)).toBe(429);
  });

  it('does not let a known browser guess more than any other place', async () => {
    const email = await aPerson();
    const cookie = deviceCookieOf((await tryFrom(aPlace(), { email, password, cookie: true })).cookies);
    await attack(email);
    const place = aPlace();
    const guesses = [];
    for (let count = 0; count < 6; count += 1)
      guesses.push((await tryFrom(place, { email, password: 'a wrong guess' }, cookie)).status);
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('does not slow down somebody known behind an address from which others guessed', async () => {
    const email = await aPerson();
    const office = aPlace();
    expect(await right(email, office)).toBe(201);
    expect(await wrong('nobody1@example.com', office)).toBe(401);
    await alreadyFailed('address', office, 49);
    expect(await wrong('nobody2@example.com', office)).toBe(401);
    expect(await wrong('nobody@example.com', office)).toBe(429);
    expect(await right(email, office)).toBe(201);
  });

  it('does not keep somebody signed in from proving the password again', async () => {
    const { admin } = await aProvider(api);
    await attack(admin.email);
    const change = { currentPassword: password, newPassword: 'an even longer password' };
    expect((await api.post('/me/password', change, admin.token)).status).toBe(204);
  });

  it('counts all addresses of an IPv6 network as one place', async () => {
    const email = await aPerson();
    for (let count = 1; count <= 5; count += 1) expect(await wrong(email, `2001:db8:7:7::${count}`)).toBe(401);
    expect(await right(email, '2001:db8:7:7:ffff::1')).toBe(429);
    expect(await right(email, '2001:db8:7:8::1')).toBe(201);
  });

  it('knows a browser by a cookie that scripts cannot read and that opens nothing', async () => {
    const email = await aPerson();
    const { cookies } = await tryFrom(aPlace(), { email, password, cookie: true });
    const [device = ''] = cookies.filter((cookie) => cookie.startsWith('__Host-fieldgate-device='));
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(device).toContain(attribute);
    const token = device.slice(device.indexOf('=') + 1, device.indexOf(';'));
    expect((await api.get('/me', token)).status).toBe(401);
    const { rows } = await api.database.pool.query<{ text: string }>(
      `SELECT string_agg(t::text, '') AS text FROM (SELECT o::text FROM sign_in_origin o UNION ALL SELECT s::text FROM sign_in_throttle s UNION ALL SELECT a::text FROM audit_event a) t`,
    );
    expect(rows[0]?.text).not.toContain(token);
    expect(rows[0]?.text).not.toContain(Buffer.from(token).toString('hex'));
    expect(api.lines.join('')).not.toContain(token);
  });

  it('knows each person by twenty addresses at most, the newest', async () => {
    const email = await aPerson();
    const [oldest, newest] = [aPlace(), aPlace()];
    expect(await right(email, oldest)).toBe(201);
    await api.database.pool.query(
      `INSERT INTO sign_in_origin (person_id, kind, hash, seen_at)
       SELECT id, 'address', sha256(n::text::bytea), $2::timestamptz + n * interval '1 second'
         FROM person, generate_series(1, 19) n WHERE email = $1`,
      [email, api.clock.now()],
    );
    api.clock.advanceSeconds(60);
    expect(await right(email, newest)).toBe(201);
    const { rows } = await api.database.pool.query(
      'SELECT 1 FROM sign_in_origin JOIN person ON person.id = person_id WHERE email = $1',
      [email],
    );
    expect(rows).toHaveLength(20);
    await attack(email);
    expect(await right(email, oldest)).toBe(429);
    expect(await right(email, newest)).toBe(201);
  });

  it('forgets a place after ninety days', async () => {
    const email = await aPerson();
    const home = aPlace();
    expect(await right(email, home)).toBe(201);
    api.clock.advanceDays(91);
    await attack(email);
    expect(await right(email, home)).toBe(429);
  });
});
