import { personId } from '#libs/kernel';
import type { FleetApi } from '../api-fleet/running-fleet.js';
import { aTenant, nobody } from '../api-fleet/tenancy/tenant.js';

/** Somebody who asks. */
export interface FuzzActor {
  readonly name: string;
  /** The `Authorization` header; undefined: they say nothing of themselves. */
  authorization(): string | undefined;
  /** Signs them in again: some operations end sessions. */
  renew(): Promise<void>;
}

/** What a program may do at most. */
const keyActions = [
  'fleet.read',
  'organization.read',
  'organization.edit',
  'member.read',
  'role.read',
  'audit.read',
  'device.edit',
  'asset.create',
  'asset.edit',
  'asset.install',
  'asset.configure',
  'measurement.upload',
  'certificate.generate',
];

const nobodyAtAll: FuzzActor = { name: 'anonymous', authorization: () => undefined, renew: async () => undefined };

export interface Cast {
  readonly actors: readonly FuzzActor[];
  /** Of two tenants and of nothing. */
  readonly ids: readonly string[];
  /** By the name of a field or the first segment of a path: the id that belongs there. */
  readonly own: Readonly<Record<string, string>>;
}

/** Makes every kind of actor, and two tenants. */
export async function castOf(api: FleetApi): Promise<Cast> {
  const tenant = await aTenant(api, 'Fuzzed');
  const other = await aTenant(api, 'Elsewhere');
  const { organizations: customerId = '', sites: siteId = '' } = tenant.ids;
  const provider = await api.join(tenant.providerId, 'admin', api.operatorToken);
  const tokens = {
    operator: api.operatorToken,
    'provider admin': provider,
    'provider member': await api.join(tenant.providerId, 'member', provider),
    'customer admin': tenant.owner,
    member: await api.join(customerId, 'member', tenant.owner),
    viewer: tenant.viewer,
    guest: await aGuest(api, siteId, tenant.owner),
  };
  const people = await Promise.all(Object.entries(tokens).map(([name, token]) => aPerson(api, name, token)));
  const key = await aKey(api, customerId, tenant.owner);
  const ids = [tenant, other, nobody(tenant)].flatMap((one) => Object.values(one.ids));
  const own = {
    ...tenant.ids,
    organizationId: customerId,
    parentId: tenant.providerId,
    siteId,
    deviceId: tenant.ids.devices ?? '',
    deviceIds: tenant.ids.devices ?? '',
    assetId: tenant.ids.assets ?? '',
    kindId: tenant.ids['asset-kinds'] ?? '',
    actorId: tenant.ids.personId ?? '',
  };
  return { actors: [nobodyAtAll, ...people, key], ids: [...new Set(ids)], own };
}

async function aPerson(api: FleetApi, name: string, first: string): Promise<FuzzActor> {
  const { personId: id } = await api.identity.sessions.authenticate(first);
  let token = first;
  return {
    name,
    authorization: () => `Bearer ${token}`,
    async renew() {
      ({ token } = await api.database.registry.run(() => api.identity.sessions.open(personId(id))));
    },
  };
}

/** Somebody of another customer with whom the site is shared. */
async function aGuest(api: FleetApi, siteId: string, owner: string): Promise<string> {
  const { organization, token } = await api.aDevice(await api.aProvider('Guest Provider'));
  const guest = { way: 'email', email: (await api.get('/me', token)).body.email, access: 'read' };
  const { body } = await api.post(`/sites/${siteId}/grants`, owner, guest);
  const code = api.identity.links.shareLinkTo(body.id).token;
  await api.post(`/share-codes/${code}/acceptance`, token, { organizationId: organization.id });
  return token;
}

async function aKey(api: FleetApi, organizationId: string, owner: string): Promise<FuzzActor> {
  const { body } = await api.post(`/organizations/${organizationId}/api-keys`, owner, {
    name: 'Fuzz',
    actions: keyActions,
  });
  return { name: 'API key', authorization: () => `Bearer ${body.key}`, renew: async () => undefined };
}
