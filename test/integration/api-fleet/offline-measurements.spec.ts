import { offlineMeasurement, offlineMeasurementPage } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: Awaited<ReturnType<FleetApi['aProvider']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const absent = '01900000-0000-7000-8000-000000000000';
/** Arcing in windings, molten metal (IEC TC 10). */
const arcing = { hydrogen: 305, methane: 85, acetylene: 130, ethylene: 197, ethane: 25 };

async function anAsset() {
  const made = await api.aDevice(provider, { site: { name: 'Yard' } });
  const path = `/assets/${made.asset.id}/offline-measurements`;
  return { ...made, path, assetId: made.asset.id as string };
}

/** Lets the people of a new organization into the site of the asset. */
async function aGrantee(assetId: string, access: 'read' | 'manage') {
  const { client } = api.database.registry;
  const { siteId } = await client.asset.findUniqueOrThrow({ where: { id: assetId } });
  const { organizationId, token } = await aStranger();
  const at = new Date();
  const { id: createdById } = await client.person.findFirstOrThrow();
  await client.siteGrant.create({
    data: {
      id: newUuid(at),
      siteId: siteId ?? '',
      way: 'key',
      access,
      organizationId,
      codeExpiresAt: at,
      createdAt: at,
      createdById,
      acceptedAt: at,
    },
  });
  return token;
}

async function aStranger() {
  const { organization, token } = await api.aDevice(await api.aProvider());
  return { organizationId: organization.id as string, token: token as string };
}

const events = async (assetId: string) => {
  const rows = await api.database.registry.client.auditEvent.findMany({
    where: { subjectKind: 'offline-measurement' },
    orderBy: { id: 'asc' },
  });
  return rows.filter(({ details }) => (details as { assetId?: string }).assetId === assetId);
};

