import type { DisconnectCode } from '#libs/contracts/events';
import type { DeviceId } from '#libs/kernel';
import type { Bearers } from '../admission/reconciliation.js';
import type { Session } from './session.js';

/** The connections of devices this broker holds, those that have not said CONNECT yet included. */
export class Sessions implements Bearers {
  readonly profile = 'device';
  readonly #all = new Set<Session>();
  #opened = 0;
  /** The session of each device that said CONNECT last. */
  readonly #current = new Map<DeviceId, Session>();

  /** Connections that were let in so far. */
  get opened(): number {
    return this.#opened;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Devices that are connected, as MQTT has it. */
  get connected(): number {
    return this.#current.size;
  }

  bearers(): Iterable<Session> {
    return this.#all;
  }

  add(session: Session): void {
    this.#all.add(session);
    this.#opened += 1;
  }

  /** Its CONNECT is accepted: from now on it is the session of its device. */
  accept(session: Session): void {
    this.#current.set(session.device.id, session);
  }

  delete(session: Session): void {
    this.#all.delete(session);
    if (this.isCurrent(session)) this.#current.delete(session.device.id);
  }

  /** The connected session of a device. */
  current(id: DeviceId): Session | undefined {
    return this.#current.get(id);
  }

  isCurrent(session: Session): boolean {
    return this.#current.get(session.device.id) === session;
  }

  /** Ends all connections of a device with the cause: the connected one, and any that wait for their CONNECT. */
  endOfDevice(id: DeviceId, cause: DisconnectCode): void {
    for (const session of this.#all) if (session.device.id === id) session.end(cause);
  }

  /** Ends all connections that were let in on a certificate. */
  endOfCertificate(fingerprintSha256: string, cause: DisconnectCode): void {
    for (const session of this.#all) if (session.identity.fingerprintSha256 === fingerprintSha256) session.end(cause);
  }

  /** Ends everything with the cause. */
  endAll(cause: DisconnectCode): void {
    for (const session of this.#all) session.end(cause);
  }
}
