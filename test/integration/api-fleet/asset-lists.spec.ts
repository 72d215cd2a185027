import { assetPage, problemDocument } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

interface Shown {
  readonly id: string;
  readonly label: string;
  readonly serialNumber: string;
  readonly createdAt: string;
  readonly warrantyEnd: string | null;
  readonly connection: string;
}

let api: FleetApi;
let provider: { id: string; token: string };
let first: Awaited<ReturnType<FleetApi['aDevice']>>;
let second: Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  first = await api.aDevice(provider, { site: { name: 'Hall 1' } });
  second = await api.aDevice(provider);
  await seed(first.organization.id, 40);
  await seed(second.organization.id, 25);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** Machines whose names, numbers and ends of warranty repeat and are missing here and there. */
async function seed(organizationId: string, count: number): Promise<void> {
  const { client } = api.database.registry;
  const { id: equipmentModelId } = await client.equipmentModel.findFirstOrThrow({ where: { name: 'Transformer' } });
  await client.asset.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      id: newUuid(new Date()),
      organizationId,
      equipmentModelId,
      modelNumber: ['T-100', 't-200', 'Ä-300'][n % 3] ?? '',
      serialNumber: `${n % 2 === 0 ? 'Sn' : 'sN'}-${String(count - n).padStart(3, '0')}`,
      name: n % 4 === 0 ? null : (['Alpha', 'beta', 'Gamma 10%', 'beta'][n % 4] ?? null),
      externalId: n % 5 === 0 ? null : `ERP_${n}`,
      warrantyEnd: n % 3 === 0 ? null : new Date(Date.UTC(2020 + (n % 14), 0, 1)),
      linkedAt: n % 7 === 0 ? null : new Date(),
      createdAt: new Date(Date.UTC(2026, 0, 1 + (n % 10))),
    })),
  });
}

const list = async (query = '', token = provider.token): Promise<Shown[]> => {
  const answer = await api.get(`/assets?limit=200${query}`, token);
  expect(answer.status).toBe(200);
  return assetPage.strict().parse(answer.body).items;
};

/** All pages of seven, one behind the other. */
async function paged(query: string, token = provider.token): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await api.get(`/assets?limit=7${query}${cursor && `&cursor=${cursor}`}`, token);
    expect(status).toBe(200);
    all.push(...body.items);
    if (body.nextCursor === null) return all;
    cursor = body.nextCursor;
  }
}

const idsOf = (assets: readonly Shown[]) => assets.map(({ id }) => id);
/** In byte order of UTF-8, which for these texts is that of code units. */
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
/** Names in the root order of Unicode, in any case; punctuation counts. */
const { compare: byName } = new Intl.Collator('en', { sensitivity: 'accent' });

describe('sorts', () => {
  const keys: Record<string, (asset: Shown) => string> = {
    name: ({ label }) => label,
    serialNumber: ({ serialNumber }) => serialNumber.toLowerCase(),
    createdAt: ({ createdAt }) => createdAt,
    warrantyEnd: ({ warrantyEnd }) => warrantyEnd ?? 'infinity',
  };
  const cases = Object.keys(keys).flatMap((name) => [name, `-${name}`]);

  it.each(cases)(
    'R3-31: pages by %s are the whole list in its order, of one customer and of a provider of several',
    async (sort) => {
      const key = keys[sort.replace('-', '')] ?? (() => '');
      const sign = sort.startsWith('-') ? -1 : 1;
      for (const scope of ['', `&organizationId=${first.organization.id}`]) {
        const all = await list(scope);
        expect(all.length).toBe(scope === '' ? 67 : 41);
        const order = sort.endsWith('name') ? byName : compare;
        const expected = [...all].sort((a, b) => sign * (order(key(a), key(b)) || compare(a.id, b.id)));
        expect(idsOf(await paged(`&sort=${sort}${scope}`))).toEqual(idsOf(expected));
      }
    },
  );
});

