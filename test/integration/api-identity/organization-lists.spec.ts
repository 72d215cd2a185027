import { aCustomer, aName, anAddress, aProvider, password } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('the list of organizations', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const create = (token: string, body: object) => api.post('/organizations', body, token);

  it('come in pages by name, each once, whatever the page size, and filtered', async () => {
    const provider = await aProvider(api);
    const names = ['b', 'a', 'a', 'Ą "quoted"', 'c'];
    for (const name of names) await create(provider.token, { kind: 'customer', name });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `kind=customer&limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await api.get(`/organizations?${query}`, provider.token);
      expect(body).toMatchObject({ items: expect.any(Array) });
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor;
    } while (cursor);
    // Where "Ą" stands is the database's collation's business; that pages agree with it is ours.
    const whole = await api.get('/organizations?kind=customer', provider.token);
    expect(seen).toEqual(whole.body.items.map(({ name }: { name: string }) => name));
    expect([...seen].sort()).toEqual([...names].sort());
    const found = await api.get(`/organizations?q=${encodeURIComponent('QUOTED')}`, provider.token);
    expect(found.body.items).toHaveLength(1);
  });

  it('keep the wildcards of SQL out of the search', async () => {
    const provider = await aProvider(api);
    await create(provider.token, { kind: 'customer', name: '100% wind' });
    await create(provider.token, { kind: 'customer', name: aName('Mill') });
    expect((await api.get('/organizations?kind=customer&q=%25', provider.token)).body.items).toHaveLength(1);
    expect((await api.get('/organizations?kind=customer&q=_', provider.token)).body.items).toHaveLength(0);
  });

  it('R3-03…R3-07: are counted by status, customers alone and no other tenant’s', async () => {
    const provider = await aProvider(api);
    await aCustomer(api, (await aProvider(api)).token);
    const customer = await aCustomer(api, provider.token);
    for (const name of ['one', 'two']) await create(provider.token, { kind: 'customer', name });
    const invited = await create(provider.token, { kind: 'customer', name: 'three' });
    await api.post(`/organizations/${invited.body.id}/invitations`, { email: anAddress() }, provider.token);
    const summary = await api.get('/organizations/summary', provider.token);
    expect(summary.body).toEqual({ new: 2, invited: 1, onboarded: 1 });
    expect((await api.get('/organizations/summary', customer.token)).body).toEqual({
      new: 0,
      invited: 0,
      onboarded: 1,
    });
    const onboarded = await api.get('/organizations?kind=customer&status=onboarded', provider.token);
    expect(onboarded.body.items.map(({ id }: { id: string }) => id)).toEqual([customer.id]);
  });

  it.each(['name', '-name', 'createdAt', '-createdAt', 'status', '-status'])(
    'R3-08: come sorted by %s, each once, whatever the page size',
    async (sort) => {
      const provider = await aProvider(api);
      for (const name of ['b', 'a', 'd', 'c', 'a']) {
        const made = await create(provider.token, { kind: 'customer', name });
        if (name === 'a' || name === 'd')
          await api.post(`/organizations/${made.body.id}/invitations`, { email: anAddress() }, provider.token);
        if (name === 'd') api.clock.advanceDays(1 / 24);
      }
      const seen: { id: string; name: string; createdAt: string; status: string }[] = [];
      let cursor: string | null = null;
      do {
        const query: string = `kind=customer&limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await api.get(`/organizations?${query}`, await api.signIn(provider.admin.email, password));
        seen.push(...body.items);
        cursor = body.nextCursor;
      } while (cursor);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
      const order = { new: '0', invited: '1', onboarded: '2' } as Record<string, string>;
      const field = sort.replace('-', '') as 'name' | 'createdAt' | 'status';
      const values = seen.map((row) => order[row[field]] ?? row[field]);
      const sorted = [...values].sort();
      expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
    },
  );

  it('refuse a cursor of another sort, and one that was made up', async () => {
    const provider = await aProvider(api);
    for (const name of ['a', 'b']) await create(provider.token, { kind: 'customer', name });
    const { body } = await api.get('/organizations?limit=1&sort=name', provider.token);
    const other = await api.get(`/organizations?sort=status&cursor=${body.nextCursor}`, provider.token);
    expect(other.status).toBe(400);
    expect(other.body.errors[0].path).toBe('cursor');
    const madeUp = Buffer.from(JSON.stringify(['status', 'gone', provider.id])).toString('base64url');
    expect((await api.get(`/organizations?sort=status&cursor=${madeUp}`, provider.token)).status).toBe(400);
  });

  it('rule 7: each count of a status is that of the rows the list shows with the same filters', async () => {
    const provider = await aProvider(api);
    for (const body of [{ name: 'Mill', address: '1 Grid Street' }, { name: 'Mill 2' }, { name: 'Port' }])
      await create(provider.token, { kind: 'customer', ...body });
    const invited = await create(provider.token, { kind: 'customer', name: 'Mill 3', contactName: 'Ada' });
    await api.post(`/organizations/${invited.body.id}/invitations`, { email: anAddress() }, provider.token);
    for (const filter of ['', 'q=mill', 'q=mill&address=grid', 'contact=ada', `parentId=${provider.id}`, 'q=none']) {
      const { body: counts } = await api.get(`/organizations/summary?${filter}`, provider.token);
      for (const status of ['new', 'invited', 'onboarded']) {
        const { body } = await api.get(`/organizations?kind=customer&status=${status}&${filter}`, provider.token);
        expect([filter, status, counts[status]]).toEqual([filter, status, body.items.length]);
      }
    }
    expect((await api.get('/organizations/summary?status=new', provider.token)).status).toBe(400);
  });

  it('R3-09: are found by address and by contact', async () => {
    const provider = await aProvider(api);
    await create(provider.token, { kind: 'customer', name: 'Mill', address: '1 Grid Street', contactName: 'Ada' });
    await create(provider.token, { kind: 'customer', name: 'Port', contactEmail: 'harbor@example.com' });
    const names = async (query: string) =>
      (await api.get(`/organizations?${query}`, provider.token)).body.items.map(({ name }: { name: string }) => name);
    expect(await names('address=grid')).toEqual(['Mill']);
    expect(await names('contact=ADA')).toEqual(['Mill']);
    expect(await names('contact=harbor')).toEqual(['Port']);
  });
});
