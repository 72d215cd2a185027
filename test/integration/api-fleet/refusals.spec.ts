import { problemDocument } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type Answer, aForm, type FleetApi, startFleetApi } from './running-fleet.js';

let api: FleetApi;
let provider: { id: string; token: string };
let other: { id: string; token: string };
let device: Awaited<ReturnType<FleetApi['aDevice']>>;
let serialNumber: string;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  other = await api.aProvider('South Power');
  device = await api.aDevice(provider);
  const issued = await api.post(`/devices/${device.device.id}/certificates`, device.token, {});
  serialNumber = issued.body.certificate.serialNumber;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** The answer is a problem document of this status; its paths. */
function problemPaths(answer: Answer, status: number): string[] {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = problemDocument.strict().parse(answer.body);
  expect([answer.status, problem.status]).toEqual([status, status]);
  return (problem.errors ?? []).map(({ path }) => path);
}

describe('POST /registrations refuses', () => {
  const { device: _device, ...withoutDevice } = aForm();
  it.each([
    [
      'a MAC address that is none',
      aForm({ device: { type: 'Sensor', serialNumber: 'X', macAddress: '00:11:22' } }),
      ['device.macAddress'],
    ],
    ['an unknown field', aForm({ color: 'red' }), ['color']],
    ['an unknown field inside', aForm({ site: { name: 'A', altitude: 3 } }), ['site.altitude']],
    ['a day that does not exist', aForm({ startDate: '2026-02-30' }), ['startDate']],
    ['a missing section', withoutDevice, ['device']],
    [
      'an unknown device type',
      aForm({ device: { type: 'Toaster', serialNumber: 'X', macAddress: '02C0B7AAAAAA' } }),
      ['device.type'],
    ],
    ['several at once', aForm({ startDate: 'x', leaseMonths: 0 }), ['leaseMonths', 'startDate']],
    ['a list', [], ['body']],
    ['nothing', undefined, ['body']],
  ])('%s with 400 and the name of the field', async (_what, form, paths) => {
    expect(problemPaths(await api.post('/registrations', provider.token, form), 400).sort()).toEqual(paths);
  });

  it('malformed JSON with 400', async () => {
    problemPaths(await api.post('/registrations', provider.token, '{"organization":'), 400);
  });

  it('R1-26: taken values with 409 and the name of each field', async () => {
    const form = aForm({
      device: { ...device.form.device, serialNumber: device.form.device.serialNumber.toLowerCase() },
    });
    const answer = await api.post('/registrations', provider.token, form);
    expect(problemPaths(answer, 409)).toEqual(['device.serialNumber', 'device.macAddress']);
    expect(answer.body.detail).toContain(device.form.device.serialNumber);
    const mailTaken = aForm({ person: device.form.person });
    expect(problemPaths(await api.post('/registrations', provider.token, mailTaken), 409)).toEqual(['person.email']);
  });

  it('R1-01, R1-03: everybody but a provider and the operator with 403', async () => {
    problemPaths(await api.post('/registrations', device.token, aForm()), 403);
    const viewer = await api.join(provider.id, 'viewer', provider.token);
    problemPaths(await api.post('/registrations', viewer, aForm()), 403);
  });

  it('who is not signed in with 401', async () => {
    problemPaths(await api.post('/registrations', undefined, aForm()), 401);
  });
});

describe('what belongs to others', () => {
  it.each([
    ['GET', (id: string) => `/devices/${id}`],
    ['GET', (id: string) => `/devices/${id}/latest`],
    ['GET', (id: string) => `/devices/${id}/readings?quantity=load`],
    ['GET', (id: string) => `/devices/${id}/connectivity`],
    ['GET', (id: string) => `/devices/${id}/rejected-messages`],
    ['GET', (id: string) => `/devices/${id}/connection-attempts`],
    ['GET', (id: string) => `/devices/${id}/first-connection`],
    ['GET', (id: string) => `/devices/${id}/certificates`],
    ['POST', (id: string) => `/devices/${id}/certificates`],
    ['DELETE', (id: string) => `/devices/${id}/suspension`],
  ])('%s %s is 404 for another provider, like a device that never was', async (method, path) => {
    for (const id of [device.device.id, '0199f0c4-77b0-7abc-8def-001122334455']) {
      const answer = await api.ask(method, path(id), other.token, method === 'POST' ? {} : undefined);
      problemPaths(answer, 404);
      expect(answer.body.code).toBe('fleet.device-unknown');
    }
    problemPaths(await api.ask(method, path(device.device.id)), 401);
  });

  it('is 404 when its certificate is to be revoked, and stays valid', async () => {
    const answer = await api.post(`/certificates/${serialNumber}/revocation`, other.token, { reason: 'superseded' });
    problemPaths(answer, 404);
    const listed = await api.get(`/devices/${device.device.id}/certificates`, device.token);
    expect(listed.body.items[0].state).toBe('valid');
  });

  it('is in no list, on no map and in no sum', async () => {
    expect((await api.get('/devices', other.token)).body).toEqual({ items: [], nextCursor: null });
    expect((await api.get(`/devices?organizationId=${device.organization.id}`, other.token)).body.items).toEqual([]);
    expect((await api.get('/locations', other.token)).body.features).toEqual([]);
    expect((await api.get('/fleet/summary', other.token)).body.total).toBe(0);
  });
});

