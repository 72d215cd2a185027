import type { Tenant } from './tenant.js';

/** Routes anybody may ask: they open sessions, or take a secret of their own. */
export const open: ReadonlySet<string> = new Set([
  'POST /sessions',
  'GET /sessions/current',
  'POST /sessions/lookup',
  'POST /activations/{token}',
  'GET /activations/{token}',
  'GET /invitations/{token}',
  'POST /invitations/{token}/acceptance',
  'POST /single-sign-ons',
  'POST /single-sign-ons/completion',
  'POST /password-resets',
  'POST /password-resets/{token}',
  'POST /address-changes/{token}',
  'POST /registration-requests',
  'GET /pki/ca.pem',
  'GET /pki/crl',
]);

/**
 * What a person may ask about nobody but himself; asking it would end the session that asks, so only the stranger does.
 */
export const ownAffairs: ReadonlySet<string> = new Set(['DELETE /sessions/current', 'DELETE /me/sessions']);

/** What everybody who signs in writes in, so that the owner reads there what others wrote. */
export const ofEverybody: ReadonlySet<string> = new Set(['GET /help-articles/{number}']);

/** Queries without which a route refuses whoever asks. */
export const queries: Readonly<Record<string, string>> = {
  'DELETE /assets/{id}': '?confirm=anything',
  'POST /imports': '?kind=devices&mode=best-effort&organizationId=01900000-0000-7000-8000-00000000ffff',
  'GET /search': '?q=Canary&limit=50',
  'GET /devices/{id}/readings': '?quantity=load',
  'GET /devices/{id}/positions': '?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z',
  'GET /devices/{id}/series': '?quantity=load&from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z',
  'GET /assets/{id}/readings': '?quantity=load',
  'GET /fleet/forecast': '?of=certificates',
  'DELETE /organizations/{id}': '?confirm=anything',
  'DELETE /sites/{id}': '?confirm=anything',
  'DELETE /organizations/{id}/members/{personId}': '?confirm=anything@tenant.example',
};

/** Content types of bodies that are not JSON. */
export const contentTypes: Readonly<Record<string, string>> = {
  'POST /organizations/{id}/invitations/bulk': 'text/csv',
  'POST /imports': 'text/csv',
};

