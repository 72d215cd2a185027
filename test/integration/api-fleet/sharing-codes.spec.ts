import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, emailOf, type SharedSite } from './shared-site.js';

jest.setTimeout(60_000);

/** Valid days of a code (R4-14). */
const SEVEN_DAYS_MS = 7 * DAY_MS;

let api: FleetApi;
let shared: SharedSite;
let org: { id: string; admin: string; member: string; viewer: string };
beforeAll(async () => {
  api = await startFleetApi();
  shared = await aSharedSite(api);
  const { organization, token } = await api.aDevice(await api.aProvider());
  const id: string = organization.id;
  org = { id, admin: token, member: await api.join(id, 'member', token), viewer: await api.join(id, 'viewer', token) };
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const aPerson = () => api.join(org.id, 'member', org.admin);
const makeCode = async (terms: Record<string, unknown> = { access: 'read' }, site = shared.siteId) =>
  (await api.post(`/sites/${site}/share-codes`, shared.token, terms)).body;
const open = (code: string, token: string) => api.get(`/share-codes/${encodeURIComponent(code)}`, token);
const accept = (code: string, token: string, body: unknown = {}) =>
  api.post(`/share-codes/${encodeURIComponent(code)}/acceptance`, token, body);
const withdraw = (grantId: string) => api.ask('DELETE', `/sites/${shared.siteId}/grants/${grantId}`, shared.token);
const expire = (grantId: string) =>
  api.database.registry.client.siteGrant.update({
    where: { id: grantId },
    data: { codeExpiresAt: new Date(Date.now() - 1) },
  });
const stateOf = async (grantId: string) => {
  const { body } = await api.get(`/sites/${shared.siteId}/grants?limit=200`, shared.token);
  return body.items.find(({ id }: { id?: string }) => id === grantId)?.state;
};
/** An answer but for the id of its request. */
const told = ({ status, body: { instance: _, correlationId: __, ...body } }: Answer) => ({ status, body });

describe('a code for a site (R4-12…R4-16)', () => {
  it('R4-13, R4-14: is shown once, unique, in groups of four, and valid for seven days', async () => {
    const [before, made] = [Date.now(), await makeCode()];
    expect(made.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const validMs = new Date(made.expiresAt).getTime() - before;
    expect(validMs).toBeGreaterThanOrEqual(SEVEN_DAYS_MS);
    expect(validMs).toBeLessThan(SEVEN_DAYS_MS + 60_000);
    expect((await makeCode()).code).not.toBe(made.code);
    const permissions = await api.get(`/sites/${shared.siteId}/grants?limit=200`, shared.token);
    expect(JSON.stringify(permissions.body)).not.toContain(made.code);
    const rows = await api.database.registry.client.siteGrant.findMany();
    expect(JSON.stringify(rows)).not.toContain(made.code.replaceAll('-', ''));
  });

  it('R4-16: says what it would add before it is accepted, and uses nothing up by saying so', async () => {
    const { code } = await makeCode({ access: 'manage' });
    for (let n = 0; n < 2; n++)
      expect(await open(code, org.member)).toMatchObject({
        status: 200,
        body: {
          siteName: shared.siteName,
          owner: { id: shared.organizationId, name: shared.organizationName },
          access: 'manage',
          way: 'code',
          organization: null,
        },
      });
    expect((await api.get(`/sites/${shared.siteId}`, org.member)).status).toBe(404);
  });

  it('is taken as people type it: any case, spaces for hyphens, I and L for 1, O for 0', async () => {
    const { code } = await makeCode();
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('1', 'l').replaceAll('0', 'o')])
      expect((await open(typed, org.member)).status).toBe(200);
  });

  it('lets in the person who accepts, and works once', async () => {
    const [person, another] = [await aPerson(), await aPerson()];
    const { code, grantId } = await makeCode();
    expect(await accept(code, person)).toMatchObject({ status: 201, body: { siteId: shared.siteId } });
    expect((await api.get(`/sites/${shared.siteId}`, person)).body).toMatchObject({ access: 'read' });
    expect((await api.get(`/sites/${shared.siteId}`, another)).status).toBe(404);
    expect((await accept(code, another)).status).toBe(404);
    expect(await stateOf(grantId)).toBe('accepted');
  });

  it('lets in an organization when one of its people may accept for it', async () => {
    const { code, grantId } = await makeCode();
    const organizationId = org.id;
    expect((await accept(code, org.viewer, { organizationId })).status).toBe(403);
    const foreign = await accept(code, org.member, { organizationId: shared.organizationId });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'identity.organization-unknown' } });
    expect((await accept(code, org.member, { organizationId })).status).toBe(201);
    expect((await api.get(`/sites/${shared.siteId}`, org.viewer)).status).toBe(200);
    await withdraw(grantId);
    expect((await api.get(`/sites/${shared.siteId}`, org.viewer)).status).toBe(404);
  });

  it('is not used up by the owner’s own people', async () => {
    const { code } = await makeCode();
    expect((await accept(code, shared.token)).body.code).toBe('fleet.site-seen-anyway');
    expect((await open(code, org.member)).status).toBe(200);
  });

  it('is taken from people, not from programs and strangers', async () => {
    const { code } = await makeCode();
    const key = { name: 'Program', actions: ['fleet.read'] };
    const { body } = await api.post(`/organizations/${org.id}/api-keys`, org.admin, key);
    expect((await open(code, body.key)).status).toBe(403);
    expect((await accept(code, body.key)).status).toBe(403);
    expect((await api.get(`/share-codes/${code}`)).status).toBe(401);
  });

  it('stands in no line of the log', async () => {
    const { code } = await makeCode();
    await open(code, org.member);
    await open('0000-0000-0000-0001', org.admin);
    const lines = api.lines.join('');
    expect(lines).toContain('/share-codes/[secret]');
    expect(lines).not.toContain(code);
    expect(lines).not.toContain('0000-0000-0000-0001');
  });
});

