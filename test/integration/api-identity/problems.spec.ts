import { connect } from 'node:net';
import { problemDocument } from '#libs/contracts/http';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('what bad input gets', () => {
  let api: RunningApi;
  let token: string;
  beforeAll(async () => {
    api = await startApi();
    token = await api.signIn();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  /** Sends a body as it is. */
  async function send(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) {
    const authorization = `Bearer ${token}`;
    const json = { 'content-type': 'application/json' };
    const answer = await fetch(`${api.url}${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && json), ...headers },
      ...(body !== undefined && { body }),
    });
    const problem = problemDocument.strict().parse(await answer.json());
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problem.status).toBe(answer.status);
    expect(problem.type).toBe(`urn:fieldgate:problem:${problem.code}`);
    expect(problem.correlationId).toBe(answer.headers.get('x-correlation-id'));
    expect(JSON.stringify(problem)).not.toMatch(/\bat .+:\d+:\d+|node_modules/);
    return { status: answer.status, headers: answer.headers, problem };
  }

  const signIn = '/api/v1/sessions';

  it.each([
    ['cut off', '{"email":"a@example.com",'],
    ['empty', ''],
    ['not JSON', 'email=a@example.com'],
    ['two values', '{}{}'],
    ['a forbidden prototype', '{"__proto__":{"admin":true}}'],
  ])('a body that is %s: 400 request.malformed-json', async (_what, body) => {
    expect(await send('POST', signIn, body)).toMatchObject({
      status: 400,
      problem: { code: 'request.malformed-json' },
    });
  });

  it.each([
    ['in Latin-1', 'Z\xfcrich', 'latin1'],
    ['in UTF-16', 'Z\xfcrich', 'utf16le'],
    ['cut off within a letter', '\xf0\x9f\x98', 'latin1'],
    ['an encoded surrogate', '\xed\xa0\x80', 'latin1'],
  ] as const)(
    'a body that is no UTF-8, %s: 400 request.malformed-json, and no name is kept with U+FFFD',
    async (_what, name, encoding) => {
      const text = JSON.stringify({ kind: 'provider', name: `${name} Power` });
      for (const type of ['application/json', `application/json; charset=${encoding}`]) {
        const body = Uint8Array.from(Buffer.from(text, encoding));
        expect(await send('POST', '/api/v1/organizations', body, { 'content-type': type })).toMatchObject({
          status: 400,
          problem: { code: 'request.malformed-json' },
        });
      }
    },
  );

  it('a body in UTF-8 is read whatever it begins with and however its type is written', async () => {
    for (const type of ['application/json', 'Application/JSON;charset=UTF-8', 'application/json; charset=utf-8; x=1']) {
      const body = Uint8Array.from(Buffer.from('\ufeff{"name":"Z\u00fcrich"}'));
      const { problem } = await send('POST', '/api/v1/organizations', body, { 'content-type': type });
      expect(problem).toMatchObject({ code: 'request.invalid', errors: [{ path: 'kind' }] });
    }
  });

  it.each([
    ['null', 'null'],
    ['an array', '[]'],
    ['a number', '1'],
  ])('a body that is %s: 400 request.invalid', async (_what, body) => {
    const { problem } = await send('POST', signIn, body);
    expect(problem).toMatchObject({ code: 'request.invalid', errors: [{ path: 'body' }] });
  });

  it('names every missing, wrong and unknown field at once', async () => {
    const { status, problem } = await send('POST', signIn, JSON.stringify({ email: 'nowhere', admin: true, role: 1 }));
    expect(status).toBe(400);
    expect(problem).toMatchObject({
      code: 'request.invalid',
      errors: [
        { path: 'email', message: 'must be an e-mail address' },
        { path: 'password', message: 'is required' },
        { path: 'admin', message: 'is not a known field' },
        { path: 'role', message: 'is not a known field' },
      ],
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s: 415',
    async (type) => {
      expect(await send('POST', signIn, 'x', { 'content-type': type })).toMatchObject({
        status: 415,
        problem: { code: 'request.unsupported-media-type' },
      });
    },
  );

  it('a body over 1 MiB: 413', async () => {
    const body = JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(1024 * 1024) });
    expect(await send('POST', signIn, body)).toMatchObject({
      status: 413,
      problem: { code: 'request.body-too-large' },
    });
  });

  it.each(['/api/v1/nothing', '/', '/api/v2/me', '/api/v1/organizations//members'])(
    'an unknown address %s: 404',
    async (path) => {
      expect(await send('GET', path)).toMatchObject({ status: 404, problem: { code: 'request.route-unknown' } });
    },
  );

  it.each([
    { method: 'PUT', path: signIn, allow: 'POST' },
    {
      method: 'PUT',
      path: '/api/v1/organizations/01890a5d-ac96-774b-bcce-b302099a8057',
      allow: 'DELETE, GET, HEAD, PATCH',
    },
  ])('a wrong method, $method $path: 405 and what is allowed', async ({ method, path, allow }) => {
    const { status, problem, headers } = await send(method, path);
    expect({ status, code: problem.code }).toEqual({ status: 405, code: 'request.method-not-allowed' });
    expect(headers.get('allow')).toBe(allow);
  });

  it.each(['/api/v1/%zz', `/api/v1/invitations/${'x'.repeat(300)}`])(
    'an address that cannot be read, %s: 400',
    async (path) => {
      expect(await send('GET', path)).toMatchObject({ status: 400, problem: { code: 'request.malformed' } });
    },
  );

  it('a path parameter that is no id: 400, by its name', async () => {
    const { problem } = await send('GET', '/api/v1/organizations/not-an-id');
    expect(problem).toMatchObject({ code: 'request.invalid', errors: [{ path: 'id', message: 'must be a UUID' }] });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=forged', 'cursor'],
    ['cursor=WyJhIiwiYiJd', 'cursor'],
    ['kind=king', 'kind'],
    ['sort=color', 'sort'],
    ['q=%00', 'q'],
  ])('a query of %s: 400, by its name', async (query, path) => {
    const { status, problem } = await send('GET', `/api/v1/organizations?${query}`);
    expect(status).toBe(400);
    expect(problem.errors?.[0]?.path).toBe(path);
  });

  it.each([
    ['a name of control characters', { kind: 'customer', name: 'a\u0000b' }],
    ['a name of two lines', { kind: 'customer', name: 'a\nb' }],
    ['an endless name', { kind: 'customer', name: 'x'.repeat(201) }],
    ['an empty name', { kind: 'customer', name: '   ' }],
    ['a lone surrogate', { kind: 'customer', name: '\ud800' }],
  ])('%s: 400', async (_what, body) => {
    const { status, problem } = await send('POST', '/api/v1/organizations', JSON.stringify(body));
    expect(status).toBe(400);
    expect(problem.errors?.[0]?.path).toBe('name');
  });

  it('bytes that are not HTTP: 400, and the connection is closed', async () => {
    const { port } = new URL(api.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NOT HTTP\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(answer).toContain('"code":"request.malformed"');
  });
});
