import { parse } from 'csv-parse/sync';
import { tableNames } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let device: Awaited<ReturnType<FleetApi['aDevice']>>;
/** Ids by what stands in braces below. */
let ids: Record<string, string>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  device = await api.aDevice(provider, { site: { name: 'Harbor', lat: 59.9, lon: 10.7 } });
  ids = { customer: device.organization.id, asset: device.asset.id, device: device.device.id };
  const sample = { sampledAt: '2026-03-01T09:30:00Z', hydrogen: 12.5, laboratory: '=Lab' };
  const measured = await api.post(`/assets/${ids.asset}/offline-measurements`, device.token, sample);
  expect(measured.status).toBe(201);
  await api.post(`/organizations/${ids.customer}/invitations`, device.token, { email: 'new@customer.example' });
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);

/** Each table: what its export takes, the list it is of, and a column of it. */
const tables: Record<string, readonly [query: string, list: string, column: string]> = {
  organizations: ['kind=customer', '/organizations?kind=customer', 'name'],
  devices: ['', '/devices', 'serialNumber'],
  assets: ['kind=ups', '/assets?kind=ups', 'serialNumber'],
  sites: ['', '/sites', 'name'],
  contracts: ['state=active', '/contracts?state=active', 'endDate'],
  members: ['organizationId={customer}', '/organizations/{customer}/members', 'status'],
  invitations: ['organizationId={customer}', '/organizations/{customer}/invitations', 'email'],
  'registration-requests': ['status=open', '/registration-requests?status=open', 'status'],
  proposals: ['status=accepted', '/proposals?status=accepted', 'status'],
  'offline-measurements': ['assetId={asset}', '/assets/{asset}/offline-measurements', 'sampledAt'],
  transfers: ['deviceId={device}', '/devices/{device}/transfers', 'cause'],
  'audit-events': ['action=registration.', '/audit-events?action=registration.', 'action'],
};

describe('every table', () => {
  it('is named here', () => {
    expect(Object.keys(tables).sort()).toEqual([...tableNames].sort());
  });

  it.each(Object.entries(tables))('%s: the file has the rows of the list, in its order', async (name, entry) => {
    const [query, list, column] = entry.map(filled);
    const listed = await api.get(list ?? '', provider.token);
    expect(listed.status).toBe(200);
    const answer = await api.get(`/exports/${name}?${query}&columns=${column}`, provider.token);
    expect(answer.status).toBe(200);
    const [, ...rows] = parse(answer.body) as string[][];
    expect(rows.map(([cell]) => cell)).toEqual(
      listed.body.items.map((item: Record<string, unknown>) => item[column ?? '']),
    );
    if (!['proposals', 'registration-requests', 'audit-events'].includes(name)) expect(rows.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(tables))('%s: somebody else gets of it what the list gives them', async (name, entry) => {
    const stranger = await api.aProvider(`Stranger to ${name}`);
    const [query, list] = entry.map(filled);
    const listed = await api.get(list ?? '', stranger.token);
    const answer = await api.get(`/exports/${name}?${query}`, stranger.token);
    expect([answer.status, answer.body.code]).toEqual([listed.status, listed.body.code]);
    if (listed.status === 200) expect(parse(answer.body).length - 1).toBe(listed.body.items.length);
  });

  it('R0-28: values of a laboratory are numbers with their unit above them, and its name is no formula', async () => {
    const asked = `assetId=${ids.asset}&columns=hydrogen,laboratory`;
    const answer = await api.get(`/exports/offline-measurements?${asked}`, device.token);
    expect(answer.body.toString()).toBe('"Hydrogen, µL/L",Laboratory\r\n12.5,\'=Lab\r\n');
  });

  it('R3-10: machines of a customer are counted as linked and in all, in a cell each', async () => {
    const columns = ['machines.linked', 'machines.total'];
    await api.ask('PUT', '/me/tables/organizations', provider.token, { columns });
    const asked = `kind=customer&columns=${columns}`;
    const answer = await api.get(`/exports/organizations?${asked}`, provider.token);
    const { machines } = (await api.get('/organizations?kind=customer', provider.token)).body.items[0];
    expect((parse(answer.body) as string[][])[1]).toEqual([String(machines.linked), String(machines.total)]);
  });
});
