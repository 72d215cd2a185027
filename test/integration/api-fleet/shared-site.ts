import type { FleetApi } from './running-fleet.js';

/** A site with a device and an asset, and its owner's administrator. */
export interface SharedSite {
  readonly siteId: string;
  readonly siteName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly deviceId: string;
  readonly deviceKey: number;
  readonly assetId: string;
  readonly token: string;
}

/** Makes a customer whose one device and asset stand at a site with a position. */
export async function aSharedSite(api: FleetApi): Promise<SharedSite> {
  const { organization, device, asset, key, token } = await api.aDevice(await api.aProvider());
  const place = { organizationId: organization.id, name: 'Pump house', lat: 52.2, lon: 21 };
  const { body: site } = await api.post('/sites', token, place);
  const { client } = api.database.registry;
  await client.device.update({ where: { id: device.id }, data: { siteId: site.id } });
  await client.asset.update({ where: { id: asset.id }, data: { siteId: site.id } });
  return {
    siteId: site.id,
    siteName: site.name,
    organizationId: organization.id,
    organizationName: organization.name,
    deviceId: device.id,
    deviceKey: key,
    assetId: asset.id,
    token,
  };
}

/** The sign-in address of whoever has the token. */
export async function emailOf(api: FleetApi, token: string): Promise<string> {
  return (await api.get('/me', token)).body.email;
}

/** An organization that has nothing to do with a site, with an administrator, a member and a viewer. */
export async function anotherOrganization(api: FleetApi) {
  const { organization, token } = await api.aDevice(await api.aProvider());
  const id: string = organization.id;
  const [member, viewer] = [await api.join(id, 'member', token), await api.join(id, 'viewer', token)];
  return { id, name: organization.name as string, admin: token, member, viewer };
}
