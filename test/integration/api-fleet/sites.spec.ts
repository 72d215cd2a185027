import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let customer: { id: string; token: string };
let stranger: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  customer = await aCustomer();
  stranger = await aCustomer();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** A customer with a device and an administrator. */
async function aCustomer() {
  const provider = await api.aProvider();
  const { organization, token, device, asset } = await api.aDevice(provider);
  return { id: organization.id as string, token, device: device.id as string, asset: asset.id as string, provider };
}

const aSite = (owner = customer, fields: Record<string, unknown> = {}) =>
  api.post('/sites', owner.token, { organizationId: owner.id, name: 'Pump house', ...fields });

const names = ({ body }: { body: { items: { name: string }[] } }) => body.items.map(({ name }) => name);

describe('sites', () => {
  it('are made with name, address, position and time zone, and read as they were made', async () => {
    const fields = { name: 'Harbor', address: 'Quay 1', lat: 54.5, lon: -18.25, timeZone: 'Europe/Warsaw' };
    const made = await aSite(customer, fields);
    expect(made).toMatchObject({ status: 201, body: { ...fields, access: 'own', devices: 0, assets: 0 } });
    const read = await api.get(`/sites/${made.body.id}`, customer.token);
    expect(read.body).toEqual(made.body);
    expect(read.body).toMatchObject({ organizationId: customer.id, organizationName: expect.any(String) });
  });

  it.each([
    [{ lat: 1 }, 'lon'],
    [{ lon: 1 }, 'lat'],
    [{ lat: 91, lon: 0 }, 'lat'],
    [{ lat: 0, lon: -181 }, 'lon'],
    [{ name: '' }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ timeZone: '+01:00' }, 'timeZone'],
    [{ organizationId: 'mine' }, 'organizationId'],
    [{ owner: 'x' }, 'owner'],
  ])('are not made of %j', async (fields, field) => {
    const refused = await aSite(customer, fields);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(field);
  });

  it('are changed field by field; null empties, and the trail has before and after', async () => {
    const { body } = await aSite(customer, { address: 'Quay 1', lat: 1, lon: 2 });
    const changed = await api.ask('PATCH', `/sites/${body.id}`, customer.token, { name: 'Dock', address: null });
    expect(changed.body).toMatchObject({ name: 'Dock', address: null, lat: 1, lon: 2, timeZone: null });
    const half = await api.ask('PATCH', `/sites/${body.id}`, customer.token, { lat: null });
    expect(half.status).toBe(400);
    const trail = await api.get('/audit-events?action=site.', customer.token);
    expect(trail.body.items[0]).toMatchObject({
      action: 'site.changed',
      subject: { kind: 'site', id: body.id },
      before: { name: 'Pump house', address: 'Quay 1' },
      after: { name: 'Dock', address: null },
    });
  });

  it('are deleted by their name alone; what stood there stays, standing nowhere', async () => {
    const { device, asset, ...owner } = await aCustomer();
    const { body } = await aSite(owner);
    const { client } = api.database.registry;
    await client.device.update({ where: { id: device }, data: { siteId: body.id } });
    await client.asset.update({ where: { id: asset }, data: { siteId: body.id } });
    expect((await api.get(`/sites/${body.id}`, owner.token)).body).toMatchObject({ devices: 1, assets: 1 });
    const wrong = await api.ask('DELETE', `/sites/${body.id}?confirm=pump`, owner.token);
    expect(wrong).toMatchObject({ status: 409, body: { code: 'fleet.site-confirmation-wrong' } });
    const right = `/sites/${body.id}?confirm=${encodeURIComponent('Pump house')}`;
    expect((await api.ask('DELETE', right, owner.token)).status).toBe(204);
    expect((await api.get(`/sites/${body.id}`, owner.token)).status).toBe(404);
    expect((await api.get(`/devices/${device}`, owner.token)).body).toMatchObject({ id: device, site: null });
    expect((await client.asset.findUniqueOrThrow({ where: { id: asset } })).siteId).toBeNull();
  });

  it('of others do not exist: reading, changing, deleting and making answer as for no site at all', async () => {
    const { body } = await aSite();
    const absent = '01900000-0000-7000-8000-000000000000';
    const asked = (id: string) =>
      Promise.all([
        api.get(`/sites/${id}`, stranger.token),
        api.get(`/sites/${id}/access-log`, stranger.token),
        api.ask('PATCH', `/sites/${id}`, stranger.token, { name: 'Mine' }),
        api.ask('DELETE', `/sites/${id}?confirm=x`, stranger.token),
      ]);
    const hidden = await asked(body.id);
    const missing = await asked(absent);
    expect(hidden.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const shape = (answers: typeof hidden) =>
      answers.map(({ body: { code, detail } }) => [code, detail.replaceAll(/[0-9a-f-]{36}/g, 'ID')]);
    expect(shape(hidden)).toEqual(shape(missing));
    const there = await api.post('/sites', stranger.token, { organizationId: customer.id, name: 'Mine' });
    expect(there).toMatchObject({ status: 404, body: { code: 'identity.organization-unknown' } });
  });

  it('are read, not changed, by a viewer; the access log is for administrators', async () => {
    const { body } = await aSite();
    const viewer = await api.join(customer.id, 'viewer', customer.token);
    expect((await api.get(`/sites/${body.id}`, viewer)).status).toBe(200);
    expect((await api.ask('PATCH', `/sites/${body.id}`, viewer, { name: 'Mine' })).status).toBe(403);
    expect((await api.ask('DELETE', `/sites/${body.id}?confirm=x`, viewer)).status).toBe(403);
    expect((await api.post('/sites', viewer, { organizationId: customer.id, name: 'Mine' })).status).toBe(403);
    expect((await api.get(`/sites/${body.id}/access-log`, viewer)).status).toBe(403);
  });
});

