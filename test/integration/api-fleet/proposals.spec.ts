import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let customer: Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  customer = await api.aDevice(provider);
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const absent = '01900000-0000-7000-8000-000000000000';
let machines = 0;
/** A machine the provider entered for the customer, which has not taken it as its own yet. */
async function aMachine(organizationId: string = customer.organization.id): Promise<string> {
  machines += 1;
  const serialNumber = `M-${machines}`;
  const { client } = api.database.registry;
  const model = await client.equipmentModel.findFirstOrThrow();
  const at = new Date();
  const { id } = await client.asset.create({
    data: {
      id: newUuid(at),
      organizationId,
      providerId: provider.id,
      equipmentModelId: model.id,
      modelNumber: '1600XP',
      serialNumber,
      createdAt: at,
    },
  });
  return id;
}
const propose = (assetId: string, token = provider.token, body: unknown = {}) =>
  api.post(`/assets/${assetId}/proposals`, token, body);
async function anOpenProposal(): Promise<{ id: string; assetId: string }> {
  const assetId = await aMachine();
  return { id: (await propose(assetId)).body.id, assetId };
}
/** Linked and all machines of the customer, as lists show them (R3-10). */
async function machineCount(organizationId: string): Promise<string> {
  const { rows } = await api.database.pool.query(
    `SELECT value, sum(change)::int AS n FROM fleet_count WHERE organization_id = $1 AND facet = 'assets' GROUP BY 1`,
    [organizationId],
  );
  const of = (value: string) => rows.find((row) => row.value === value)?.n ?? 0;
  return `${of('linked')}/${of('total')}`;
}

