import {
  type Actor,
  type AuditedWork,
  type FleetAccess,
  isStock,
  type Organization,
  OrganizationKindError,
  type Organizations,
  providerIn,
  requireMay,
} from '#libs/identity';
import type { DeviceId, OrganizationId } from '#libs/kernel';
import { DeviceUnknownError, LifecycleTransitionError } from '../device.errors.js';
import type { RegisteredDevice } from '../device.store.js';
import { DeviceChangedError, DeviceElsewhereError } from '../stock/stock.errors.js';
import type { LeftCertificate } from './leaving-a-customer.store.js';
import type { TransferStore } from './transfer.store.js';
import type { TransferNews } from './transfer-news.js';

/** Who has a device now. */
export interface Assigned {
  readonly deviceId: DeviceId;
  readonly serialNumber: string;
  readonly organizationId: OrganizationId;
  /** False: the organization had it already. */
  readonly changed: boolean;
  /** Of the customer it left; the device needs a new one. */
  readonly revokedCertificates: number;
}

/**
 * Transfers devices between a provider's stock and its customers (R0-15, R0-21).
 *
 * A device that is transferred leaves its equipment and its site; lifecycle and contracts stay. One that leaves a customer
 * loses its certificates, and its live session ends: keys of the former owner open nothing.
 */
export class Assignments {
  constructor(
    private readonly organizations: Organizations,
    private readonly access: FleetAccess,
    private readonly store: TransferStore,
    private readonly work: AuditedWork,
    private readonly news: TransferNews,
  ) {}