describe('searches', () => {
  it.each([
    ['name=BETA', ({ label }: Shown) => label === 'beta'],
    ['name=gamma 10%25', ({ label }: Shown) => label === 'Gamma 10%'],
    ['name=T-100 sn', ({ label }: Shown) => label.toLowerCase().startsWith('t-100 sn')],
    ['serialNumber=SN-00', ({ serialNumber }: Shown) => serialNumber.toLowerCase().startsWith('sn-00')],
    ['q=erp_1', undefined],
    ['modelNumber=T-2', undefined],
    ['modelNumber=%C3%A4-', undefined],
    ['externalId=erp_3', undefined],
  ])('R3-31: %s finds the beginnings in any case, page by page', async (query, matches) => {
    const found = await list(`&${query}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(60);
    if (matches) expect(idsOf(found)).toEqual(idsOf((await list()).filter(matches)));
    expect(idsOf(await paged(`&${query}`))).toEqual(idsOf(found));
    const ofFirst = await list(`&${query}&organizationId=${first.organization.id}`);
    expect(idsOf(ofFirst)).toEqual(idsOf(await list(`&organizationId=${first.organization.id}&${query}`, first.token)));
  });

  it('all searches must be met, and wildcards are none', async () => {
    const both = await list('&name=beta&serialNumber=sn-00');
    const names = await list('&name=beta');
    expect(idsOf(both)).toEqual(
      idsOf(names.filter(({ serialNumber }) => serialNumber.toLowerCase().startsWith('sn-00'))),
    );
    expect(await list('&name=%25')).toEqual([]);
    expect(await list('&serialNumber=sn_0')).toEqual([]);
  });
});

describe('filters', () => {
  it('warranty splits the list into active, ended and none', async () => {
    const [all, active, ended, none] = [
      await list(),
      await list('&warranty=active'),
      await list('&warranty=ended'),
      await list('&warranty=none'),
    ];
    const today = new Date().toISOString().slice(0, 10);
    expect(active.every(({ warrantyEnd }) => warrantyEnd !== null && warrantyEnd > today)).toBe(true);
    expect(ended.every(({ warrantyEnd }) => warrantyEnd !== null && warrantyEnd <= today)).toBe(true);
    expect(none.every(({ warrantyEnd }) => warrantyEnd === null)).toBe(true);
    expect(active.length + ended.length + none.length).toBe(all.length);
    expect(Math.min(active.length, ended.length, none.length)).toBeGreaterThan(0);
  });

  it('kind and model by name, site, and whether a device is on it', async () => {
    expect(await list('&kind=ups')).toHaveLength(2);
    expect(await list('&kind=transformer&model=Transformer')).toHaveLength(65);
    expect(await list('&kind=ups&model=Transformer')).toEqual([]);
    expect(await list('&model=Toaster')).toEqual([]);
    expect(idsOf(await list(`&siteId=${first.site.id}`))).toEqual([first.asset.id]);
    expect(idsOf(await list('&installed=true')).sort()).toEqual([first.asset.id, second.asset.id].sort());
    expect(await list('&installed=false')).toHaveLength(65);
  });

  it('R3-45: connection is new, proposed, linked or connected, each asset in one of them', async () => {
    const { client } = api.database.registry;
    const [asset] = await list('&connection=new');
    const proposal = { assetId: asset?.id ?? '', providerId: provider.id, proposedById: newUuid(new Date()) };
    await client.proposal.create({ data: { id: newUuid(new Date()), ...proposal, proposedAt: new Date() } });
    await client.deviceListing.update({ where: { deviceId: first.device.id }, data: { connectivity: 'connected' } });
    const states = ['new', 'proposed', 'linked', 'connected'];
    const lists = await Promise.all(states.map((state) => list(`&connection=${state}`)));
    lists.forEach((found, place) => {
      expect(new Set(found.map(({ connection }) => connection))).toEqual(new Set([states[place]]));
    });
    expect(idsOf(lists[1] ?? [])).toEqual([asset?.id]);
    expect(idsOf(lists[3] ?? [])).toEqual([first.asset.id]);
    expect(lists.flat()).toHaveLength((await list()).length);
  });
});

describe('whose assets are listed', () => {
  it('a customer its own, the provider those of all its customers, others none', async () => {
    expect(await list('', second.token)).toHaveLength(26);
    expect(await list(`&organizationId=${first.organization.id}`, second.token)).toEqual([]);
    const other = await api.aProvider('South Power');
    expect(await list('', other.token)).toEqual([]);
    expect(await list(`&organizationId=${first.organization.id}&q=sn`, other.token)).toEqual([]);
    expect(await list('', api.operatorToken)).toHaveLength(67);
  });

  it('R4-05: what stands at a site that was shared, and nothing else of its owner; the end of the grant ends it', async () => {
    const guest = await api.aDevice(await api.aProvider('East Power'));
    const { personId } = await api.database.registry.client.membership.findFirstOrThrow({
      where: { organizationId: guest.organization.id },
    });
    const id = newUuid(new Date());
    const at = new Date();
    await api.database.registry.client.siteGrant.create({
      data: {
        id,
        siteId: first.site.id,
        way: 'code',
        access: 'read',
        personId,
        codeExpiresAt: at,
        createdAt: at,
        createdById: personId,
        acceptedAt: at,
      },
    });
    expect(idsOf(await list('', guest.token)).sort()).toEqual([first.asset.id, guest.asset.id].sort());
    expect(idsOf(await list('&sort=-createdAt&kind=ups&q=16', guest.token)).sort()).toEqual(
      [first.asset.id, guest.asset.id].sort(),
    );
    expect((await api.get(`/assets/${first.asset.id}`, guest.token)).status).toBe(200);
    expect((await api.ask('PATCH', `/assets/${first.asset.id}`, guest.token, { name: 'X' })).status).toBe(403);
    await api.database.registry.client.siteGrant.update({ where: { id }, data: { withdrawnAt: new Date() } });
    expect(idsOf(await list('', guest.token))).toEqual([guest.asset.id]);
    expect((await api.get(`/assets/${first.asset.id}`, guest.token)).status).toBe(404);
  });
});

it.each([
  ['sort=color', ['sort']],
  ['limit=201', ['limit']],
  ['connection=maybe', ['connection']],
  ['warranty=soon', ['warranty']],
  ['installed=1', ['installed']],
  ['siteId=x', ['siteId']],
  ['q=', ['q']],
  ['q=%00', ['q']],
  ['cursor=abc', ['cursor']],
  ['color=red', ['color']],
])('refuses %s with 400 and the name of the field', async (query, paths) => {
  const { status, body } = await api.get(`/assets?${query}`, provider.token);
  expect(status).toBe(400);
  expect(
    problemDocument
      .strict()
      .parse(body)
      .errors?.map(({ path }) => path),
  ).toEqual(paths);
});

it('refuses the cursor of another sort', async () => {
  const { body } = await api.get('/assets?limit=1', provider.token);
  const answer = await api.get(`/assets?sort=createdAt&cursor=${body.nextCursor}`, provider.token);
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'cursor']);
});
