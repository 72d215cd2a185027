import fc from 'fast-check';
import { organizationId } from '#libs/kernel';
import { aCustomer, aName, aProvider, joined } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

/** For what makes many organizations, one after the other. */
const LIMIT_MS = 120_000;

describe('moving an organization', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const create = async (token: string, parentId: string) =>
    (await api.post('/organizations', { kind: 'customer', name: aName('Customer'), parentId }, token)).body
      .id as string;
  const move = (token: string, id: string, parentId: string) =>
    api.post(`/organizations/${id}/move`, { parentId }, token);

  /** Every path of a provider's subtree that is not the one its parents make. */
  async function faultyPaths(providerId: string) {
    const rows = await api.database.registry.client.organization.findMany({
      where: { path: { contains: `/${providerId}/` } },
      select: { id: true, parentId: true, path: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const top = byId.get(providerId)?.path;
    const pathOf = (id: string): string => {
      const row = byId.get(id);
      return id === providerId || !row?.parentId ? `${top}` : `${pathOf(row.parentId)}${id}/`;
    };
    return { count: rows.length, faulty: rows.filter(({ id, path }) => path !== pathOf(id)) };
  }

  it('takes everything below along, and what they saw goes with them', async () => {
    const provider = await aProvider(api);
    const [mill, port] = [await aCustomer(api, provider.token), await aCustomer(api, provider.token)];
    const hall = await create(mill.token, mill.id);
    const room = await create(mill.token, hall);
    const moved = await move(provider.token, hall, port.id);
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ id: hall, parentId: port.id });
    expect((await api.get(`/organizations/${room}`, mill.token)).status).toBe(404);
    expect((await api.get(`/organizations/${room}`, port.token)).body).toMatchObject({ parentId: hall });
    expect((await faultyPaths(provider.id)).faulty).toEqual([]);
  });

  it('is remembered at both ends, and only who stands above both reads both', async () => {
    const provider = await aProvider(api);
    const [mill, port] = [await aCustomer(api, provider.token), await aCustomer(api, provider.token)];
    const hall = await create(mill.token, mill.id);
    await move(provider.token, hall, port.id);
    const kept = await api.database.registry.client.auditEvent.findMany({
      where: { subjectId: hall, action: { in: ['organization.moved', 'organization.arrived', 'organization.left'] } },
      orderBy: { id: 'asc' },
    });
    expect(kept).toMatchObject([
      { organizationId: provider.id, before: { parentId: mill.id }, after: { parentId: port.id } },
      { organizationId: hall, action: 'organization.arrived', before: null, after: { parentId: port.id } },
      { organizationId: mill.id, action: 'organization.left', before: null, after: null },
    ]);
  });

  it.each(['itself', 'what is below it'])('is refused under %s', async (where) => {
    const provider = await aProvider(api);
    const mill = await create(provider.token, provider.id);
    const hall = await create(provider.token, mill);
    const answer = await move(provider.token, mill, where === 'itself' ? mill : hall);
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('identity.organization-cycle');
  });

  it('is refused where its kind cannot stand, and past 12 levels of its deepest', async () => {
    const provider = await aProvider(api);
    const operator = await api.signIn();
    const { id: other } = await aProvider(api);
    expect((await move(operator, provider.id, other)).body.code).toBe('identity.organization-placement');
    const mill = await create(provider.token, provider.id);
    await create(provider.token, mill);
    let deepest = await create(provider.token, provider.id);
    for (let level = 4; level <= 11; level += 1) deepest = await create(provider.token, deepest);
    const answer = await move(provider.token, mill, deepest);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'identity.organization-too-deep' });
    expect((await faultyPaths(provider.id)).faulty).toEqual([]);
  });

  it('takes permission at both ends, and nobody moves their own organization', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const mill = await aCustomer(api, north.token);
    const hall = await create(mill.token, mill.id);
    const room = await create(mill.token, hall);
    const member = await joined(api, north.token, north.id, 'member');
    for (const [token, id, parentId, status] of [
      [south.token, hall, south.id, 404],
      [north.token, hall, south.id, 404],
      [member.token, hall, north.id, 403],
      [mill.token, mill.id, hall, 403],
      [mill.token, hall, north.id, 404],
      [mill.token, room, mill.id, 200],
    ] as const) {
      expect((await move(token, id, parentId)).status).toBe(status);
    }
  });

  it('R1-34: to another provider ends what it delegated to the old one', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const mill = await aCustomer(api, north.token);
    await api.patch(`/organizations/${mill.id}`, { delegatesCertificates: true }, mill.token);
    const port = await create(north.token, north.id);
    const operator = await api.signIn();
    expect((await move(operator, mill.id, port)).body).toMatchObject({ delegatesCertificates: true });
    expect((await move(operator, mill.id, south.id)).body).toMatchObject({ delegatesCertificates: false });
    expect((await api.get(`/organizations/${mill.id}`, south.token)).body).toMatchObject({
      delegatesCertificates: false,
      serviceOrganization: { id: south.id },
    });
  });

  it(
    'leaves every path the one its parents make, after any sequence of moves',
    async () => {
      const provider = await aProvider(api);
      const actor = await api.identity.sessions.authenticate(provider.token);
      const places = [provider.id];
      for (let made = 0; made < 8; made += 1)
        places.push(await create(provider.token, places[Math.floor(made / 2)] as string));
      const place = fc.integer({ min: 0, max: places.length - 1 });
      const moves = fc.array(fc.tuple(place, place), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(moves, async (sequence) => {
          for (const [from, to] of sequence) {
            const [id, parentId] = [places[from], places[to]].map((each) => organizationId(each as string));
            // What is refused must leave the tree as it was, too.
            if (id && parentId)
              await api.identity.organizationMoves.move(actor, id, parentId).catch((refusal: Error) => {
                expect(refusal.name).toMatch(/^(OrganizationCycleError|NotAllowedError)$/);
              });
          }
          expect(await faultyPaths(provider.id)).toEqual({ count: places.length, faulty: [] });
        }),
        { numRuns: 15 },
      );
    },
    LIMIT_MS,
  );

  it(
    'and adding at the same time leave no path behind',
    async () => {
      const provider = await aProvider(api);
      const [mill, port, hall] = [
        await create(provider.token, provider.id),
        await create(provider.token, provider.id),
        await create(provider.token, provider.id),
      ];
      const answers = await Promise.all([
        move(provider.token, hall, mill),
        move(provider.token, mill, port),
        ...Array.from({ length: 4 }, () =>
          api.post('/organizations', { kind: 'customer', name: aName('New'), parentId: hall }, provider.token),
        ),
        move(provider.token, port, hall),
        ...Array.from({ length: 4 }, () =>
          api.post('/organizations', { kind: 'customer', name: aName('New'), parentId: mill }, provider.token),
        ),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
      expect((await faultyPaths(provider.id)).faulty).toEqual([]);
    },
    LIMIT_MS,
  );
});
