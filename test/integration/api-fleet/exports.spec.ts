import { parse } from 'csv-parse/sync';
import { textOfCell } from '#libs/tables';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let device: Awaited<ReturnType<FleetApi['aDevice']>>;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  device = await api.aDevice(provider, { organization: { name: '=HYPERLINK("http://x.example")' } });
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** The cells of a file, header first. */
const cellsOf = (answer: Answer, delimiter = ','): string[][] => parse(answer.body, { delimiter, bom: true });
const eventsOf = async (token: string) => (await api.get('/audit-events?action=export.made', token)).body.items;

describe('a file of a list', () => {
  it('R3-15, R3-17: has the visible columns under their labels, and is downloaded under a name', async () => {
    const answer = await api.get('/exports/devices', device.token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="devices-\d{8}T\d{6}Z\.csv"$/);
    const [header, row, ...more] = cellsOf(answer);
    const { body: table } = await api.get('/me/tables/devices', device.token);
    const visible = table.columns.filter((column: { visible: boolean }) => column.visible);
    expect(header).toEqual(visible.map(({ label }: { label: string }) => label));
    expect([row?.[0], more]).toEqual([device.form.device.serialNumber, []]);
    expect(answer.body.toString()).toMatch(/\r\n$/);
  });

  it('R3-18, R3-20: has the ticked columns only, by default in the person’s order and labels', async () => {
    const token = await api.join(device.organization.id, 'viewer', device.token);
    await api.ask('PUT', '/me/tables/devices', token, { columns: ['id', 'createdAt', 'serialNumber'] });
    await api.ask('PATCH', '/me', token, { language: 'pl' });
    const all = cellsOf(await api.get('/exports/devices', token));
    expect(all[0]).toEqual(['UUID', 'Zarejestrowano', 'Numer seryjny']);
    expect(all[1]?.[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const some = cellsOf(await api.get('/exports/devices?columns=serialNumber,id', token));
    expect(some).toEqual([
      ['Numer seryjny', 'UUID'],
      [device.form.device.serialNumber, device.device.id],
    ]);
  });

  it('a formula in a name is text in the file, and in full', async () => {
    const answer = await api.get('/exports/organizations?columns=name&kind=customer', provider.token);
    const [, row] = cellsOf(answer);
    expect(row?.[0]).toBe('\'=HYPERLINK("http://x.example")');
    expect(textOfCell(row?.[0] ?? '')).toBe(device.organization.name);
  });

  it('begins with a byte order mark and is parted by semicolons if that is asked', async () => {
    const answer = await api.get('/exports/organizations?bom=true&delimiter=%3B&columns=name,status', provider.token);
    expect([...answer.body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(cellsOf(answer, ';')[0]).toEqual(['Name', 'Status']);
    const plain = await api.get('/exports/organizations', provider.token);
    expect(plain.body[0]).not.toBe(0xef);
  });

  it('R3-16: filtered data is what the list shows; all data is everything, in the same order', async () => {
    const filter = 'columns=name&kind=customer&sort=-name';
    const filtered = cellsOf(await api.get(`/exports/organizations?${filter}`, provider.token));
    expect(filtered.slice(1).map(([name]) => textOfCell(name ?? ''))).toEqual([device.organization.name]);
    const all = cellsOf(await api.get(`/exports/organizations?${filter}&rows=all`, provider.token)).slice(1);
    expect(all.length).toBe(2);
    const listed = await api.get('/organizations?sort=-name', provider.token);
    expect(all.map(([name]) => textOfCell(name ?? ''))).toEqual(
      listed.body.items.map((one: { name: string }) => one.name),
    );
  });

  it.each([
    ['members', 'E-mail'],
    ['invitations', 'E-mail'],
  ])('%s of one organization, without the links that would let somebody in', async (table, label) => {
    const asked = `organizationId=${provider.id}`;
    const listed = await api.get(`/organizations/${provider.id}/${table}`, provider.token);
    const answer = await api.get(`/exports/${table}?${asked}`, provider.token);
    const [header, ...rows] = cellsOf(answer);
    expect(header).toContain(label);
    expect(rows.length).toBe(listed.body.items.length);
    expect(answer.body.toString()).not.toContain('://');
  });

  it('of a list with nothing in it is its header', async () => {
    expect(cellsOf(await api.get('/exports/devices', other.token)).length).toBe(1);
  });

  it('is the factory setting’s for a program, in English', async () => {
    const made = await api.post(`/organizations/${device.organization.id}/api-keys`, device.token, {
      name: 'Reports',
      actions: ['fleet.read'],
    });
    await api.ask('PUT', '/me/tables/devices', device.token, { columns: ['id'] });
    const [header] = cellsOf(await api.get('/exports/devices', made.body.key));
    await api.ask('DELETE', '/me/tables/devices', device.token);
    expect(header?.[0]).toBe('Serial number');
    expect((await eventsOf(device.token))[0].apiKeyId).toBe(made.body.id);
    // It hides nothing from itself: any column can be named, those no person shows included.
    const named = await api.get('/exports/devices?columns=id,serialNumber', made.body.key);
    expect([named.status, cellsOf(named)[1]]).toEqual([200, [device.device.id, device.form.device.serialNumber]]);
    const unknown = await api.get('/exports/devices?columns=color', made.body.key);
    expect([unknown.status, unknown.body.code]).toEqual([400, 'fleet.column-unknown']);
  });

  it('is in the audit trail with its columns, its filters and how many rows it had', async () => {
    await api.get('/exports/organizations?columns=name,status&kind=customer', provider.token);
    const [event] = await eventsOf(provider.token);
    expect(event).toMatchObject({
      organizationId: provider.id,
      subject: { kind: 'table', id: 'organizations' },
      details: {
        columns: ['name', 'status'],
        rows: 'filtered',
        filters: { kind: 'customer' },
        rowsWritten: 1,
        end: 'complete',
      },
    });
    expect(event.correlationId).toEqual(expect.any(String));
  });

  it('is described with its parameters, and as CSV', async () => {
    const { body } = await api.get('/../openapi.json');
    const { parameters, responses } = body.paths['/api/v1/exports/{table}'].get;
    const names = parameters.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(['bom', 'columns', 'delimiter', 'in', 'rows', 'table']);
    expect(Object.keys(responses['200'].content ?? {})).toEqual(['text/csv']);
  });

  it('is not made for a question about its headers alone', async () => {
    const before = (await eventsOf(provider.token)).length;
    const answer = await api.ask('HEAD', '/exports/organizations', provider.token);
    expect([answer.status, answer.body.length]).toEqual([200, 0]);
    expect((await eventsOf(provider.token)).length).toBe(before);
  });
});

describe('what is refused', () => {
  it.each([
    ['a column there is not', 'columns=name,color', 'fleet.column-unknown', 'columns'],
    ['R3-18: a column that is hidden', 'columns=name,timeZone', 'fleet.column-hidden', 'columns'],
    ['a column twice', 'columns=name,name', 'request.invalid', 'columns'],
    ['no column', 'columns=', 'fleet.column-unknown', 'columns'],
    ['rows that are neither', 'rows=some', 'request.invalid', 'rows'],
    ['another delimiter', 'delimiter=%7C', 'request.invalid', 'delimiter'],
    ['a filter the list does not know', 'color=red', 'request.invalid', 'color'],
    ['a filter the list refuses', 'kind=robot', 'request.invalid', 'kind'],
    ['a filter the list refuses, also of all rows', 'kind=robot&rows=all', 'request.invalid', 'kind'],
    ['a filter twice', 'q=a&q=b', 'request.invalid', 'q'],
    ['a sort the list does not know', 'sort=address', 'request.invalid', 'sort'],
    ['a part of the list', 'limit=10', 'request.invalid', 'limit'],
    ['a place in the list', 'cursor=abc', 'request.invalid', 'cursor'],
  ])('%s', async (_what, query, code, path) => {
    const answer = await api.get(`/exports/organizations?${query}`, provider.token);
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([400, code, path]);
  });

  it('a table there is not, and a list without its organization', async () => {
    expect((await api.get('/exports/passwords', provider.token)).status).toBe(400);
    const answer = await api.get('/exports/members', provider.token);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'organizationId']);
  });

  it('who may not read the list, with the list’s own answer, and without a file', async () => {
    expect((await api.get('/exports/devices')).status).toBe(401);
    const path = `organizationId=${device.organization.id}`;
    const hidden = await api.get(`/exports/members?${path}`, other.token);
    const listed = await api.get(`/organizations/${device.organization.id}/members`, other.token);
    expect([hidden.status, hidden.body.code]).toEqual([404, listed.body.code]);
    expect(hidden.headers.get('content-disposition')).toBeNull();
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    expect((await api.get('/exports/audit-events', viewer)).status).toBe(403);
  });
});
