import { newUuid } from '#libs/kernel';
import type { FleetApi } from '../running-fleet.js';

/** A tenant whose every name and id would be recognized in somebody else's answer. */
export interface Tenant {
  /** By the first segment of a path for `{id}`, by name for all others. */
  readonly ids: Readonly<Record<string, string>>;
  /** Must stand in nobody else's answers. */
  readonly names: readonly string[];
  /** Must stand in nobody else's answers who has not given them. */
  readonly secretIds: readonly string[];
  readonly owner: string;
  readonly viewer: string;
  readonly providerId: string;
}

/** A provider's customer with a device, a certificate, an invitation, a role, a key, people. */
export async function aTenant(api: FleetApi, mark: string): Promise<Tenant> {
  const provider = await api.aProvider(`${mark} Provider`);
  const person = { firstName: `${mark}First`, lastName: `${mark}Last`, email: `${mark}@tenant.example`.toLowerCase() };
  const made = await api.aDevice(provider, {
    organization: { name: `${mark} Customer` },
    person: { ...person, phone: '+48 22 555 0100' },
    site: { name: `${mark} Site`, lat: 52.2, lon: 21 },
  });
  const id: string = made.organization.id;
  const owner: string = made.token;
  await api.post(`/devices/${made.device.id}/certificates`, owner, {});
  const certificates = await api.get(`/devices/${made.device.id}/certificates`, owner);
  const serialNumber: string = certificates.body.items[0].serialNumber;
  const invited = await api.post(`/organizations/${id}/invitations`, owner, {
    email: `${mark}.invited@tenant.example`.toLowerCase(),
    role: 'member',
  });
  const role = await api.post(`/organizations/${id}/roles`, owner, { name: `${mark} Role`, actions: ['fleet.read'] });
  const key = await api.post(`/organizations/${id}/api-keys`, owner, { name: `${mark} Key`, actions: ['fleet.read'] });
  const viewer = await api.join(id, 'viewer', owner);
  const { body: members } = await api.get(`/organizations/${id}/members`, owner);
  await api.database.registry.client.asset.update({ where: { id: made.asset.id }, data: { linkedAt: null } });
  const proposal = await api.post(`/assets/${made.asset.id}/proposals`, provider.token, { message: `${mark} offers` });
  const measurement = await api.post(`/assets/${made.asset.id}/offline-measurements`, owner, {
    sampledAt: '2026-03-01T00:00:00Z',
    hydrogen: 1,
    note: `${mark} note`,
  });
  const request = await api.database.registry.client.registrationRequest.create({
    data: {
      id: newUuid(new Date()),
      providerId: provider.id,
      form: { organization: { name: `${mark} Request` }, device: { serialNumber: 'REQUESTED-1' } },
      serialNumber: 'REQUESTED-1',
      sentAt: new Date(),
    },
  });
  const draftId = newUuid(new Date());
  await api.ask('PUT', `/registration-drafts/${draftId}`, provider.token, { version: 0, fields: { note: mark } });
  // Everybody reads it, but not who wrote it.
  const comment = await api.post('/help-articles/3/comments', owner, { text: 'Say more of the file formats.' });
  const kind = await api.post('/asset-kinds', provider.token, { name: `${mark} Kind` });
  const model = await api.post('/equipment-models', provider.token, { name: `${mark} Model`, kindId: kind.body.id });
  const file = await api.post(
    `/imports?${new URLSearchParams({ kind: 'assets', organizationId: id, mode: 'best-effort', fileName: `${mark}.csv` })}`,
    owner,
    `model,serialNumber\nUPS,${mark}-1\n`,
    { 'content-type': 'text/csv' },
  );
  await api.database.registry.client.connectionAttempt.create({
    data: {
      at: new Date(),
      remoteAddress: '192.0.2.1',
      cause: 'connection.certificate-foreign',
      detail: `${mark} stranger`,
      namedDeviceId: made.device.id,
      namedBy: 'serial-number',
    },
  });
  const batch = await api.post('/device-batches', owner, {
    ids: [made.device.id],
    action: { kind: 'tag', tags: [mark] },
  });
  const absent = '01900000-0000-7000-8000-000000000000';
  const personId: string = members.items[0].person.id;
  const { body: sites } = await api.get('/sites', owner);
  const siteId: string = sites.items[0].id;
  const grant = await api.post(`/sites/${siteId}/grants`, owner, {
    way: 'email',
    email: `${mark}.contractor@tenant.example`.toLowerCase(),
    access: 'read',
  });
  const view = await api.post('/me/views/devices', owner, {
    name: `${mark} View`,
    search: { q: mark },
    columns: ['serialNumber'],
    shared: id,
  });
  const ids = {
    sites: siteId,
    viewId: view.body.id as string,
    grantId: grant.body.id as string,
    // Of somebody else: whoever has the code of way code may use it, that is what it is for.
    code: api.identity.links.shareLinkTo(grant.body.id).token,
    organizations: id,
    devices: made.device.id as string,
    assets: made.asset.id as string,
    'asset-kinds': kind.body.id as string,
    'equipment-models': model.body.id as string,
    provider: provider.id,
    proposals: proposal.body.id as string,
    contracts: made.contract.id as string,
    'registration-drafts': draftId,
    'registration-requests': request.id,
    measurementId: measurement.body.id as string,
    commentId: comment.body.id as string,
    serialNumber,
    invitationId: invited.body.id as string,
    roleId: role.body.id as string,
    apiKeyId: key.body.id as string,
    personId,
    me: absent,
    'outbox-mails': absent,
    imports: file.body.id as string,
    'device-batches': batch.body.id as string,
  };
  const names = [mark, mark.toLowerCase()];
  const secretIds = Object.values(ids).filter((value) => value !== absent && value !== ids.commentId);
  return { ids, names, secretIds, owner, viewer, providerId: provider.id };
}

/** The same addresses, of nothing that exists. */
export function nobody(tenant: Tenant): Tenant {
  const ids = Object.fromEntries(
    Object.keys(tenant.ids).map((name) => [
      name,
      name === 'serialNumber' ? '7f00000000000000000000000000000000000001' : '01900000-0000-7000-8000-00000000ffff',
    ]),
  );
  return { ...tenant, ids };
}
