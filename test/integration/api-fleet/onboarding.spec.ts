import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000); // the machine may have other suites to run

describe('R0-33: the onboarding of a provider’s customers', () => {
  let api: FleetApi;
  let provider: Awaited<ReturnType<FleetApi['aProvider']>>;
  beforeAll(async () => {
    api = await startFleetApi();
    provider = await api.aProvider();
  }, 180_000);
  afterAll(() => api.stop());

  const of = async (organizationId: string, token = provider.token) =>
    (await api.get(`/onboarding?organizationId=${organizationId}`, token)).body.items;

  it('begins with a bare organization, whose people come next', async () => {
    const made = await api.post('/organizations', provider.token, { kind: 'customer', name: 'Bare' });
    const [customer] = await of(made.body.id);
    expect(customer).toMatchObject({ name: 'Bare', nextStep: 'add-people' });
    expect(customer.steps.map(({ done }: { done: boolean }) => done)).toEqual([false, false, false, false, false]);
    await api.join(made.body.id, 'admin', provider.token);
    expect((await of(made.body.id))[0].nextStep).toBe('assign-devices');
  });

  it('waits, for a customer who was registered with a device on an asset, for the customer’s people to configure it', async () => {
    const { organization, asset, token } = await api.aDevice(provider);
    expect(await of(organization.id)).toMatchObject([{ nextStep: 'configure-asset' }]);
    await api.ask('PUT', `/assets/${asset.id}/configuration`, token, { thresholds: [] });
    expect(await of(organization.id)).toMatchObject([{ nextStep: null }]);
  });

  it('shows each provider its own customers, page by page', async () => {
    await api.aDevice(provider);
    const first = (await api.get('/onboarding?limit=2', provider.token)).body;
    const second = (await api.get(`/onboarding?limit=2&cursor=${first.nextCursor}`, provider.token)).body;
    const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(3);
    const stranger = await api.aProvider('South Power');
    expect((await api.get('/onboarding', stranger.token)).body.items).toEqual([]);
    expect(await of(first.items[0].organizationId, stranger.token)).toEqual([]);
  });
});
