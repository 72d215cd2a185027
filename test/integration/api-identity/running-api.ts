import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { Clock, DAY_MS } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { aTestAuthority, DATABASE_START_LIMIT_MS, startTestDatabase } from '#libs/testing';
import type { ApiOptions } from '../../../apps/api/src/api-options.js';
import { createApi } from '../../../apps/api/src/create-api.js';
import { operatorsOver } from '../../../apps/api/src/prepare/operators.js';
import { RequestContext } from '../../../apps/api/src/request/request-context.js';
import { identityServices } from '../identity-services.js';
import { passwordCost } from '../password-cost.js';
import { severableLine } from './severable-line.js';

/** A clock that stands still until it is moved. */
export class TestClock extends Clock {
  #now = new Date('2026-11-21T12:00:00.000Z');

  override now(): Date {
    return new Date(this.#now);
  }

  advanceSeconds(seconds: number): void {
    this.advanceDays(seconds / 86_400);
  }

  advanceDays(days: number): void {
    this.#now = new Date(this.#now.getTime() + days * DAY_MS);
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape the answer has
  readonly body: any;
}

export const operator = { email: 'operator@fieldgate.example', password: 'correct horse battery' };

/** For beforeAll, afterAll and tests that start an api: the first start makes the database's template. */
export const API_START_LIMIT_MS = DATABASE_START_LIMIT_MS;

type Differences = Partial<ApiOptions> & { readonly passwordStale?: boolean };

/** One for the specs of a group whose people and organizations know nothing of each other; undefined outside of one. */
let shared: RunningApi | undefined;

/**
 * Keeps one api for the specs of a group until `endSharing`: each new one plans every statement of the registry again.
 *
 * @public by the file that `npm test` writes for a group of specs
 */
export async function shareApi(): Promise<void> {
  shared = await startApiAlone();
}

/** @public as `shareApi` */
export async function endSharing(): Promise<void> {
  await shared?.stop();
  shared = undefined;
}

/** The api with nothing in its database but the first operator, or beside the operator the people of other specs. */
export async function startApi(): Promise<RunningApi> {
  return shared ? { ...shared, stop: () => Promise.resolve() } : startApiAlone();
}

/** The api on a port of its own, over a database of its own, with the first operator in it. */
export async function startApiAlone(differences: Differences = {}) {
  const { passwordStale = false, ...options } = differences;
  const storage = await startTestDatabase();
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const requestContext = new RequestContext();
  const logger = createLogger('api', 'info', sink, () => requestContext.logged());
  const direct = new URL(storage.url);
  const line = await severableLine(direct.hostname, Number(direct.port));
  const url = Object.assign(new URL(storage.url), { hostname: '127.0.0.1', port: String(line.port) }).href;
  const database = connectDatabase({ url, applicationName: 'test', maxConnections: 5, prepared: 'all', logger });
  const clock = new TestClock();
  const linkKey = randomBytes(32).toString('base64url');
  const publicUrl = options.publicUrl ?? 'https://fieldgate.example';
  await operatorsOver(database.registry, clock).ensureOperator({ ...operator, passwordStale });
  const { issuer } = await aTestAuthority();
  const announcements = { announce: () => undefined };
  const parts = { database, clock, logger, requestContext, publicUrl, linkKey, issuer, announcements, passwordCost };
  const app = await createApi({ ...parts, ...options });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;

  /** Asks with a JSON body, if any, and reads JSON, if any. */
  async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
    const answer = await fetch(`${address}${path.startsWith('/api') ? '' : '/api/v1'}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    url: address,
    app,
    clock,
    database,
    identity: identityServices(app),
    /** What a process that writes or reads links must have. */
    links: { publicUrl, linkKey },
    lines,
    ask,
    get: (path: string, token?: string) => ask('GET', path, undefined, token),
    post: (path: string, body: unknown, token?: string) => ask('POST', path, body, token),
    patch: (path: string, body: unknown, token?: string) => ask('PATCH', path, body, token),
    async signIn(email = operator.email, password = operator.password): Promise<string> {
      return (await ask('POST', '/sessions', { email, password })).body.token;
    },
    /** The line to the database. */
    line,
    async stop() {
      await app.close();
      await database.close();
      await line.close();
      await storage.stop();
    },
  };
}

export type RunningApi = Awaited<ReturnType<typeof startApiAlone>>;