describe('proposals of service', () => {
  it('R3-33: the provider proposes, and all administrators of the customer get a mail, nobody else', async () => {
    const { organization, token } = customer;
    await api.join(organization.id, 'admin', token);
    await api.join(organization.id, 'member', token);
    const assetId = await aMachine();
    const before = new Date();
    const made = await propose(assetId, provider.token, { message: 'We know this model well.' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      status: 'proposed',
      asset: { id: assetId, name: `1600XP M-${machines}` },
      customer: { id: organization.id },
      provider: { id: provider.id, name: 'North Power' },
      message: 'We know this model well.',
      answeredAt: null,
    });
    const mails = await api.database.registry.client.outboxMail.findMany({
      where: { template: 'service-proposal', createdAt: { gte: before } },
    });
    const admins = await api.database.registry.client.membership.findMany({
      where: { organizationId: organization.id, role: 'admin' },
      include: { person: true },
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(admins.map(({ person }) => person.email).sort());
    expect(mails).toHaveLength(2);
  });

  it('R3-10, R3-45: 3/8 — only what the customer accepted counts as linked', async () => {
    const { organization, token } = await api.aDevice(provider); // its own machine is linked
    const ids = await Promise.all(Array.from({ length: 7 }, () => aMachine(organization.id)));
    const proposals = await Promise.all(ids.slice(0, 4).map(async (id) => (await propose(id)).body.id as string));
    expect(await machineCount(organization.id)).toBe('1/8');
    await api.post(`/proposals/${proposals[0]}/acceptance`, token, {});
    await api.post(`/proposals/${proposals[1]}/acceptance`, token, {});
    await api.post(`/proposals/${proposals[2]}/decline`, token, {});
    await api.ask('DELETE', `/proposals/${proposals[3]}`, provider.token);
    expect(await machineCount(organization.id)).toBe('3/8');
  });

  it('the customer may rename the machine and place it at one of its own sites when it accepts', async () => {
    const { client } = api.database.registry;
    const at = new Date();
    const organizationId: string = customer.organization.id;
    const site = { name: 'Plant', createdAt: at, updatedAt: at };
    const { id: siteId } = await client.site.create({ data: { ...site, id: newUuid(at), organizationId } });
    const { id: foreign } = await client.site.create({
      data: { ...site, id: newUuid(at), organizationId: other.id },
    });
    const { id, assetId } = await anOpenProposal();
    for (const wrong of [foreign, absent]) {
      const refused = await api.post(`/proposals/${id}/acceptance`, customer.token, { siteId: wrong });
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'siteId']);
      expect(refused.body.detail).toBe(
        `The organization the asset belongs to has no site ${wrong}. Choose one of its sites, or make one first.`,
      );
    }
    const accepted = await api.post(`/proposals/${id}/acceptance`, customer.token, { name: 'Hall 3', siteId });
    expect(accepted.body).toMatchObject({ status: 'accepted', asset: { name: 'Hall 3' } });
    expect(await client.asset.findUniqueOrThrow({ where: { id: assetId } })).toMatchObject({
      name: 'Hall 3',
      siteId,
      linkedAt: expect.any(Date),
    });
    const event = await client.auditEvent.findFirstOrThrow({ where: { action: 'proposal.accepted', subjectId: id } });
    expect(event).toMatchObject({ before: { name: null, linkedAt: null }, after: { name: 'Hall 3', siteId } });
  });

  it('a machine has one open proposal, and none once it is accepted; after a decline there may be another', async () => {
    const { id, assetId } = await anOpenProposal();
    expect((await propose(assetId)).body.code).toBe('fleet.proposal-open');
    await api.post(`/proposals/${id}/decline`, customer.token, { reason: 'Too dear.' });
    const again = await propose(assetId);
    expect(again.status).toBe(201);
    await api.post(`/proposals/${again.body.id}/acceptance`, customer.token, {});
    expect((await propose(assetId)).body.code).toBe('fleet.asset-served');
    const listed = await api.get(`/assets/${assetId}/proposals`, customer.token);
    expect(listed.body.items).toMatchObject([{ status: 'accepted' }, { status: 'declined', reason: 'Too dear.' }]);
  });

  it('accepting and withdrawing at once: one of them happens, and the machine is linked only then', async () => {
    const { client } = api.database.registry;
    for (let round = 0; round < 5; round += 1) {
      const { id, assetId } = await anOpenProposal();
      const [accepted, withdrawn] = await Promise.all([
        api.post(`/proposals/${id}/acceptance`, customer.token, {}),
        api.ask('DELETE', `/proposals/${id}`, provider.token),
      ]);
      expect([accepted.status, withdrawn.status].sort()).toEqual(accepted.status === 201 ? [201, 409] : [204, 409]);
      const { linkedAt } = await client.asset.findUniqueOrThrow({ where: { id: assetId } });
      expect(linkedAt !== null).toBe(accepted.status === 201);
    }
  });

  it('two proposals at once: one is made', async () => {
    const assetId = await aMachine();
    const answers = await Promise.all([propose(assetId), propose(assetId), propose(assetId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('only the provider proposes and withdraws, only the customer’s administrators answer', async () => {
    const { id, assetId } = await anOpenProposal();
    const free = await aMachine();
    const member = await api.join(customer.organization.id, 'member', customer.token);
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    const statuses = await Promise.all([
      propose(free, customer.token),
      propose(free, api.operatorToken),
      propose(free, viewer),
      api.post(`/proposals/${id}/acceptance`, provider.token, {}),
      api.post(`/proposals/${id}/acceptance`, member, {}),
      api.post(`/proposals/${id}/decline`, member, {}),
      api.ask('DELETE', `/proposals/${id}`, customer.token),
      api.ask('DELETE', `/proposals/${id}`, viewer),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual(Array(8).fill(403));
    expect((await api.get(`/assets/${assetId}/proposals`, customer.token)).body.items[0].status).toBe('proposed');
  });

  it('says to each side what it may do, as long as it is open', async () => {
    const { id } = await anOpenProposal();
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    const mayOf = async (token: string) => {
      const { body } = await api.get('/proposals?limit=200', token);
      return body.items.find((item: { id: string }) => item.id === id).may;
    };
    const asked = () => Promise.all([mayOf(customer.token), mayOf(provider.token), mayOf(viewer)]);
    expect(await asked()).toEqual([['service.answer'], ['service.propose'], []]);
    await api.post(`/proposals/${id}/decline`, customer.token, {});
    expect(await asked()).toEqual([[], [], []]);
  });

  it('for others there is neither machine nor proposal', async () => {
    const { id, assetId } = await anOpenProposal();
    for (const token of [other.token, (await api.aDevice(other)).token]) {
      expect((await propose(assetId, token)).body.code).toBe('fleet.asset-unknown');
      expect((await api.post(`/proposals/${id}/acceptance`, token, {})).body.code).toBe('fleet.proposal-unknown');
      expect((await api.ask('DELETE', `/proposals/${id}`, token)).status).toBe(404);
      expect((await api.get('/proposals', token)).body.items).toEqual([]);
    }
  });

  it('is listed for both sides, newest first, page by page, by status', async () => {
    const own = await api.aDevice(provider);
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await propose(await aMachine(own.organization.id))).body.id);
    await api.post(`/proposals/${ids[1]}/decline`, own.token, {});
    const first = await api.get('/proposals?limit=2', own.token);
    const second = await api.get(`/proposals?limit=2&cursor=${first.body.nextCursor}`, own.token);
    const listed = [...first.body.items, ...second.body.items].map((item: { id: string }) => item.id);
    expect([listed, second.body.nextCursor]).toEqual([ids, null]);
    const waiting = await api.get('/proposals?status=proposed', own.token);
    expect(waiting.body.items.map((item: { id: string }) => item.id)).toEqual([ids[0], ids[2]]);
    const asProvider = await api.get('/proposals?status=declined', provider.token);
    expect(asProvider.body.items.map((item: { id: string }) => item.id)).toContain(ids[1]);
  });

  it('a customer that moved to another provider no longer sees the first one’s offer, and that provider may offer', async () => {
    const { organization, token } = await api.aDevice(provider);
    const assetId = await aMachine(organization.id);
    const { id } = (await propose(assetId)).body;
    await api.post(`/organizations/${organization.id}/move`, api.operatorToken, { parentId: other.id });
    expect((await api.get('/proposals', token)).body.items).toEqual([]);
    expect((await api.post(`/proposals/${id}/acceptance`, token, {})).status).toBe(404);
    const made = await propose(assetId, other.token);
    expect(made.body).toMatchObject({ status: 'proposed', provider: { id: other.id } });
  });
});
