import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { PrismaCertificateLedger } from '#libs/certificates';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { aTestAuthority, startTestDatabase } from '#libs/testing';
import { createApi } from '../../../apps/api/src/create-api.js';
import { Metrics } from '../../../apps/api/src/observability/metrics.js';
import { operatorsOver } from '../../../apps/api/src/prepare/operators.js';
import { RequestContext } from '../../../apps/api/src/request/request-context.js';
import { identityServices } from '../identity-services.js';
import { passwordCost } from '../password-cost.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape the answer has
  readonly body: any;
}

const password = 'correct horse battery';
const operator = { email: 'operator@fieldgate.example', password };

let counter = 0;
/** A form of its own serial number, MAC address and person. */
export function aForm(differences: Record<string, unknown> = {}) {
  counter += 1;
  return {
    organization: { name: `Customer ${counter}` },
    person: { firstName: 'Ida', lastName: 'Berg', email: `ida.${counter}@customer.example`, phone: '+47 555 01 23' },
    device: {
      type: 'Sensor',
      serialNumber: `API-${counter}`,
      macAddress: `00-C0-B7-00-00-${counter.toString(16).padStart(2, '0')}`,
    },
    startDate: '2026-11-21',
    equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: `1603${counter}` },
    ...differences,
  };
}

/** One for all specs of a group, whose providers and devices know nothing of each other; undefined outside of one. */
let shared: FleetApi | undefined;

/**
 * Keeps one api for all specs of a group until `endSharing`: each new one plans every statement of the registry again.
 *
 * @public by the file that `npm test` writes for a group of specs
 */
export async function shareFleetApi(): Promise<void> {
  shared = await startFleetApiAlone();
}

/** @public as `shareFleetApi` */
export async function endSharing(): Promise<void> {
  await shared?.stop();
  shared = undefined;
}

/** The api with nothing in its database but the operator, or beside the operator the organizations of other specs. */
export async function startFleetApi(): Promise<FleetApi> {
  return shared ? { ...shared, stop: () => Promise.resolve() } : startFleetApiAlone();
}

/** The api with an authority, over a database of its own, and the steps that lead to a customer with a device. */
export async function startFleetApiAlone() {
  const storage = await startTestDatabase();
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const requestContext = new RequestContext();
  const logger = createLogger('api', 'trace', sink, () => requestContext.logged());
  const database = connectDatabase({
    url: storage.url,
    applicationName: 'test',
    maxConnections: 10,
    prepared: 'all',
    logger,
  });
  const linkKey = randomBytes(32).toString('base64url');
  const publicUrl = 'https://fieldgate.example';
  const clock = systemClock;
  await operatorsOver(database.registry, clock).ensureOperator(operator);
  const authority = await aTestAuthority();
  const { issuer } = authority;
  await new PrismaCertificateLedger(database.registry).adoptAuthorities(issuer.chain);
  const heard: { readonly name: string; readonly event: unknown }[] = [];
  const announcements = { announce: (name: string, event: unknown) => void heard.push({ name, event }) };
  const parts = { database, clock, logger, requestContext, publicUrl, linkKey, issuer, announcements, passwordCost };
  const app = await createApi(parts);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/api/v1`;

  async function ask(
    method: string,
    path: string,
    token?: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const json = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(bytes.toString()) : bytes };
  }
  const get = (path: string, token?: string, headers?: Record<string, string>) =>
    ask('GET', path, token, undefined, headers);
  const post = (path: string, token: string | undefined, body: unknown, headers?: Record<string, string>) =>
    ask('POST', path, token, body, headers);

  const { body: session } = await post('/sessions', undefined, operator);

  /** Invites somebody into an organization and signs them in. */
  async function join(organizationId: string, role: string, token: string): Promise<string> {
    counter += 1;
    const email = `${role}.${counter}@people.example`;
    const invited = await post(`/organizations/${organizationId}/invitations`, token, { email, role });
    const person = { firstName: 'A', lastName: 'B', password };
    return (await post(`/invitations/${invited.body.token}/acceptance`, undefined, person)).body.token;
  }

  /** A provider with an administrator who is signed in. */
  async function aProvider(name = 'North Power') {
    const { body } = await post('/organizations', session.token, { kind: 'provider', name });
    return { id: body.id as string, token: await join(body.id, 'admin', session.token) };
  }

  /** A registered device, its customer's administrator signed in by activation. */
  async function aDevice(provider: { token: string }, differences: Record<string, unknown> = {}) {
    const form = aForm(differences);
    const registered = await post('/registrations', provider.token, form);
    const { organization, device } = registered.body;
    const members = await get(`/organizations/${organization.id}/members`, provider.token);
    const link: string = members.body.items[0].activationLink;
    const activated = await post(`/activations/${link.split('/').at(-1)}`, undefined, { password });
    const { key } = await database.registry.client.device.findUniqueOrThrow({ where: { id: device.id } });
    return { ...registered.body, form, key, token: activated.body.token as string, registered };
  }

  return {
    address,
    database,
    identity: identityServices(app),
    authority,
    lines,
    heard,
    get,
    post,
    ask,
    join,
    aProvider,
    aDevice,
    metrics: () => app.get(Metrics).registry.metrics(),
    operatorToken: session.token as string,
    async stop() {
      await app.close();
      await database.close();
      await storage.stop();
    },
  };
}

export type FleetApi = Awaited<ReturnType<typeof startFleetApiAlone>>;