  /**
   * Gives devices to a customer of the provider that has them in stock or with another customer; all or none. Repeating it
   * changes nothing.
   *
   * @param isTold false: the caller tells the customer, of more than these
   * @returns each device once, in the order of their ids
   * @throws {OrganizationUnknownError} the customer does not exist for the actor; before anything else is looked at
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {OrganizationKindError} it is no customer
   * @throws {DeviceElsewhereError} a device belongs to another provider or its customer, or lies in the operator's stock
   * @throws {LifecycleTransitionError} a device is retired
   */
  async assign(
    actor: Actor,
    ids: readonly DeviceId[],
    organizationId: OrganizationId,
    note: string | undefined,
    isTold = true,
  ): Promise<readonly Assigned[]> {
    const wanted = [...new Set(ids)];
    const destination = await this.organizations.get(actor, organizationId, 'organizationId');
    await this.#requireAll(actor, wanted, await this.store.find(wanted));
    requireMay(actor, 'device.assign', destination);
    const { kind } = destination;
    if (kind !== 'customer') throw new OrganizationKindError('organizationId', organizationId, kind, 'customer');
    return this.#committed(async () => {
      const customer = await this.organizations.hold(actor, organizationId, 'organizationId');
      const devices = await this.#requireAll(actor, wanted, await this.store.lock(wanted));
      for (const device of devices) requireAssignable(device, customer);
      const transferred = await this.#transfer(actor, devices, customer, 'assigned', note ?? null);
      if (isTold) await this.#tell(transferred.assigned, customer);
      return transferred;
    });
  }

  /**
   * Takes a device back into the stock of its provider. One that lies in stock stays where it is.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {DeviceChangedError} somebody else was faster
   */
  async takeBack(actor: Actor, id: DeviceId): Promise<Assigned> {
    const [found] = await this.#requireAll(actor, [id], await this.store.find([id]));
    const provider = found && providerIn(found.owner.path);
    if (found === undefined || provider === undefined || isStock(found.owner.path)) return unchanged(found, id);
    const [taken] = await this.#committed(async () => {
      const stock = await this.organizations.hold(actor, provider);
      const [device] = await this.#requireAll(actor, [id], await this.store.lock([id]));
      if (!device?.owner.path.startsWith(stock.path)) throw new DeviceChangedError(id, found.serialNumber);
      return this.#transfer(actor, [device], stock, 'returned', null);
    });
    return taken ?? unchanged(found, id);
  }

  /** Runs the work, and tells of revoked certificates once it is committed. */
  async #committed(work: () => Promise<Transferred>): Promise<readonly Assigned[]> {
    const { assigned, revoked } = await this.work.run(work);
    this.news.revoked(revoked);
    return assigned;
  }

  async #requireAll(
    actor: Actor,
    ids: readonly DeviceId[],
    found: readonly RegisteredDevice[],
  ): Promise<readonly RegisteredDevice[]> {
    const byId = new Map(found.map((device) => [device.id, device]));
    for (const id of ids) {
      await this.access.require(actor, 'device.assign', byId.get(id), () => new DeviceUnknownError(id));
    }
    return found;
  }

  async #transfer(
    actor: Actor,
    devices: readonly RegisteredDevice[],
    to: Organization,
    cause: 'assigned' | 'returned',
    note: string | null,
  ): Promise<Transferred> {
    const leaving = devices.filter(({ owner }) => owner.id !== to.id);
    const order = { to: to.id, cause, byId: actor.personId, note, at: this.work.now() };
    const ids = leaving.map(({ id }) => id);
    const revoked = ids.length === 0 ? [] : await this.store.transfer(ids, order);
    if (ids.length > 0) await this.#record(actor, leaving, to, cause, note);
    const assigned = devices.map(({ id, serialNumber, owner }) => ({
      deviceId: id,
      serialNumber,
      organizationId: to.id,
      changed: owner.id !== to.id,
      revokedCertificates: revoked.filter((certificate) => certificate.deviceId === id).length,
    }));
    return { assigned, revoked };
  }

  async #tell(assigned: readonly Assigned[], customer: Organization): Promise<void> {
    const [first, ...others] = assigned.filter(({ changed }) => changed);
    if (!first) return;
    const { deviceId: id, serialNumber } = first;
    const only = others.length === 0 ? { id, serialNumber } : undefined;
    const key = `${id} ${this.work.now().toISOString()}`;
    await this.news.received({ key, count: others.length + 1, only }, customer);
  }

  /** One event for who got devices and one for each who gave some: neither is told of the other. */
  async #record(
    actor: Actor,
    devices: readonly RegisteredDevice[],
    to: Organization,
    cause: 'assigned' | 'returned',
    note: string | null,
  ): Promise<void> {
    const former = new Set(devices.map(({ owner }) => owner.id));
    const subjectOf = (some: readonly RegisteredDevice[]) =>
      ({ kind: 'device', id: some.length === 1 ? (some[0]?.id ?? null) : null }) as const;
    const serialNumbers = (some: readonly RegisteredDevice[]) => some.map(({ serialNumber }) => serialNumber);
    await this.work.record({
      action: `device.${cause}`,
      actorId: actor.personId,
      organizationId: to.id,
      subject: subjectOf(devices),
      details: { devices: devices.length, serialNumbers: serialNumbers(devices), ...(note !== null && { note }) },
      after: { organizationId: to.id },
    });
    for (const owner of former) {
      const given = devices.filter((device) => device.owner.id === owner);
      await this.work.record({
        action: 'device.given-away',
        actorId: actor.personId,
        organizationId: owner,
        subject: subjectOf(given),
        details: { devices: given.length, serialNumbers: serialNumbers(given) },
        before: { organizationId: owner },
      });
    }
  }
}

interface Transferred {
  readonly assigned: readonly Assigned[];
  readonly revoked: readonly LeftCertificate[];
}

function requireAssignable({ id, serialNumber, lifecycle, owner }: RegisteredDevice, customer: Organization): void {
  if (providerIn(owner.path) !== providerIn(customer.path) || providerIn(owner.path) === undefined) {
    throw new DeviceElsewhereError(id, serialNumber, customer.id);
  }
  if (lifecycle === 'retired') throw new LifecycleTransitionError(id, lifecycle, 'assign', []);
}

function unchanged(device: RegisteredDevice | undefined, id: DeviceId): Assigned {
  if (!device) throw new DeviceUnknownError(id);
  return {
    deviceId: id,
    serialNumber: device.serialNumber,
    organizationId: device.owner.id,
    changed: false,
    revokedCertificates: 0,
  };
}
