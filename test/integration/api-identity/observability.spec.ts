import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Metrics } from '../../../apps/api/src/observability/metrics.js';
import { aName, anAddress, password } from './people.js';
import { API_START_LIMIT_MS, operator, type RunningApi, startApiAlone } from './running-api.js';

describe('operating the api', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApiAlone();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const text = async (path: string) => (await fetch(`${api.url}${path}`)).text();

  it('takes a well-formed correlation id, gives it back, and keeps it in the audit trail', async () => {
    const headers = { 'x-correlation-id': 'trace-42', 'content-type': 'application/json' };
    const body = JSON.stringify({ email: 'nobody@example.com', password: 'x' });
    const answer = await fetch(`${api.url}/api/v1/sessions`, { method: 'POST', headers, body });
    expect(answer.headers.get('x-correlation-id')).toBe('trace-42');
    expect(await answer.json()).toMatchObject({
      correlationId: 'trace-42',
      instance: 'urn:fieldgate:request:trace-42',
    });
    const { items } = (await api.get('/audit-events', await api.signIn())).body;
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'session.refused', correlationId: 'trace-42', remoteAddress: '127.0.0.1' }),
    );
  });

  it('puts the correlation id on every line that a request causes, whoever writes it', async () => {
    api.line.cut();
    const answer = await api.get('/me', 'A'.repeat(43));
    api.line.mend();
    const id = answer.headers.get('x-correlation-id');
    const lines = api.lines.map((line) => JSON.parse(line)).filter(({ correlationId }) => correlationId === id);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  });

  it.each(['', 'x'.repeat(65), 'forged line', '"quoted"'])(
    'makes a correlation id of its own instead of %j',
    async (given) => {
      const answer = await fetch(`${api.url}/health/live`, { headers: { 'x-correlation-id': given } });
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('logs each request with its route, and neither tokens nor passwords nor queries', async () => {
    const token = await api.signIn();
    const made = await api.post('/organizations', { kind: 'provider', name: aName('Provider') }, token);
    const path = `/organizations/${made.body.id}/invitations`;
    const invited = await api.post(path, { email: anAddress('secretive') }, token);
    const newcomer = { firstName: 'Ada', lastName: 'Lovelace', password };
    await api.get(`/invitations/${invited.body.token}?hint=not-for-logs`);
    await api.get(`/invitation/${invited.body.token}`);
    const accepted = await api.post(`/invitations/${invited.body.token}/acceptance`, newcomer);
    const lines = api.lines.map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'request',
        method: 'POST',
        route: '/api/v1/invitations/:token/acceptance',
        path: '/api/v1/invitations/[secret]/acceptance',
        status: 201,
        correlationId: expect.any(String),
        durationMs: expect.any(Number),
      }),
    );
    const log = api.lines.join('');
    for (const secret of [token, invited.body.token, accepted.body.token, password, 'not-for-logs', 'secretive'])
      expect(log).not.toContain(secret);
  });

  it('is alive and ready, and tells the public nothing of its parts', async () => {
    expect(JSON.parse(await text('/health/live'))).toMatchObject({ status: 'up' });
    expect(JSON.parse(await text('/health/ready'))).toEqual({ status: 'up' });
  });

  it('gives metrics to nobody on the public port', async () => {
    expect((await fetch(`${api.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${api.url}/api/v1/metrics`)).status).toBe(404);
  });

  it('measures requests by route template, all unknown addresses as one', async () => {
    await text('/api/v1/invitations/some-token');
    await text('/api/v1/unknown-one');
    const metrics = await api.app.get(Metrics).registry.metrics();
    expect(metrics).toMatch(
      /http_request_duration_seconds_count\{[^}]*route="\/api\/v1\/invitations\/:token"[^}]*status="404"/,
    );
    expect(metrics).toMatch(/http_request_duration_seconds_count\{[^}]*route="unknown"/);
    expect(metrics).not.toContain('unknown-one');
    expect(metrics).not.toContain('some-token');
  });

  it('describes every route with its schemas, the session and the problem document', async () => {
    const document = JSON.parse(await text('/api/openapi.json'));
    const signIn = document.paths['/api/v1/sessions'].post;
    interface Named {
      readonly $ref?: string;
    }
    const resolved = <Part extends object>(part: Part & Named): Part =>
      part.$ref === undefined
        ? part
        : part.$ref
            .split('/')
            .slice(1)
            .reduce((node, key) => node[key], document);
    const schemaOf = (part: { content: Record<string, { schema: object }> }, type = 'application/json') =>
      resolved(resolved(part).content[type]?.schema ?? {});
    expect(schemaOf(signIn.requestBody)).toMatchObject({
      properties: { email: {}, password: {} },
      additionalProperties: false,
    });
    expect(schemaOf(signIn.responses[201])).toMatchObject({ properties: { token: {}, expiresAt: {}, person: {} } });
    expect(schemaOf(signIn.responses.default, 'application/problem+json')).toMatchObject({ properties: { code: {} } });
    expect(document.components.securitySchemes.session).toMatchObject({ type: 'http', scheme: 'bearer' });
    const list = document.paths['/api/v1/organizations'].get;
    expect(list.parameters.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['limit', 'cursor', 'kind']),
    );
    const undescribed = Object.entries<Record<string, { responses: object }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods)
          .filter(([, { responses }]) => !Object.keys(responses).some((status) => status.startsWith('2')))
          .map(([method]) => `${method} ${path}`),
    );
    expect(undescribed).toEqual([]);
  });

  it('shows the description as a page that loads nothing from elsewhere', async () => {
    const page = await text('/api/docs');
    expect(page).toContain('swagger-ui-bundle.js');
    expect(page).not.toMatch(/https?:/);
    for (const asset of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'])
      expect((await fetch(`${api.url}/api/docs/${asset}`)).status).toBe(200);
  });

  it('sends security headers and forbids caches to keep answers', async () => {
    const { headers } = await api.get('/me', await api.signIn());
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('stopping the api', () => {
  it(
    'lets a running request finish and takes no new one',
    async () => {
      const api = await startApiAlone();
      try {
        const body = JSON.stringify(operator);
        const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
        const arrived = once(api.app.getHttpServer(), 'request');
        const running = request(`${api.url}/api/v1/sessions`, { method: 'POST', headers });
        running.write(body.slice(0, 10));
        await arrived;
        const stopped = api.app.close();
        running.end(body.slice(10));
        const [answer] = (await once(running, 'response')) as [IncomingMessage];
        expect(answer.statusCode).toBe(201);
        expect(answer.headers.connection).toBe('close');
        answer.resume();
        await stopped;
        await expect(fetch(`${api.url}/health/live`)).rejects.toThrow();
      } finally {
        await api.stop();
      }
    },
    API_START_LIMIT_MS,
  );
});

describe('while the database is away', () => {
  it(
    'answers 503 with a code, is alive and not ready, and recovers by itself',
    async () => {
      const api = await startApiAlone();
      try {
        const token = await api.signIn();
        api.line.cut();
        const refused = await api.get('/me', token);
        expect(refused.status).toBe(503);
        expect(refused.body.code).toBe('platform.database-unavailable');
        expect(refused.headers.get('retry-after')).toBe('5');
        expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
        const ready = await fetch(`${api.url}/health/ready`);
        expect(ready.status).toBe(503);
        expect(await ready.json()).toEqual({ status: 'down' });
        api.line.mend();
        expect((await api.get('/me', token)).status).toBe(200);
      } finally {
        await api.stop();
      }
    },
    API_START_LIMIT_MS,
  );
});