describe('what a site says of its reader', () => {
  it('is all that the page offers for an administrator, and nothing for a viewer', async () => {
    const made = await aSite();
    const may = ['site.edit', 'site.share', 'audit.read', 'device.edit'];
    expect(made.body.may).toEqual(may);
    const changed = await api.ask('PATCH', `/sites/${made.body.id}`, customer.token, { address: 'Quay 2' });
    expect(changed.body.may).toEqual(may);
    const viewer = await api.join(customer.id, 'viewer', customer.token);
    expect((await api.get(`/sites/${made.body.id}`, viewer)).body.may).toEqual([]);
  });

  it('has a tag, so that a page that asks every second is sent only what changed', async () => {
    const { body } = await aSite();
    const first = await api.get(`/sites/${body.id}`, customer.token);
    const known = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await api.get(`/sites/${body.id}`, customer.token, known)).status).toBe(304);
    await api.ask('PATCH', `/sites/${body.id}`, customer.token, { name: 'Dock' });
    expect((await api.get(`/sites/${body.id}`, customer.token, known)).status).toBe(200);
  });

  it('HEAD gets the tag, the length, and 304 as GET does, and no body (RFC 9110 §9.3.2)', async () => {
    const { body } = await aSite();
    const whole = await api.get(`/sites/${body.id}`, customer.token);
    const head = (known: Record<string, string>) =>
      fetch(`${api.address}/sites/${body.id}`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${customer.token}`, ...known },
      });
    const etag = whole.headers.get('etag') ?? '';
    const length = String(Buffer.byteLength(JSON.stringify(whole.body)));
    for (const [known, status] of [
      [{}, 200],
      [{ 'if-none-match': '"other"' }, 200],
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `"other", W/${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
    ] as const) {
      const answer = await head(known);
      expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([status, length, '']);
      expect(answer.headers.get('etag')?.replace('W/', '')).toBe(etag);
    }
  });
});

describe('the list of sites', () => {
  let owner: Awaited<ReturnType<typeof aCustomer>>;
  beforeAll(async () => {
    owner = await aCustomer();
    for (const name of ['beta', 'Alpha', 'gamma 100%', 'Delta', 'Żuraw'])
      await aSite(owner, { name, address: `${name} Street` });
  });
  const list = (query = '') => api.get(`/sites${query}`, owner.token);

  it('R3-18: is sorted by name in any case, or by when they were made, both ways, page by page', async () => {
    expect(names(await list())).toEqual(['Alpha', 'beta', 'Delta', 'gamma 100%', 'Żuraw']);
    expect(names(await list('?sort=-name'))).toEqual(['Żuraw', 'gamma 100%', 'Delta', 'beta', 'Alpha']);
    expect(names(await list('?sort=createdAt'))).toEqual(['beta', 'Alpha', 'gamma 100%', 'Delta', 'Żuraw']);
    for (const sort of ['name', '-name', 'createdAt', '-createdAt']) {
      const whole = names(await list(`?sort=${sort}`));
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const answer = await list(`?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
        paged.push(...names(answer));
        cursor = answer.body.nextCursor;
      }
      expect(paged).toEqual(whole);
    }
  });

  it.each([
    ['?q=ALPH', ['Alpha']],
    ['?q=0%25', ['gamma 100%']],
    ['?q=%25', ['gamma 100%']],
    ['?q=_', []],
    ['?address=delta%20str', ['Delta']],
    ['?shared=true', []],
    ['?shared=false&q=bet', ['beta']],
  ])('%s finds %j', async (query, found) => {
    expect(names(await list(query))).toEqual(found);
  });

  it('is of one organization if asked, and empty for one the actor does not see', async () => {
    expect(names(await list(`?organizationId=${owner.id}`))).toHaveLength(5);
    expect(names(await list(`?organizationId=${stranger.id}`))).toEqual([]);
    expect(names(await api.get(`/sites?organizationId=${owner.id}`, stranger.token))).toEqual([]);
  });

  it('shows a provider the sites of its customers, as its own', async () => {
    const { body } = await api.get(`/sites?organizationId=${owner.id}&limit=1`, owner.provider.token);
    expect(body.items).toMatchObject([{ name: 'Alpha', access: 'own', organizationId: owner.id }]);
  });

  it.each(['?sort=address', '?shared=maybe', '?limit=0', '?cursor=nonsense', '?x=1'])('refuses %s', async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  it('refuses a cursor of another sort', async () => {
    const { body } = await list('?limit=1');
    expect((await list(`?sort=-name&cursor=${body.nextCursor}`)).status).toBe(400);
  });
});
