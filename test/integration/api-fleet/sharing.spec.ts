import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { anotherOrganization, aSharedSite, emailOf, type SharedSite } from './shared-site.js';

jest.setTimeout(60_000);

let api: FleetApi;
let shared: SharedSite;
beforeAll(async () => {
  api = await startFleetApi();
  shared = await aSharedSite(api);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const others = () => anotherOrganization(api);
const share = (body: unknown, token = shared.token, site = shared.siteId) =>
  api.post(`/sites/${site}/grants`, token, body);
const byEmail = async (token: string, access = 'read') =>
  (await share({ way: 'email', email: await emailOf(api, token), access })).body;
const accept = (grantId: string, token: string, body: unknown = {}) =>
  api.post(`/share-codes/${api.identity.links.shareLinkTo(grantId).token}/acceptance`, token, body);
const mailsOf = (grantId: string) =>
  api.database.registry.client.outboxMail.findMany({ where: { subjectId: grantId }, orderBy: { recipient: 'asc' } });
const permissions = async (token: string, query = '') =>
  (await api.get(`/sites/${shared.siteId}/grants${query}`, token)).body;
const grantsIn = (page: { items: { kind: string; id: string; state: string }[] }) =>
  page.items.filter(({ kind }) => kind === 'grant');

describe('sharing with a person by email (R4-08)', () => {
  it('mails instructions to the address, known or not, in the answer’s words alike; the outbox holds no code', async () => {
    const { admin } = await others();
    const known = await share({ way: 'email', email: await emailOf(api, admin), access: 'read' });
    const unknown = await share({ way: 'email', email: 'Nobody@Elsewhere.example', access: 'read' });
    for (const answer of [known, unknown]) {
      expect(answer).toMatchObject({
        status: 201,
        body: { way: 'email', state: 'pending', person: null, organization: null },
      });
      const mails = await mailsOf(answer.body.id);
      expect(mails).toMatchObject([{ template: 'site-share', recipient: answer.body.email }]);
      const code = api.identity.linkTokens.shareCodeFor(answer.body.id);
      expect(JSON.stringify(mails)).not.toContain(code);
      expect(JSON.stringify(answer.body).replaceAll('-', '')).not.toContain(code);
    }
    expect(unknown.body.email).toBe('nobody@elsewhere.example');
  });

  it('R4-05: once accepted, the site is in the person’s lists as their own would be', async () => {
    const { admin } = await others();
    const { id } = await byEmail(admin);
    expect((await api.get(`/sites/${shared.siteId}`, admin)).status).toBe(404);
    expect(await accept(id, admin)).toMatchObject({ status: 201, body: { siteId: shared.siteId, access: 'read' } });
    const sites = await api.get('/sites?shared=true', admin);
    expect(sites.body.items).toMatchObject([{ id: shared.siteId, access: 'read', devices: 1 }]);
    expect((await api.get(`/devices/${shared.deviceId}`, admin)).status).toBe(200);
  });

  it('the code is good for the verified owner of the address alone', async () => {
    const { admin, member } = await others();
    const { id } = await byEmail(admin);
    expect(await accept(id, member)).toMatchObject({ status: 404, body: { code: 'fleet.share-code-unknown' } });
    const { client } = api.database.registry;
    const email = await emailOf(api, admin);
    await client.person.update({ where: { email }, data: { verifiedAt: null } });
    expect((await accept(id, admin)).status).toBe(404);
    await client.person.update({ where: { email }, data: { verifiedAt: new Date() } });
    expect((await accept(id, admin)).status).toBe(201);
  });

  it('is for the person, not for an organization of theirs', async () => {
    const { admin, id: organizationId } = await others();
    const { id } = await byEmail(admin);
    const refused = await accept(id, admin, { organizationId });
    expect(refused).toMatchObject({ status: 400, body: { code: 'fleet.share-receiver' } });
    expect((await accept(id, admin)).status).toBe(201);
  });

  it('inviting the same address again replaces the offer that waits', async () => {
    const { admin } = await others();
    const first = await byEmail(admin);
    const second = await byEmail(admin, 'manage');
    expect((await accept(first.id, admin)).status).toBe(404);
    expect(await accept(second.id, admin)).toMatchObject({ status: 201, body: { access: 'manage' } });
  });
});

describe('sharing with an organization by its key (R4-09…R4-11)', () => {
  const keyOf = async (id: string, token: string) => (await api.get(`/organizations/${id}/key`, token)).body.key;

  it('R4-10: the key is made once and found by the organization’s own administrators alone', async () => {
    const org = await others();
    const key = await keyOf(org.id, org.admin);
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await keyOf(org.id, org.admin)).toBe(key);
    for (const token of [org.member, org.viewer, api.operatorToken])
      expect((await api.get(`/organizations/${org.id}/key`, token)).status).toBe(403);
    expect((await api.get(`/organizations/${org.id}/key`, shared.token)).status).toBe(404);
    const renewed = await api.post(`/organizations/${org.id}/key`, org.admin, undefined);
    expect(renewed.status).toBe(201);
    expect(renewed.body.key).not.toBe(key);
    expect((await share({ way: 'key', key, access: 'read' })).body.code).toBe('fleet.share-key-unknown');
  });

  it('R4-11: the code goes to all of its administrators, and to nobody else', async () => {
    const org = await others();
    const second = await api.join(org.id, 'admin', org.admin);
    const key = (await keyOf(org.id, org.admin)).toLowerCase().replaceAll('-', ' ');
    const made = await share({ way: 'key', key, access: 'read' });
    expect(made).toMatchObject({ status: 201, body: { way: 'key', organization: { id: org.id, name: org.name } } });
    const recipients = (await mailsOf(made.body.id)).map(({ recipient }) => recipient);
    expect(recipients).toEqual([await emailOf(api, org.admin), await emailOf(api, second)].sort());
  });

  it('is accepted by one of its administrators alone, and lets all of its people in (R4-02, R4-05)', async () => {
    const org = await others();
    const other = await others();
    const made = await share({ way: 'key', key: await keyOf(org.id, org.admin), access: 'read' });
    for (const token of [org.member, org.viewer, other.admin, api.operatorToken])
      expect((await accept(made.body.id, token)).status).toBe(404);
    expect((await accept(made.body.id, org.admin, { organizationId: other.id })).status).toBe(400);
    expect((await accept(made.body.id, org.admin)).status).toBe(201);
    for (const token of [org.admin, org.member, org.viewer])
      expect((await api.get(`/sites/${shared.siteId}`, token)).body).toMatchObject({ access: 'read' });
    expect((await api.get(`/sites/${shared.siteId}`, other.admin)).status).toBe(404);
  });

  it('leads nowhere when the organization owns the site', async () => {
    const key = await keyOf(shared.organizationId, shared.token);
    expect(await share({ way: 'key', key, access: 'read' })).toMatchObject({
      status: 409,
      body: { code: 'fleet.site-seen-anyway' },
    });
  });
});

describe('the permissions of a site (R4-06, R4-18)', () => {
  it('show the owner, its people and every share with its state, page by page', async () => {
    const { admin } = await others();
    const granted = await byEmail(admin);
    await accept(granted.id, admin);
    const whole = await permissions(shared.token, '?limit=200');
    expect(whole.items[0]).toMatchObject({ kind: 'owner', organization: { id: shared.organizationId } });
    expect(whole.items[1]).toMatchObject({ kind: 'member', role: 'admin', person: { email: expect.any(String) } });
    const mine = whole.items.find(({ id }: { id: string }) => id === granted.id);
    expect(mine).toMatchObject({ state: 'accepted', person: { email: await emailOf(api, admin) }, withdrawnAt: null });
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await permissions(shared.token, `?limit=3${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items);
  });

  it('show whom it is shared with their own entry alone, and not the owner’s people', async () => {
    const { admin } = await others();
    const granted = await byEmail(admin);
    await accept(granted.id, admin);
    const { items } = await permissions(admin);
    expect(items).toMatchObject([{ kind: 'owner' }, { kind: 'grant', id: granted.id }]);
  });

  it('are told nobody else', async () => {
    const { admin } = await others();
    expect((await api.get(`/sites/${shared.siteId}/grants`, admin)).status).toBe(404);
    expect((await share({ way: 'email', email: 'x@y.example', access: 'read' }, admin)).status).toBe(404);
  });
});

describe('withdrawing (R4-18)', () => {
  it('takes the site out of the receiver’s lists and the API at once; twice is once', async () => {
    const { admin } = await others();
    const { id } = await byEmail(admin);
    await accept(id, admin);
    expect((await api.get(`/devices/${shared.deviceId}`, admin)).status).toBe(200);
    const withdraw = () => api.ask('DELETE', `/sites/${shared.siteId}/grants/${id}`, shared.token);
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).status).toBe(204);
    for (const path of [`/sites/${shared.siteId}`, `/sites/${shared.siteId}/grants`, `/devices/${shared.deviceId}`])
      expect((await api.get(path, admin)).status).toBe(404);
    expect((await api.get('/sites', admin)).body.items).toEqual([]);
    expect(grantsIn(await permissions(shared.token, '?limit=200')).find((grant) => grant.id === id)?.state).toBe(
      'withdrawn',
    );
    const trail = await api.get('/audit-events?action=site-grant.', shared.token);
    expect(trail.body.items.filter(({ action }: { action: string }) => action === 'site-grant.withdrawn')).toHaveLength(
      1,
    );
  });

  it('is for the owner’s people, whoever shared, and whoever it lets in', async () => {
    const [one, other] = [await others(), await others()];
    const [first, second] = [await byEmail(one.admin), await byEmail(other.admin)];
    await accept(first.id, one.admin);
    await accept(second.id, other.admin);
    const withdraw = (id: string, token: string) => api.ask('DELETE', `/sites/${shared.siteId}/grants/${id}`, token);
    const viewer = await api.join(shared.organizationId, 'viewer', shared.token);
    expect((await withdraw(first.id, viewer)).status).toBe(403);
    expect(await withdraw(first.id, other.admin)).toMatchObject({
      status: 404,
      body: { code: 'fleet.site-grant-unknown' },
    });
    expect((await withdraw(first.id, one.admin)).status).toBe(204);
    expect((await withdraw(second.id, shared.token)).status).toBe(204);
  });
});

describe('what is offered (R4-06, R4-18)', () => {
  it('names with each share whether its reader may withdraw it, as long as there is something to withdraw', async () => {
    const [one, other] = [await others(), await others()];
    const [first, second] = [await byEmail(one.admin), await byEmail(other.admin)];
    await accept(first.id, one.admin);
    await accept(second.id, other.admin);
    const offers = async (token: string, id: string) =>
      grantsIn(await permissions(token, '?limit=200')).find((grant) => grant.id === id);
    expect(first.mayWithdraw).toBe(true);
    expect(await offers(shared.token, first.id)).toMatchObject({ mayWithdraw: true });
    expect(await offers(one.admin, first.id)).toMatchObject({ mayWithdraw: true });
    const viewer = await api.join(shared.organizationId, 'viewer', shared.token);
    expect(await offers(viewer, first.id)).toMatchObject({ mayWithdraw: false });
    await api.ask('DELETE', `/sites/${shared.siteId}/grants/${first.id}`, shared.token);
    expect(await offers(shared.token, first.id)).toMatchObject({ state: 'withdrawn', mayWithdraw: false });
  });

  it('says of the site what a share lets its reader do', async () => {
    const [reader, manager] = [await others(), await others()];
    await accept((await byEmail(reader.admin)).id, reader.admin);
    await accept((await byEmail(manager.admin, 'manage')).id, manager.admin);
    const mayOf = async (token: string) => (await api.get(`/sites/${shared.siteId}`, token)).body.may;
    expect(await mayOf(reader.admin)).toEqual([]);
    expect(await mayOf(manager.admin)).toEqual(['site.edit', 'site.share']);
  });
});

describe('what a share allows', () => {
  it('reading is looking: changing, sharing, deleting and the access log are refused', async () => {
    const { admin } = await others();
    await accept((await byEmail(admin)).id, admin);
    const site = `/sites/${shared.siteId}`;
    expect((await api.ask('PATCH', site, admin, { name: 'Mine' })).status).toBe(403);
    expect((await share({ way: 'email', email: 'x@y.example', access: 'read' }, admin)).status).toBe(403);
    expect((await api.post(`${site}/share-codes`, admin, { access: 'read' })).status).toBe(403);
    expect((await api.ask('DELETE', `${site}?confirm=x`, admin)).status).toBe(403);
    expect((await api.get(`${site}/access-log`, admin)).status).toBe(403);
  });

  it('managing is changing and sharing, never deleting; what it shared ends with it', async () => {
    const [contractor, helper] = [await others(), await others()];
    const { id } = await byEmail(contractor.admin, 'manage');
    await accept(id, contractor.admin);
    const site = `/sites/${shared.siteId}`;
    expect((await api.ask('PATCH', site, contractor.admin, { address: 'Quay 2' })).body).toMatchObject({
      access: 'manage',
    });
    expect((await api.ask('DELETE', `${site}?confirm=x`, contractor.admin)).status).toBe(403);
    const under = await share(
      { way: 'email', email: await emailOf(api, helper.admin), access: 'read' },
      contractor.admin,
    );
    await accept(under.body.id, helper.admin);
    expect((await api.get(site, helper.admin)).status).toBe(200);
    expect((await permissions(contractor.admin)).items.map(({ id: each }: { id?: string }) => each)).toContain(
      under.body.id,
    );
    await api.ask('DELETE', `${site}/grants/${id}`, shared.token);
    expect((await api.get(site, helper.admin)).status).toBe(404);
    expect((await api.get(site, contractor.admin)).status).toBe(404);
  });

  it('the owner’s administrators see who looked, and on whose behalf', async () => {
    const { admin } = await others();
    await accept((await byEmail(admin)).id, admin);
    await api.get(`/devices/${shared.deviceId}`, admin);
    await api.get(`/sites/${shared.siteId}`, admin);
    const email = await emailOf(api, admin);
    const { items } = (await api.get(`/sites/${shared.siteId}/access-log?limit=200`, shared.token)).body;
    const own = items.filter((entry: { person: { email: string } }) => entry.person.email === email);
    expect(own).toMatchObject([{ organization: null, day: new Date().toISOString().slice(0, 10) }]);
    const first = await api.get(`/sites/${shared.siteId}/access-log?limit=1`, shared.token);
    expect(first.body.items).toEqual(items.slice(0, 1));
    const rest = await api.get(
      `/sites/${shared.siteId}/access-log?cursor=${first.body.nextCursor}&limit=200`,
      shared.token,
    );
    expect(rest.body.items).toEqual(items.slice(1));
  });

  it.each([
    { way: 'email', access: 'read' },
    { way: 'email', email: 'nonsense', access: 'read' },
    { way: 'email', email: 'a@b.example', access: 'own' },
    { way: 'key', email: 'a@b.example', access: 'read' },
    { way: 'code', access: 'read' },
    { way: 'email', email: 'a@b.example', access: 'read', endsAt: '2020-01-01T00:00:00Z' },
    { way: 'email', email: 'a@b.example', access: 'read', endsAt: 'tomorrow' },
  ])('%j is refused', async (body) => {
    expect((await share(body)).status).toBe(400);
  });
});