describe('uploading a measurement', () => {
  it('R0-28, R0-29: the provider and the customer upload, and each answer says what the gases mean', async () => {
    const { path, token } = await anAsset();
    const uploaded = await api.post(path, provider.token, {
      sampledAt: '2026-03-01T10:30:00+01:00',
      ...arcing,
      moisture: 12.5,
      laboratory: 'Oil & Co',
    });
    expect(uploaded.status).toBe(201);
    expect(offlineMeasurement.strict().parse(uploaded.body)).toMatchObject({
      sampledAt: '2026-03-01T09:30:00.000Z',
      hydrogen: 305,
      moisture: 12.5,
      acidity: null,
      laboratory: 'Oil & Co',
      interpretation: {
        isSignificant: true,
        ratios: { faults: ['D2'], undetermined: null },
        duval: { zone: 'D2', point: { methane: expect.closeTo(20.631, 3) } },
        rates: null,
      },
    });
    expect((await api.post(path, token, { sampledAt: '2026-04-01T00:00:00Z', acidity: 0.02 })).status).toBe(201);
  });

  it('R0-28: the same sample again is the same measurement, with other values it is a conflict that names it', async () => {
    const { path, token, assetId } = await anAsset();
    const body = { sampledAt: '2026-03-01T00:00:00Z', ...arcing };
    const first = await api.post(path, token, body);
    const again = await api.post(path, provider.token, body);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await api.post(path, token, { ...body, hydrogen: 306 });
    expect(other).toMatchObject({ status: 409, body: { code: 'fleet.sample-taken' } });
    expect(other.body.detail).toContain(first.body.id);
    expect((await api.get(path, token)).body.items).toEqual([first.body]);
    expect(await events(assetId)).toHaveLength(1);
  });

  it('R0-28: one of many uploads of a sample at once makes it', async () => {
    const { path, token } = await anAsset();
    const answers = await Promise.all(
      [1, 2, 3, 1, 2].map((hydrogen) => api.post(path, token, { sampledAt: '2026-03-01T00:00:00Z', hydrogen })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect((await api.get(path, token)).body.items).toHaveLength(1);
  });

  it.each([
    [{}, 'sampledAt'],
    [{ sampledAt: '2026-03-01T00:00:00Z' }, 'at least one value of hydrogen'],
    [{ sampledAt: '2026-03-01', hydrogen: 1 }, 'RFC 3339'],
    [{ sampledAt: '2026-03-01T00:00:00Z', hydrogen: -1 }, 'must be at least 0 µL/L'],
    [{ sampledAt: '2026-03-01T00:00:00Z', nitrogen: 1_000_001 }, 'must be at most 1000000 µL/L'],
    [{ sampledAt: '2026-03-01T00:00:00Z', moisture: 10_001 }, 'must be at most 10000 mg/kg'],
    [{ sampledAt: '2026-03-01T00:00:00Z', acidity: '0.1' }, 'must be a number of mg KOH/g'],
    [{ sampledAt: '2026-03-01T00:00:00Z', breakdownVoltage: 70_000 }, 'must be at most 200 kV'],
    [{ sampledAt: '2026-03-01T00:00:00Z', hydrogen: 1, furan: 1 }, 'furan'],
    [{ sampledAt: '2199-03-01T00:00:00Z', hydrogen: 1 }, 'Give the time the oil was drawn'],
  ])('R0-28: %j is refused with the field, the limit and its unit', async (body, text) => {
    const { path, token } = await shared();
    const { status, body: problem } = await api.post(path, token, body);
    expect(status).toBe(400);
    expect(JSON.stringify(problem)).toContain(text);
  });

  let one: ReturnType<typeof anAsset> | undefined;
  const shared = () => {
    one ??= anAsset();
    return one;
  };
});

describe('the history of an asset', () => {
  it('R0-28: is paged newest first, with rates against the sample before that has gases', async () => {
    const { path, token } = await anAsset();
    const samples = [
      { sampledAt: '2025-01-01T00:00:00.000Z', hydrogen: 20, acetylene: 0 },
      { sampledAt: '2025-06-01T00:00:00.000Z', moisture: 9 },
      { sampledAt: '2026-01-01T00:00:00.000Z', hydrogen: 60, acetylene: 1, oxygen: 1000, nitrogen: 60_000 },
    ];
    for (const sample of [samples[1], samples[2], samples[0]]) await api.post(path, token, sample);
    const first = await api.get(`${path}?limit=2`, token);
    const last = await api.get(`${path}?limit=2&cursor=${first.body.nextCursor}`, token);
    const items = [...offlineMeasurementPage.parse(first.body).items, ...last.body.items];
    expect(items.map(({ sampledAt }) => sampledAt)).toEqual(samples.map(({ sampledAt }) => sampledAt).reverse());
    expect(last.body.nextCursor).toBeNull();
    expect(items[0].interpretation.rates).toEqual({
      since: '2025-01-01T00:00:00.000Z',
      days: 365,
      gases: [
        { gas: 'hydrogen', perDay: 40 / 365, perYear: expect.closeTo(40.027, 3), limitPerYear: 20, isHigh: true },
        { gas: 'acetylene', perDay: 1 / 365, perYear: expect.any(Number), limitPerYear: 0, isHigh: true },
      ],
      undetermined: null,
    });
    expect(items[1].interpretation.rates).toMatchObject({ since: '2025-01-01T00:00:00.000Z', gases: [] });
    expect(items[2].interpretation.rates).toBeNull();
  });

  const yearZero = Buffer.from('["0000-01-01T00:00:00.000Z"]').toString('base64url');
  it.each(['limit=0', 'cursor=x', `cursor=${yearZero}`, 'gas=hydrogen'])(
    'R0-28: the query %s is refused',
    async (query) => {
      const { path, token } = await anAsset();
      expect((await api.get(`${path}?${query}`, token)).status).toBe(400);
    },
  );
});

describe('correcting a measurement', () => {
  it('R0-29: PUT puts the whole in its place, DELETE takes it away, and the trail has before and after', async () => {
    const { path, token, assetId } = await anAsset();
    const { body } = await api.post(path, token, { sampledAt: '2026-03-01T00:00:00Z', hydrogen: 10, note: 'old' });
    const one = `${path}/${body.id}`;
    const changed = await api.ask('PUT', one, token, { sampledAt: '2026-03-02T00:00:00Z', hydrogen: 11 });
    expect(changed).toMatchObject({ status: 200, body: { id: body.id, hydrogen: 11, note: null } });
    expect((await api.ask('PUT', one, token, { sampledAt: '2026-03-02T00:00:00Z', hydrogen: 11 })).status).toBe(200);
    expect((await api.ask('DELETE', one, token)).status).toBe(204);
    expect((await api.ask('DELETE', one, token)).status).toBe(404);
    expect((await api.get(path, token)).body.items).toEqual([]);
    expect((await events(assetId)).map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      expect.objectContaining({ action: 'measurement.uploaded', after: expect.objectContaining({ hydrogen: 10 }) }),
      {
        action: 'measurement.changed',
        before: { sampledAt: '2026-03-01T00:00:00.000Z', hydrogen: 10, note: 'old' },
        after: { sampledAt: '2026-03-02T00:00:00.000Z', hydrogen: 11, note: null },
      },
      expect.objectContaining({ action: 'measurement.deleted', before: expect.objectContaining({ hydrogen: 11 }) }),
    ]);
  });

  it('R0-29: the time of another sample, a time to come, and the measurement of another asset are refused', async () => {
    const { path, token } = await anAsset();
    const other = await anAsset();
    const sample = (day: number) => ({ sampledAt: `2026-03-0${day}T00:00:00Z`, hydrogen: day });
    await api.post(path, token, sample(1));
    const { body } = await api.post(path, token, sample(2));
    const put = (to: string, draft: object) => api.ask('PUT', to, provider.token, draft);
    expect(await put(`${path}/${body.id}`, { ...sample(2), sampledAt: '2026-03-01T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'fleet.sample-taken' },
    });
    expect(await put(`${path}/${body.id}`, { ...sample(2), sampledAt: '2198-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'fleet.sample-in-future' },
    });
    const elsewhere = await put(`${other.path}/${body.id}`, sample(3));
    expect(elsewhere).toMatchObject({ status: 404, body: { code: 'fleet.measurement-unknown' } });
    expect((await put(`${path}/${absent}`, sample(3))).body.code).toBe('fleet.measurement-unknown');
  });
});

describe('who uploads', () => {
  const draft = { sampledAt: '2026-03-01T00:00:00Z', hydrogen: 1 };

  it('R0-28, R0-29: members and administrators of both sides may; viewers and the operator only look', async () => {
    const { path, token, organization } = await anAsset();
    const member = await api.join(organization.id, 'member', token);
    const viewer = await api.join(organization.id, 'viewer', token);
    expect((await api.post(path, member, draft)).status).toBe(201);
    for (const onlooker of [viewer, api.operatorToken]) {
      expect((await api.get(path, onlooker)).status).toBe(200);
      expect((await api.post(path, onlooker, draft)).status).toBe(403);
    }
  });

  it('R4-05: a grant that lets an organization manage lets its people upload, one that lets read does not', async () => {
    const { path, assetId } = await anAsset();
    const [manager, reader] = [await aGrantee(assetId, 'manage'), await aGrantee(assetId, 'read')];
    expect((await api.post(path, manager, draft)).status).toBe(201);
    expect((await api.get(path, reader)).body.items).toHaveLength(1);
    expect((await api.post(path, reader, draft)).status).toBe(403);
  });

  it('R0-28: of others there is nothing: the same answer as for an asset that does not exist', async () => {
    const { path, assetId } = await anAsset();
    const { token } = await aStranger();
    const nowhere = `/assets/${absent}/offline-measurements`;
    for (const [method, body] of [['GET'], ['POST', draft]] as const) {
      const hidden = await api.ask(method, path, token, body);
      const missing = await api.ask(method, nowhere, token, body);
      expect(hidden.status).toBe(404);
      expect(JSON.stringify(hidden.body).replaceAll(assetId, absent)).toMatch(/fleet\.asset-unknown/);
      expect(hidden.body.detail.replace(assetId, absent)).toBe(missing.body.detail);
    }
    expect((await api.get(path)).status).toBe(401);
  });
});
