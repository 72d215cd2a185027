import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  acceptance,
  activation,
  certificateRequest,
  newInvitation,
  newOrganization,
  registrationRequest,
  signInRequest,
} from '#libs/contracts/http';
import { deviceId } from '#libs/kernel';
import type { TestAuthority } from '#libs/testing';

const LATER = '2027-11-21T12:00:00.000Z';
const OPERATOR = { id: randomUUID(), email: 'operator@fieldgate.localhost', password: 'the operator’s password' };

interface Person {
  id: string;
  email: string;
  password?: string;
  firstName: string;
  lastName: string;
  phone: string | null;
}
interface RegisteredDevice {
  id: string;
  organizationId: string;
  serialNumber: string;
  macAddress: string;
  type: string;
}
type Answer = readonly [status: number, body: unknown];

/**
 * The part of the HTTP API that the demo uses, in memory and without its rules, over real HTTP. Requests are read and
 * therefore checked by the schemas of the contracts; certificates are real.
 */
export class FakePlatform {
  readonly organizations = new Map<string, { id: string; kind: string; name: string; people: Person[] }>();
  readonly devices = new Map<string, RegisteredDevice>();
  /** Requests answered, as `METHOD /path/:id`. */
  readonly requests: string[] = [];
  private readonly links = new Map<string, { organizationId: string; person: Person }>();
  private readonly server: Server;
  private port = 0;

