import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aProvider } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

jest.setTimeout(30_000); // the machine may have other suites to run

/** An identity provider that has its discovery document and nothing else, and counts who reads it. */
class DiscoveryDocument {
  reads = 0;
  missing = false;
  readonly #server: Server = createServer((request, response) => {
    this.reads += 1;
    if (this.missing || request.url !== '/.well-known/openid-configuration') {
      response.writeHead(503).end();
      return;
    }
    const { issuer } = this;
    const document = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  });

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** How often the document was read meanwhile. */
  async readsOf(work: () => Promise<unknown>): Promise<number> {
    const before = this.reads;
    await work();
    return this.reads - before;
  }
}

describe('the discovery document of an identity provider', () => {
  const document = new DiscoveryDocument();
  let api: RunningApi;
  let operatorToken: string;
  let organizationId: string;
  beforeAll(async () => {
    [api] = await Promise.all([startApi(), document.start()]);
  }, API_START_LIMIT_MS);
  afterAll(async () => {
    await document.stop();
    await api.stop();
  });

  beforeEach(async () => {
    document.missing = false;
    operatorToken = await api.signIn();
    organizationId = (await aProvider(api)).id;
    expect((await setUp()).status).toBe(200);
  });

  const setUp = (differences: object = {}) =>
    api.ask(
      'PUT',
      `/organizations/${organizationId}/identity-provider`,
      {
        issuer: document.issuer,
        clientId: 'fieldgate',
        clientSecret: 'a secret',
        emailDomains: ['example.com'],
        ...differences,
      },
      operatorToken,
    );
  const begin = () => api.post('/single-sign-ons', { organizationId });

  it('is read once for several sign-ins, begun and completed', async () => {
    const reads = await document.readsOf(async () => {
      for (const begun of [await begin(), await begin()]) {
        const { attempt, authorizationUrl } = begun.body;
        const parameters = `error=access_denied&state=${new URL(authorizationUrl).searchParams.get('state')}`;
        const completed = await api.post('/single-sign-ons/completion', { attempt, parameters });
        expect(completed.body.code).toBe('identity.single-sign-on-failed');
      }
    });
    expect(reads).toBe(1);
  });

  it('is read once for sign-ins that begin at the same moment', async () => {
    const reads = await document.readsOf(async () => {
      const begun = await Promise.all([begin(), begin(), begin()]);
      expect(begun.map(({ status }) => status)).toEqual([201, 201, 201]);
    });
    expect(reads).toBe(1);
  });

  it('is read again after a change, with what was changed', async () => {
    await begin();
    api.clock.advanceSeconds(1);
    expect(await document.readsOf(() => setUp({ clientId: 'another-client' }))).toBe(1);
    const reads = await document.readsOf(async () => {
      const { authorizationUrl } = (await begin()).body;
      expect(new URL(authorizationUrl).searchParams.get('client_id')).toBe('another-client');
      await begin();
    });
    expect(reads).toBe(1);
  });

  it('is read again after ten minutes, and not before', async () => {
    await begin();
    api.clock.advanceSeconds(599);
    expect(await document.readsOf(begin)).toBe(0);
    api.clock.advanceSeconds(2);
    expect(await document.readsOf(begin)).toBe(1);
  });

  it('is asked for anew when it could not be read: a failure is not kept', async () => {
    document.missing = true;
    const refused = await begin();
    expect(refused.status).toBe(503);
    expect(refused.body.code).toBe('identity.identity-provider-failed');
    document.missing = false;
    expect((await begin()).status).toBe(201);
  });

  it('is read anew when the identity provider is set up, whatever sign-ins keep', async () => {
    expect((await begin()).status).toBe(201);
    document.missing = true;
    const refused = await setUp();
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('identity.issuer-unusable');
    expect((await begin()).status).toBe(201);
  });
});