describe('roles', () => {
  it('R1-34: a viewer, the provider without delegation and the operator get no certificate: 403', async () => {
    const viewer = await api.join(device.organization.id, 'viewer', device.token);
    const path = `/devices/${device.device.id}/certificates`;
    for (const token of [viewer, provider.token, api.operatorToken]) {
      problemPaths(await api.post(path, token, {}), 403);
    }
    expect((await api.get(path, viewer)).status).toBe(200);
    problemPaths(await api.post(`/certificates/${serialNumber}/revocation`, viewer, {}), 403);
  });

  it('R1-34: the provider gets one once the customer delegates it', async () => {
    const path = `/organizations/${device.organization.id}`;
    expect((await api.ask('PATCH', path, device.token, { delegatesCertificates: true })).status).toBe(200);
    expect((await api.post(`/devices/${device.device.id}/certificates`, provider.token, {})).status).toBe(201);
    await api.ask('PATCH', path, device.token, { delegatesCertificates: false });
    problemPaths(await api.post(`/devices/${device.device.id}/certificates`, provider.token, {}), 403);
  });
});

describe('malformed queries and bodies are 400 and name the field', () => {
  it.each([
    ['/devices?limit=0', ['limit']],
    ['/devices?limit=201', ['limit']],
    ['/devices?sort=macAddress', ['sort']],
    ['/devices?lifecycle=gone', ['lifecycle']],
    ['/devices?connectivity=maybe', ['connectivity']],
    ['/devices?organizationId=me', ['organizationId']],
    ['/devices?cursor=abc', ['cursor']],
    ['/devices?q=', ['q']],
    ['/devices?q=%00', ['q']],
    ['/devices?color=red', ['color']],
    ['/devices?q=a&q=b', ['q']],
    ['/devices/1', ['id']],
    ['/devices/%00', ['id']],
    ['/devices/01900000-0000-7000-8000-000000000000/readings?quantity=%00', ['quantity']],
    ['/asset-kinds?cursor=WyJcdTAwMDAiLCIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ', ['cursor']],
    ['/audit-events?from=0000-01-01T00:00:00Z', ['from']],
    ['/locations?bbox=1,2,3', ['bbox']],
    ['/locations?bbox=0,10,5,9', ['bbox']],
    ['/locations?bbox=a,b,c,d', ['bbox']],
    ['/locations?zoom=25', ['zoom']],
    ['/locations?zoom=-1', ['zoom']],
  ])('GET %s', async (path, paths) => {
    expect(problemPaths(await api.get(path, provider.token), 400)).toEqual(paths);
  });

  it.each([
    ['from=yesterday', ['from']],
    ['from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z', ['to']],
    ['bucket=1w', ['bucket']],
    ['limit=0', ['limit']],
    ['cursor=x', ['cursor']],
  ])('GET /devices/{id}/readings?%s', async (query, paths) => {
    const path = `/devices/${device.device.id}/readings?quantity=load&${query}`;
    expect(problemPaths(await api.get(path, device.token), 400)).toEqual(paths);
  });

  it('readings without a quantity', async () => {
    expect(problemPaths(await api.get(`/devices/${device.device.id}/readings`, device.token), 400)).toEqual([
      'quantity',
    ]);
  });

  it.each([
    [{ csr: 'not a request' }, []],
    [{ csr: '' }, ['csr']],
    [{ csr: 'x'.repeat(16_385) }, ['csr']],
    [{ lifetimeSeconds: 5 }, ['lifetimeSeconds']],
    [{ csr: 'x', pkcs12Password: 'correct horse battery' }, ['pkcs12Password']],
    [{ pkcs12Password: 'battery' }, []],
  ])('POST /devices/{id}/certificates %j', async (body, paths) => {
    const answer = await api.post(`/devices/${device.device.id}/certificates`, device.token, body);
    expect(problemPaths(answer, 400)).toEqual(paths);
    expect(JSON.stringify(answer.body)).not.toMatch(/correct horse|battery/);
  });

  it.each([
    [{ reason: 'boredom' }, ['reason']],
    [{ reason: 'cACompromise' }, ['reason']],
    [{ why: 'superseded' }, ['why']],
  ])('POST /certificates/{serialNumber}/revocation %j', async (body, paths) => {
    expect(problemPaths(await api.post(`/certificates/${serialNumber}/revocation`, device.token, body), 400)).toEqual(
      paths,
    );
  });

  it('the serial number of no certificate', async () => {
    problemPaths(await api.post('/certificates/xyz/revocation', device.token, {}), 400);
    problemPaths(await api.post(`/certificates/${'0'.repeat(40)}/revocation`, device.token, {}), 400);
    problemPaths(await api.post('/certificates/4fa0/revocation', device.token, {}), 404);
  });
});