  private constructor(private readonly authority: TestAuthority) {
    this.server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.once('end', async () => {
        const path = (request.url ?? '').replace('/api/v1', '');
        const [status, body] = await this.answer(`${request.method} ${path}`, text === '' ? {} : JSON.parse(text));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
  }

  static async start(authority: TestAuthority): Promise<FakePlatform> {
    const platform = new FakePlatform(authority);
    await new Promise<void>((resolve) => platform.server.listen(0, '127.0.0.1', resolve));
    platform.port = (platform.server.address() as AddressInfo).port;
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get operatorPassword(): string {
    return OPERATOR.password;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: string, body: unknown): Promise<Answer> {
    this.requests.push(request.replace(/[0-9a-f-]{36}/g, ':id').replace(/q=.*/, 'q='));
    const [, id = ''] = /\/([0-9a-f-]{36})/.exec(request) ?? [];
    if (request === 'POST /sessions') return this.signIn(body);
    if (request === 'POST /organizations') return this.makeProvider(body);
    if (/^POST .*\/invitations$/.test(request)) return this.invite(id, body);
    if (/^POST .*\/acceptance$/.test(request)) return this.join(id, acceptance.parse(body));
    if (/^POST \/activations\//.test(request)) return this.join(id, activation.parse(body));
    if (request === 'POST /registrations') return this.register(body);
    if (/^GET .*\/members$/.test(request)) return this.members(id);
    if (/^POST .*\/certificates$/.test(request)) return this.issue(id, body);
    if (/^GET \/devices\?q=/.test(request)) return this.find(decodeURIComponent(request.split('q=')[1] ?? ''));
    if (request === 'GET /fleet/summary') return [200, this.summary()];
    if (/^GET \/locations/.test(request)) return [200, { type: 'FeatureCollection', truncated: false, features: [] }];
    return problem(404, 'not-found');
  }

  private signIn(body: unknown): Answer {
    const { email, password } = signInRequest.parse(body);
    const people = [OPERATOR, ...[...this.organizations.values()].flatMap((one) => one.people)];
    const person = people.find((one) => one.email === email && one.password === password);
    if (person === undefined) return problem(401, 'identity.sign-in');
    return [201, { token: 'token', expiresAt: LATER, person: { id: person.id, email } }];
  }

  private makeProvider(body: unknown): Answer {
    const { kind, name } = newOrganization.parse(body);
    const made = { id: randomUUID(), kind, name, people: [] };
    this.organizations.set(made.id, made);
    const contact = { contactName: null, contactEmail: null, contactPhone: null, address: null };
    const looks = { language: 'en', timeZone: 'UTC', homeDashboard: null, brandingName: null, providerKind: null };
    const rest = {
      parentId: null,
      status: 'new',
      assetLimit: null,
      delegatesCertificates: false,
      machines: { linked: 0, total: 0 },
      devices: { total: 0, disconnected: 0 },
      nextStep: null,
      ...contact,
      ...looks,
    };
    return [201, { id: made.id, kind, name, ...rest, createdAt: LATER }];
  }

  private invite(organizationId: string, body: unknown): Answer {
    const { email, name } = newInvitation.parse(body);
    const token = randomUUID();
    this.links.set(token, {
      organizationId,
      person: { id: randomUUID(), email, firstName: '', lastName: '', phone: null },
    });
    const whom = { email, name: name ?? null, firstName: null, lastName: null, phone: null };
    const times = { createdAt: LATER, expiresAt: LATER };
    const mail = { state: 'queued', attempts: 0, lastError: null, sentAt: null };
    const offer = { id: randomUUID(), role: 'admin', customRoleId: null, status: 'pending' };
    return [201, { ...offer, ...whom, ...times, mail, link: 'x', token }];
  }

  private join(token: string, given: { password: string }): Answer {
    const link = this.links.get(token);
    const organization = link && this.organizations.get(link.organizationId);
    if (link === undefined || organization === undefined) return problem(404, 'identity.link');
    this.links.delete(token);
    link.person.password = given.password;
    if (!organization.people.includes(link.person)) organization.people.push(link.person);
    return [201, { organizationId: organization.id, personId: link.person.id, token: 'token' }];
  }

  private register(body: unknown): Answer {
    const form = registrationRequest.parse(body);
    const taken = [...this.devices.values()].some(({ serialNumber }) => serialNumber === form.device.serialNumber);
    if (taken) return problem(409, 'fleet.device-taken');
    const id = form.organization.id ?? randomUUID();
    const organization = form.organization.id === undefined ? this.makeCustomer(id, form) : this.organizations.get(id);
    if (organization === undefined) return problem(404, 'identity.organization-not-found');
    const [person] = organization.people;
    const device = { id: randomUUID(), organizationId: id, ...form.device };
    this.devices.set(device.id, device);
    return [
      201,
      {
        organization: { id, kind: 'customer', name: organization.name, parentId: null, status: 'new' },
        person: { ...person, password: undefined },
        device: {
          ...device,
          name: device.serialNumber,
          systemName: null,
          systemNameMatches: null,
          lifecycle: 'registered',
          createdAt: LATER,
        },
        asset: {
          id: randomUUID(),
          ...form.equipment,
          shipDate: null,
          externalId: null,
          warrantyBegin: null,
          warrantyEnd: null,
        },
        site: null,
        contract: {
          id: randomUUID(),
          startDate: form.startDate,
          endDate: form.startDate,
          leaseMonths: form.leaseMonths,
          salesOrderNumber: null,
          serviceContractNumber: null,
        },
      },
    ];
  }

  private makeCustomer(id: string, { organization, person }: ReturnType<typeof registrationRequest.parse>) {
    if (organization.id !== undefined || person.id !== undefined) throw new Error('A new customer has a new person.');
    const contact = { ...person, id: randomUUID() };
    const made = { id, kind: 'customer', name: organization.name, people: [contact] };
    this.organizations.set(id, made);
    this.links.set(randomUUID(), { organizationId: id, person: contact });
    return made;
  }

  private members(organizationId: string): Answer {
    const items = (this.organizations.get(organizationId)?.people ?? []).map((person) => {
      const [token] = [...this.links].find(([, link]) => link.person === person) ?? [];
      const activationLink = token && `http://console.example/activate/${token}`;
      const status = token === undefined ? 'active' : 'invited';
      const how = { role: 'admin', customRole: null, joinedAt: LATER, addedBy: null, administered: true };
      return { person: { ...person, password: undefined }, ...how, status, activationLink };
    });
    return [200, { items, nextCursor: null }];
  }

  private async issue(id: string, body: unknown): Promise<Answer> {
    certificateRequest.parse(body);
    const device = this.devices.get(id);
    if (device === undefined) return problem(404, 'fleet.device-not-found');
    const { key, cert, certificate } = await this.authority.deviceCertificate({ deviceId: deviceId(id) });
    const facts = { serialNumber: 'aa', notBefore: LATER, notAfter: LATER, keyAlgorithm: 'ec-p256' };
    const files = [
      { name: `${device.serialNumber}.key`, content: key, encoding: 'utf-8' },
      { name: `${device.serialNumber}.pem`, content: cert, encoding: 'utf-8' },
    ];
    return [201, { certificate: { ...facts, fingerprintSha256: certificate.fingerprintSha256 }, files }];
  }

  private find(q: string): Answer {
    const items = [...this.devices.values()].filter(({ serialNumber }) => serialNumber.startsWith(q));
    return [200, { items, nextCursor: null }];
  }

  private summary() {
    const total = this.devices.size;
    return {
      total,
      unassigned: 0,
      connectivity: { connected: total, disconnected: 0, never: 0 },
      freshness: { fresh: total, stale: 0, silent: 0 },
      lifecycle: { registered: 0, active: total, suspended: 0, retired: 0 },
      certificate: { none: 0, valid: total, expiring: 0, expired: 0, revoked: 0 },
    };
  }
}

function problem(status: number, code: string): Answer {
  const named = { type: `urn:fieldgate:problem:${code}`, code, instance: 'urn:x', correlationId: 'x' };
  return [status, { ...named, title: code, status, detail: 'It was refused.' }];
}
