import { searchAnswer } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape the answer has
let waterworks: any;
let stranger: string;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider('Quartz Power');
  waterworks = await api.aDevice(provider, {
    organization: { name: 'Quartz Waterworks' },
    person: { firstName: 'Ida', lastName: 'Quartz', email: 'ida@quartz.example', phone: '+47 555 01 23' },
    device: { type: 'Sensor', serialNumber: 'QUARTZ-77', macAddress: '00-C0-B7-AA-BB-01' },
    equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: 'QUARTZ-UPS' },
    site: { name: 'Quartz Łąka', lat: 52.2, lon: 21 },
  });
  stranger = (await api.aDevice(await api.aProvider('South Power'))).token;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const search = async (q: string, token: string = provider.token, limit?: number) => {
  const query = new URLSearchParams({ q, ...(limit !== undefined && { limit: String(limit) }) });
  return searchAnswer.parse((await api.get(`/search?${query}`, token)).body);
};
const kinds = async (q: string, token?: string) => (await search(q, token)).items.map(({ kind }) => kind);

describe('the search over kinds', () => {
  it('finds things of every kind by how they begin, in any case', async () => {
    const { items, truncated } = await search('qUARTz');
    expect(items.map(({ kind, title, matched }) => [kind, title, matched])).toEqual([
      ['device', expect.any(String), 'serialNumber'],
      ['asset', '1600XP QUARTZ-UPS', 'serialNumber'],
      ['organization', 'Quartz Power', 'name'],
      ['organization', 'Quartz Waterworks', 'name'],
      ['site', 'Quartz Łąka', 'name'],
      ['person', 'Ida Quartz', 'name'],
    ]);
    expect(truncated).toBe(false);
    expect(items.find(({ kind }) => kind === 'person')?.subtitle).toBe('ida@quartz.example · Quartz Waterworks');
  });

  it.each(['00:c0:b7:aa', '00-C0-B7-AA', '00c0.b7aa', '00C0B7AABB01'])(
    'knows a MAC address typed as %s',
    async (typed) => {
      const { items } = await search(typed);
      expect(items).toMatchObject([{ kind: 'device', id: waterworks.device.id, matched: 'macAddress' }]);
    },
  );

  it('finds people by whole name, last name and address, and an asset by the id it has elsewhere', async () => {
    expect(await kinds('ida quartz')).toEqual(['person']);
    expect((await search('ida@quartz')).items).toMatchObject([{ kind: 'person', matched: 'email' }]);
    const changed = await api.ask('PATCH', `/assets/${waterworks.asset.id}`, provider.token, {
      externalId: 'ERP-4711',
    });
    expect(changed.status).toBe(200);
    expect((await search('erp-47')).items).toMatchObject([{ kind: 'asset', matched: 'externalId' }]);
  });

  it('finds nothing that whoever asks could not read: their own for the customer, nothing for a neighbor', async () => {
    expect(await kinds('quartz', waterworks.token)).toEqual(['device', 'asset', 'organization', 'site', 'person']);
    const [organization] = (await search('quartz', waterworks.token)).items.filter(
      (item) => item.kind === 'organization',
    );
    expect(organization).toMatchObject({ title: 'Quartz Waterworks', subtitle: '' });
    expect(await kinds('quartz', stranger)).toEqual([]);
    expect((await api.get('/search?q=quartz')).status).toBe(401);
  });

  it('finds a site that was shared, with what stands there, and nothing else of its owner', async () => {
    const { body: sites } = await api.get('/sites', waterworks.token);
    const guest = await api.aDevice(await api.aProvider('East Power'));
    const code = await api.post(`/sites/${sites.items[0].id}/share-codes`, waterworks.token, { access: 'read' });
    expect((await api.post(`/share-codes/${code.body.code}/acceptance`, guest.token, {})).status).toBeLessThan(300);
    const found = await kinds('quartz', guest.token);
    expect(found).toContain('site');
    expect(found).not.toContain('organization');
    expect(found).not.toContain('person');
  });

  it('takes wildcards and odd characters as what they are', async () => {
    for (const typed of ['%', '_quartz', '\\', "'; --", 'łą', '🜁', '%00']) expect(await kinds(typed)).toEqual([]);
    expect((await api.get('/search?q=%00', provider.token)).status).toBe(400);
    expect((await api.get('/search', provider.token)).status).toBe(400);
    expect((await api.get('/search?q=a&limit=51', provider.token)).status).toBe(400);
  });

  it('says when there is more than was asked for', async () => {
    const { items, truncated } = await search('quartz', provider.token, 3);
    expect(items.map(({ kind }) => kind)).toEqual(['device', 'asset', 'organization']);
    expect(truncated).toBe(true);
  });
});