/** A body that would be taken from who may, for each operation that wants one. */
export const bodies: Readonly<Record<string, (tenant: Tenant) => unknown>> = {
  'PATCH /me': () => ({ phone: '+48 22 555 0199' }),
  'PUT /me/notification-preferences': () => ({ items: [] }),
  'PUT /notifications/read': () => ({ upTo: '01900000-0000-7000-8000-00000000ffff' }),
  'PUT /me/tables/{table}': () => ({ columns: ['serialNumber'] }),
  'POST /me/views/{table}': ({ ids }) => ({
    name: 'Intruder',
    search: {},
    columns: ['serialNumber'],
    shared: ids.organizations,
  }),
  'PUT /me/views/{table}/{viewId}': () => ({ name: 'Renamed by an intruder', search: {}, columns: ['serialNumber'] }),
  'POST /me/password': () => ({ currentPassword: 'not the right one', newPassword: 'another long password' }),
  'POST /me/address-change': () => ({ email: 'intruder@elsewhere.example', password: 'not the right one' }),
  'POST /me/second-factor': () => ({ password: 'not the right one' }),
  'POST /me/second-factor/confirmation': () => ({ code: '000000' }),
  'POST /organizations': ({ ids }) => ({ kind: 'customer', name: 'Intruder', parentId: ids.organizations }),
  'PATCH /organizations/{id}': () => ({ name: 'Renamed by an intruder' }),
  'POST /organizations/{id}/move': ({ ids }) => ({ parentId: ids.organizations }),
  'POST /organizations/{id}/key': () => undefined,
  'POST /sites': ({ ids }) => ({ organizationId: ids.organizations, name: 'Intruder' }),
  'PATCH /sites/{id}': () => ({ name: 'Renamed by an intruder' }),
  'POST /sites/{id}/grants': () => ({ way: 'email', email: 'intruder@elsewhere.example', access: 'manage' }),
  'POST /sites/{id}/share-codes': () => ({ access: 'manage' }),
  'POST /share-codes/{code}/acceptance': () => ({}),
  'POST /organizations/{id}/invitations': () => ({ email: 'intruder@elsewhere.example', role: 'admin' }),
  'POST /organizations/{id}/invitations/{invitationId}/resend': () => undefined,
  'POST /organizations/{id}/invitations/bulk': () => 'email,name,role\nintruder@elsewhere.example,In Truder,admin\n',
  'POST /organizations/{id}/members': () => ({
    email: 'intruder@elsewhere.example',
    firstName: 'In',
    lastName: 'Truder',
    role: 'admin',
  }),
  'POST /organizations/{id}/members/me': () => undefined,
  'PATCH /organizations/{id}/members/{personId}': () => ({ role: 'viewer' }),
  'POST /organizations/{id}/members/{personId}/activation': () => ({}),
  'POST /outbox-mails/{id}/retry': () => undefined,
  'POST /organizations/{id}/roles': () => ({ name: 'Intruders', actions: ['fleet.read'] }),
  'PATCH /organizations/{id}/roles/{roleId}': () => ({ name: 'Intruders' }),
  'POST /organizations/{id}/api-keys': () => ({ name: 'Intruder', actions: ['fleet.read'] }),
  'PUT /organizations/{id}/identity-provider': () => ({
    issuer: 'https://login.intruder.example',
    clientId: 'intruder',
    clientSecret: 'secret',
    emailDomains: ['intruder.example'],
  }),
  'POST /imports': () => 'serialNumber,macAddress,type\nINTRUDER-2,00:C0:B7:FF:FF:02,Sensor\n',
  'POST /imports/{id}/application': () => undefined,
  'POST /devices/{id}/certificates': () => ({}),
  'POST /devices/{id}/suspension': () => ({ reason: 'intruder' }),
  'POST /devices/{id}/retirement': () => ({ reason: 'intruder' }),
  'POST /devices/dispatches': ({ ids }) => ({
    organizationId: ids.provider,
    devices: [{ type: 'Sensor', serialNumber: 'INTRUDER-2', macAddress: '00-C0-B7-FF-FF-02' }],
  }),
  'POST /device-batches': ({ ids }) => ({
    filter: { organizationId: ids.organizations },
    action: { kind: 'tag', tags: ['intruder'] },
  }),
  'POST /devices/assignments': ({ ids }) => ({ deviceIds: [ids.devices], organizationId: ids.organizations }),
  'POST /devices/{id}/assignment': ({ ids }) => ({ organizationId: ids.organizations }),
  'POST /devices/{id}/replacement': () => ({ serialNumber: 'INTRUDER-3' }),
  'PATCH /devices/{id}': () => ({ name: 'Renamed by an intruder' }),
  'POST /certificates/{serialNumber}/revocation': () => ({ reason: 'keyCompromise' }),
  'POST /asset-kinds': ({ ids }) => ({ name: 'Intruders', organizationId: ids.provider }),
  'PATCH /asset-kinds/{id}': () => ({ name: 'Intruders' }),
  'POST /equipment-models': ({ ids }) => ({ name: 'Intruder', kindId: ids['asset-kinds'] }),
  'PATCH /equipment-models/{id}': () => ({ retired: true }),
  'POST /assets': ({ ids }) => ({ organizationId: ids.organizations, model: 'UPS', serialNumber: 'INTRUDER-1' }),
  'PATCH /assets/{id}': () => ({ name: 'Renamed by an intruder' }),
  'PUT /assets/{id}/configuration': () => ({ thresholds: [], contactNote: 'intruder' }),
  'POST /devices/{id}/installation': ({ ids }) => ({ assetId: ids.assets }),
  'POST /assets/{id}/proposals': () => ({ message: 'intruder' }),
  'POST /assets/{id}/offline-measurements': () => ({ sampledAt: '2026-03-02T00:00:00Z', hydrogen: 999 }),
  'PUT /assets/{id}/offline-measurements/{measurementId}': () => ({ sampledAt: '2026-03-01T00:00:00Z', hydrogen: 999 }),
  'POST /registration-requests/{id}/decline': () => ({ reason: 'intruder' }),
  'POST /contracts/{id}/renewal': () => ({ leaseMonths: 12 }),
  'POST /proposals/{id}/acceptance': () => ({ name: 'Renamed by an intruder' }),
  'POST /proposals/{id}/decline': () => ({ reason: 'intruder' }),
  'PUT /help-articles/{number}/rating': () => ({ stars: 1 }),
  'POST /help-articles/{number}/comments': () => ({ text: 'From the neighbors.' }),
  'PUT /registration-drafts/{id}': () => ({ version: 1, fields: { 'device.serialNumber': 'INTRUDER-1' } }),
  'POST /registrations': ({ ids }) => ({
    organization: { id: ids.organizations },
    person: { firstName: 'In', lastName: 'Truder', email: 'in@truder.example', phone: '+48 22 555 0100' },
    device: { type: 'Sensor', serialNumber: 'INTRUDER-1', macAddress: '00-C0-B7-FF-FF-01' },
    startDate: '2026-11-21',
    equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: '999' },
  }),
};
