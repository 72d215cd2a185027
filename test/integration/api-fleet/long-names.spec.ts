import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

/** Letters by which a name is sorted as by two, as by another, and as by itself. */
const letters = ['ß', 'Ĳ', 'Ż', '한', 'İ'];
const named = (letter: string, characters: number) => letter.repeat(characters);

describe('lists of the longest names there may be', () => {
  let api: FleetApi;
  let provider: { readonly id: string; readonly token: string };
  beforeAll(async () => {
    api = await startFleetApi();
    provider = await api.aProvider();
    for (const letter of letters) {
      const made = await api.aDevice(provider, { organization: { name: named(letter, 200) } });
      const { id: organizationId } = made.organization;
      const answers = [
        await api.ask('PATCH', `/devices/${made.device.id}`, made.token, { name: named(letter, 200) }),
        await api.ask('PATCH', `/assets/${made.asset.id}`, provider.token, { name: named(letter, 200) }),
        await api.post('/sites', made.token, { organizationId, name: named(letter, 200) }),
        await api.post(`/organizations/${provider.id}/roles`, provider.token, {
          name: named(letter, 100),
          actions: [],
        }),
        await api.post('/me/views/devices', provider.token, {
          name: named(letter, 100),
          search: {},
          columns: ['name'],
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 201, 201]);
    }
  }, DATABASE_START_LIMIT_MS);
  afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

  it.each([
    ['/organizations?sort=name', 6],
    ['/organizations?sort=-name', 6],
    ['/devices?sort=name', 5],
    ['/devices?sort=-name', 5],
    ['/devices?sort=organizationName', 5],
    ['/devices?sort=-organizationName', 5],
    ['/assets?sort=name', 5],
    ['/assets?sort=-name', 5],
    ['/sites?sort=name', 5],
    ['/sites?sort=-name', 5],
    ['/onboarding?', 5],
    ['/me/views/devices?', 5],
    ['/organizations/{id}/roles?', 5],
  ])('%s go on behind each of them: the next page takes what the one before gave', async (path, count) => {
    const list = `${path.replace('{id}', provider.id)}&limit=1`;
    const ids: string[] = [];
    for (let cursor = ''; ; ) {
      const { status, body } = await api.get(`${list}${cursor}`, provider.token);
      expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined });
      ids.push(...body.items.map((item: { id?: string; organizationId: string }) => item.id ?? item.organizationId));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect([ids.length, new Set(ids).size]).toEqual([count, count]);
  });
});
