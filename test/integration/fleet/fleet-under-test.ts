import { randomBytes } from 'node:crypto';
import { PrismaCertificateLedger } from '#libs/certificates';
import { Announcements, type PlatformEventBody, type PlatformEventName } from '#libs/contracts/events';
import { registrationRequest } from '#libs/contracts/http';
import type { Actor, OrganizationKind, Role } from '#libs/identity';
import { Clock, newUuid, type OrganizationId, organizationId, personId } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { aTestAuthority, startTestDatabase } from '#libs/testing';
import { fleetServices } from './fleet-services.js';

/** A clock that stands still until it is moved. */
class TestClock extends Clock {
  #now = new Date();

  override now(): Date {
    return new Date(this.#now);
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/** Keeps what was announced. */
class HeardAnnouncements extends Announcements {
  readonly heard: { readonly name: string; readonly event: unknown }[] = [];

  override announce<Name extends PlatformEventName>(name: Name, event: PlatformEventBody<Name>): void {
    this.heard.push({ name, event });
  }
}

let counter = 0;
/** A number no other test of this file used. */
const next = () => {
  counter += 1;
  return counter;
};

/** A filled-in form with one's own serial number, MAC address and person. */
export function aForm(differences: Record<string, unknown> = {}) {
  const n = next();
  return registrationRequest.parse({
    organization: { name: `Customer ${n}` },
    person: { firstName: 'Ida', lastName: 'Berg', email: `ida.${n}@customer.example`, phone: '+47 555 01 23' },
    device: {
      type: 'Sensor',
      serialNumber: `SN-${n}`,
      macAddress: `00C0B7${n.toString(16).padStart(6, '0')}`,
    },
    startDate: '2026-11-21',
    equipment: { model: 'UPS', modelNumber: '1600XP 18kVA', serialNumber: `16030${n}` },
    ...differences,
  });
}

/** One for all specs of a group, whose providers know nothing of each other; undefined outside of one. */
let shared: FleetUnderTest | undefined;

/**
 * Keeps one database and its services for all specs of a group until `endSharing`: each new one plans every statement again.
 *
 * @public by the file that `npm test` writes for a group of specs
 */
export async function shareFleet(): Promise<void> {
  shared = await startFleetAlone();
}

/** @public as `shareFleet` */
export async function endSharing(): Promise<void> {
  await shared?.stop();
  shared = undefined;
}

/** Fleet and identity with an operator and two providers of their own, beside those of other specs of the group. */
export async function startFleet(): Promise<FleetUnderTest> {
  if (!shared) return startFleetAlone();
  const provider = await shared.addOrganization('provider', shared.operator, 'North Power');
  const otherProvider = await shared.addOrganization('provider', shared.operator, 'South Power');
  return { ...shared, provider, otherProvider, stop: () => Promise.resolve() };
}

/** Fleet and identity over a database of their own, with an operator and two providers in it. */
export async function startFleetAlone() {
  const storage = await startTestDatabase();
  const logger = createLogger('test', 'fatal');
  const database = connectDatabase({
    url: storage.url,
    applicationName: 'test',
    maxConnections: 10,
    prepared: 'all',
    logger,
  });
  const { registry } = database;
  const clock = new TestClock();
  const publicUrl = 'https://fieldgate.example';
  const linkKey = randomBytes(32).toString('base64url');
  const authority = await aTestAuthority();
  await new PrismaCertificateLedger(registry, clock).adoptAuthorities(authority.issuer.chain);
  const announcements = new HeardAnnouncements();
  const parts = { database, clock, logger, publicUrl, linkKey, issuer: authority.issuer, announcements };
  const { fleet, identity, close } = await fleetServices(parts);

  /** Makes an organization under another, straight in the table. */
  async function addOrganization(kind: OrganizationKind, parent?: { id: string; path: string }, name: string = kind) {
    const id = organizationId(newUuid(clock.now()));
    const at = clock.now();
    const path = `${parent?.path ?? '/'}${id}/`;
    const providerKind = kind === 'provider' ? ('service_provider' as const) : null;
    const data = { id, kind, name, providerKind, parentId: parent?.id ?? null, path, createdAt: at, updatedAt: at };
    await registry.client.organization.create({ data });
    return { id, kind, path };
  }

  /** Somebody with this role there; needs no account to act. */
  const actorIn = (
    { id, kind, path }: { id: OrganizationId; kind: OrganizationKind; path: string },
    role: Role = 'admin',
  ): Actor => ({
    personId: personId(newUuid(clock.now())),
    email: `${role}@${kind}.example`,
    sessionId: newUuid(clock.now()),
    memberships: [{ organizationId: id, kind, path, role }],
  });

  const operator = await addOrganization('operator');
  const provider = await addOrganization('provider', operator, 'North Power');
  const otherProvider = await addOrganization('provider', operator, 'South Power');
  return {
    url: storage.url,
    database,
    registry,
    clock,
    identity,
    authority,
    announcements,
    fleet,
    operator,
    provider,
    otherProvider,
    addOrganization,
    actorIn,
    stop: async () => {
      await close();
      await database.close();
      await storage.stop();
    },
  };
}

export type FleetUnderTest = Awaited<ReturnType<typeof startFleetAlone>>;
