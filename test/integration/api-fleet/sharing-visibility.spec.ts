import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';
import { aSharedSite, type SharedSite } from './shared-site.js';

jest.setTimeout(60_000);

let api: FleetApi;
let org: { id: string; admin: string; device: string; asset: string };
beforeAll(async () => {
  api = await startFleetApi();
  const { organization, token, device, asset } = await api.aDevice(await api.aProvider());
  org = { id: organization.id, admin: token, device: device.id, asset: asset.id };
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** A site that is shared with the organization. */
async function sharedWithUs(access: 'read' | 'manage' = 'read', endsAt?: string) {
  const site = await aSharedSite(api);
  const terms = { access, ...(endsAt !== undefined && { endsAt }) };
  const { body } = await api.post(`/sites/${site.siteId}/share-codes`, site.token, terms);
  const accepted = await api.post(`/share-codes/${body.code}/acceptance`, org.admin, { organizationId: org.id });
  expect(accepted.status).toBe(201);
  return { ...site, grantId: body.grantId as string };
}

const ids = async (path: string, token: string): Promise<string[]> =>
  (await api.get(path, token)).body.items.map(({ id }: { id: string }) => id);

/** What of the site somebody finds: in lists, on the map, one by one. */
async function found(site: SharedSite, token: string) {
  const { siteId, deviceId, assetId } = site;
  const status = async (path: string) => (await api.get(path, token)).status;
  const map = await api.get('/locations', token);
  return {
    sites: (await ids('/sites', token)).includes(siteId),
    devices: (await ids('/devices?limit=200', token)).includes(deviceId),
    devicesOfSite: (await ids(`/devices?siteId=${siteId}`, token)).includes(deviceId),
    assets: (await ids('/assets?limit=200', token)).includes(assetId),
    map: JSON.stringify(map.body).includes(deviceId),
    site: await status(`/sites/${siteId}`),
    device: await status(`/devices/${deviceId}`),
    asset: await status(`/assets/${assetId}`),
    latest: await status(`/devices/${deviceId}/latest`),
    readings: await status(`/devices/${deviceId}/readings?quantity=load`),
    connectivity: await status(`/devices/${deviceId}/connectivity`),
  };
}

const everything = {
  sites: true,
  devices: true,
  devicesOfSite: true,
  assets: true,
  map: true,
  site: 200,
  device: 200,
  asset: 200,
  latest: 200,
  readings: 200,
  connectivity: 200,
};
const nothing = Object.fromEntries(
  Object.entries(everything).map(([name, value]) => [name, typeof value === 'boolean' ? false : 404]),
);
const total = async (token: string): Promise<number> => (await api.get('/fleet/summary', token)).body.total;

describe('a shared site in the receiver’s lists (R4-05)', () => {
  it('appears with what stands there as one’s own would: in lists, on the map, one by one', async () => {
    const before = await total(org.admin);
    const site = await sharedWithUs();
    expect(await found(site, org.admin)).toEqual(everything);
    expect(await found(site, await api.join(org.id, 'viewer', org.admin))).toEqual(everything);
    expect(await total(org.admin)).toBe(before + 1);
  });

  it('does not appear to who is above or beside the receiver', async () => {
    const site = await sharedWithUs();
    expect(await found(site, (await api.aProvider()).token)).toEqual(nothing);
    const { token } = await api.aDevice(await api.aProvider());
    expect(await found(site, token)).toEqual(nothing);
  });

  it('is found beside one’s own, each once, and one’s own stay as they were', async () => {
    const site = await sharedWithUs('manage');
    const devices = await ids('/devices?limit=200', org.admin);
    expect(devices).toEqual([...new Set(devices)]);
    expect(devices).toEqual(expect.arrayContaining([org.device, site.deviceId]));
    const assets = await ids('/assets?limit=200', org.admin);
    expect(assets).toEqual([...new Set(assets)]);
    expect(assets).toEqual(expect.arrayContaining([org.asset, site.assetId]));
  });
});

describe('a shared site vanishes at once (R4-18)', () => {
  const lost: readonly (readonly [string, (site: Awaited<ReturnType<typeof sharedWithUs>>) => Promise<unknown>])[] = [
    [
      'when it is withdrawn',
      ({ siteId, grantId, token }) => api.ask('DELETE', `/sites/${siteId}/grants/${grantId}`, token),
    ],
    [
      'when its time is over',
      ({ grantId }) =>
        api.database.registry.client.siteGrant.update({
          where: { id: grantId },
          data: { endsAt: new Date(Date.now() - 1) },
        }),
    ],
    [
      'when it is deleted',
      ({ siteId, siteName, token }) =>
        api.ask('DELETE', `/sites/${siteId}?confirm=${encodeURIComponent(siteName)}`, token),
    ],
  ];

  it.each(lost)('%s', async (_when, lose) => {
    const before = await total(org.admin);
    const site = await sharedWithUs();
    await lose(site);
    expect(await found(site, org.admin)).toEqual(nothing);
    expect(await total(org.admin)).toBe(before);
  });

  it('as far as a device leaves it', async () => {
    const site = await sharedWithUs();
    await api.database.registry.client.device.update({ where: { id: site.deviceId }, data: { siteId: null } });
    expect(await found(site, org.admin)).toEqual({
      ...everything,
      devices: false,
      devicesOfSite: false,
      map: false,
      device: 404,
      latest: 404,
      readings: 404,
      connectivity: 404,
    });
  });

  it('for a person who leaves the organization it is shared with', async () => {
    const site = await sharedWithUs();
    const member = await api.join(org.id, 'member', org.admin);
    const { id, email } = (await api.get('/me', member)).body;
    expect(await found(site, member)).toEqual(everything);
    // Elsewhere they still belong, so that the account stays.
    await api.database.registry.client.membership.create({
      data: { organizationId: site.organizationId, personId: id, role: 'viewer', createdAt: new Date() },
    });
    const path = `/organizations/${org.id}/members/${id}?confirm=${encodeURIComponent(email)}`;
    expect((await api.ask('DELETE', path, org.admin)).status).toBe(204);
    await api.database.registry.client.membership.deleteMany({
      where: { organizationId: site.organizationId, personId: id },
    });
    expect(await found(site, member)).toEqual(nothing);
  });
});

describe('what a managing share lets an organization’s people do (R4-05)', () => {
  it('is what their role there allows: members manage, viewers look, and nobody configures or deletes', async () => {
    const site = await sharedWithUs('manage');
    const [member, viewer] = [await api.join(org.id, 'member', org.admin), await api.join(org.id, 'viewer', org.admin)];
    const change = (token: string) => api.ask('PATCH', `/sites/${site.siteId}`, token, { address: 'Quay 3' });
    expect((await change(member)).status).toBe(200);
    expect((await change(viewer)).status).toBe(403);
    expect((await api.post(`/devices/${site.deviceId}/certificates`, org.admin, {})).status).toBe(403);
    expect((await api.post(`/devices/${site.deviceId}/suspension`, org.admin, { reason: 'x' })).status).toBe(403);
  });
});