describe('a code that works no more', () => {
  it('R4-15, R4-19: answers as one that never was: replaced, used, withdrawn, expired, for others, mistyped', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    const replaced = await makeCode();
    const used = await makeCode();
    await accept(used.code, org.admin);
    const withdrawn = await makeCode();
    await withdraw(withdrawn.grantId);
    const expired = await makeCode();
    await expire(expired.grantId);
    const invitation = { way: 'email', email: 'someone@else.example', access: 'read' };
    const { body: forOthers } = await api.post(`/sites/${shared.siteId}/grants`, shared.token, invitation);
    const never = told(await open('7777-7777-7777-7777', one));
    expect(never).toMatchObject({ status: 404, body: { code: 'fleet.share-code-unknown' } });
    for (const code of [replaced.code, used.code, withdrawn.code]) expect(told(await open(code, one))).toEqual(never);
    const theirs = api.identity.links.shareLinkTo(forOthers.id).token;
    for (const code of [expired.code, theirs, 'nonsense']) expect(told(await open(code, other))).toEqual(never);
    expect(told(await accept(expired.code, other))).toEqual(never);
    expect(await stateOf(expired.grantId)).toBe('expired');
  });

  it('says that it is over to who was invited by name', async () => {
    const email = await emailOf(api, org.member);
    const invitation = { way: 'email', email, access: 'read' };
    const { body } = await api.post(`/sites/${shared.siteId}/grants`, shared.token, invitation);
    await expire(body.id);
    const code = api.identity.links.shareLinkTo(body.id).token;
    expect(await accept(code, org.member)).toMatchObject({ status: 409, body: { code: 'fleet.share-code-expired' } });
    expect((await open(code, org.admin)).body.code).toBe('fleet.share-code-unknown');
  });

  it('R4-15: a new one can be made when the old one is over, which stays expired', async () => {
    const old = await makeCode();
    await expire(old.grantId);
    const made = await makeCode();
    expect((await open(made.code, org.member)).status).toBe(200);
    expect(await stateOf(old.grantId)).toBe('expired');
    expect(await stateOf(made.grantId)).toBe('pending');
  });
});

describe('many at once', () => {
  it('one of all who accept a code at the same moment gets it', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, aPerson));
    const { code, grantId } = await makeCode();
    const answers = await Promise.all([...people, ...people].map((token) => accept(code, token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => ![201, 404].includes(status)).map(({ body }) => body)).toEqual([]);
    const seen = await Promise.all(people.map((token) => api.get(`/sites/${shared.siteId}`, token)));
    expect(seen.filter(({ status }) => status === 200)).toHaveLength(1);
    await withdraw(grantId);
  });

  it('one code waits, however many are made at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => makeCode()));
    const states = await Promise.all(made.map(({ grantId }) => stateOf(grantId)));
    expect(states.filter((state) => state === 'pending')).toHaveLength(1);
  });
});

describe('guessing (R4-19)', () => {
  it('is locked out by person from the fifth wrong code on; the right one waits, too, and others do not', async () => {
    const [guesser, other] = [await aPerson(), await aPerson()];
    const { code } = await makeCode();
    for (let n = 0; n < 5; n++) expect((await open(`0000-0000-0000-000${n}`, guesser)).status).toBe(404);
    const locked = await accept(code, guesser);
    expect(locked).toMatchObject({ status: 429, body: { code: 'identity.code-entry-locked' } });
    expect(locked.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await open(code, other)).status).toBe(200);
  });

  it('of organization keys counts as well', async () => {
    const { siteId, token } = await aSharedSite(api);
    const guess = (key: string) => api.post(`/sites/${siteId}/grants`, token, { way: 'key', key, access: 'read' });
    for (let n = 0; n < 5; n++) expect((await guess(`0000000000000ZZ${n}`)).body.code).toBe('fleet.share-key-unknown');
    expect((await guess('0000000000000ZZZ')).status).toBe(429);
  });

  it('is not washed away by right codes in between', async () => {
    const guesser = await aPerson();
    const { code } = await makeCode();
    for (let n = 0; n < 5; n++) {
      expect((await open(code, guesser)).status).toBe(200);
      expect((await open(`0000-0000-0000-000${n}`, guesser)).status).toBe(404);
    }
    expect((await open(code, guesser)).status).toBe(429);
  });
});
