import { systemClock } from '#libs/kernel';
import { importWorkerOver } from '../../../apps/worker/src/imports.js';
import { type FleetApi, startFleetApi } from './running-fleet.js';

const csv = { 'content-type': 'text/csv' };
const devices =
  'serialNumber,macAddress,type\nHTTP-1,00:C0:B7:13:00:01,Sensor\n=HTTP,00:C0:B7:13:00:02,"Toaster ""2"""\n';

describe('imports over HTTP', () => {
  let api: FleetApi;
  let provider: { id: string; token: string };
  let work: () => Promise<unknown>;
  beforeAll(async () => {
    api = await startFleetApi();
    provider = await api.aProvider();
    const worker = importWorkerOver({ database: api.database, clock: systemClock });
    work = () => worker.run(() => false);
  }, 120_000);
  afterAll(() => api.stop());

  const address = (query: Record<string, string> = {}) =>
    `/imports?${new URLSearchParams({ kind: 'devices', organizationId: provider.id, mode: 'best-effort', ...query })}`;
  const send = (file: string, query?: Record<string, string>, token = api.operatorToken) =>
    api.post(address(query), token, file, csv);

  it('takes a file, checks it, shows what it would do, applies it, and gives the bad rows back', async () => {
    const sent = await send(devices, { fileName: 'pallet 7.csv' });
    expect(sent).toMatchObject({
      status: 202,
      body: { kind: 'devices', mode: 'best-effort', status: 'checking', totalRows: 2 },
    });
    const path = `/imports/${sent.body.id}`;
    await work();
    const checked = await api.get(path, api.operatorToken);
    expect(checked.body).toMatchObject({ status: 'checked', fileName: 'pallet 7.csv', rows: { create: 1, bad: 1 } });
    const { body: rows } = await api.get(`${path}/rows?limit=1`, api.operatorToken);
    expect(rows.items).toMatchObject([
      { number: 1, outcome: 'create', applied: false, difference: { type: [null, 'Sensor'] } },
    ]);
    const { body: rest } = await api.get(`${path}/rows?cursor=${rows.nextCursor}`, api.operatorToken);
    expect(rest).toMatchObject({ items: [{ number: 2, outcome: 'bad' }], nextCursor: null });
    expect((await api.post(`${path}/application`, api.operatorToken, undefined)).status).toBe(202);
    await work();
    expect((await api.get(path, api.operatorToken)).body).toMatchObject({ status: 'done', appliedRows: 2 });
    const found = await api.get('/devices?q=HTTP-1', api.operatorToken);
    expect(found.body.items).toMatchObject([{ serialNumber: 'HTTP-1', organizationId: provider.id }]);
    const file = await api.get(`${path}/bad-rows.csv`, api.operatorToken);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(String(file.body)).toBe(
      'serialNumber,macAddress,type,problem\r\n' +
        `'=HTTP,00:C0:B7:13:00:02,"Toaster ""2""","type: There is no device type ""Toaster ""2""""; known: ""RemotEye 4"", ""Sensor""."\r\n`,
    );
  });

  it('says which columns each kind has, so that a template can be made of them', async () => {
    const { body } = await api.get('/imports/columns', provider.token);
    const kinds = Object.fromEntries(body.items.map(({ kind, ...columns }: { kind: string }) => [kind, columns]));
    expect(kinds.devices).toEqual({
      required: ['serialNumber', 'macAddress', 'type'],
      optional: ['name'],
      oneOf: [],
      prefix: null,
    });
    expect(kinds['oil-tests']).toMatchObject({ required: ['sampledAt'], oneOf: [['assetSerialNumber', 'externalId']] });
  });

  it('names its organization, and says what whoever looks may ask for now', async () => {
    const serial = 'serialNumber,macAddress,type\nMAY-1,00:C0:B7:13:00:31,Sensor\nMAY-2,none,Sensor\n';
    const whole = await send(serial, { mode: 'all-or-nothing' });
    const good = await send(serial, { mode: 'best-effort' });
    const mayOf = async (id: string, token = api.operatorToken) => (await api.get(`/imports/${id}`, token)).body.may;
    expect(await mayOf(whole.body.id)).toEqual(['cancel']);
    await work();
    expect(await mayOf(whole.body.id)).toEqual(['cancel']);
    expect(await mayOf(good.body.id)).toEqual(['apply', 'cancel']);
    // A provider's administrator sees what the operator brings in, and may not bring anything in.
    expect(await mayOf(good.body.id, provider.token)).toEqual([]);
    await api.ask('DELETE', `/imports/${good.body.id}`, api.operatorToken);
    expect(await mayOf(good.body.id)).toEqual([]);
    const { body } = await api.get(`/organizations/${provider.id}`, provider.token);
    expect(good.body.organizationName).toBe(body.name);
  });

  it.each(['application/vnd.ms-excel', 'text/plain; charset=utf-8', 'application/octet-stream'])(
    'takes a file that is called %s, as Windows and others call it, with what Excel writes around it',
    async (type) => {
      const file = 'sep=;\r\nserialNumber;macAddress;type;;\r\nEXCEL-1;00:C0:B7:13:00:09;Sensor;;\r\n';
      const sent = await api.post(address(), api.operatorToken, file, { 'content-type': type });
      expect(sent).toMatchObject({
        status: 202,
        body: { columns: ['serialNumber', 'macAddress', 'type'], totalRows: 1 },
      });
    },
  );

  it.each(['application/json', 'multipart/form-data; boundary=x', 'application/zip'])(
    'says which type it takes where %s was sent',
    async (type) => {
      const sent = await api.post(address(), api.operatorToken, '{}', { 'content-type': type });
      expect(sent).toMatchObject({ status: 415, body: { code: 'request.unsupported-media-type' } });
      expect(sent.body.detail).toContain('text/csv');
    },
  );

  it.each([
    ['a column it does not know', 'serialNumber,macAddress,type,color\n', 400, 'fleet.import-header'],
    ['a column twice', 'serialNumber,macAddress,type,TYPE\n', 400, 'fleet.import-header'],
    ['no column it needs', 'serialNumber,macAddress\n', 400, 'fleet.import-header'],
    ['nothing', '', 400, 'fleet.import-file-unreadable'],
    [
      'a quotation mark that never closes',
      'serialNumber,macAddress,type\n"a,b,c\n',
      400,
      'fleet.import-file-unreadable',
    ],
  ])('refuses a file with %s, and keeps nothing of it', async (_what, file, status, code) => {
    const before = await api.get('/imports', api.operatorToken);
    const refused = await send(file);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await api.get('/imports', api.operatorToken)).body.items.length).toBe(before.body.items.length);
  });

  it('refuses JSON, and a kind or mode it does not know', async () => {
    expect((await api.post(address(), api.operatorToken, { rows: [] })).status).toBe(415);
    expect((await send(devices, { kind: 'rockets' })).status).toBe(400);
    expect((await send(devices, { mode: 'as you like' })).status).toBe(400);
  });

  it('is for those who may do by hand what the rows do; what others import does not exist', async () => {
    expect((await send(devices, {}, provider.token)).status).toBe(403);
    const stranger = await api.aProvider('South Power');
    const hidden = await send(devices, {}, stranger.token);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'identity.organization-unknown']);
    const { body: job } = await send(devices);
    for (const path of ['', '/rows', '/bad-rows.csv'])
      expect((await api.get(`/imports/${job.id}${path}`, stranger.token)).body.code).toBe('fleet.import-unknown');
    expect((await api.get('/imports', stranger.token)).body.items).toEqual([]);
    expect((await api.ask('DELETE', `/imports/${job.id}`, stranger.token)).status).toBe(404);
    // The provider's administrator sees what comes into the stock, and may not decide about it.
    expect((await api.get(`/imports/${job.id}`, provider.token)).status).toBe(200);
    expect((await api.ask('DELETE', `/imports/${job.id}`, provider.token)).status).toBe(403);
  });

  it('cannot be applied before it was checked, nor after it was canceled', async () => {
    const { body: job } = await send(devices);
    const apply = () => api.post(`/imports/${job.id}/application`, api.operatorToken, undefined);
    expect((await apply()).body.code).toBe('fleet.import-status');
    expect((await api.ask('DELETE', `/imports/${job.id}`, api.operatorToken)).body).toMatchObject({
      status: 'canceled',
    });
    await work();
    expect((await apply()).body.code).toBe('fleet.import-status');
  });

  it('all or nothing is not applied with a bad row', async () => {
    const { body: job } = await send(devices, { mode: 'all-or-nothing' });
    await work();
    const refused = await api.post(`/imports/${job.id}/application`, api.operatorToken, undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'fleet.import-bad-rows']);
  });
});
